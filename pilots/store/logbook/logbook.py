"""The logbook: an append-only log of every version of every record.

It is stored twice, as a DuckDB table and as a write-ahead journal beside it. A write is one
DuckDB transaction, in which whatever else must change with it changes too; the journal is
fsynced before DuckDB commits. So an acknowledged line is always in the journal, and what the
table lacks after a crash is replayed from there.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, NoReturn

import duckdb

from pilots.errors import CannotOpen, DiskFull, NotRecorded, NotTheSame, TrackerError
from pilots.store.logbook.database import Damaged, Database, is_disk_full, quarantine
from pilots.store.logbook.erasures import left_behind
from pilots.store.logbook.journal import Journal, Mark
from pilots.store.logbook.line import Line, PendingLine
from pilots.store.logbook.seal import digest_of, renewed, sealed
from pilots.store.logbook.tombstones import Tombstones
from pilots.store.logbook.transaction import BATCH, COLUMNS, TABLE, Transaction, batches
from schemas import Erasure, Seal


class Uncertain(TrackerError):
    """A commit reported an error, and the database cannot be asked whether it happened."""

    sentence = (
        "It is not certain whether this was recorded: {reason}. What was stored before is "
        "safe. Send the same form once more: it is recorded once, however often it is sent."
    )


class Logbook:
    """The table and its journal, made equal.

    Opening recovers from what a crash can leave behind. Whoever opens the logbook then has two
    things to do, if they are due: to replay `lines_to_replay` lines from the journal, in the
    transaction that also updates what is derived from the table; and to end an interrupted
    erasure (`erasure_is_due`).

    Raises InUse, CannotOpen, NotTheSame, JournalDamaged, or DiskFull where the recovery could
    not be written.
    """

    def __init__(self, path: Path) -> None:
        self.quarantined_database: Path | None = None
        """Where a database is kept that was damaged, and was made again from the journal."""
        self.journal_quarantined = False
        """Whether a part of the journal could not be read; it is kept beside the journal."""
        self.journal_was_gone = False
        """Whether the journal, or its end, was gone; the table had those lines."""
        self._journal_mark: Mark | None = None
        """The size of the journal before a write whose outcome is not known."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.journal = Journal(path.parent / "journal")
            self.database = self._open(path)
        except OSError as problem:
            raise CannotOpen(path=path, reason=problem.strerror) from problem
        self._resolved_at = self.database.openings
        try:
            with self.translating_errors():
                with self.database.cursor() as cursor:
                    cursor.execute(TABLE)
                self.tombstones = Tombstones(path.parent)
                self.newest = self._newest()
                """The newest line; None where there is none."""
                self.erasure_is_due = self._is_erasure_due()
                """Whether an erasure is to be finished. Whoever opens the logbook rebuilds what
                is derived from its lines, appends `tombstones.pending`, and then calls
                `finish_erasure`."""
                if self.erasure_is_due:
                    self._apply_tombstones()
                # Only now is it certain that no other process is writing the journal.
                self.lines_to_replay = self._reconcile()
                """How many lines only the journal has."""
                self.table_was_gone = self.newest is None and self.lines_to_replay > 0
                """Whether the journal has lines and the table none: the database was deleted,
                or damaged."""
        except BaseException:
            self.database.close()
            raise

    def _open(self, path: Path) -> Database:
        try:
            return Database(path)
        except Damaged as damage:
            # The whole journal is read before anything is moved: without it a new database
            # could not be made.
            self.journal_quarantined = self.journal.cut_torn_end()
            if not sum(1 for _ in self.journal.lines()):
                raise CannotOpen(path=path, reason=damage.facts["reason"]) from damage
            self.quarantined_database = quarantine(path)
            return Database(path)

    @property
    def head(self) -> int:
        """The number of the newest line; 0 where there is none."""
        return self.newest.seq if self.newest else 0

    @property
    def is_sealed(self) -> bool:
        """Whether every line has a digest, or stands under a seal."""
        return self.newest is None or self.newest.chain is not None

    def _newest(self) -> Line | None:
        return next(iter(self._lines("seq = (SELECT max(seq) FROM logbook)")), None)

    def numbered(self, seqs: Sequence[int]) -> list[Line]:
        """The lines with these numbers; those that are not there are left out."""
        return self._lines("seq IN (SELECT unnest($seqs::BIGINT[]))", seqs=list(seqs))

    def left_by_erasures(self) -> dict[int, str]:
        """By number, the digest of what an erasure left of a line."""
        return left_behind(self._lines("kind = $kind", kind=Erasure.table))

    def _lines(self, where: str, **parameters: Any) -> list[Line]:
        with self.database.cursor() as cursor:
            rows = cursor.execute(f"SELECT {COLUMNS} FROM logbook WHERE {where}", parameters)
            return [Line(*row) for row in rows.fetchall()]

    def seal(self) -> tuple[Line, Seal] | None:
        """The line of the seal, and what it says; None where all lines have digests."""
        for line in self._lines("seq = (SELECT min(seq) FROM logbook WHERE chain IS NOT NULL)"):
            seal = sealed(line)
            if seal and line.seq == seal.upto + 1:
                return line, seal
        return None

    def sealed_lines(self, seal: Seal) -> Iterator[Line]:
        """The lines under the seal, in order."""
        return takewhile(lambda line: line.seq <= seal.upto, self.lines())

    def renewed_seal(self, erased: Sequence[Line]) -> list[Line]:
        """The line of the seal, for when these lines are in place; none where it is as it was.

        A seal that is broken stays broken: to erase something does not hide what was changed.
        """
        found = self.seal()
        if found is None or all(line.chain for line in erased):
            return []
        line, seal = found
        if digest_of(self.sealed_lines(seal)) != seal.digest:
            return []
        new = {line.seq: line for line in erased}
        digest = digest_of(new.get(old.seq, old) for old in self.sealed_lines(seal))
        return [renewed(line, seal, digest)]

    def _reconcile(self) -> int:
        newest = self.journal.last()
        written = newest.seq if newest else 0
        if common := min(written, self.head):
            theirs = newest if written == common else next(self.journal.lines(common - 1))
            if theirs != next(self.lines(common - 1)):
                raise NotTheSame(path=self.database.path, seq=common)
        self.journal_quarantined |= self.journal.cut_torn_end()
        if written <= self.head:
            if damaged := self.journal.first_damaged():
                self.mend_journal(damaged)
            self.journal_was_gone = written < self.head and not self.journal_quarantined
            self._complete_journal()
        return max(0, written - self.head)

    def mend_journal(self, damaged: Path) -> None:
        """Set a file of the journal aside, and write it and what follows again from the table.

        Nothing is lost: while the logbook is open the table has every line.
        """
        self.journal.quarantine(damaged)
        self.journal_quarantined = True
        self._complete_journal()

    def _complete_journal(self) -> None:
        """Append to the journal the lines that only the table has."""
        newest = self.journal.last()
        self._journal_mark = self.journal.mark()
        for batch in batches(self.lines(after=newest.seq if newest else 0)):
            self.journal.append(batch)
        self._journal_mark = None

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
    def transaction(self) -> Iterator[Transaction]:
        """One transaction: all of it is stored and acknowledged, or none of it.

        Raises DiskFull or NotRecorded where it could not be stored; whatever else the block
        raises passes through. In each case all of it is rolled back. Only where Uncertain is
        raised this is not known yet; the next write finds it out.
        """
        with self.database.lock:
            self._resolve_interrupted()
            self._journal_mark = self.journal.mark()
            problem: BaseException | None = None
            committing = False
            with self.database.cursor() as cursor:
                transaction = Transaction(cursor, self.newest)
                try:
                    cursor.begin()
                    yield transaction
                    self.journal.append(transaction.unjournaled)
                    committing = True
                    cursor.commit()
                except BaseException as error:
                    problem = error
                    self.database.note_failure(error)
                    with suppress(duckdb.Error):
                        cursor.rollback()
            if problem is None or (committing and self._was_committed(transaction, problem)):
                self.newest = transaction.newest
                self._journal_mark = None
                if problem is None or isinstance(problem, duckdb.Error):
                    return
            else:
                with suppress(OSError):  # the next write tries again
                    self._roll_back_journal()
            self._raise_translated(problem)

    def _was_committed(self, transaction: Transaction, problem: BaseException) -> bool:
        """Whether a commit that reported an error has happened all the same.

        The disk can be full in the checkpoint that follows a good commit; DuckDB then
        invalidates the connection. To repeat the write blindly would store everything twice.
        Raises Uncertain where the database cannot be asked.
        """
        try:
            self.database.reconnect()
            found = self._newest()
            return found is not None and self.head < found.seq == transaction.head
        except (duckdb.Error, TrackerError) as no_answer:
            reason = str(problem).split("\n", 1)[0]
            raise Uncertain(reason=reason) from no_answer

    def _resolve_interrupted(self) -> None:
        """Find out how an interrupted write ended, and make table and journal equal."""
        with self.translating_errors():
            self.database.reconnect()
            if self._journal_mark is None and self._resolved_at == self.database.openings:
                return
            newest = self._newest()
            head = newest.seq if newest else 0
            if head < self.head:
                # What is missing is in the journal: the start brings it back.
                reason = f"it ends at line {head} instead of {self.head}"
                raise Damaged(path=self.database.path, reason=reason)
            self._roll_back_journal()
            self.newest = newest
            self._complete_journal()
            self._resolved_at = self.database.openings

    def erase(
        self,
        lines: Sequence[Line],
        pending: Sequence[PendingLine],
        update_derived: Callable[[duckdb.DuckDBPyConnection, list[Line]], None],
        files: Sequence[str] = (),
    ) -> None:
        """Replace the lines with these idempotency keys by these lines, everywhere, for good.

        `pending` are new lines that record the erasure, `files` the names of what is erased with
        it. `update_derived` is given them as they
        were appended, and updates in the same transaction what is derived from all of these
        lines. The tombstones come first: once they are written, a start after a crash does the
        rest. Raises DiskFull or NotRecorded.
        """
        with self.database.lock, self.translating_errors():
            self._resolve_interrupted()
            self.tombstones.begin(lines, pending, files)
            self.journal.rewrite(self.tombstones.idempotency_keys, self.tombstones.applied)
            # The new lines move the head, which is the key of every cached answer: none from
            # before the erasure is used again.
            with self.transaction() as transaction:
                self._apply_tombstones_to_table(transaction.cursor)
                update_derived(transaction.cursor, transaction.append(self.tombstones.pending))
            self.finish_erasure()

    def _is_erasure_due(self) -> bool:
        """Whether an erasure was interrupted, or an older copy of the files was put back."""
        if self.tombstones.unfinished:
            return True
        if not self.tombstones.idempotency_keys:
            return False
        newest = self.journal.last()
        journal_has_more = newest is not None and newest.seq > self.head
        with self.database.cursor() as cursor:
            return journal_has_more or bool(self._lines_to_erase(cursor))

    def _apply_tombstones(self) -> None:
        """Erase from journal and table what the tombstones say; to repeat it is harmless."""
        self.journal.rewrite(self.tombstones.idempotency_keys, self.tombstones.applied)
        with self.database.cursor() as cursor:
            cursor.begin()
            self._apply_tombstones_to_table(cursor)
            cursor.commit()

    def _apply_tombstones_to_table(self, cursor: duckdb.DuckDBPyConnection) -> None:
        lines = self._lines_to_erase(cursor)
        cursor.execute(
            """
            UPDATE logbook SET actor = erased.actor, body = erased.body, salt = erased.salt
            FROM (SELECT unnest($seq::BIGINT[]) AS seq, unnest($actor::VARCHAR[]) AS actor,
                         unnest($body::VARCHAR[]) AS body, unnest($salt::VARCHAR[]) AS salt) erased
            WHERE logbook.seq = erased.seq""",
            {
                name: [getattr(line, name) for line in lines]
                for name in ("seq", "actor", "body", "salt")
            },
        )

    def _lines_to_erase(self, cursor: duckdb.DuckDBPyConnection) -> list[Line]:
        """The lines of the table that must still be erased, as they are after that."""
        rows = cursor.execute(
            f"SELECT {COLUMNS} FROM logbook WHERE entry IN (SELECT unnest($keys::UUID[]))",
            {"keys": self.tombstones.idempotency_keys},
        ).fetchall()
        lines = [Line(*row) for row in rows]
        return [erased for line in lines if (erased := self.tombstones.applied(line)) != line]

    def finish_erasure(self) -> None:
        """End an erasure: compact the database, so that its free blocks hold nothing either."""
        with self.translating_errors():
            self.database.compact()
            self.tombstones.finish()
        self.erasure_is_due = False

    def _roll_back_journal(self) -> None:
        if self._journal_mark is not None:
            self.journal.roll_back(self._journal_mark)
            self._journal_mark = None

    @contextmanager
    def side_transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction on a table that is no part of the log, such as that of the drafts."""
        with self.translating_errors(), self.database.lock, self.database.cursor() as cursor:
            cursor.begin()
            yield cursor
            cursor.commit()

    @contextmanager
    def translating_errors(self) -> Iterator[None]:
        """Errors of DuckDB and of the disk are raised as a TrackerError, which has a sentence."""
        try:
            yield
        except (duckdb.Error, OSError) as problem:
            self._raise_translated(problem)

    def _raise_translated(self, problem: BaseException) -> NoReturn:
        if isinstance(problem, duckdb.Error | OSError):
            if is_disk_full(problem):
                raise DiskFull from problem
            translated = self.database.translate(problem)
            if isinstance(translated, Damaged):
                raise translated from problem
            raise NotRecorded(reason=str(problem).split("\n", 1)[0]) from problem
        raise problem

    def close(self) -> None:
        self.database.close()
