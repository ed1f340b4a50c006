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
from pilots.store.logbook.remaking import write_anew

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Nobody's text may reach a file or an extension through SQL.
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A checkpoint overwrites a block in place, the one moment a kill can hurt: so, rarely.
    "checkpoint_threshold": "64MB",
}

_open_here: set[Path] = set()
"""The files this process has open. DuckDB would let it open one twice; two writers with a
lock each would then number their lines alike."""

_opening = Lock()

PATIENCE = 30
"""Seconds to wait for the questions of other threads to end."""

# The log goes first: a kill in between leaves a database without its log, which still opens
# or is damaged as before. A log without its database could be taken for a new one's.
_BELONGING = (".wal.checkpoint", ".wal.recovery", ".wal", ".suspect", "")


class Damaged(TrackerError):
    """The file is there and is ours to open, but DuckDB cannot read it, or a part of it."""

    sentence = (
        "The database {path} is damaged: {reason}. What was recorded is safe in the journal "
        "beside it. Start the tracker again: it then makes a new database and keeps the damaged "
        "one."
    )


class Interrupted(TrackerError):
    """An error made the connection useless. The next call opens the file again."""

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
        """How often the file was opened: more than once after an error."""
        self._broken = self._closed = False
        self._cursors = 0
        self._changed = Condition()
        """Guards the three above; notified when a cursor is closed."""
        with _opening:
            if self.path in _open_here:
                raise InUse(path=path, process=os.getpid())
            self._connection = _connect(self.path)
            _open_here.add(self.path)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, closed afterwards: cursors may not be shared by threads.

        Raises Damaged where a block cannot be read, Interrupted where DuckDB has given up.
        """
        self._enter()
        try:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()
        except duckdb.Error as error:
            self.heed(error)
            explained = self.explained(error)
            if explained is None:
                raise
            raise explained from error
        finally:
            with self._changed:
                self._cursors -= 1
                self._changed.notify_all()

    def explained(self, error: BaseException) -> TrackerError | None:
        """What an error says about the database itself; None for any other error."""
        if not isinstance(error, duckdb.Error):
            return None
        reason = str(error).split("\n", 1)[0]
        if is_damage(error):
            return Damaged(path=self.path, reason=reason)
        if isinstance(error, duckdb.FatalException | duckdb.ConnectionException):
            return Interrupted(reason=reason)
        return None

    def heed(self, error: BaseException) -> None:
        """Remember what an error says about the database. Its cursor must still be open."""
        match self.explained(error):
            case Damaged() as damage:
                # An index is read only when it is used: the next start would not see it.
                with suppress(OSError):
                    _suspect(self.path).write_text(f"{damage.facts['reason']}\n", "utf-8")
            case Interrupted():
                self._broken = True

    def revive(self) -> None:
        """Open the file again where DuckDB has given up. Raises as opening does."""
        with suppress(Interrupted), self.cursor() as cursor:
            cursor.execute("SELECT 1")
        if self._broken:
            self._open_again()

    def _enter(self) -> None:
        while True:
            if self._broken:
                self._open_again()
            with self._changed:
                if self._closed:
                    raise Interrupted(reason=f"{self.path} is closed")
                if not self._broken:
                    self._cursors += 1
                    return

    def _open_again(self) -> None:
        with self.lock:
            if not self._broken or self._closed:
                return  # another thread was first
            # A cursor that is still open keeps the useless connection alive: DuckDB would give
            # out that one again, and the lock on the file would go when it is closed.
            with self._changed:
                if not self._changed.wait_for(lambda: self._cursors == 0, PATIENCE):
                    raise Interrupted(reason=f"{self._cursors} questions are still open")
            with suppress(duckdb.Error):
                self._connection.close()
            self._connection = _connect(self.path)
            self.openings += 1
            self._broken = False

    def remake(self) -> None:
        """Write the file anew: what was changed or deleted is otherwise still in its free blocks.

        Whoever asks something meanwhile waits. Raises Interrupted where questions stay open,
        and as opening does.
        """
        with self.lock:
            self._broken = True
            with self._changed:
                if not self._changed.wait_for(lambda: self._cursors == 0, PATIENCE):
                    self._broken = False
                    raise Interrupted(reason=f"{self._cursors} questions are still open")
            self._connection.close()
            try:
                write_anew(self.path)
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


def set_aside(path: Path) -> Path:
    """Move a damaged database out of the way, with its write-ahead log. Never deletes."""
    kept = path.with_name(f"{path.name}.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}")
    for ending in _BELONGING:
        file = path.with_name(path.name + ending)
        if file.exists():
            file.rename(kept.with_name(kept.name + ending))
    return kept


def _suspect(path: Path) -> Path:
    """The file that says, to the next start, that damage was met while the tracker ran."""
    return path.with_name(f"{path.name}.suspect")


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise CannotOpen(path=path, reason=os.strerror(13))
    connection: duckdb.DuckDBPyConnection | None = None
    try:
        connection = duckdb.connect(str(path), config=_CONFIG)
        # A file that turns out to be damaged is left as it is when it is closed below.
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        _read_through(connection)
        if _suspect(path).exists():
            raise duckdb.Error(_suspect(path).read_text(encoding="utf-8"))
        connection.execute("PRAGMA enable_checkpoint_on_shutdown")
        connection.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        if connection is not None:
            # DuckDB would give out this same one at the next opening.
            connection.close()
        raise _why_not_open(path, error) from error
    return connection


def _read_through(connection: duckdb.DuckDBPyConnection) -> None:
    """Read every block of every table, so that damage shows now and not in somebody's page.

    A million lines take a tenth of a second.
    """
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    for schema, table in tables:
        connection.execute(f'SELECT max(hash(t)) FROM "{schema}"."{table}" t').fetchall()


def _why_not_open(path: Path, error: duckdb.Error) -> TrackerError:
    text = str(error)
    reason = text.split("\n", 1)[0]
    if "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        return InUse(path=path, process=holder[1] if holder else "?")
    if is_disk_full(error):
        return DiskFull()
    there = path.is_file() or path.with_name(f"{path.name}.wal").exists()
    if not there or isinstance(error, duckdb.OutOfMemoryException):
        return CannotOpen(path=path, reason=reason)
    return Damaged(path=path, reason=reason)


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB says that what it read is not what it wrote."""
    # A text of somebody's that stands in a message is in another class of error.
    told = type(error) is duckdb.Error or isinstance(
        error, duckdb.IOException | duckdb.FatalException | duckdb.SerializationException
    )
    return told and "corrupt" in str(error).lower()


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of the operating system or of DuckDB says that the disk is full."""
    full = (os.strerror(ENOSPC), os.strerror(EDQUOT))
    return getattr(error, "errno", None) in {ENOSPC, EDQUOT} or any(t in str(error) for t in full)
