"""What all control charts share: measurements, the band around each, and what stands out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from numbers import Real

from pilots.evidence.arguments import (
    Better,
    as_direction,
    as_fraction,
    as_number,
    as_whole_number,
)
from pilots.evidence.bounds import Bounds
from pilots.evidence.chances import Every
from pilots.evidence.chart_numbers import decimals_of
from pilots.evidence.chart_words import Variation
from pilots.evidence.limits import Band
from pilots.evidence.signals import Signal, signals
from pilots.evidence.xmr import LOCK_AT, MIN_POINTS, ChartPoint, ControlChart, Kind


@dataclass(frozen=True)
class Measured:
    """A measurement, before it is judged."""

    period: int
    value: float
    size: Fraction = Fraction(1)

    @cached_property
    def exact(self) -> Fraction:
        """The value as it was meant."""
        return as_fraction(self.value)

    @property
    def rate(self) -> Fraction:
        """The value per unit of size, which is what is judged."""
        return self.exact / self.size


def optional_number(value: float | None, what: str) -> float | None:
    """A number, or None where it was not given."""
    return None if value is None else as_number(value, what)


def baseline_length(baseline: object) -> int:
    """How many first points the limits rest on."""
    if baseline is None or not isinstance(baseline, Real):
        return LOCK_AT
    length = as_whole_number(baseline, "The baseline")
    if length < MIN_POINTS:
        raise ValueError(f"A baseline is at least {MIN_POINTS} points, not {length}.")
    return length


def charted(
    measured: Sequence[Measured],
    band_of: Callable[[Fraction], Band] | None,
    *,
    length: int,
    is_locked: bool,
    better: Better,
    target: float | None,
    bounds: Bounds,
    every: Every,
    kind: Kind,
    is_external: bool = False,
) -> ControlChart:
    """The chart of measurements, oldest first, judged by the four rules.

    `band_of`: the band for a size; None while there are too few points. `length`: how many points
    the baseline has; `is_external`: they are of before, and not among the points.
    """
    direction = as_direction(better)
    points = tuple(_points(measured, band_of, direction))
    last = measured[-1].size if measured else Fraction(1)
    return ControlChart(
        points=points,
        limits=band_of(last).limits if band_of else None,
        better=direction,
        target=optional_number(target, "The target"),
        baseline=length,
        is_locked=is_locked,
        is_old=is_external or (is_locked and length < len(points)),
        needed=max(MIN_POINTS - length, 0),
        bounds=bounds,
        every=every,
        kind=kind,
        decimals=decimals_of([one.value for one in measured]),
    )


def _points(
    measured: Sequence[Measured], band_of: Callable[[Fraction], Band] | None, better: Better
) -> Iterator[ChartPoint]:
    bands = [band_of(one.size) for one in measured] if band_of else []
    found = signals([one.rate for one in measured], bands) if bands else (None,) * len(measured)
    ranges = (
        None,
        *(float(abs(later.exact - earlier.exact)) for earlier, later in pairwise(measured)),
    )
    for at, one in enumerate(measured):
        yield ChartPoint(
            period=one.period,
            value=one.value,
            moving_range=ranges[at],
            signal=found[at],
            variation=_variation(found[at], better),
            size=float(one.size),
            limits=bands[at].limits if bands else None,
        )


def _variation(signal: Signal | None, better: Better) -> Variation:
    if signal is None:
        return "common"
    if better == "neither":
        return "neutral"
    return "improvement" if signal.is_up == (better == "higher") else "concern"
