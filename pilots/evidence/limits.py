"""The natural process limits of an XmR chart: between them a series moves by chance alone.

(Wheeler, Understanding Variation, 1993, with his rounded constants; Making Data Count of NHS
England uses the same.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

PER_RANGE = Fraction("2.66")
"""Mean moving ranges from the mean to a limit: three sigma (3 / d2, with d2 = 1.128)."""
RANGE_PER_RANGE = Fraction("3.268")
"""The upper limit of a moving range, in mean moving ranges (D4)."""
SCREENED = Fraction("3.267")
"""Screening leaves out a moving range of this many mean moving ranges or more."""
NEAR = Fraction(2, 3)
"""A point beyond this part of the distance from the mean to a limit is near it: two sigma."""


@dataclass(frozen=True)
class Limits:
    """The lines of a chart, in the unit of the values; none is clipped at a lowest value."""

    mean: float
    """Of the baseline."""
    average_range: float
    """The mean moving range of the baseline, without those that were screened out."""
    upper: float
    """mean + 2.66 average_range."""
    lower: float
    """mean - 2.66 average_range; it can be below 0 for something that cannot."""
    near_upper: float
    """Two thirds of the way from the mean to the upper limit."""
    near_lower: float
    """Two thirds of the way from the mean to the lower limit."""
    range_limit: float
    """3.268 average_range: a larger difference between neighbours is not by chance."""


@dataclass(frozen=True)
class Band:
    """Mean and mean moving range as exact fractions, so that a point on a limit is on it."""

    mean: Fraction
    average_range: Fraction

    @property
    def half_width(self) -> Fraction:
        """From the mean to a limit."""
        return PER_RANGE * self.average_range

    @property
    def limits(self) -> Limits:
        """The lines as floats."""
        return Limits(
            mean=float(self.mean),
            average_range=float(self.average_range),
            upper=float(self.mean + self.half_width),
            lower=float(self.mean - self.half_width),
            near_upper=float(self.mean + NEAR * self.half_width),
            near_lower=float(self.mean - NEAR * self.half_width),
            range_limit=float(RANGE_PER_RANGE * self.average_range),
        )


def band(values: Sequence[Fraction], *, screen: bool) -> Band:
    """The band of at least two values, oldest first.

    With `screen`, moving ranges of 3.267 times their mean or more are left out, once.
    """
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = sum(ranges, Fraction(0)) / len(ranges)
    if screen and average:
        screened = [moved for moved in ranges if moved < SCREENED * average]
        average = sum(screened, Fraction(0)) / len(screened)
    return Band(sum(values, Fraction(0)) / len(values), average)
