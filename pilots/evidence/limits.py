"""Between which values chance alone moves a series: the limits of an XmR chart.

(Wheeler, Understanding Variation, with his rounded constants; the "Making Data Count" team of
the NHS uses the same.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

PER_RANGE = Fraction("2.66")
"""Mean moving ranges from the mean to a limit: about three standard deviations."""
RANGE_PER_RANGE = Fraction("3.268")
"""Mean moving ranges that a moving range itself can be."""
SCREENED = Fraction("3.267")
"""From this many mean moving ranges on, screening leaves a moving range out."""
NEAR = Fraction(2, 3)
"""How far on the way to a limit a point is near it: about two standard deviations."""


@dataclass(frozen=True)
class Limits:
    """The lines of a chart, all in the unit of the values. None of them is clipped."""

    mean: float
    """Of the baseline."""
    average_range: float
    """The mean difference between neighbours in the baseline, without what was screened out."""
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
    """The same in exact numbers, so that a point on a line is on it."""

    mean: Fraction
    average_range: Fraction

    @property
    def reach(self) -> Fraction:
        """From the mean to a limit."""
        return PER_RANGE * self.average_range

    @property
    def limits(self) -> Limits:
        return Limits(
            mean=float(self.mean),
            average_range=float(self.average_range),
            upper=float(self.mean + self.reach),
            lower=float(self.mean - self.reach),
            near_upper=float(self.mean + NEAR * self.reach),
            near_lower=float(self.mean - NEAR * self.reach),
            range_limit=float(RANGE_PER_RANGE * self.average_range),
        )


def band(values: Sequence[Fraction], *, screen: bool) -> Band:
    """From the mean of at least two values and the mean of their moving ranges.

    With `screen`, moving ranges of 3.267 times their mean or more are left out, once.
    """
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = sum(ranges, Fraction(0)) / len(ranges)
    if screen and average:
        kept = [found for found in ranges if found < SCREENED * average]
        average = sum(kept, Fraction(0)) / len(kept)
    return Band(sum(values, Fraction(0)) / len(values), average)
