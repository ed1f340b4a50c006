"""The DuckDB file: one process owns it, one connection, a fresh cursor for every call.

Nothing else ever opens or copies the live file: closing it elsewhere in this process would
drop DuckDB's lock, and a second process could then overwrite what was acknowledged here.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from errno import EDQUOT, ENOSPC
from pathlib import Path
from threading import Condition, Lock, RLock

import duckdb

from pilots.errors import CannotOpen, DiskFull, InUse, TrackerError
from pilots.store.logbook.compaction import compact_file

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Nobody's text may reach a file or an extension through SQL.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A checkpoint overwrites a block in place, the one moment a kill can hurt: so, rarely.
    "checkpoint_threshold": "64MB",
}

_open_here: set[Path] = set()
"""The files this process has open. DuckDB would let one process open a file twice, and two
writers, each with a lock of its own, would give out the same numbers."""

_opening = Lock()

PATIENCE = 30
"""Seconds to wait until other threads have closed their cursors."""

# The write-ahead log goes first: a kill in between leaves a database without its log, which
# opens, or is as damaged as before. A log without its database would be replayed into a new one.
_SUFFIXES = (".wal.checkpoint", ".wal.recovery", ".wal", ".suspect", "")


class Damaged(TrackerError):
    """The file exists and nobody else has it open, but DuckDB cannot read it, or a part of it."""

    sentence = (
        "The database {path} is damaged: {reason}. What was recorded is safe in the journal "
        "beside it. Start the tracker again: it then makes a new database and keeps the damaged "
        "one."
    )


class Interrupted(TrackerError):
    """DuckDB invalidated the connection after an error. The next call opens the file again."""

    sentence = (
        "The database was interrupted: {reason}. What was recorded is safe. Try again in a moment."
    )


class Database:
    """One DuckDB file, open. Raises InUse, CannotOpen, DiskFull or Damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.lock = RLock()
        """Held by whoever writes."""
        self.openings = 1
        """How often the file was opened: more than once after an error or a compaction."""
        self._broken = self._closed = False
        self._cursors = 0
        self._changed = Condition()
        """Guards `_broken`, `_closed` and `_cursors`; notified when a cursor is closed."""
        with _opening:
            if self.path in _open_here:
                raise InUse(path=path, process=os.getpid())
            self._connection = _connect(self.path)
            _open_here.add(self.path)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, closed afterwards: cursors may not be shared by threads.

        Raises Damaged where a block cannot be read, Interrupted where DuckDB invalidated the
        connection.
        """
        self._enter()
        try:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()
        except duckdb.Error as error:
            self.note_failure(error)
            translated = self.translate(error)
            if translated is None:
                raise
            raise translated from error
        finally:
            with self._changed:
                self._cursors -= 1
                self._changed.notify_all()

    def translate(self, error: BaseException) -> TrackerError | None:
        """Damaged or Interrupted for an error about the database itself; None for any other."""
        if not isinstance(error, duckdb.Error):
            return None
        reason = str(error).split("\n", 1)[0]
        if is_damage(error):
            return Damaged(path=self.path, reason=reason)
        if isinstance(error, duckdb.FatalException | duckdb.ConnectionException):
            return Interrupted(reason=reason)
        return None

    def note_failure(self, error: BaseException) -> None:
        """Remember that an error broke the database. The error's cursor must still be open."""
        match self.translate(error):
            case Damaged() as damage:
                # An index is read only when it is used, so the next start would not notice.
                with suppress(OSError):
                    _suspect(self.path).write_text(f"{damage.facts['reason']}\n", "utf-8")
            case Interrupted():
                self._broken = True

    def reconnect(self) -> None:
        """Open the file again if the connection was invalidated. Raises InUse or CannotOpen."""
        with suppress(Interrupted), self.cursor() as cursor:
            cursor.execute("SELECT 1")
        if self._broken:
            self._reopen()

    def _enter(self) -> None:
        while True:
            if self._broken:
                self._reopen()
            with self._changed:
                if self._closed:
                    raise Interrupted(reason=f"{self.path} is closed")
                if not self._broken:
                    self._cursors += 1
                    return

    def _reopen(self) -> None:
        with self.lock:
            if not self._broken or self._closed:
                return  # another thread was first
            # A cursor that is still open keeps the invalid connection alive: DuckDB would hand
            # out that one again, and would drop the lock on the file when it is closed.
            with self._changed:
                if not self._changed.wait_for(lambda: self._cursors == 0, PATIENCE):
                    raise Interrupted(reason=f"{self._cursors} questions are still open")
            with suppress(duckdb.Error):
                self._connection.close()
            self._connection = _connect(self.path)
            self.openings += 1
            self._broken = False

    def compact(self) -> None:
        """Compact the file, so that nothing of what was deleted is left in its free blocks.

        New cursors wait for the end. Raises Interrupted where a cursor stays open for PATIENCE
        seconds, and as opening does.
        """
        with self.lock:
            self._broken = True
            with self._changed:
                if not self._changed.wait_for(lambda: self._cursors == 0, PATIENCE):
                    self._broken = False
                    raise Interrupted(reason=f"{self._cursors} questions are still open")
            self._connection.close()
            try:
                compact_file(self.path)
            finally:
                self._connection = _connect(self.path)
                self.openings += 1
                self._broken = False

    def close(self) -> None:
        """Close the file. Who asks something already gets an answer; who comes later does not."""
        with self.lock:
            with self._changed:
                self._closed = True
                # DuckDB closes nothing while a cursor is being made.
                self._changed.wait_for(lambda: self._cursors == 0, PATIENCE)
            self._connection.close()
            _open_here.discard(self.path)


