"""The logbook: every version of every record, appended and never overwritten.

It is kept twice, as a DuckDB table and as a journal beside it. A write is one transaction in
DuckDB, which takes in whatever else must change with it; the journal is on the disk before
DuckDB commits. So an acknowledged line is always in the journal, and what the table lacks
after a crash is read from there.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import duckdb

from pilots.errors import CannotOpen, DiskFull, NotRecorded, NotTheSame, TrackerError
from pilots.logbook.database import Damaged, Database, is_disk_full, set_aside
from pilots.logbook.journal import Journal
from pilots.logbook.line import Draft, Line

BATCH = 20_000
"""Lines read or written at a time where there are many: a few MB."""

_TABLE = """
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

_COLUMNS = "seq, entry::VARCHAR, recorded_at, actor, kind, subject, pilot, body"

_INSERT = """
INSERT INTO logbook
SELECT unnest($seq), unnest($entry::UUID[]), unnest($recorded_at), unnest($actor),
       unnest($kind), unnest($subject), unnest($pilot), unnest($body)"""


class Logbook:
    """The table and its journal, in agreement.

    Opening heals what a crash can leave behind. A database that does not open is moved
    aside and kept, and `rescued` names it. Lines that only the journal has are in
    `behind`: whoever opens the logbook replays them, within the same transaction in which
    everything derived from the table is brought up to date.

    Raises InUse, CannotOpen, NotTheSame or JournalDamaged.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.journal = Journal(path.parent / "journal")
        self.rescued: Path | None = None
        self.database = self._open(path)
        try:
            with self.database.cursor() as cursor:
                cursor.execute(_TABLE)
            # Only now is it certain that no other process is writing the journal.
            self.torn = self.journal.cut_torn_end()
            self.head = self._head()
            """The number of the newest line; 0 where there is none."""
            self.behind = self._agree()
            """How many lines of the journal the table lacks."""
        except BaseException:
            self.database.close()
            raise

    def _open(self, path: Path) -> Database:
        try:
            return Database(path)
        except Damaged as damage:
            if not any(self.journal.lines()):
                raise CannotOpen(path=path, reason=str(damage).splitlines()[0]) from damage
            self.rescued = set_aside(path)
            return Database(path)

    def _head(self) -> int:
        with self.database.cursor() as cursor:
            row = cursor.execute("SELECT max(seq) FROM logbook").fetchone()
        return int(row[0] or 0) if row else 0

    def _agree(self) -> int:
        newest = self.journal.last()
        written = newest.seq if newest else 0
        if written < self.head:
            self.journal.append(list(self.lines(after=written)))
        common = min(written, self.head)
        if common and next(self.journal.lines(common - 1)) != next(self.lines(common - 1)):
            raise NotTheSame(path=self.database.path, seq=common)
        return max(0, written - self.head)

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The table's lines with a number above `after`, in order."""
        while True:
            with self.database.cursor() as cursor:
                batch = cursor.execute(
                    f"SELECT {_COLUMNS} FROM logbook WHERE seq > $after ORDER BY seq LIMIT $batch",
                    {"after": after, "batch": BATCH},
                ).fetchall()
            if not batch:
                return
            for row in batch:
                line = Line(*row)
                yield line
            after = line.seq

    @contextmanager
    def writing(self) -> Iterator["Writing"]:
        """One transaction: all of it is stored and acknowledged, or none of it.

        Raises DiskFull or NotRecorded where it could not be stored; whatever else the block
        raises passes through. In each case nothing of it is left behind.
        """
        with self.database.lock, self.database.cursor() as cursor:
            mark = self.journal.mark()
            cursor.begin()
            writing = Writing(cursor, self.head)
            try:
                yield writing
                self.journal.append(writing.unjournaled)
                cursor.commit()
            except BaseException as problem:
                with suppress(duckdb.Error):
                    cursor.rollback()
                if not self._is_stored_after_all(problem):
                    self.journal.take_back(mark)
                    _raise_explained(problem)
            self.head = writing.head

    def _is_stored_after_all(self, problem: BaseException) -> bool:
        """Whether a commit that reported an error has happened all the same.

        A full disk can strike in the checkpoint that follows a good commit; DuckDB then
        gives up the connection. Trying again blindly would store everything twice.
        """
        if not isinstance(problem, duckdb.Error):
            return False
        try:
            return self._head() != self.head
        except duckdb.Error:
            pass
        try:
            self.database.reopen()
            return self._head() != self.head
        except (duckdb.Error, Damaged, TrackerError):
            return False

    def close(self) -> None:
        self.database.close()


class Writing:
    """A transaction that is open. Use `cursor` for what must change with the lines."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, head: int) -> None:
        self.cursor = cursor
        self.before = head
        self.head = head
        self.unjournaled: list[Line] = []

    def append(self, drafts: Sequence[Draft]) -> list[Line]:
        """The lines these drafts become. A draft whose entry is known stays the line it is."""
        known = self._known([draft.entry for draft in drafts])
        now = datetime.now(UTC).replace(tzinfo=None)
        new: dict[str, Line] = {}
        for draft in drafts:
            if draft.entry not in known and draft.entry not in new:
                new[draft.entry] = Line.of(draft, self.head + len(new) + 1, now)
        self.take(list(new.values()))
        return [known.get(draft.entry) or new[draft.entry] for draft in drafts]

    def take(self, lines: Sequence[Line]) -> None:
        """Add lines that have their numbers, such as those of an export."""
        self.replay(lines)
        self.unjournaled.extend(lines)

    def replay(self, lines: Sequence[Line]) -> None:
        """Add lines that the journal has already."""
        if not lines:
            return
        names = ("seq", "entry", "recorded_at", "actor", "kind", "subject", "pilot", "body")
        columns = {name: [getattr(line, name) for line in lines] for name in names}
        self.cursor.execute(_INSERT, columns)
        self.head = lines[-1].seq

    def _known(self, entries: list[str]) -> dict[str, Line]:
        rows = self.cursor.execute(
            f"SELECT {_COLUMNS} FROM logbook WHERE entry IN (SELECT unnest($entries::UUID[]))",
            {"entries": entries},
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


def _raise_explained(problem: BaseException) -> NoReturn:
    if is_disk_full(problem):
        raise DiskFull from problem
    if isinstance(problem, duckdb.Error | OSError):
        raise NotRecorded(reason=str(problem).splitlines()[0]) from problem
    raise problem
