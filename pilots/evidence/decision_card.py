"""The decision card of an outcome: progression criteria set in advance, beside the result.

A traffic light (Lewis et al., Determining sample size for progression criteria for pragmatic
pilot RCTs, 2021): green at one value or better, red at another or worse, amber in between. It
advises; people decide.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pilots.evidence.arguments import Better
from pilots.language import _, day, significant

Light = Literal["green", "amber", "red"]
"""green: continue. amber: adapt or wait. red: stop."""


@dataclass(frozen=True)
class DecisionCard:
    """What a team expects, at which values it continues or stops, and the newest value."""

    better: Better
    unit: str
    """The empty text where it is not set."""
    expected: float | None
    green: float | None
    """At this value or better the pilot continues; None where that was not agreed."""
    red: float | None
    """At this value or worse it stops; None where that was not agreed."""
    decide_by: date | None
    is_beforehand: bool
    """Whether it was written before the first measurement."""
    value: float | None
    """The newest measurement; None where there is none."""
    decided: str | None
    """The decision taken: continue, adapt, scale or stop; None while there is none."""
    today: date

    @property
    def light(self) -> Light | None:
        """None without a measurement, or without agreed values to compare it with."""
        if self.value is None or not self._is_usable:
            return None
        if self.green is not None and self._is_at_or_past(self.green):
            return "green"
        if self.red is not None and (self.value == self.red or not self._is_at_or_past(self.red)):
            return "red"
        return "amber"

    @property
    def is_to_decide(self) -> bool:
        """Whether the day to decide has come and there is no decision."""
        return self.decide_by is not None and self.decide_by <= self.today and not self.decided

    @property
    def verdict(self) -> str:
        """What was agreed, the newest value and what that means, in the reader's language."""
        return " ".join((*self._agreed(), self._newest()))

    @property
    def sentence(self) -> str:
        """The verdict, with the day to decide, or that stopping is a result too."""
        return " ".join(filter(None, (self.verdict, self._when(), self._ended())))

    @property
    def _is_usable(self) -> bool:
        """Whether the agreed values fit the direction, which can be changed afterwards."""
        if self.better == "neither" or (self.green is None and self.red is None):
            return False
        if self.green is None or self.red is None:
            return True
        return self.green > self.red if self.better == "higher" else self.green < self.red

    def _is_at_or_past(self, bound: float) -> bool:
        value = self.value or 0.0
        return value <= bound if self.better == "lower" else value >= bound

    def _agreed(self) -> Iterator[str]:
        if self._is_usable:
            rules = ", ".join(self._rules())
        elif self.expected is not None:
            rules = _("we expect {value}", value=self._say(self.expected))
        else:
            rules = ""
        if rules and self.is_beforehand:
            yield _("We said in advance: {rules}.", rules=rules)
        elif rules:
            yield _("We said this only after the first measurement: {rules}.", rules=rules)
        if self._is_usable:
            return
        if self.green is None and self.red is None:
            yield _("It was not agreed at which value we continue or stop.")
        else:
            yield _(
                "The values for continuing and stopping do not fit the direction that is better."
            )

    def _rules(self) -> Iterator[str]:
        """The agreed rules in words: that of the light if it is green or red, otherwise both."""
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

    def _newest(self) -> str:
        if self.value is None:
            return _("Nothing has been measured yet.")
        value = significant(self.value, *self._bounds)
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

    @property
    def _bounds(self) -> list[float]:
        """The numbers on the card: those that differ are written so that they do."""
        known = (self.green, self.red, self.expected, self.value)
        return [value for value in known if value is not None]

    def _say(self, value: float) -> str:
        return f"{significant(value, *self._bounds)} {self.unit}".strip()


def decision_card(row: Mapping[str, Any], today: date) -> DecisionCard | None:
    """From a row of `queries.expectations.decision_cards`; None where no card was written."""
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
