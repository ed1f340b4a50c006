"""Change, or chance? The XmR chart: an individuals and moving range control chart."""

from collections.abc import Sequence
from numbers import Real

from pilots.evidence.arguments import (
    Better,
    as_fraction,
    as_values,
)
from pilots.evidence.bounds import Bounds
from pilots.evidence.chances import Every
from pilots.evidence.charting import Measured, baseline_length, charted, optional_number
from pilots.evidence.limits import range_band
from pilots.evidence.xmr import MIN_POINTS, ControlChart


def control_chart(
    values: Sequence[float | None],
    better: Better = "higher",
    target: float | None = None,
    baseline: int | Sequence[float | None] | None = None,
    screen: bool = False,
    *,
    least: float | None = None,
    most: float | None = None,
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
    `least`, `most`: the lowest and the highest value possible (0 for counts, 100 for
    percentages); no limit is drawn or named beyond them, and calculations ignore them. Where
    limits are recalculated, make a chart of each segment.

    For counts below 4 on average use `count_chart`, and for x of n people `share_chart`. A point
    that stands out is no proof: see `cautions`. Raises ValueError for values that are no numbers
    or lie beyond `least` or `most`, and for a baseline of fewer than 6 points.
    """
    measured = [Measured(at, v) for at, v in enumerate(as_values(values)) if v is not None]
    bounds = Bounds(optional_number(least, "The least"), optional_number(most, "The most"))
    _check_bounds(measured, bounds)
    is_external = baseline is not None and not isinstance(baseline, Real)
    if is_external:
        series = as_values(baseline, "A value of the baseline")
        base = [as_fraction(value) for value in series if value is not None]
    else:
        base = [one.exact for one in measured[: baseline_length(baseline)]]
    band = range_band(base, screen=bool(screen)) if len(base) >= MIN_POINTS else None
    return charted(
        measured,
        None if band is None else lambda _size: band,
        length=len(base),
        is_locked=is_external or len(measured) >= baseline_length(baseline),
        is_external=is_external,
        better=better,
        target=target,
        bounds=bounds,
        every=every,
        kind="values",
    )


def _check_bounds(measured: Sequence[Measured], bounds: Bounds) -> None:
    beyond = [one.value for one in measured if bounds.clip(one.value) != one.value]
    if beyond and bounds.least is not None and min(beyond) < bounds.least:
        raise ValueError(f"No value can be below the least ({bounds.least:g}), and one is.")
    if beyond:
        raise ValueError(f"No value can be above the most ({bounds.most:g}), and one is.")
