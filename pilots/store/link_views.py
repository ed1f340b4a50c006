"""How often each shared link was opened: a count and a day, and nothing about who opened it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pilots.store.logbook import Logbook

_TABLE = """
CREATE TABLE IF NOT EXISTS link_views (
    link VARCHAR NOT NULL,
    times BIGINT NOT NULL,
    last_on DATE NOT NULL
)"""


@dataclass(frozen=True)
class Views:
    """How often a link was opened."""

    times: int
    last_on: date


class LinkViews:
    """The views of the links of one tracker. Raises DiskFull or NotRecorded."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        with logbook.side_transaction() as cursor:
            cursor.execute(_TABLE)

    def add(self, link_id: str, today: date) -> None:
        with self._logbook.side_transaction() as cursor:
            (before,) = cursor.execute(
                "SELECT coalesce(max(times), 0) FROM link_views WHERE link = $link",
                {"link": link_id},
            ).fetchone() or (0,)
            cursor.execute("DELETE FROM link_views WHERE link = $link", {"link": link_id})
            cursor.execute(
                "INSERT INTO link_views VALUES ($link, $times, $today)",
                {"link": link_id, "times": before + 1, "today": today},
            )

    def by_link(self) -> Mapping[str, Views]:
        """The views of each link by its id; a link that was never opened is left out."""
        with self._logbook.database.cursor() as cursor:
            rows = cursor.execute("SELECT link, times, last_on FROM link_views").fetchall()
        return {link: Views(times, last_on) for link, times, last_on in rows}
