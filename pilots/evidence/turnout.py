"""How many people took part per month, as far as it was reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, day, number, plural


@dataclass(frozen=True)
class Turnout:
    """Counts per month, oldest first."""

    months: tuple[date, ...]
    """Their first days."""
    people: tuple[int, ...]
    """The sum of the participants reported in each."""
    reported: tuple[int, ...]
    """Actions done in each with a number of participants."""
    silent: tuple[int, ...]
    """Actions done in each without one."""

    @property
    def is_empty(self) -> bool:
        """Whether no action has a number of participants."""
        return not any(self.reported)

    @property
    def sentence(self) -> str:
        """The total reported, for how many of the actions, in the reader's language."""
        reported, done = sum(self.reported), sum(self.reported) + sum(self.silent)
        if not done:
            return _("No action has been done yet.")
        if not reported:
            return plural(
                "For the {n} action that was done, nobody wrote down how many people took part.",
                "For the {n} actions that were done, nobody wrote down how many people took part.",
                done,
            )
        return " ".join(
            [
                plural(
                    "Since {day}, {n} participant was reported, for {reported} of {done} actions.",
                    "Since {day}, {n} participants were reported, for {reported} of {done} "
                    "actions.",
                    sum(self.people),
                    day=day(self.months[0]),
                    reported=number(reported),
                    done=number(done),
                ),
                _("This is as reported: somebody who came twice counts twice."),
            ]
        )


def turnout(rows: Sequence[Mapping[str, Any]]) -> Turnout:
    """From rows of `queries.pictures.turnout`, oldest first."""
    return Turnout(
        months=tuple(row["month"] for row in rows),
        people=tuple(row["people"] for row in rows),
        reported=tuple(row["reported"] for row in rows),
        silent=tuple(row["silent"] for row in rows),
    )
