"""Actions per week: how many were done, are planned and were dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, day, plural


@dataclass(frozen=True)
class ActionsPerWeek:
    """A series of counts for each week, oldest first: past weeks, today's, and weeks ahead."""

    today: date
    weeks: tuple[date, ...]
    """Their Mondays."""
    done: tuple[int, ...]
    """Actions done in each."""
    planned: tuple[int, ...]
    """Actions that are still open, by the week they are due."""
    dropped: tuple[int, ...]
    """Actions that were dropped, by the week they were due."""

    @property
    def total(self) -> int:
        """Actions done."""
        return sum(self.done)

    @property
    def is_empty(self) -> bool:
        """Whether no week has an action."""
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
                len(self._done_so_far()),
            )
        total = plural(
            "{n} action was done since {day}.",
            "{n} actions were done since {day}.",
            self.total,
            day=day(self.weeks[0]),
        )
        return f"{total} {self._silence()}"

    def _silence(self) -> str:
        newest_first = reversed(self._done_so_far())
        silent = next((n for n, done in enumerate(newest_first) if done), 0)
        if silent == 0:
            return _("The last one was this week.")
        return plural("The last one was {n} week ago.", "The last one was {n} weeks ago.", silent)

    def _done_so_far(self) -> tuple[int, ...]:
        """Actions done in each week up to today's."""
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
        return sum(self.planned[: max(len(self._done_so_far()) - 1, 0)])


def actions_per_week(rows: Sequence[Mapping[str, Any]], today: date) -> ActionsPerWeek:
    """From rows with week (its Monday), done, planned and dropped, oldest first.

    Weeks ahead without actions are left out at the end.
    """
    weeks = list(rows)
    while weeks and weeks[-1]["week"] > today and not _has_actions(weeks[-1]):
        weeks.pop()
    return ActionsPerWeek(
        today=today,
        weeks=tuple(row["week"] for row in weeks),
        done=tuple(row["done"] for row in weeks),
        planned=tuple(row["planned"] for row in weeks),
        dropped=tuple(row["dropped"] for row in weeks),
    )


def _has_actions(row: Mapping[str, Any]) -> bool:
    return bool(row["done"] or row["planned"] or row["dropped"])
