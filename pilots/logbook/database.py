"""The DuckDB file: one process owns it, one connection, a fresh cursor for every call.

Nothing else ever opens or copies the live file: closing it elsewhere in this process would
drop DuckDB's lock, and a second process could then overwrite what was acknowledged here.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock

import duckdb

from pilots.errors import CannotOpen, DiskFull, InUse

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


class Damaged(Exception):
    """The file is there and is ours to open, but DuckDB cannot read it."""


class Database:
    """One DuckDB file, open. Raises InUse, CannotOpen, DiskFull or Damaged."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.lock = RLock()
        """Held by whoever writes."""
        if self.path in _open_here:
            raise InUse(path=path, process=os.getpid())
        self._connection: duckdb.DuckDBPyConnection | None = _connect(self.path)
        _open_here.add(self.path)

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own, closed afterwards: cursors may not be shared by threads."""
        connection = self._connection or self.reopen()
        cursor = connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def reopen(self) -> duckdb.DuckDBPyConnection:
        """Start again after an error that made the connection useless. Raises as opening does."""
        with self.lock:
            if self._connection is not None:
                with suppress(duckdb.Error):
                    self._connection.close()
            self._connection = None
            self._connection = _connect(self.path)
            return self._connection

    def close(self) -> None:
        with self.lock:
            if self._connection is not None:
                self._connection.close()
            _open_here.discard(self.path)


def set_aside(path: Path) -> Path:
    """Move a damaged database out of the way, with its write-ahead log. Never deletes."""
    stamp = f"{datetime.now():%Y%m%d-%H%M%S-%f}"
    kept = path.with_name(f"{path.name}.damaged-{stamp}")
    for file in (path, *path.parent.glob(f"{path.name}*.wal*")):
        if file.exists():
            file.rename(kept.with_name(file.name.replace(path.name, kept.name, 1)))
    return kept


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        raise CannotOpen(path=path, reason=os.strerror(13))
    try:
        connection = duckdb.connect(str(path), config=_CONFIG)
        connection.execute("SET lock_configuration = true")
        # Reads the catalogue and each table's statistics, so that damage shows here.
        connection.execute("SELECT sum(estimated_size) FROM duckdb_tables()").fetchall()
    except duckdb.Error as error:
        raise _explained(path, error) from error
    return connection


def _explained(path: Path, error: duckdb.Error) -> Exception:
    text = str(error)
    if "Could not set lock" in text:
        holder = re.search(r"PID (\d+)", text)
        return InUse(path=path, process=holder[1] if holder else "?")
    if is_disk_full(error):
        return DiskFull()
    if not path.is_file() and not path.with_name(f"{path.name}.wal").exists():
        return CannotOpen(path=path, reason=text.splitlines()[0])
    return Damaged(text)


def is_disk_full(error: BaseException) -> bool:
    """Whether an error of the operating system or of DuckDB says that the disk is full."""
    return getattr(error, "errno", None) == 28 or "No space left on device" in str(error)
