"""The result of a control chart: its points, limits and icons, and its sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pilots.evidence.arguments import Better
from pilots.evidence.chances import Every, span, too_early
from pilots.evidence.chart_words import (
    Assurance,
    Variation,
    assurance_sentence,
    direction_sentence,
    no_signal_sentence,
    signal_sentence,
)
from pilots.evidence.limits import Limits
from pilots.evidence.signals import Signal
from pilots.language import _, number

MIN_POINTS = 6
"""With fewer points there are no limits."""
LOCK_AT = 12
"""At this number of points the limits lock; until then they are provisional."""

FALSE_ALARMS = {12: 0.047, 24: 0.154}
"""The share of charts with so many points, in which nothing changes, where a point stands out
all the same; the limits rest on all the points. Counted in a million simulated series of
independent, normally distributed values."""
FALSE_ALARMS_LOCKED = 0.312
"""The same with 24 points, if the limits were locked at 12: those know less about the mean."""


@dataclass(frozen=True)
class ChartPoint:
    """A measurement in a control chart."""

    period: int
    """Its index in the series; periods without a measurement count."""
    value: float
    """In the unit of the series."""
    moving_range: float | None
    """How much it differs from the point before, in the same unit; None for the first."""
    signal: Signal | None
    """The rule by which it stands out; None where it does not, or there are no limits."""
    variation: Variation
    """What that means: the variation icon of Making Data Count."""


@dataclass(frozen=True)
class ControlChart:
    """An XmR chart: measurements, with the natural process limits around their mean."""

    points: tuple[ChartPoint, ...]
    """Oldest first. Periods without a measurement are left out."""
    limits: Limits | None
    """None where there are too few points for them; see `needed`."""
    better: Better
    """The direction in which the value should move."""
    target: float | None
    """The value to reach, in the unit of the series; None where there is none."""
    baseline: int
    """How many points the limits rest on, or would rest on if there were enough."""
    is_locked: bool
    """Whether the baseline is complete, so that new points leave the limits as they are."""
    needed: int
    """How many more points the limits need; 0 where there are limits."""
    least: float | None
    """The lowest value possible, such as 0 for counts; None where there is none."""
    every: Every
    """What the time between two points is called in the sentence."""

    @property
    def is_provisional(self) -> bool:
        """Whether there are limits that rest on fewer than 12 points: draw them dashed."""
        return self.limits is not None and self.baseline < LOCK_AT

    @property
    def variation(self) -> Variation | None:
        """The variation icon, of the last point; None without points or limits."""
        return self.points[-1].variation if self.points and self.limits else None

    @property
    def assurance(self) -> Assurance | None:
        """The assurance icon; None without limits, a target or a direction that is better."""
        if self.limits is None or self.target is None or self.better == "neither":
            return None
        return assurance(self.limits.lower, self.limits.upper, self.target, self.better)

    @property
    def drawn_lower(self) -> float | None:
        """The lower limit, clipped at `least`: to draw, not to calculate with."""
        if self.limits is None:
            return None
        lower = self.limits.lower
        return lower if self.least is None else max(lower, self.least)

    @property
    def sentence(self) -> str:
        """What the chart says, in the reader's language."""
        if self.limits is None:
            why = _("With fewer than {n}, change and chance look the same.", n=number(MIN_POINTS))
            return f"{too_early(span(self.needed, self.every))} {why}"
        if not self.points:
            return _("Nothing has been measured yet.")
        return " ".join(filter(None, (self._newest(self.limits), *self._rest(self.limits))))

    def _newest(self, limits: Limits) -> str:
        newest = self.points[-1]
        if newest.signal is None:
            stood_out = sum(point.signal is not None for point in self.points)
            return no_signal_sentence(
                len(self.points), stood_out, limits, self.drawn_lower or 0, self.every
            )
        is_old = self.is_locked and self.baseline < len(self.points)
        reason = signal_sentence(newest.signal, newest.value, limits, self.every, is_old=is_old)
        return f"{reason} {direction_sentence(newest.variation)}".strip()

    def _rest(self, limits: Limits) -> Iterator[str]:
        if self.assurance and self.target is not None and limits.average_range:
            yield assurance_sentence(self.assurance, self.target)
        if self.is_provisional:
            yield _("Provisional: based on fewer than {span}.", span=span(LOCK_AT, self.every))

    @property
    def caution(self) -> str:
        """How often a point stands out by chance, in the reader's language."""
        return _(
            "A point that stands out is a question, not a verdict. Even if nothing changes, "
            "{few} of 100 charts with 12 points have one. With 24 points {more} of 100 do, and "
            "{most} of 100 if the limits stay those of the first 12.",
            few=number(round(100 * FALSE_ALARMS[12])),
            more=number(round(100 * FALSE_ALARMS[24])),
            most=number(round(100 * FALSE_ALARMS_LOCKED)),
        )


def assurance(
    lower: float, upper: float, target: float, better: Literal["higher", "lower"]
) -> Assurance:
    """The assurance that limits give for a target; a target on a limit is hit or miss."""
    if lower <= target <= upper:
        return "hit or miss"
    return "pass" if (target < lower) == (better == "higher") else "fail"
