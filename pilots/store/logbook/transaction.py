"""Appending lines to the table: the one INSERT into the logbook in the whole code base."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime

import duckdb

from pilots.store.logbook.line import Line, PendingLine

BATCH = 20_000
"""Lines read or written at a time where there are many: a few MB."""

TABLE = """
CREATE TABLE IF NOT EXISTS logbook (
    seq BIGINT NOT NULL,
    entry UUID NOT NULL,
    recorded_at TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    pilot VARCHAR,
    body VARCHAR
)"""

COLUMNS = "seq, entry::VARCHAR, recorded_at, actor, kind, subject, pilot, body"

_INSERT = """
INSERT INTO logbook
SELECT unnest($seq), unnest($idempotency_key::UUID[]), unnest($recorded_at), unnest($actor),
       unnest($kind), unnest($subject), unnest($pilot), unnest($body)"""


class Transaction:
    """An open transaction. What must change together with the lines goes through `cursor`."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, head: int) -> None:
        self.cursor = cursor
        self.head_before = head
        """The number of the newest line before this transaction."""
        self.head = head
        self.unjournaled: list[Line] = []
        """The lines that must be in the journal before the commit."""

    def append(self, pending: Sequence[PendingLine]) -> list[Line]:
        """Number these lines and add them; one whose idempotency key is known is not added again.

        Gives a line for each of them, the known ones as they were stored the first time.
        """
        keys = [line.idempotency_key for line in pending]
        stored = self._stored(keys)
        now = datetime.now(UTC).replace(tzinfo=None)
        new: dict[str, Line] = {}
        for line in pending:
            if line.idempotency_key not in stored and line.idempotency_key not in new:
                new[line.idempotency_key] = Line.of(line, self.head + len(new) + 1, now)
        self.add(list(new.values()))
        return [stored.get(key) or new[key] for key in keys]

    def add(self, lines: Sequence[Line]) -> None:
        """Add lines that have their numbers already, such as those of an export."""
        self.replay(lines)
        self.unjournaled.extend(lines)

    def replay(self, lines: Sequence[Line]) -> None:
        """Add lines that are in the journal already."""
        if not lines:
            return
        names = [field.name for field in fields(Line)]
        columns = {name: [getattr(line, name) for line in lines] for name in names}
        self.cursor.execute(_INSERT, columns)
        self.head = lines[-1].seq

    def first_duplicate(self) -> int | None:
        """The number of the first line whose idempotency key an earlier line has; or None."""
        row = self.cursor.execute(
            """
            SELECT min(seq) FROM (
                SELECT max(seq) AS seq FROM logbook GROUP BY entry HAVING count(*) > 1
            )"""
        ).fetchone()
        return row[0] if row else None

    def _stored(self, idempotency_keys: list[str]) -> dict[str, Line]:
        rows = self.cursor.execute(
            f"SELECT {COLUMNS} FROM logbook WHERE entry IN (SELECT unnest($keys::UUID[]))",
            {"keys": idempotency_keys},
        ).fetchall()
        return {row[1]: Line(*row) for row in rows}


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The same lines, in lists of at most BATCH lines."""
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
