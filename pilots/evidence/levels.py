"""A value that is measured again and again: whether it will be at its target later on.

A straight line through the measurements (ordinary least squares) goes on, and what is measured
later scatters around it as it did so far: the prediction interval of a regression. (Montgomery,
Peck and Vining, Introduction to Linear Regression Analysis, 2.5.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm, sqrt
from typing import NamedTuple

from pilots.evidence.chances import TAIL, Chance, Every, how_likely, span, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.evidence.given import (
    Better,
    a_direction,
    a_number,
    at_least_zero,
    exact,
    values_in_time,
)
from pilots.language import _, number

FEWEST = 6
"""A line through fewer measurements says nothing."""

WIDE = 5
"""A range of this many units is said in whole ones."""


@dataclass(frozen=True)
class LevelChance(Chance):
    """The chance that a value is at its target, or beyond it, at a later moment."""

    measurements: int
    """How many there are: what the chance rests on. A missing period is not one."""
    newest: float | None
    """The value of the last one, in the unit it is measured in; None where there is none."""
    periods_ahead: float
    """How many periods after the last one of the series the moment lies."""
    target: float
    """The value to reach, in the same unit."""
    better: Better
    """higher: at least the target; lower: at most."""
    expected: float | None
    """The value at that moment by the line; None where it is too early."""
    low: float | None
    """The value lies below this in 1 of 10 cases; None where it is too early."""
    high: float | None
    """The value lies above this in 1 of 10 cases; None where it is too early."""
    is_exact: bool
    """Whether all measurements lie on the line, so that nothing is known of how they scatter."""
    every: Every
    """What one period is called."""

    @property
    def is_reached(self) -> bool:
        """Whether the newest measurement is at the target, which it may leave again."""
        return self.newest is not None and _is_met(self.newest, self.target, self.better)

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        return " ".join(filter(None, (self._now(), self._later(), self._doubt())))

    def _now(self) -> str:
        aim = number(self.target)
        if self.is_reached:
            return _("The target of {target} is reached.", target=aim)
        if not self.periods_ahead and self.chance is not None:
            return _("Time is up and the target of {target} was not met.", target=aim)
        return ""

    def _later(self) -> str:
        if self.chance is None or self.low is None or self.high is None:
            return too_early(span(self.needed, "measurement"))
        if not self.periods_ahead:
            return ""
        ahead, likely = span(self.periods_ahead, self.every), how_likely(self.chance)
        said = (
            _(
                "Still true {ahead} after the last measurement: {likely}.",
                ahead=ahead,
                likely=likely,
            )
            if self.is_reached
            else _(
                "Meeting the target of {target}, {ahead} after the last measurement: {likely}.",
                target=number(self.target),
                ahead=ahead,
                likely=likely,
            )
        )
        rests = _(
            "If the line through {measurements} goes on, it will be {low} to {high} in 8 of 10 "
            "cases.",
            measurements=span(self.measurements, "measurement"),
            low=number(_rounded(self.low, self.high - self.low, floor)),
            high=number(_rounded(self.high, self.high - self.low, ceil)),
        )
        return f"{said} {rests}"

    def _doubt(self) -> str:
        if not self.is_exact or not self.periods_ahead:
            return ""
        return _("They all lie on one line, so this sounds more certain than it is.")


def _rounded(value: float, width: float, outwards: Callable[[float], int]) -> float:
    """An end of a range, no more exact than its width makes sense of."""
    parts = 1 if width >= WIDE else 10
    return outwards(value * parts) / parts


def chance_of_level(
    values: Sequence[float | None],
    target: float,
    periods_ahead: float,
    better: Better = "higher",
    *,
    every: Every = "week",
) -> LevelChance:
    """The chance that the value is at `target` `periods_ahead` after the last of `values`.

    One value per period; None where none was measured, which leaves a gap in time. With n
    measurements at x, the line `y = p + q x`, s^2 its residual sum of squares / (n - 2), and the
    moment x0: the value then is `p + q x0` plus Student's t with n - 2 degrees of freedom times
    `s sqrt(1 + 1/n + (x0 - mean x)^2 / sum (x - mean x)^2)`. The range is its 10th to 90th
    percentile. When no time is left the newest measurement decides.
    """
    given = values_in_time(values)
    points = [(float(x), value) for x, value in enumerate(given) if value is not None]
    ahead = at_least_zero(periods_ahead, "The periods ahead")
    return level_chance(points, len(given) - 1 + ahead, ahead, target, better, every)


def level_chance(
    points: Sequence[tuple[float, float]],
    at: float,
    ahead: float,
    target: float,
    better: Better,
    every: Every,
) -> LevelChance:
    """The same of measurements at moments (each with its value, oldest first).

    `at` is the moment to look at, in the unit of those moments, whichever that is; `ahead` how
    many periods it lies after the last of the series.
    """
    aim, way = a_number(target, "The target"), a_direction(better, needed=True)
    seen = _outlook(points, exact(at), aim, way)
    if points and not ahead:
        newest = points[-1][1]
        seen = Outlook(float(_is_met(newest, aim, way)), newest, newest, newest)
    return LevelChance(
        chance=seen.chance,
        needed=max(FEWEST - len(points), 0) if seen.chance is None else 0,
        measurements=len(points),
        newest=points[-1][1] if points else None,
        periods_ahead=ahead,
        target=aim,
        better=way,
        expected=seen.expected,
        low=seen.low,
        high=seen.high,
        is_exact=seen.is_exact,
        every=every,
    )


class Outlook(NamedTuple):
    """What a line says of a moment; nothing where there is no line."""

    chance: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    is_exact: bool = False


def _outlook(
    points: Sequence[tuple[float, float]], at: Fraction, aim: float, better: Better
) -> Outlook:
    if len(points) < FEWEST or points[0][0] == points[-1][0]:
        return Outlook()
    expected, spread = _forecast(points, at)
    if not spread:
        met = float(_is_met(expected, aim, better))
        return Outlook(met, expected, expected, expected, is_exact=True)
    later = stats().t(len(points) - 2, loc=expected, scale=spread)
    chance = within_bounds(later.sf(aim) if better == "higher" else later.cdf(aim))
    return Outlook(chance, expected, float(later.ppf(TAIL)), float(later.ppf(1 - TAIL)))


def _forecast(points: Sequence[tuple[float, float]], at: Fraction) -> tuple[float, float]:
    """The value of the line at a moment, and the scale of the scatter around it.

    Exact, and in whole numbers: sums of fractions take a hundred times as long.
    """
    n = len(points)
    (xs, wide), (ys, high) = (_whole([exact(it[axis]) for it in points]) for axis in (0, 1))
    sum_x, sum_y = sum(xs), sum(ys)
    # n times the sums of squares and products around the means.
    xx = n * sum(x * x for x in xs) - sum_x * sum_x
    xy = n * sum(x * y for x, y in zip(xs, ys, strict=True)) - sum_x * sum_y
    yy = n * sum(y * y for y in ys) - sum_y * sum_y
    away = at * wide - Fraction(sum_x, n)
    expected = (Fraction(sum_y, n) + Fraction(xy, xx) * away) / high
    left = (yy - Fraction(xy * xy, xx)) / (n * high * high)
    scale = left / (n - 2) * (1 + Fraction(1, n) + away * away * n / xx)
    return float(expected), sqrt(scale)


def _whole(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The same numbers times what makes all of them whole, and that."""
    times = lcm(*(value.denominator for value in values))
    return [value.numerator * (times // value.denominator) for value in values], times


def _is_met(value: float, target: float, better: Better) -> bool:
    return value <= target if better == "lower" else value >= target
