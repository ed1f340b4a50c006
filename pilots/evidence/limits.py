"""The lines of a control chart: between its limits a series moves by chance alone.

Those of an XmR chart rest on moving ranges (Wheeler, Understanding Variation, 1993, with his
rounded constants; Making Data Count of NHS England uses the same). Those of counts and shares are
in `discrete_limits`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
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
    """The lines of a chart at a point, in the unit of the values; none is clipped."""

    mean: float
    """Of the baseline."""
    average_range: float | None
    """The mean moving range of the baseline, without those that were screened out; None for
    counts and shares."""
    upper: float
    """XmR: mean + 2.66 average_range."""
    lower: float
    """XmR: mean - 2.66 average_range, which can be below 0 for something that cannot."""
    near_upper: float
    """Two sigma above the mean: two thirds of the way to the upper limit."""
    near_lower: float
    """Two sigma below the mean."""
    range_limit: float | None
    """3.268 average_range: a larger difference between neighbours is not by chance."""


@dataclass(frozen=True)
class Band:
    """The lines as exact fractions, so that a point on a limit is on it.

    Of counts and shares they are divided by the size (how many were asked, or for how long), so
    that points of different sizes can be compared.
    """

    mean: Fraction
    centre: Fraction
    """What runs lie above or below: the mean, or the value that most counts or shares have."""
    lower: Fraction
    upper: Fraction
    near_lower: Fraction
    near_upper: Fraction
    average_range: Fraction | None = None
    size: Fraction = Fraction(1)

    @cached_property
    def limits(self) -> Limits:
        """The lines as floats, in the unit of the values."""
        moved = self.average_range
        return Limits(
            mean=float(self.mean * self.size),
            average_range=None if moved is None else float(moved),
            upper=float(self.upper * self.size),
            lower=float(self.lower * self.size),
            near_upper=float(self.near_upper * self.size),
            near_lower=float(self.near_lower * self.size),
            range_limit=None if moved is None else float(RANGE_PER_RANGE * moved),
        )


def range_band(values: Sequence[Fraction], *, screen: bool) -> Band:
    """The XmR band of at least two values, oldest first.

    With `screen`, moving ranges of 3.267 times their mean or more are left out, once.
    """
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = sum(ranges, Fraction(0)) / len(ranges)
    if screen and average:
        screened = [moved for moved in ranges if moved < SCREENED * average]
        average = sum(screened, Fraction(0)) / len(screened)
    mean, half_width = sum(values, Fraction(0)) / len(values), PER_RANGE * average
    return Band(
        mean=mean,
        centre=mean,
        lower=mean - half_width,
        upper=mean + half_width,
        near_lower=mean - NEAR * half_width,
        near_upper=mean + NEAR * half_width,
        average_range=average,
    )
