"""Which sessions may send files, and how much: Streamlit keeps what anybody sends, in memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Lock
from time import monotonic
from typing import Protocol

MOST_OF_A_SESSION = 2
"""Files of the largest size that a session may have with us; smaller ones may be more."""

MOST = 8
"""Files of the largest size of all sessions together."""

LEAST_COUNTED = 1_000_000
"""Bytes that every file counts for, however small."""

DRAWING_SECONDS = 10
"""Seconds that a field stays open after a run began: it may be drawn further down the page."""


class _File(Protocol):
    data: bytes


class Files(Protocol):
    """What Streamlit keeps, by session and by file."""

    file_storage: dict[str, dict[str, _File]]

    def remove_session_files(self, session_id: str) -> None: ...


class Uploads:
    """What sessions may send. Pages speak to it from many threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._offered_until: dict[str, float] = {}
        self._arriving: Counter[str] = Counter()
        self._gone_since: dict[str, float] = {}

    # --- what pages say ------------------------------------------------------------------

    def begin_run(self, session: str) -> None:
        """A page is drawn anew: what it does not offer again is over soon."""
        with self._lock:
            if self._offered_until.get(session) == inf:
                self._offered_until[session] = self._clock() + DRAWING_SECONDS

    def offer(self, session: str) -> None:
        """The page has a field for a file, and its viewer may record what is in it."""
        with self._lock:
            self._offered_until[session] = inf

    # --- what the gate asks ----------------------------------------------------------------

    def is_offered(self, session: str) -> bool:
        """Whether the page of a session has a field for a file."""
        with self._lock:
            return self._offered_until.get(session, -inf) > self._clock()

    @contextmanager
    def reserve(self, session: str, size: int, largest: int, files: Files) -> Iterator[bool]:
        """Whether there is room for a file of so many bytes; kept free while it arrives."""
        with self._lock:
            own = _bytes(files.file_storage.get(session, {}).values()) + self._arriving[session]
            everybody = self._arriving.total() + sum(
                _bytes(kept.values()) for kept in list(files.file_storage.values())
            )
            counted = max(size, LEAST_COUNTED)
            fits = (
                own + counted <= MOST_OF_A_SESSION * largest
                and everybody + counted <= MOST * largest
            )
            if fits:
                self._arriving[session] += counted
        try:
            yield fits
        finally:
            if fits:
                with self._lock:
                    self._arriving[session] -= counted
                    self._arriving += Counter()  # drops what is 0

    def tidy(self, files: Files, is_open: Callable[[str], bool], kept_seconds: float) -> None:
        """Give back what sessions left behind that ended so many seconds ago."""
        now = self._clock()
        with self._lock:
            known = {*files.file_storage, *self._offered_until}
            gone = {session for session in known if not is_open(session)}
            self._gone_since = {each: self._gone_since.get(each, now) for each in gone}
            over = [
                each for each, since in self._gone_since.items() if now - since >= kept_seconds
            ]
            for session in over:
                self._offered_until.pop(session, None)
        for session in over:
            files.remove_session_files(session)


def _bytes(files: Iterable[_File]) -> int:
    return sum(max(len(file.data), LEAST_COUNTED) for file in list(files))
