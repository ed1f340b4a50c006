"""Whether a series changes, or moves by chance alone: an XmR chart with the rules of the NHS."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from numbers import Real

from pilots.evidence.chances import Every
from pilots.evidence.chart_words import Variation
from pilots.evidence.given import (
    Better,
    a_direction,
    a_number,
    a_whole_number,
    exact,
    values_in_time,
)
from pilots.evidence.limits import Band, band
from pilots.evidence.signals import Signal, signals
from pilots.evidence.xmr import FEWEST, FIRM, ChartPoint, ControlChart


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
    """An XmR chart of a value per period, oldest first; None where none was measured.

    A missing period is left out: the moving range and the runs go from one measurement to the
    next. Limits: mean +/- 2.66 times the mean moving range (Wheeler). Rules, icons and their
    order: "Making Data Count" of the NHS. Fewer than 6 points have no limits, and below 12
    these are provisional.

    `baseline`: on which points the limits rest. By default the first 12, or all as long as
    there are fewer; a number: so many first points instead; a series: those values instead,
    for example what was measured before. `screen`: leave moving ranges of 3.267 times their
    mean or more out of that mean, once. `least`: what no value can be below (0 for counts); no
    lower limit is drawn or named below it, and no calculation uses it. After a recalculation,
    draw a chart of each part: an icon is that of the last.

    What stands out is not proof: `xmr.FALSE_ALARMS` has how often it is nothing.
    """
    given = values_in_time(values)
    way, aim = a_direction(better), None if target is None else a_number(target, "The target")
    lowest = None if least is None else a_number(least, "The least")
    measured = [(period, value) for period, value in enumerate(given) if value is not None]
    if lowest is not None and any(value < lowest for _at, value in measured):
        raise ValueError(f"No value can be below the least ({lowest:g}), and one is.")
    points = [exact(value) for _at, value in measured]
    base, is_locked = _baseline(points, baseline)
    chance = band(base, screen=bool(screen)) if len(base) >= FEWEST else None
    return ControlChart(
        points=tuple(_points(measured, points, chance, way)),
        limits=chance.limits if chance else None,
        better=way,
        target=aim,
        baseline=len(base),
        is_locked=is_locked,
        needed=max(FEWEST - len(base), 0),
        least=lowest,
        every=every,
    )


def _baseline(
    points: Sequence[Fraction], baseline: int | Sequence[float | None] | None
) -> tuple[Sequence[Fraction], bool]:
    """The values under the limits, and whether no more will come."""
    if baseline is not None and not isinstance(baseline, Real):
        given = values_in_time(baseline, "A value of the baseline")
        return [exact(value) for value in given if value is not None], True
    length = FIRM if baseline is None else a_whole_number(baseline, "The baseline")
    if length < FEWEST:
        raise ValueError(f"A baseline is at least {FEWEST} points, not {length}.")
    return points[:length], len(points) >= length


def _points(
    measured: Sequence[tuple[int, float]],
    points: Sequence[Fraction],
    chance: Band | None,
    better: Better,
) -> Iterator[ChartPoint]:
    found = signals(points, chance) if chance else (None,) * len(points)
    ranges = (None, *(float(abs(later - earlier)) for earlier, later in pairwise(points)))
    for (period, value), moved, signal in zip(measured, ranges, found, strict=False):
        yield ChartPoint(period, value, moved, signal, _variation(signal, better))


def _variation(signal: Signal | None, better: Better) -> Variation:
    if signal is None:
        return "common"
    if better == "neither":
        return "neutral"
    return "improvement" if signal.is_up == (better == "higher") else "concern"
