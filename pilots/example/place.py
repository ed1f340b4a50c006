"""Where the example is stored, how it is opened, and how it is reset.

An example is recognised by two things together: its folder, and the idempotency key of its first
line. A real tracker in a folder of that name has another first line; an example that was exported
and restored as a real tracker is in another folder.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path

from pilots import language
from pilots.errors import CannotOpen, CannotUseFile, TrackerError
from pilots.example import photos
from pilots.example.year import FIRST_KEY, lines
from pilots.store.logbook import Damaged, Database, Journal, Line
from pilots.store.register import OnProgress
from pilots.tracker import Tracker

_FOLDER = "example"


class NotTheExample(TrackerError):
    sentence = (
        "{path} is not the folder of an example, or it holds something else. Nothing was "
        "changed. The example has a folder of its own, called 'example': empty it, or move what "
        "is in it."
    )


def path(database: Path) -> Path:
    """The path of the example beside this real tracker."""
    return database.parent / _FOLDER / "tracker.duckdb"


def is_example(tracker_path: Path) -> bool:
    """Whether the tracker at this path is an example; never true for a real one."""
    first = _first_line(tracker_path)
    return (
        tracker_path.parent.name == _FOLDER
        and first is not None
        and first.idempotency_key == FIRST_KEY
    )


def open_example(
    path: Path, until: date | None = None, progress: OnProgress | None = None
) -> Tracker:
    """Open the example; a new one is filled with the year that ends today, or on `until`.

    Raises NotTheExample where the path holds something else, and as Tracker does.
    """
    if path.parent.name != _FOLDER or (_first_line(path) and not is_example(path)):
        raise NotTheExample(path=path)
    tracker = Tracker(path, progress)
    try:
        if tracker.head == 0:
            _fill(tracker, until or language.today(), progress)
        elif not is_example(path):
            raise NotTheExample(path=path)
    except BaseException:
        tracker.close()
        raise
    return tracker


def _fill(tracker: Tracker, until: date, progress: OnProgress | None) -> None:
    try:
        photos.put_into(tracker.attachments.folder)
    except OSError as error:
        folder = tracker.attachments.folder
        raise CannotUseFile(path=folder, reason=error.strerror or error) from error
    with tracker.logbook.transaction() as transaction:
        transaction.add(list(transaction.chained(lines(until))))
        tracker.register.rebuild(transaction.cursor, progress)


def reset(path: Path) -> None:
    """Delete the example, if there is one; the next opening makes it again.

    Raises NotTheExample for anything else, InUse where it is open.
    """
    if not path.exists() and _first_line(path) is None:
        return
    if not is_example(path):
        raise NotTheExample(path=path)
    with suppress(CannotOpen, Damaged):  # one that cannot be opened can be deleted too
        Database(path).close()
    try:
        _remove(path)
    except OSError as error:
        raise CannotUseFile(path=path, reason=error.strerror or error) from error


def _remove(path: Path) -> None:
    """Delete the files of a tracker, and no other files in its folder."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    for file in (path.parent / "attachments").glob("*"):
        file.unlink()
    # The file with the first line goes last: until then, the rest is recognised as an example.
    for file in sorted((path.parent / "journal").iterdir(), reverse=True):
        file.unlink()


def _first_line(tracker_path: Path) -> Line | None:
    """The first line of the journal; None where there is none that can be read."""
    folder = tracker_path.parent / "journal"
    if not folder.is_dir():
        return None
    for file in Journal(folder).files():
        with file.open("rb") as content, suppress(ValueError):
            return Line.from_json(content.readline())
    return None
