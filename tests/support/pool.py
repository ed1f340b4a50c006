"""Open trackers that tests share for as long as nobody writes in them.

To open a tracker, fill it, and ask everything once costs more than what most tests of a page do.
A test that only looks leaves all of that to the next one; after a test that wrote, the next one
gets a tracker of its own.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pilots.store.logbook import Logbook
from pilots.tracker import Tracker

Fill = Callable[[Tracker], object]
"""Records what tests begin with. A function of a module: its name is that of the template."""

OpenInApp = Callable[[Fill | None], Tracker]
"""Opens a tracker for the screens, filled so: the fixture `open_in_app`."""

_side_transaction = Logbook.side_transaction


def _counted(logbook: Logbook):  # type: ignore[no-untyped-def]
    """Count what is written beside the log, such as drafts: the newest line does not show it."""
    logbook.side_writes = getattr(logbook, "side_writes", 0) + 1  # type: ignore[attr-defined]
    return _side_transaction(logbook)


Logbook.side_transaction = _counted  # type: ignore[method-assign]


def _state(tracker: Tracker) -> tuple[int, int, bool]:
    logbook = tracker.logbook
    return tracker.head, getattr(logbook, "side_writes", 0), logbook.database._closed


@dataclass
class Pool:
    """The trackers of one process of the tests; one of them is open at a time."""

    folder: Path
    seeded: Path
    """The folder of a tracker with the seed, closed."""
    _templates: dict[Fill | None, Path] = field(default_factory=dict)
    _fill: Fill | None = None
    _open: Tracker | None = None
    _before: tuple[int, int, bool] | None = None
    _copies: int = 0

    def shared(self, fill: Fill | None) -> Path | None:
        """The path of the tracker that is open and as it was filled; None where there is none."""
        if self._open and self._fill is fill and _state(self._open) == self._before:
            return self._open.path
        return None

    def copy(self, fill: Fill | None) -> Path:
        """Where a new tracker can be opened that is filled so."""
        if fill not in self._templates:
            template = self.folder / f"template-{len(self._templates)}"
            shutil.copytree(self.seeded, template)
            if fill:
                tracker = Tracker(template / "tracker.duckdb")
                fill(tracker)
                tracker.close()
            self._templates[fill] = template
        self._copies += 1
        folder = self.folder / f"tracker-{self._copies}"
        shutil.copytree(self._templates[fill], folder)
        return folder / "tracker.duckdb"

    def opened(self, fill: Fill | None, tracker: Tracker) -> None:
        """Share this tracker with the tests that come, until one of them writes in it."""
        self._fill, self._open, self._before = fill, tracker, _state(tracker)

    def close(self) -> None:
        if self._open and not self._open.logbook.database._closed:
            self._open.close()
        self._open = None
