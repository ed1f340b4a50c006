"""The logbook: every version of every record, appended and never overwritten.

It is kept twice, as a DuckDB table and as a journal beside it. A write is one transaction in
DuckDB, which takes in whatever else must change with it; the journal is on the disk before
DuckDB commits. So an acknowledged line is always in the journal, and what the table lacks
after a crash is read from there.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

import duckdb

from pilots.errors import (
    CannotOpen,
    DiskFull,
    JournalDamaged,
    NotRecorded,
    NotTheSame,
    TrackerError,
)
from pilots.store.logbook.database import Damaged, Database, is_disk_full, set_aside
from pilots.store.logbook.journal import Journal, Mark
from pilots.store.logbook.line import Draft, Line
from pilots.store.logbook.tombstones import Tombstones
from pilots.store.logbook.writing import BATCH, COLUMNS, TABLE, Writing, batches


class Uncertain(TrackerError):
    """The commit failed, and afterwards the database did not say whether it happened."""

    sentence = (
        "It is not certain whether this was recorded: {reason}. What was stored before is "
        "safe. Send the same form once more: it is recorded once, however often it is sent."
    )


class Logbook:
    """The table and its journal, in agreement.

    Opening heals what a crash can leave behind. A database that does not open is moved
    aside and kept, and `rescued` names it. Lines that only the journal has are in
    `behind`: whoever opens the logbook replays them, within the same transaction in which
    everything derived from the table is brought up to date.

    Raises InUse, CannotOpen, NotTheSame, JournalDamaged, or DiskFull where what was healed
    could not be written.
    """

    def __init__(self, path: Path) -> None:
        self.rescued: Path | None = None
        self.torn = False
        """Whether a part of the journal could not be read, and is kept beside it."""
        self._unfinished: Mark | None = None
        """What the journal was before a write of which the end is not known."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.journal = Journal(path.parent / "journal")
            self.database = self._open(path)
        except OSError as problem:
            raise CannotOpen(path=path, reason=problem.strerror) from problem
        self._settled = self.database.openings
        try:
            with self.explaining():
                with self.database.cursor() as cursor:
                    cursor.execute(TABLE)
                self.tombstones = Tombstones(path.parent)
                self.head = self._head()
                """The number of the newest line; 0 where there is none."""
                self.erasing = self._must_be_erased()
                """Whether an erasure is to be finished. Its lines are other now; whoever opens
                the logbook brings up to date what is derived from them, adds what is `told` of
                it in the list of what was erased, and then calls `clean`."""
                if self.erasing:
                    self._put_in_place()
                # Only now is it certain that no other process is writing the journal.
                self.behind = self._agree()
                """How many lines of the journal the table lacks."""
        except BaseException:
            self.database.close()
            raise

    def _open(self, path: Path) -> Database:
        try:
            return Database(path)
        except Damaged as damage:
            # The whole journal is read before anything is moved: without it there is nothing
            # to make a new database from.
            self.torn = self.journal.cut_torn_end()
            if not sum(1 for _ in self.journal.lines()):
                raise CannotOpen(path=path, reason=damage.facts["reason"]) from damage
            self.rescued = set_aside(path)
            return Database(path)

    def _head(self) -> int:
        with self.database.cursor() as cursor:
            row = cursor.execute("SELECT max(seq) FROM logbook").fetchone()
        return int(row[0] or 0) if row else 0

    def _agree(self) -> int:
        newest = self.journal.last()
        written = newest.seq if newest else 0
        if common := min(written, self.head):
            theirs = newest if written == common else next(self.journal.lines(common - 1))
            if theirs != next(self.lines(common - 1)):
                raise NotTheSame(path=self.database.path, seq=common)
        self.torn |= self.journal.cut_torn_end()
        if written <= self.head:
            try:
                deque(self.journal.lines(after=written), maxlen=0)
            except JournalDamaged as damage:
                # Nothing is lost by it: the table has every line.
                self.journal.set_aside(Path(str(damage.facts["path"])))
                self.torn = True
            self._complete_journal()
        return max(0, written - self.head)

    def _complete_journal(self) -> None:
        """Write what only the table has to the journal as well."""
        newest = self.journal.last()
        self._unfinished = self.journal.mark()
        for batch in batches(self.lines(after=newest.seq if newest else 0)):
            self.journal.append(batch)
        self._unfinished = None

    def lines(self, after: int = 0) -> Iterator[Line]:
        """The table's lines with a number above `after`, in order."""
        while True:
            with self.database.cursor() as cursor:
                batch = cursor.execute(
                    f"SELECT {COLUMNS} FROM logbook WHERE seq > $after ORDER BY seq LIMIT $batch",
                    {"after": after, "batch": BATCH},
                ).fetchall()
            if not batch:
                return
            for row in batch:
                line = Line(*row)
                yield line
            after = line.seq

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """One transaction: all of it is stored and acknowledged, or none of it.

        Raises DiskFull or NotRecorded where it could not be stored; whatever else the block
        raises passes through. In each case nothing of it is left behind. Only Uncertain
        says that this could not be found out; the next write does find out.
        """
        with self.database.lock:
            self._settle()
            self._unfinished = self.journal.mark()
            problem: BaseException | None = None
            committing = False
            with self.database.cursor() as cursor:
                writing = Writing(cursor, self.head)
                try:
                    cursor.begin()
                    yield writing
                    self.journal.append(writing.unjournaled)
                    committing = True
                    cursor.commit()
                except BaseException as error:
                    problem = error
                    self.database.heed(error)
                    with suppress(duckdb.Error):
                        cursor.rollback()
            if problem is None or (committing and self._is_stored_after_all(writing, problem)):
                self.head = writing.head
                self._unfinished = None
                if problem is None or isinstance(problem, duckdb.Error):
                    return
            else:
                with suppress(OSError):  # the next write tries again
                    self._take_back()
            self._raise_explained(problem)

    def _is_stored_after_all(self, writing: Writing, problem: BaseException) -> bool:
        """Whether a commit that reported an error has happened all the same.

        A full disk can strike in the checkpoint that follows a good commit; DuckDB then
        gives up the connection. Trying again blindly would store everything twice.
        Raises Uncertain where the database does not say.
        """
        try:
            self.database.revive()
            return self.head < self._head() == writing.head
        except (duckdb.Error, TrackerError) as silence:
            reason = str(problem).split("\n", 1)[0]
            raise Uncertain(reason=reason) from silence

    def _settle(self) -> None:
        """Find out how a write ended that was broken off, and make table and journal agree."""
        with self.explaining():
            self.database.revive()
            if self._unfinished is None and self._settled == self.database.openings:
                return
            head = self._head()
            if head < self.head:
                # What is missing is in the journal: the start brings it back.
                reason = f"it ends at line {head} instead of {self.head}"
                raise Damaged(path=self.database.path, reason=reason)
            self._take_back()
            self.head = head
            self._complete_journal()
            self._settled = self.database.openings

    def erase(
        self,
        lines: Sequence[Line],
        told: Sequence[Draft],
        also: Callable[[duckdb.DuckDBPyConnection, list[Line]], None],
        photos: Sequence[str] = (),
    ) -> None:
        """Put these lines in the place of those with their idempotency keys, everywhere, for good.

        `told` says that it was done, in lines of its own. `also` is given those, and changes
        in the same transaction what is derived from all of them. The list of what was erased
        comes first: once that is written, a start after a crash does the rest.
        Raises DiskFull or NotRecorded.
        """
        with self.database.lock, self.explaining():
            self._settle()
            self.tombstones.begin(lines, told, photos)
            self.journal.rewrite(self.tombstones.idempotency_keys, self.tombstones.applied)
            # The head moves when all of it is done: what is remembered of before is not asked
            # for any more.
            with self.writing() as writing:
                self._put_in_table(writing.cursor)
                also(writing.cursor, writing.append(self.tombstones.told))
            self.clean()

    def _must_be_erased(self) -> bool:
        """Whether an erasure was broken off, or an older copy of the files was put back."""
        if self.tombstones.unfinished:
            return True
        if not self.tombstones.idempotency_keys:
            return False
        newest = self.journal.last()
        is_behind = newest is not None and newest.seq > self.head
        with self.database.cursor() as cursor:
            return is_behind or bool(self._to_erase(cursor))

    def _put_in_place(self) -> None:
        """Make journal and table what the list of erased lines says. Twice is no harm."""
        self.journal.rewrite(self.tombstones.idempotency_keys, self.tombstones.applied)
        with self.database.cursor() as cursor:
            cursor.begin()
            self._put_in_table(cursor)
            cursor.commit()

    def _put_in_table(self, cursor: duckdb.DuckDBPyConnection) -> None:
        lines = self._to_erase(cursor)
        cursor.execute(
            """
            UPDATE logbook SET actor = now.actor, body = now.body
            FROM (SELECT unnest($seq::BIGINT[]) AS seq, unnest($actor::VARCHAR[]) AS actor,
                         unnest($body::VARCHAR[]) AS body) now
            WHERE logbook.seq = now.seq""",
            {name: [getattr(it, name) for it in lines] for name in ("seq", "actor", "body")},
        )

    def _to_erase(self, cursor: duckdb.DuckDBPyConnection) -> list[Line]:
        """The lines of the table that are not yet what the list says, as they are to be."""
        rows = cursor.execute(
            f"SELECT {COLUMNS} FROM logbook WHERE entry IN (SELECT unnest($them::UUID[]))",
            {"them": self.tombstones.idempotency_keys},
        ).fetchall()
        there = [Line(*row) for row in rows]
        return [now for it in there if (now := self.tombstones.applied(it)) != it]

    def clean(self) -> None:
        """End an erasure: leave nothing of it in the database's free blocks."""
        with self.explaining():
            self.database.remake()
            self.tombstones.finish()
        self.erasing = False

    def _take_back(self) -> None:
        if self._unfinished is not None:
            self.journal.take_back(self._unfinished)
            self._unfinished = None

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """What DuckDB and the disk have to say becomes an error with a sentence."""
        try:
            yield
        except (duckdb.Error, OSError) as problem:
            self._raise_explained(problem)

    def _raise_explained(self, problem: BaseException) -> NoReturn:
        if isinstance(problem, duckdb.Error | OSError):
            if is_disk_full(problem):
                raise DiskFull from problem
            explained = self.database.explained(problem)
            if isinstance(explained, Damaged):
                raise explained from problem
            raise NotRecorded(reason=str(problem).split("\n", 1)[0]) from problem
        raise problem

    def close(self) -> None:
        self.database.close()
