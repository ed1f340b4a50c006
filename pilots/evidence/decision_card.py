"""What was said beforehand, beside what came of it: go on, in between, or stop.

A traffic light after Lewis et al. (2021): at or past one value green, at or short of another
red, otherwise amber. It advises; people decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pilots.evidence.given import Better
from pilots.language import _, day, number

Light = Literal["green", "amber", "red"]


@dataclass(frozen=True)
class DecisionCard:
    """What a team agreed on an outcome, and the newest value."""

    better: Better
    unit: str
    """The empty text where it is not set."""
    expected: float | None
    green: float | None
    red: float | None
    decide_by: date | None
    is_beforehand: bool
    """Whether it was said before anything was measured."""
    value: float | None
    """The newest; None where nothing was measured."""
    decided: str | None
    """How it was decided to go on: continue, adapt, scale or stop."""
    today: date

    @property
    def light(self) -> Light | None:
        """None where nothing was measured, or nothing was agreed that can be held against it."""
        if self.value is None or not self._can_tell:
            return None
        if self.green is not None and self._is_at_or_past(self.green):
            return "green"
        if self.red is not None and (self.value == self.red or not self._is_at_or_past(self.red)):
            return "red"
        return "amber"

    @property
    def is_to_decide(self) -> bool:
        """Whether the day to decide has come, and nobody did."""
        return self.decide_by is not None and self.decide_by <= self.today and not self.decided

    @property
    def verdict(self) -> str:
        """What was agreed, what it is now, and what that means, in the reader's language."""
        return " ".join((*self._agreed(), self._stands()))

    @property
    def sentence(self) -> str:
        """The same, with when it is to be decided, or that stopping was a result."""
        return " ".join(filter(None, (self.verdict, self._when(), self._ended())))

    @property
    def _can_tell(self) -> bool:
        """Whether the values fit the direction: an outcome can be turned round afterwards."""
        if self.better == "neither" or (self.green is None and self.red is None):
            return False
        if self.green is None or self.red is None:
            return True
        return self.green > self.red if self.better == "higher" else self.green < self.red

    def _is_at_or_past(self, bound: float) -> bool:
        value = self.value or 0.0
        return value <= bound if self.better == "lower" else value >= bound

    def _agreed(self) -> Iterator[str]:
        if self._can_tell:
            rules = ", ".join(self._rules())
        elif self.expected is not None:
            rules = _("we expect {value}", value=self._say(self.expected))
        else:
            rules = ""
        if rules and self.is_beforehand:
            yield _("We said in advance: {rules}.", rules=rules)
        elif rules:
            yield _("We said this only after the first measurement: {rules}.", rules=rules)
        if self._can_tell:
            return
        if self.green is None and self.red is None:
            yield _("It was not agreed at which value we continue or stop.")
        else:
            yield _(
                "The values for continuing and stopping do not fit the direction that is better."
            )

    def _rules(self) -> Iterator[str]:
        """Those that tell: of green and red the one it is, of anything else both."""
        is_lower = self.better == "lower"
        if self.green is not None and self.light != "red":
            value = self._say(self.green)
            yield (
                _("at {value} or less we continue", value=value)
                if is_lower
                else _("at {value} or more we continue", value=value)
            )
        if self.red is not None and self.light != "green":
            value = self._say(self.red)
            yield (
                _("at {value} or more we stop", value=value)
                if is_lower
                else _("at {value} or less we stop", value=value)
            )

    def _stands(self) -> str:
        if self.value is None:
            return _("Nothing has been measured yet.")
        value = number(self.value)
        match self.light:
            case "green":
                return _("It is {value}: continue.", value=value)
            case "red":
                return _("It is {value}: stop.", value=value)
            case "amber" if self.green is not None and self.red is not None:
                return _("It is {value}: in between. Adapt, or wait a little longer.", value=value)
            case "amber":
                return _("It is {value}: not yet. Adapt, or wait a little longer.", value=value)
        return _("It is {value}.", value=value)

    def _when(self) -> str:
        if self.decide_by is None or self.decided:
            return ""
        if self.decide_by > self.today:
            return _("We decide by {day}.", day=day(self.decide_by))
        if self.decide_by == self.today:
            return _("Today is the day to decide.")
        return _("The day to decide was {day}, and it has passed.", day=day(self.decide_by))

    def _ended(self) -> str:
        if self.decided != "stop":
            return ""
        if self.light == "red":
            return _("It did not work, and we stopped. That is a result too: now we know.")
        return _("We stopped. That is a result too: now we know.")

    def _say(self, value: float) -> str:
        return f"{number(value)} {self.unit}".strip()


def decision_card(row: Mapping[str, Any], today: date) -> DecisionCard | None:
    """From a row of `queries.expectations.decision_cards`; None where nothing was expected."""
    if row["id"] is None:
        return None
    return DecisionCard(
        better=row["better"],
        unit=row["unit"] or "",
        expected=row["expected"],
        green=row["green"],
        red=row["red"],
        decide_by=row["decide_by"],
        is_beforehand=row["is_beforehand"],
        value=row["value"],
        decided=row["decided"],
        today=today,
    )
