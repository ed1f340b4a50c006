"""Back-ups: the whole logbook out of a tracker, and into an empty one, line by line."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from typing import BinaryIO

from pilots import __version__
from pilots.errors import CannotUseFile, IsOwnFile, NotEmpty, UnreadableExport
from pilots.store.logbook import Line, batches, canonical
from pilots.store.register import OnProgress
from pilots.tracker import Tracker
from pilots.verify import unreadable

_VERSION = "tracker_version"
"""The one field of the header, which is the first line of an export."""


def export(tracker: Tracker, to: BinaryIO, progress: OnProgress | None = None) -> int:
    """Write the whole logbook as JSON lines; give the number of lines of the logbook.

    The first line is a header that names the version of the tracker. What follows is what the
    journal's files hold, one after the other, to the byte.
    """
    to.write(f"{canonical({_VERSION: __version__})}\n".encode())
    n = 0
    for line in tracker.logbook.lines():
        to.write(line.to_bytes())
        n += 1
        if progress and n % 5000 == 0:
            progress(n / tracker.head, "")
    return n


def export_file(tracker: Tracker, path: Path, progress: OnProgress | None = None) -> int:
    """The same into a file, which is written wholly or not at all.

    Raises IsOwnFile for a file of the tracker itself, CannotUseFile where it cannot be written.
    """
    partial = path.parent / f".{path.name}.{os.getpid()}"
    try:
        _refuse_own(tracker, path)
        if path.exists() and not path.is_file():
            # A folder, or a device: it must not be replaced by a file.
            raise FileExistsError(EEXIST, os.strerror(EEXIST))
        with partial.open("wb") as file:
            n = export(tracker, file, progress)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
    return n


def restore(tracker: Tracker, path: Path, progress: OnProgress | None = None) -> int:
    """Add every line of an export as it was, all of them or none; give their number.

    The header may be missing, as in exports of versions before 0.4 and in the journal's files.
    Raises NotEmpty, IsOwnFile, CannotUseFile or UnreadableExport.
    """
    if tracker.head:
        raise NotEmpty(path=tracker.path)
    try:
        _refuse_own(tracker, path)
        size = path.stat().st_size
        with path.open("rb") as file, tracker.logbook.transaction() as transaction:
            header = _skip_header(file)
            for batch in batches(_lines(file, path, header)):
                # What was erased since stays erased, whatever this older copy still holds.
                transaction.add([tracker.logbook.tombstones.applied(line) for line in batch])
                if progress:
                    progress(file.tell() / size if size else 1.0, "")
            if duplicate := transaction.first_duplicate():
                raise UnreadableExport(path=path, line=duplicate + header)
            restored = transaction.head
            tracker.finish(transaction)
    except OSError as error:
        raise CannotUseFile(path=path, reason=error.strerror or error) from error
    tracker.delete_erased_files()
    return restored


def _refuse_own(tracker: Tracker, path: Path) -> None:
    """The tracker's own files may not be overwritten; the live database may not even be opened."""
    database = tracker.logbook.database.path
    own = (database, database.with_name(f"{database.name}.wal"))
    # realpath, because Path.resolve raises where symbolic links form a loop.
    folder = Path(os.path.realpath(path)).parent
    in_journal = folder == tracker.logbook.journal.folder.resolve()
    if in_journal or any(path.exists() and mine.exists() and path.samefile(mine) for mine in own):
        raise IsOwnFile(path=path)


def _skip_header(file: BinaryIO) -> int:
    """Read past the header; give how many lines it takes: 1, or 0 where there is none."""
    try:
        fields = json.loads(file.readline())
    except (ValueError, RecursionError):
        fields = None
    if isinstance(fields, dict) and _VERSION in fields:
        return 1
    file.seek(0)
    return 0


def _lines(file: BinaryIO, path: Path, header: int) -> Iterator[Line]:
    """The lines of the logbook in an export, of which the header is read already."""
    for seq, raw in enumerate(iter(file.readline, b""), start=1):
        try:
            line = Line.from_json(raw)
        except ValueError:
            raise UnreadableExport(path=path, line=seq + header) from None
        is_as_exported = json.loads(line.to_json()) == json.loads(raw)
        if line.seq != seq or not is_as_exported or unreadable(line):
            raise UnreadableExport(path=path, line=seq + header)
        yield line