def quarantine(path: Path) -> Path:
    """Rename a damaged database and its write-ahead log, and give the new path. Never deletes."""
    moved = path.with_name(f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}")
    for suffix in _SUFFIXES:
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.rename(moved.with_name(moved.name + suffix))
    return moved


def _suspect(path: Path) -> Path:
    """The marker file that tells the next start that damage was found while the tracker ran."""
    return path.with_name(f"{path.name}.suspect")


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise CannotOpen(path=path, reason=os.strerror(13))
    connection: duckdb.DuckDBPyConnection | None = None
    try:
        connection = duckdb.connect(str(path), config=_CONFIG)
        # A file that turns out to be damaged must not be changed when it is closed below.
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        _read_every_block(connection)
        if _suspect(path).exists():
            raise duckdb.Error(_suspect(path).read_text(encoding="utf-8"))
        connection.execute("PRAGMA enable_checkpoint_on_shutdown")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        if connection is not None:
            # DuckDB would hand out this same connection at the next opening.
            connection.close()
        raise _opening_error(path, error) from error
    return connection


def _read_every_block(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every block of every table, so that damage shows at the start and not on a page.

    A million lines take a tenth of a second.
    """
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    for schema, table in tables:
        connection.execute(f'SELECT max(hash(t)) FROM "{schema}"."{table}" t').fetchall()


def _opening_error(path: Path, error: duckdb.Error) -> TrackerError:
    text = str(error)
    reason = text.split("\n", 1)[0]
    if "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        return InUse(path=path, process=holder[1] if holder else "?")
    if is_disk_full(error):
        return DiskFull()
    exists = path.is_file() or path.with_name(f"{path.name}.wal").exists()
    if not exists or isinstance(error, duckdb.OutOfMemoryException):
        return CannotOpen(path=path, reason=reason)
    return Damaged(path=path, reason=reason)


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB says that what it read is not what it wrote."""
    # Other classes of error quote values in their message, which may contain the word.
    is_about_file = type(error) is duckdb.Error or isinstance(
        error, duckdb.IOException | duckdb.FatalException | duckdb.SerializationException
    )
    return is_about_file and "corrupt" in str(error).lower()


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of the operating system or of DuckDB says that the disk is full."""
    if getattr(error, "errno", None) in {ENOSPC, EDQUOT}:
        return True
    return any(message in str(error) for message in (os.strerror(ENOSPC), os.strerror(EDQUOT)))
