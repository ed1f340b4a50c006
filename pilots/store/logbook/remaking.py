"""A database file written anew, for after an erasure.

DuckDB leaves what was changed or deleted in the blocks that it will use again later. In a file
that is made of its tables alone there is none of that.
"""

import os
from pathlib import Path

import duckdb

from pilots.store.logbook.journal import fsync_folder


def write_anew(path: Path) -> None:
    """Put a fresh file in the place of a database that is closed. A kill leaves the old one.

    Raises duckdb.Error or OSError.
    """
    fresh = path.with_name(f"{path.name}.fresh")
    for file in (fresh, fresh.with_name(f"{fresh.name}.wal")):
        file.unlink(missing_ok=True)
    with duckdb.connect(str(fresh)) as connection:
        connection.execute(f"ATTACH {_quoted(path)} AS old (READ_ONLY)")
        (itself,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        connection.execute(f'COPY FROM DATABASE old TO "{itself}"')
        connection.execute("DETACH old")
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    # Closed and checkpointed, it has no write-ahead log that would be read into the new one.
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    fresh.replace(path)
    fsync_folder(path.parent)


def _quoted(path: Path) -> str:
    return "'{}'".format(str(path).replace("'", "''"))
