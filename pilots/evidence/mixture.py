"""Two forecasts of a level, mixed half and half: a straight line, and the level it has now.

A line alone is too sure of itself where growth flattens or a series wanders: in simulations its
8-in-10 interval then holds in 0 to 6 of 10 cases. The level alone misses steady growth. (Bates
and Granger, The combination of forecasts, 1969; local level by simple exponential smoothing:
Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 8.1.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm, sqrt
from statistics import median

from pilots.evidence.arguments import as_fraction
from pilots.evidence.distributions import student_t, within_bounds

MIN_POINTS = 6
"""With fewer measurements there is no forecast."""
ALPHAS = tuple(n / 20 for n in range(1, 21))
"""The weights of the newest measurement that are tried: 0.05 to 1."""
HALVINGS = 60
"""Bisections until a quantile is as exact as a float."""

Series = Sequence[tuple[float, float]]
"""Pairs of moment and value, oldest first."""


@dataclass(frozen=True)
class Prediction:
    """Student's t around an expected value; without any spread it is that value."""

    expected: float
    spread: float
    """The standard error of prediction, in the unit of the values."""
    df: int
    """Degrees of freedom: two fewer than there are measurements."""

    def at_most(self, value: float) -> float:
        """The chance of this value or less."""
        if not self.spread:
            return float(self.expected <= value)
        distribution, _quantile = student_t(self.df)
        return distribution((value - self.expected) / self.spread)

    def at_least(self, value: float) -> float:
        """The chance of this value or more."""
        if not self.spread:
            return float(self.expected >= value)
        return 1 - self.at_most(value)

    def quantile(self, share: float) -> float:
        """The value below which this share lies."""
        if not self.spread:
            return self.expected
        _distribution, quantile = student_t(self.df)
        return self.expected + self.spread * quantile(share)


@dataclass(frozen=True)
class Mixture:
    """As if the line goes on, and as if the level stays: each counts for half."""

    line: Prediction
    level: Prediction

    @property
    def expected(self) -> float:
        """The mean of the two expected values."""
        return (self.line.expected + self.level.expected) / 2

    def at_most(self, value: float) -> float:
        """The mean of the two chances of this value or less."""
        return within_bounds((self.line.at_most(value) + self.level.at_most(value)) / 2)

    def at_least(self, value: float) -> float:
        """The mean of the two chances of this value or more."""
        return within_bounds((self.line.at_least(value) + self.level.at_least(value)) / 2)

    def quantile(self, share: float) -> float:
        """The value below which this share of the mixture lies, by bisection."""
        low, high = sorted((self.line.quantile(share), self.level.quantile(share)))
        for _halving in range(HALVINGS):
            middle = (low + high) / 2
            if self.at_most(middle) < share:
                low = middle
            else:
                high = middle
        return high


def mixture(points: Series, at: Fraction) -> Mixture | None:
    """What the measurements say of a moment; None with fewer than six, or all at one moment."""
    if len(points) < MIN_POINTS or points[0][0] == points[-1][0]:
        return None
    return Mixture(straight_line(points, at), local_level(points, at))


def straight_line(points: Series, at: Fraction) -> Prediction:
    """Ordinary least squares, extrapolated to a moment.

    With the line `y = p + q x` through n points, s^2 its residual sum of squares / (n - 2): the
    value at x0 is `p + q x0`, with standard error of prediction
    `s sqrt(1 + 1/n + (x0 - mean x)^2 / sum (x - mean x)^2)`. (Montgomery, Peck and Vining,
    Introduction to Linear Regression Analysis, 2.5.) Calculated exactly, in whole numbers: sums
    of fractions take a hundred times as long.
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
    return Prediction(float(expected), sqrt(scale), n - 2)


def _whole(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """The numbers multiplied by their common denominator, and that denominator."""
    times = lcm(*(value.denominator for value in values))
    return [value.numerator * (times // value.denominator) for value in values], times


def local_level(points: Series, at: Fraction) -> Prediction:
    """Simple exponential smoothing: the level of now, which wanders on by the time of `at`.

    It starts at the first value and moves each time by alpha times the error of the forecast one
    ahead; alpha is that of `ALPHAS` with the least sum of squared errors. With s^2 that sum
    / (n - 2), the variance h measurements ahead is `s^2 (1 + (h - 1) alpha^2)`.
    """
    values = [value for _moment, value in points]
    squares, alpha, level = min(_smoothed(values, alpha) for alpha in ALPHAS)
    gap = median(after - before for (before, _), (after, _) in pairwise(points)) or 1
    ahead = max((float(at) - points[-1][0]) / gap, 1)
    df = len(points) - 2
    return Prediction(level, sqrt(squares / df * (1 + (ahead - 1) * alpha**2)), df)


def _smoothed(values: Sequence[float], alpha: float) -> tuple[float, float, float]:
    """The sum of squared errors, alpha, and the level after the last value."""
    level, squares = values[0], 0.0
    for value in values[1:]:
        error = value - level
        squares += error * error
        level += alpha * error
    return squares, alpha, level
