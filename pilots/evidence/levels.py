"""Linear regression of a value over time, extrapolated: whether it will be at its target later.

The line is fitted by ordinary least squares. Later values are assumed to scatter around it as
those so far did, independently and normally, which gives a prediction interval. (Montgomery,
Peck and Vining, Introduction to Linear Regression Analysis, 2.5.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm, sqrt
from typing import NamedTuple

from pilots.evidence.arguments import (
    Better,
    as_direction,
    as_fraction,
    as_nonnegative,
    as_number,
    as_values,
)
from pilots.evidence.chances import TAIL, Chance, Every, how_likely, span, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.language import _, number

MIN_POINTS = 6
"""With fewer measurements there is no line."""

WIDE = 5
"""An interval at least this wide is written in whole units."""


@dataclass(frozen=True)
class LevelChance(Chance):
    """The chance that a value is at its target, or beyond it, at a later moment."""

    measurements: int
    """How many the line rests on; a period without one does not count."""
    newest: float | None
    """The last measured value, in its own unit; None without measurements."""
    periods_ahead: float
    """How many periods after the last one of the series the moment lies."""
    target: float
    """The value to reach, in the same unit."""
    better: Better
    """higher: at least the target; lower: at most."""
    expected: float | None
    """The value at that moment by the line; None where it is too early."""
    low: float | None
    """The 10th percentile of the value at that moment; None where it is too early."""
    high: float | None
    """The 90th percentile of the value at that moment; None where it is too early."""
    is_exact: bool
    """Whether all measurements lie on the line, so that their scatter is unknown."""
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
        chance = (
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
        return f"{chance} {rests}"

    def _doubt(self) -> str:
        if not self.is_exact or not self.periods_ahead:
            return ""
        return _("They all lie on one line, so this sounds more certain than it is.")


def _rounded(value: float, width: float, outwards: Callable[[float], int]) -> float:
    """An end of an interval, rounded outwards: to whole units if it is wide, else to tenths."""
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

    One value per period, oldest first; None where none was measured, which leaves a gap in time.
    With n measurements at x, the line `y = p + q x`, s^2 its residual sum of squares / (n - 2),
    and the moment x0: the value at x0 is `p + q x0` plus Student's t with n - 2 degrees of freedom
    times `s sqrt(1 + 1/n + (x0 - mean x)^2 / sum (x - mean x)^2)`. `low` to `high` is its 80%
    prediction interval. When no time is left the newest measurement decides. The chance is None
    with fewer than 6 measurements. Raises ValueError for a better direction of neither, and for
    arguments that are no numbers.
    """
    series = as_values(values)
    points = [(float(x), value) for x, value in enumerate(series) if value is not None]
    ahead = as_nonnegative(periods_ahead, "The periods ahead")
    return extrapolate(points, len(series) - 1 + ahead, ahead, target, better, every)


def extrapolate(
    points: Sequence[tuple[float, float]],
    at: float,
    ahead: float,
    target: float,
    better: Better,
    every: Every,
) -> LevelChance:
    """`chance_of_level` for measurements at any moments: pairs of moment and value, oldest first.

    `at` is the moment to look at, in the unit of these moments; `ahead` is how many periods it
    lies after the end of the series.
    """
    aim, direction = as_number(target, "The target"), as_direction(better, needed=True)
    predicted = _predict(points, as_fraction(at), aim, direction)
    if points and not ahead:
        newest = points[-1][1]
        predicted = Prediction(float(_is_met(newest, aim, direction)), newest, newest, newest)
    return LevelChance(
        chance=predicted.chance,
        needed=max(MIN_POINTS - len(points), 0) if predicted.chance is None else 0,
        measurements=len(points),
        newest=points[-1][1] if points else None,
        periods_ahead=ahead,
        target=aim,
        better=direction,
        expected=predicted.expected,
        low=predicted.low,
        high=predicted.high,
        is_exact=predicted.is_exact,
        every=every,
    )


class Prediction(NamedTuple):
    """What the line predicts for a moment; all None where there is no line."""

    chance: float | None = None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    is_exact: bool = False


def _predict(
    points: Sequence[tuple[float, float]], at: Fraction, aim: float, better: Better
) -> Prediction:
    if len(points) < MIN_POINTS or points[0][0] == points[-1][0]:
        return Prediction()
    expected, spread = _regression(points, at)
    if not spread:
        met = float(_is_met(expected, aim, better))
        return Prediction(met, expected, expected, expected, is_exact=True)
    later = stats().t(len(points) - 2, loc=expected, scale=spread)
    chance = within_bounds(later.sf(aim) if better == "higher" else later.cdf(aim))
    return Prediction(chance, expected, float(later.ppf(TAIL)), float(later.ppf(1 - TAIL)))


def _regression(points: Sequence[tuple[float, float]], at: Fraction) -> tuple[float, float]:
    """The value of the line at a moment, and the standard error of prediction there.

    Calculated exactly, in whole numbers: sums of fractions take a hundred times as long.
    """
    n = len(points)
    (xs, wide), (ys, high) = (
        _whole([as_fraction(point[axis]) for point in points]) for axis in (0, 1)
    )
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
    """The numbers multiplied by their common denominator, and that denominator."""
    times = lcm(*(value.denominator for value in values))
    return [value.numerator * (times // value.denominator) for value in values], times


def _is_met(value: float, target: float, better: Better) -> bool:
    return value <= target if better == "lower" else value >= target
