"""The whole logbook out of a tracker and into an empty one, line for line."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from typing import BinaryIO

from pilots.errors import CannotUseFile, InTheWay, NotEmpty, UnreadableExport
from pilots.store.logbook import Line, batches
from pilots.store.register import Progress
from pilots.tracker import Tracker
from pilots.verify import unreadable

_TWICE = """
SELECT min(seq) FROM (SELECT max(seq) AS seq FROM logbook GROUP BY entry HAVING count(*) > 1)"""
"""The first line whose idempotency key another line has already."""


def export(tracker: Tracker, to: BinaryIO, progress: Progress | None = None) -> int:
    """Write every line of the logbook as JSON; give their number.

    The result is what the journal's files hold, one after the other.
    """
    n = 0
    for line in tracker.logbook.lines():
        to.write(f"{line.to_json()}\n".encode())
        n += 1
        if progress and n % 5000 == 0:
            progress(n / tracker.head, "")
    return n


def export_file(tracker: Tracker, path: Path, progress: Progress | None = None) -> int:
    """The same into a file, which is there whole or not at all.

    Raises InTheWay where the path is the tracker's own, CannotUseFile where it cannot be
    written.
    """
    half = path.parent / f".{path.name}.{os.getpid()}"
    try:
        _refuse_own(tracker, path)
        if path.exists() and not path.is_file():
            # A folder, or a device that would be replaced by a file.
            raise FileExistsError(EEXIST, os.strerror(EEXIST))
        with half.open("wb") as file:
            n = export(tracker, file, progress)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
    return n


def restore(tracker: Tracker, path: Path, progress: Progress | None = None) -> int:
    """Take in every line of an export, as it was; give their number. All of them or none.

    Raises NotEmpty, InTheWay, CannotUseFile or UnreadableExport.
    """
    if tracker.head:
        raise NotEmpty(path=tracker.path)
    try:
        _refuse_own(tracker, path)
        size = path.stat().st_size
        with path.open("rb") as file, tracker.logbook.writing() as writing:
            for batch in batches(_lines(file, path)):
                # What was erased since stays erased, whatever an older copy still holds.
                writing.take([tracker.logbook.tombstones.applied(line) for line in batch])
                if progress:
                    progress(file.tell() / size if size else 1.0, "")
            twice = writing.cursor.execute(_TWICE).fetchone()
            if twice and twice[0]:
                raise UnreadableExport(path=path, line=twice[0])
            tracker.register.rebuild(writing.cursor)
    except OSError as error:
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
    tracker.forget_photos()
    return tracker.head


def _refuse_own(tracker: Tracker, path: Path) -> None:
    """The tracker's own files are neither written over nor, the database above all, opened."""
    database = tracker.logbook.database.path
    own = (database, database.with_name(f"{database.name}.wal"))
    # realpath, because Path.resolve raises for links that lead round in a circle.
    folder = Path(os.path.realpath(path)).parent
    in_journal = folder == tracker.logbook.journal.folder.resolve()
    if in_journal or any(path.exists() and it.exists() and path.samefile(it) for it in own):
        raise InTheWay(path=path)


def _lines(file: BinaryIO, path: Path) -> Iterator[Line]:
    for number, raw in enumerate(iter(file.readline, b""), start=1):
        try:
            line = Line.from_json(raw)
        except ValueError:
            raise UnreadableExport(path=path, line=number) from None
        as_exported = json.loads(line.to_json()) == json.loads(raw)
        if line.seq != number or not as_exported or unreadable(line):
            raise UnreadableExport(path=path, line=number)
        yield line
