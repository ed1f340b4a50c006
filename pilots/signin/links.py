"""Shared links: capability URLs that show how pilots are doing to whoever has one.

Whoever comes by a link is nobody in particular: no name, address or browser is stored, only
that the link was opened, and on which day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pilots.access import EVERYTHING, Grant, Role, Viewer
from pilots.queries import access
from pilots.signin.tokens import digest, matches
from pilots.store.link_views import LinkViews, Views
from pilots.tracker import Tracker

KEY = "deel"
"""The query parameter of the token."""

DEFAULT_LIFETIME = timedelta(days=91)
"""How long a link works by default: until after the next quarter's report."""

MAX_LIFETIME = timedelta(days=365)
"""How long a link works at most: it can be passed on, and nobody knows to whom."""


@dataclass(frozen=True)
class OpenedLink:
    """What a token gives access to."""

    link_id: str
    viewer: Viewer
    """Whoever has the link: a funder of its pilots, without a name."""


class SharedLinks:
    """The links of one tracker. Raises DiskFull or NotRecorded."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._views = LinkViews(tracker.logbook)
        self._cache: tuple[tuple[int, date], dict[str, OpenedLink]] = ((-1, date.min), {})

    def open(self, token: str, today: date) -> OpenedLink | None:
        """What this token gives access to today. None in every other case, whatever the reason."""
        key = (self._tracker.head, today)
        cached_at, cached = self._cache
        if cached_at != key:
            cached = {}
            self._cache = (key, cached)
        token_digest = digest(token)
        # Only what opens something is cached: there is no end to tokens that open nothing.
        if token_digest not in cached and (found := self._look_up(token, today)):
            cached[token_digest] = found
        return cached.get(token_digest)

    def _look_up(self, token: str, today: date) -> OpenedLink | None:
        row = self._tracker.ask(access.link, EVERYTHING, digest(token))
        if row is None or not matches(token, row["digest"]) or today > row["until"]:
            return None
        pilots = frozenset(row["pilots"]) or None
        return OpenedLink(row["id"], Viewer("", (Grant(Role.FUNDER, pilots),)))

    def count_view(self, link_id: str, today: date) -> None:
        """Count that somebody opened a link."""
        self._views.add(link_id, today)

    def views(self) -> Mapping[str, Views]:
        """The views of each link by its id; a link that was never opened is left out."""
        return self._views.by_link()
