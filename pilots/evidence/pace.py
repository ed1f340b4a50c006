"""How fast a pilot moves: actions per week, done, planned and dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, day, plural


@dataclass(frozen=True)
class Pace:
    """Weeks, oldest first: those behind us, today's, and those ahead."""

    today: date
    weeks: tuple[date, ...]
    """Their Mondays."""
    done: tuple[int, ...]
    """Actions done in each."""
    planned: tuple[int, ...]
    """Actions that are still open, by the week they are due."""
    dropped: tuple[int, ...]

    @property
    def total(self) -> int:
        """Actions done."""
        return sum(self.done)

    @property
    def is_empty(self) -> bool:
        return not any((*self.done, *self.planned, *self.dropped))

    @property
    def sentence(self) -> str:
        """What the numbers say, in the reader's language."""
        return " ".join(filter(None, (self._done(), self._ahead(), self._late())))

    def _done(self) -> str:
        if not self.total:
            return plural(
                "No action was done in the last {n} week.",
                "No action was done in the last {n} weeks.",
                len(self._behind_us()),
            )
        said = plural(
            "{n} action was done since {day}.",
            "{n} actions were done since {day}.",
            self.total,
            day=day(self.weeks[0]),
        )
        return f"{said} {self._silence()}"

    def _silence(self) -> str:
        behind = reversed(self._behind_us())
        silent = next((n for n, done in enumerate(behind) if done), 0)
        if silent == 0:
            return _("The last one was this week.")
        return plural("The last one was {n} week ago.", "The last one was {n} weeks ago.", silent)

    def _behind_us(self) -> tuple[int, ...]:
        """What was done in the weeks up to today's."""
        return tuple(
            done for week, done in zip(self.weeks, self.done, strict=True) if week <= self.today
        )

    def _ahead(self) -> str:
        planned = sum(self.planned) - self._open_before_this_week()
        if not planned:
            return ""
        return plural(
            "{n} action is planned from this week on.",
            "{n} actions are planned from this week on.",
            planned,
        )

    def _late(self) -> str:
        late = self._open_before_this_week()
        if not late:
            return ""
        return plural(
            "{n} action from earlier weeks is still open.",
            "{n} actions from earlier weeks are still open.",
            late,
        )

    def _open_before_this_week(self) -> int:
        return sum(self.planned[: max(len(self._behind_us()) - 1, 0)])


def pace(rows: Sequence[Mapping[str, Any]], today: date) -> Pace:
    """The pace from rows with week, done, planned and dropped, oldest first.

    Empty weeks at the end that are still to come say nothing, and are left out.
    """
    told = list(rows)
    while told and told[-1]["week"] > today and not _any(told[-1]):
        told.pop()
    return Pace(
        today=today,
        weeks=tuple(row["week"] for row in told),
        done=tuple(row["done"] for row in told),
        planned=tuple(row["planned"] for row in told),
        dropped=tuple(row["dropped"] for row in told),
    )


def _any(row: Mapping[str, Any]) -> bool:
    return bool(row["done"] or row["planned"] or row["dropped"])
