"""The open trackers of this server: each is opened once, and closed when the server ends.

One process owns a DuckDB file, so a tracker that a page lost and opened again would find the file
in use by the server itself. They are in no cache of Streamlit's, which any session may empty.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Lock

from pilots import example
from pilots.gate.process_singletons import singleton
from pilots.seed import open_tracker
from pilots.settings import current
from pilots.signin.identity import Authenticator
from pilots.signin.links import SharedLinks
from pilots.tracker import Tracker


class Opened:
    """A tracker, and who may come in to it."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker

    @cached_property
    def authenticator(self) -> Authenticator:
        return Authenticator(self.tracker)

    @cached_property
    def shared_links(self) -> SharedLinks:
        return SharedLinks(self.tracker)


class Trackers:
    """The open trackers, by path."""

    def __init__(self) -> None:
        self._opened: dict[Path, Opened] = {}
        self._lock = Lock()

    def get(self, path: Path) -> Opened:
        """The open tracker at this path. Raises what opening it raises, each time."""
        if found := self._opened.get(path):  # without waiting for another that is being opened
            return found
        with self._lock:
            if path not in self._opened:
                self._opened[path] = Opened(_open(path))
            return self._opened[path]

    def replace(self, path: Path, act: Callable[[Path], None]) -> None:
        """Close the tracker at this path, do something to its files, and open it when asked."""
        with self._lock:
            if opened := self._opened.pop(path, None):
                opened.tracker.close()
            act(path)

    def close(self) -> None:
        """Close all of them; whoever asks next opens them again."""
        with self._lock:
            for opened in self._opened.values():
                opened.tracker.close()
            self._opened.clear()


def _open(path: Path) -> Tracker:
    is_example = path == example.path(current().database)
    return example.open_example(path) if is_example else open_tracker(path)


trackers = singleton("trackers", Trackers)
"""Those of this server."""
