"""Links that show how pilots fare to whoever has one: what a token opens, and how often.

Who comes by a link is nobody in particular: no name, no address and no browser is kept of them,
only that somebody looked, and on which day. That is no record of what a team found or did, so it
is not in the logbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pilots.access import EVERYTHING, Grant, Role, Viewer
from pilots.queries import access
from pilots.signin.tokens import digest, fits
from pilots.store.logbook import Logbook
from pilots.tracker import Tracker

USUAL = timedelta(days=91)
"""How long a link works where nobody says otherwise: until after the next quarter's report."""

LONGEST = timedelta(days=365)
"""How long it works at most: a link goes from hand to hand, and nobody knows whose."""

_TABLE = """
CREATE TABLE IF NOT EXISTS link_views (
    link VARCHAR NOT NULL,
    times BIGINT NOT NULL,
    last_on DATE NOT NULL
)"""


@dataclass(frozen=True)
class Opened:
    """What a token opens."""

    link: str
    """The id of the link."""
    viewer: Viewer
    """Whoever has it: a funder of these pilots without a name, and nothing else."""


@dataclass(frozen=True)
class Views:
    """How often a link was looked at."""

    times: int
    last_on: date


class Sharing:
    """The links of one tracker. Raises as the logbook does."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._logbook: Logbook = tracker.logbook
        self._database = tracker.logbook.database
        self._remembered: tuple[tuple[int, date], dict[str, Opened]] = ((-1, date.min), {})
        with self._logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            cursor.execute(_TABLE)

    def opened(self, token: str, today: date) -> Opened | None:
        """What this token opens today. None for all others, whatever is the matter with them."""
        now = (self._tracker.head, today)
        when, known = self._remembered
        if when != now:
            known = {}
            self._remembered = (now, known)
        kept = digest(token)
        # Only what opens something is remembered: there is no end to what does not.
        if kept not in known and (found := self._look_up(token, today)):
            known[kept] = found
        return known.get(kept)

    def _look_up(self, token: str, today: date) -> Opened | None:
        row = self._tracker.ask(access.link, EVERYTHING, digest(token))
        if row is None or not fits(token, row["digest"]) or today > row["until"]:
            return None
        pilots = frozenset(row["pilots"]) or None
        return Opened(row["id"], Viewer("", (Grant(Role.FUNDER, pilots),)))

    def count(self, link: str, today: date) -> None:
        """Somebody looked."""
        with self._logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            cursor.begin()
            (before,) = cursor.execute(
                "SELECT coalesce(max(times), 0) FROM link_views WHERE link = $link", {"link": link}
            ).fetchone() or (0,)
            cursor.execute("DELETE FROM link_views WHERE link = $link", {"link": link})
            cursor.execute(
                "INSERT INTO link_views VALUES ($link, $times, $today)",
                {"link": link, "times": before + 1, "today": today},
            )
            cursor.commit()

    def views(self) -> Mapping[str, Views]:
        """How often each link was looked at, by its id; those that never were are not there."""
        with self._database.cursor() as cursor:
            rows = cursor.execute("SELECT link, times, last_on FROM link_views").fetchall()
        return {link: Views(times, last_on) for link, times, last_on in rows}
