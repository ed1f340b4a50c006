"""What somebody can do who may write every file of a tracker: both copies, and all digests."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import duckdb

from pilots.store.logbook import Line, Transaction
from pilots.store.logbook.line import SEAL

Forgery = Callable[[list[Line]], list[Line]]


def forge(path: Path, change: Forgery) -> None:
    """Put other lines in the place of those of a tracker that is closed, in both copies alike."""
    with duckdb.connect(str(path)) as connection:
        put_lines(connection, path.parent / "journal", change(lines_of(path)))


def put_lines(cursor: duckdb.DuckDBPyConnection, journal: Path, lines: Iterable[Line]) -> None:
    lines = list(lines)
    cursor.execute("DELETE FROM logbook")
    Transaction(cursor, None).replay(lines)
    newest, *older = sorted(journal.glob("????-??.jsonl"), reverse=True)
    for file in older:
        file.unlink()
    newest.write_text("".join(f"{line.to_json()}\n" for line in lines), encoding="utf-8")


def lines_of(path: Path) -> list[Line]:
    files = sorted((path.parent / "journal").glob("????-??.jsonl"))
    return [Line.from_json(raw) for file in files for raw in file.read_bytes().splitlines()]


def numbered(lines: Iterable[Line]) -> list[Line]:
    """The same, with numbers without gaps."""
    return [replace(line, seq=seq) for seq, line in enumerate(lines, start=1)]


def chained(lines: Iterable[Line]) -> list[Line]:
    """The same with all digests computed anew: what the best of forgers does."""
    made: list[Line] = []
    for line in numbered(lines):
        made.append(line.chained(made[-1] if made else None))
    return made


def unsealed(lines: Iterable[Line]) -> list[Line]:
    """The same as versions before 0.6 wrote them, without digests."""
    return [replace(line, **dict.fromkeys(SEAL)) for line in lines]


def of_before(path: Path) -> None:
    """Make a closed tracker one of a version before 0.6: lines and table have no digests."""
    folder = path.parent / "journal"
    lines = unsealed(lines_of(path))
    with duckdb.connect(str(path)) as connection:
        put_lines(connection, folder, lines)
        for name in SEAL:
            connection.execute(f"ALTER TABLE logbook DROP COLUMN {name}")
