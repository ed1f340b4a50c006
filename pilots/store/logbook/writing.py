"""Writing lines into the table: the one INSERT into the logbook in the whole code base."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime

import duckdb

from pilots.store.logbook.line import Draft, Line

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


class Writing:
    """A transaction that is open. Use `cursor` for what must change with the lines."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, head: int) -> None:
        self.cursor = cursor
        self.before = head
        """The newest line before this transaction: what is above it is new."""
        self.head = head
        self.unjournaled: list[Line] = []

    def append(self, drafts: Sequence[Draft]) -> list[Line]:
        """The lines these drafts become. A draft whose key is known stays the line it is."""
        known = self._known([draft.idempotency_key for draft in drafts])
        now = datetime.now(UTC).replace(tzinfo=None)
        new: dict[str, Line] = {}
        for draft in drafts:
            if draft.idempotency_key not in known and draft.idempotency_key not in new:
                new[draft.idempotency_key] = Line.of(draft, self.head + len(new) + 1, now)
        self.take(list(new.values()))
        return [known.get(draft.idempotency_key) or new[draft.idempotency_key] for draft in drafts]

    def take(self, lines: Sequence[Line]) -> None:
        """Add lines that have their numbers, such as those of an export."""
        self.replay(lines)
        self.unjournaled.extend(lines)

    def replay(self, lines: Sequence[Line]) -> None:
        """Add lines that the journal has already."""
        if not lines:
            return
        names = [field.name for field in fields(Line)]
        columns = {name: [getattr(line, name) for line in lines] for name in names}
        self.cursor.execute(_INSERT, columns)
        self.head = lines[-1].seq

    def _known(self, idempotency_keys: list[str]) -> dict[str, Line]:
        rows = self.cursor.execute(
            f"SELECT {COLUMNS} FROM logbook WHERE entry IN (SELECT unnest($keys::UUID[]))",
            {"keys": idempotency_keys},
        ).fetchall()
        return {row[1]: Line(*row) for row in rows}


def batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """The same lines, in lists of at most BATCH."""
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
