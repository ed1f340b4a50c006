"""Compaction: the database file written again from its tables alone (what VACUUM does elsewhere).

DuckDB leaves what was changed or deleted in free blocks of the file until it uses them again.
After an erasure that is too long.
"""

import os
from pathlib import Path

import duckdb

from pilots.store.logbook.journal import fsync_folder


def compact_file(path: Path) -> None:
    """Replace a database that is closed by a compacted copy, atomically.

    A kill leaves the old file or the new one. Raises duckdb.Error or OSError.
    """
    fresh = path.with_name(f"{path.name}.fresh")
    for file in (fresh, _wal(fresh)):
        file.unlink(missing_ok=True)
    with duckdb.connect(str(fresh)) as connection:
        connection.execute(f"ATTACH {_quoted(path)} AS old (READ_ONLY)")
        (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        connection.execute(f'COPY FROM DATABASE old TO "{name}"')
        connection.execute("DETACH old")
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    # The old write-ahead log must not be replayed into the new file. It is empty: the database
    # was checkpointed when it was closed.
    _wal(path).unlink(missing_ok=True)
    fresh.replace(path)
    fsync_folder(path.parent)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _quoted(path: Path) -> str:
    return "'{}'".format(str(path).replace("'", "''"))
