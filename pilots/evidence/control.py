"""Change, or chance? The XmR chart: an individuals and moving range control chart."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from numbers import Real

from pilots.evidence.arguments import (
    Better,
    as_direction,
    as_fraction,
    as_number,
    as_values,
    as_whole_number,
)
from pilots.evidence.chances import Every
from pilots.evidence.chart_words import Variation
from pilots.evidence.limits import Band, band
from pilots.evidence.signals import Signal, signals
from pilots.evidence.xmr import LOCK_AT, MIN_POINTS, ChartPoint, ControlChart


def control_chart(
    values: Sequence[float | None],
    better: Better = "higher",
    target: float | None = None,
    baseline: int | Sequence[float | None] | None = None,
    screen: bool = False,
    *,
    least: float | None = None,
    every: Every = "measurement",
) -> ControlChart:
    """An XmR chart of one value per period, oldest first; None for a period without a measurement.

    A missing period is left out: moving ranges and runs go from one measurement to the next.
    Limits: mean +/- 2.66 times the mean moving range (Wheeler, Understanding Variation, 1993).
    Rules, icons and their order: Making Data Count (NHS England). With fewer than 6 points there
    are no limits, and with fewer than 12 these are provisional.

    `baseline`: the points on which the limits rest. By default the first 12, or all while there
    are fewer; a number: that many first points; a series: those values, for example from before.
    `screen`: leave moving ranges of 3.267 times their mean or more out of that mean, once.
    `least`: the lowest value possible (0 for counts); a lower limit is not drawn or named below
    it, and calculations ignore it. Where limits are recalculated, make a chart of each segment.

    A point that stands out is no proof: see `xmr.FALSE_ALARMS`. Raises ValueError for values that
    are no numbers or lie below `least`, and for a baseline of fewer than 6 points.
    """
    series = as_values(values)
    direction, aim = (
        as_direction(better),
        None if target is None else as_number(target, "The target"),
    )
    lowest = None if least is None else as_number(least, "The least")
    measured = [(period, value) for period, value in enumerate(series) if value is not None]
    if lowest is not None and any(value < lowest for _at, value in measured):
        raise ValueError(f"No value can be below the least ({lowest:g}), and one is.")
    points = [as_fraction(value) for _at, value in measured]
    base, is_locked = _baseline(points, baseline)
    chance = band(base, screen=bool(screen)) if len(base) >= MIN_POINTS else None
    return ControlChart(
        points=tuple(_points(measured, points, chance, direction)),
        limits=chance.limits if chance else None,
        better=direction,
        target=aim,
        baseline=len(base),
        is_locked=is_locked,
        needed=max(MIN_POINTS - len(base), 0),
        least=lowest,
        every=every,
    )


def _baseline(
    points: Sequence[Fraction], baseline: int | Sequence[float | None] | None
) -> tuple[Sequence[Fraction], bool]:
    """The values on which the limits rest, and whether new points leave them as they are."""
    if baseline is not None and not isinstance(baseline, Real):
        series = as_values(baseline, "A value of the baseline")
        return [as_fraction(value) for value in series if value is not None], True
    length = LOCK_AT if baseline is None else as_whole_number(baseline, "The baseline")
    if length < MIN_POINTS:
        raise ValueError(f"A baseline is at least {MIN_POINTS} points, not {length}.")
    return points[:length], len(points) >= length


def _points(
    measured: Sequence[tuple[int, float]],
    points: Sequence[Fraction],
    chance: Band | None,
    better: Better,
) -> Iterator[ChartPoint]:
    found = signals(points, chance) if chance else (None,) * len(points)
    ranges = (None, *(float(abs(later - earlier)) for earlier, later in pairwise(points)))
    for (period, value), moving_range, signal in zip(measured, ranges, found, strict=False):
        yield ChartPoint(period, value, moving_range, signal, _variation(signal, better))


def _variation(signal: Signal | None, better: Better) -> Variation:
    if signal is None:
        return "common"
    if better == "neither":
        return "neutral"
    return "improvement" if signal.is_up == (better == "higher") else "concern"
