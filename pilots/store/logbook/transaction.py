"""Appending lines to the table: the one INSERT into the logbook in the whole code base."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb

from pilots.store.logbook.erasures import is_rewritten, left_behind
from pilots.store.logbook.line import Line, PendingLine
from pilots.store.logbook.seal import seal_of
from schemas import Erasure

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
);
ALTER TABLE logbook ADD COLUMN IF NOT EXISTS salt VARCHAR;
ALTER TABLE logbook ADD COLUMN IF NOT EXISTS digest VARCHAR;
ALTER TABLE logbook ADD COLUMN IF NOT EXISTS chain VARCHAR"""
"""Tables of versions before 0.6 get the three columns of the seal, empty."""

COLUMNS = (
    "seq, entry::VARCHAR, recorded_at, actor, kind, subject, pilot, body, salt, digest, chain"
)

_INSERT = """
INSERT INTO logbook
SELECT unnest($seq), unnest($idempotency_key::UUID[]), unnest($recorded_at), unnest($actor),
       unnest($kind), unnest($subject), unnest($pilot), unnest($body),
       unnest($salt::VARCHAR[]), unnest($digest::VARCHAR[]), unnest($chain::VARCHAR[])"""

CLOCK = timedelta(hours=1)
"""A clock that is set back by less makes no line older than the one above it."""


class Transaction:
    """An open transaction. What must change together with the lines goes through `cursor`."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, newest: Line | None) -> None:
        self.cursor = cursor
        self.newest = newest
        """The newest line; None where there is none."""
        self.head_before = self.head
        """The number of the newest line before this transaction."""
        self.unjournaled: list[Line] = []
        """The lines that must be in the journal before the commit."""

    @property
    def head(self) -> int:
        """The number of the newest line; 0 where there is none."""
        return self.newest.seq if self.newest else 0

    def append(self, pending: Sequence[PendingLine]) -> list[Line]:
        """Number these lines and add them; one whose idempotency key is known is not added again.

        Gives a line for each of them, the known ones as they were stored the first time.
        """
        keys = [line.idempotency_key for line in pending]
        stored = self._stored(keys)
        now = self._now()
        new: dict[str, Line] = {}
        for line in pending:
            if line.idempotency_key not in stored and line.idempotency_key not in new:
                new[line.idempotency_key] = Line.of(line, self.head + len(new) + 1, now)
        new = {line.idempotency_key: line for line in self.chained(new.values())}
        self.add(list(new.values()))
        return [stored.get(key) or new[key] for key in keys]

    def _now(self) -> datetime:
        now = datetime.now(UTC).replace(tzinfo=None)
        if self.newest and timedelta(0) < self.newest.recorded_at - now < CLOCK:
            return self.newest.recorded_at
        return now

    def chained(self, lines: Iterable[Line]) -> Iterator[Line]:
        """These lines with digests, each fastened to the one above, the first to the newest."""
        above = self.newest
        for line in lines:
            above = line.chained(above)
            yield above

    def seal(self) -> int:
        """Seal the lines that have no digest, if the newest has none; give the last one's number.

        0 where there is nothing to seal.
        """
        if self.newest is None or self.newest.chain:
            return 0
        upto = self.head
        self.append([seal_of(self._lines("seq <= $upto", upto=upto), upto)])
        return upto

    def unrecorded_erasures(self, idempotency_keys: list[str]) -> list[Line]:
        """Of the lines with these keys, those with an erasure that no line records.

        So it is where what was erased came back with an older copy, and was erased again.
        """
        left = left_behind(self._lines("kind = $kind", kind=Erasure.table))
        lines = self._stored(idempotency_keys).values()
        return [
            line
            for line in lines
            if is_rewritten(line) and left.get(line.seq) != line.content_digest()
        ]

    def _lines(self, where: str, **parameters: Any) -> Iterator[Line]:
        self.cursor.execute(
            f"SELECT {COLUMNS} FROM logbook WHERE {where} ORDER BY seq", parameters
        )
        while rows := self.cursor.fetchmany(BATCH):
            yield from (Line(*row) for row in rows)

    def add(self, lines: Sequence[Line]) -> None:
        """Add lines as they are: they have numbers already, and digests if they ever had."""
        self.replay(lines)
        self.unjournaled.extend(lines)

    def replay(self, lines: Sequence[Line]) -> None:
        """Add lines that are in the journal already."""
        if not lines:
            return
        names = [field.name for field in fields(Line)]
        columns = {name: [getattr(line, name) for line in lines] for name in names}
        self.cursor.execute(_INSERT, columns)
        self.newest = lines[-1]

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
        # Nearly always there are none, and then the other columns need not be read.
        known = self.cursor.execute(
            "SELECT seq FROM logbook WHERE entry IN (SELECT unnest($keys::UUID[]))",
            {"keys": idempotency_keys},
        ).fetchall()
        if not known:
            return {}
        seqs = [seq for (seq,) in known]
        found = self._lines("seq IN (SELECT unnest($seqs::BIGINT[]))", seqs=seqs)
        return {line.idempotency_key: line for line in found}


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
