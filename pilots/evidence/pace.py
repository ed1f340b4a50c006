"""How fast a pilot moves: actions done per week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, day, plural


@dataclass(frozen=True)
class Pace:
    """Weeks, oldest first, the last one being today's."""

    weeks: tuple[date, ...]
    """Their Mondays."""
    done: tuple[int, ...]
    """Actions done in each."""

    @property
    def total(self) -> int:
        return sum(self.done)

    @property
    def sentence(self) -> str:
        """What the numbers say, in the reader's language."""
        if not self.total:
            return plural(
                "No action was done in the last {n} week.",
                "No action was done in the last {n} weeks.",
                len(self.weeks),
            )
        said = plural(
            "{n} action was done since {day}.",
            "{n} actions were done since {day}.",
            self.total,
            day=day(self.weeks[0]),
        )
        return f"{said} {self._silence()}"

    def _silence(self) -> str:
        silent = next(n for n, done in enumerate(reversed(self.done)) if done)
        if silent == 0:
            return _("The last one was this week.")
        return plural("The last one was {n} week ago.", "The last one was {n} weeks ago.", silent)


def pace(rows: Sequence[Mapping[str, Any]]) -> Pace:
    """The pace from rows with week and done, oldest first."""
    return Pace(weeks=tuple(row["week"] for row in rows), done=tuple(row["done"] for row in rows))
