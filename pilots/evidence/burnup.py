"""How the work that is done catches up with the work there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pilots.language import _, number, plural

OF_LATE = 8
"""Weeks that the sentence looks back."""


@dataclass(frozen=True)
class Burnup:
    """Weeks, oldest first, the last one being today's. Each number counts from the start."""

    today: date
    weeks: tuple[date, ...]
    """Their Mondays."""
    written: tuple[int, ...]
    """Actions ever written down by the end of each week."""
    known: tuple[int, ...]
    """The same without those that were dropped."""
    done: tuple[int, ...]

    @property
    def ends(self) -> tuple[date, ...]:
        """The days on which the weeks end; this week has come as far as today."""
        return tuple(min(week + timedelta(days=6), self.today) for week in self.weeks)

    @property
    def sentence(self) -> str:
        """What the numbers say, in the reader's language."""
        if not self.weeks:
            return _("No action has been written down yet.")
        return f"{self._share()} {self._of_late()}"

    def _share(self) -> str:
        done, known = self.done[-1], self.known[-1]
        if done == known and known:
            return plural("The only action is done.", "All {n} actions are done.", known)
        return plural(
            "{n} of the {all} actions is done.",
            "{n} of the {all} actions are done.",
            done,
            all=number(known),
        )

    def _of_late(self) -> str:
        return _(
            "In the last {weeks} weeks: {added} added, {done} done.",
            weeks=number(OF_LATE),
            added=number(_gained(self.written)),
            done=number(_gained(self.done)),
        )


def _gained(so_far: Sequence[int]) -> int:
    """What came in the last weeks. Before the first week there was nothing."""
    before = so_far[-1 - OF_LATE] if len(so_far) > OF_LATE else 0
    return so_far[-1] - before


def burnup(rows: Sequence[Mapping[str, Any]], today: date) -> Burnup:
    """From rows with week, written, dropped and done, oldest first, each counted so far."""
    return Burnup(
        today=today,
        weeks=tuple(row["week"] for row in rows),
        written=tuple(row["written"] for row in rows),
        known=tuple(row["written"] - row["dropped"] for row in rows),
        done=tuple(row["done"] for row in rows),
    )
