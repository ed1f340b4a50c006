"""A burn-up chart: actions done against all actions there are, week by week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pilots.language import _, number, plural

LAST_WEEKS = 8
"""The number of weeks that the sentence looks back."""


@dataclass(frozen=True)
class Burnup:
    """Cumulative counts at the end of each week, oldest first; the last week is today's."""

    today: date
    weeks: tuple[date, ...]
    """Their Mondays."""
    written: tuple[int, ...]
    """Actions ever written down by the end of each week."""
    known: tuple[int, ...]
    """Actions written down and not dropped: all there are to do."""
    done: tuple[int, ...]
    """Actions done by the end of each week."""

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of each week; of this week, today."""
        return tuple(min(week + timedelta(days=6), self.today) for week in self.weeks)

    @property
    def by_month(self) -> tuple[tuple[date, int, int], ...]:
        """The last day of each month that was counted, with what was known and done by then."""
        last = {(end.year, end.month): n for n, end in enumerate(self.ends)}
        return tuple((self.ends[n], self.known[n], self.done[n]) for n in last.values())

    @property
    def sentence(self) -> str:
        """What the numbers say, in the reader's language."""
        if not self.weeks:
            return _("No action has been written down yet.")
        return f"{self._share()} {self._last_weeks()}"

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

    def _last_weeks(self) -> str:
        return _(
            "In the last {weeks} weeks: {added} added, {done} done.",
            weeks=number(LAST_WEEKS),
            added=number(_gained(self.written)),
            done=number(_gained(self.done)),
        )


def _gained(totals: Sequence[int]) -> int:
    """How much a cumulative series grew in the last weeks; before its first week it was 0."""
    before = totals[-1 - LAST_WEEKS] if len(totals) > LAST_WEEKS else 0
    return totals[-1] - before


def burnup(rows: Sequence[Mapping[str, Any]], today: date) -> Burnup:
    """From rows with week (its Monday), written, dropped and done, cumulative, oldest first."""
    return Burnup(
        today=today,
        weeks=tuple(row["week"] for row in rows),
        written=tuple(row["written"] for row in rows),
        known=tuple(row["written"] - row["dropped"] for row in rows),
        done=tuple(row["done"] for row in rows),
    )
