"""Change, or chance? Control charts: of values (XmR), of counts (c and u) and of shares (p)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from numbers import Real

from pilots.evidence.arguments import (
    Better,
    as_count,
    as_direction,
    as_fraction,
    as_number,
    as_values,
    as_whole_number,
)
from pilots.evidence.bounds import Bounds
from pilots.evidence.chances import Every
from pilots.evidence.chart_numbers import decimals_of
from pilots.evidence.chart_words import Variation
from pilots.evidence.discrete_limits import count_band, share_band
from pilots.evidence.limits import Band, range_band
from pilots.evidence.signals import Signal, signals
from pilots.evidence.xmr import LOCK_AT, MIN_POINTS, ChartPoint, ControlChart, Kind


@dataclass(frozen=True)
class _Measured:
    """A measurement, before it is judged."""

    period: int
    value: float
    size: Fraction = Fraction(1)

    @property
    def exact(self) -> Fraction:
        return as_fraction(self.value)

    @property
    def rate(self) -> Fraction:
        return self.exact / self.size


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
    measured = [_Measured(at, v) for at, v in enumerate(as_values(values)) if v is not None]
    bounds = Bounds(_optional(least, "The least"), _optional(most, "The most"))
    _check_bounds(measured, bounds)
    is_external = baseline is not None and not isinstance(baseline, Real)
    if is_external:
        series = as_values(baseline, "A value of the baseline")
        base = [as_fraction(value) for value in series if value is not None]
    else:
        base = [one.exact for one in measured[: _length(baseline)]]
    band = range_band(base, screen=bool(screen)) if len(base) >= MIN_POINTS else None
    return _chart(
        measured,
        None if band is None else lambda _size: band,
        length=len(base),
        is_locked=is_external or len(measured) >= _length(baseline),
        is_external=is_external,
        better=better,
        target=target,
        bounds=bounds,
        every=every,
        kind="values",
    )


def count_chart(
    counts: Sequence[int | None],
    better: Better = "higher",
    target: float | None = None,
    baseline: int | None = None,
    *,
    exposures: Sequence[float] | None = None,
    every: Every = "measurement",
) -> ControlChart:
    """A chart of counts, such as complaints: a c chart, or with `exposures` a u chart.

    One count per period, oldest first; None where there is none. `exposures`, one for each, say
    over how much each was counted (weeks, people asked); limits are wider where that is less. The
    limits are those of `discrete_limits`; for the rest see `control_chart`. Raises ValueError for
    counts that are no whole numbers from 0 to a million, and exposures that are not above 0.
    """
    given = [None if c is None else as_count(c, "A count") for c in as_values(counts)]
    sizes = _sizes(given, exposures, "An exposure")
    measured = [
        _Measured(at, float(count), size)
        for at, (count, size) in enumerate(zip(given, sizes, strict=True))
        if count is not None
    ]
    length = _length(baseline)
    base = measured[:length]
    events, exposure = int(sum(one.value for one in base)), sum(one.size for one in base)
    return _chart(
        measured,
        (lambda size: count_band(events, Fraction(exposure), size))
        if len(base) >= MIN_POINTS
        else None,
        length=len(base),
        is_locked=len(measured) >= length,
        better=better,
        target=target,
        bounds=Bounds(least=0.0),
        every=every,
        kind="counts",
    )


def share_chart(
    hits: Sequence[int | None],
    trials: Sequence[int | None],
    better: Better = "higher",
    target: float | None = None,
    baseline: int | None = None,
    *,
    every: Every = "measurement",
) -> ControlChart:
    """A chart of x of n people: an np chart, or a p chart where n differs.

    `hits` of `trials` per period, oldest first, each with None where there is none. Values and
    limits are numbers of hits; judged are the shares. The limits are those of `discrete_limits`;
    for the rest see `control_chart`. Raises ValueError for more hits than trials, and numbers
    that are no counts.
    """
    given = [None if x is None else as_count(x, "The number of hits") for x in as_values(hits)]
    sizes = _sizes(given, trials, "The number of trials")
    measured = [
        _Measured(at, float(x), size)
        for at, (x, size) in enumerate(zip(given, sizes, strict=True))
        if x is not None
    ]
    if any(one.value > one.size or one.size.denominator != 1 for one in measured):
        raise ValueError("Hits must be at most the number of trials, which is a whole number.")
    length = _length(baseline)
    base = measured[:length]
    found, asked = int(sum(one.value for one in base)), int(sum(one.size for one in base))
    sizes_known = {one.size for one in measured}
    most = float(sizes_known.pop()) if len(sizes_known) == 1 else None
    return _chart(
        measured,
        (lambda size: share_band(found, asked, int(size))) if len(base) >= MIN_POINTS else None,
        length=len(base),
        is_locked=len(measured) >= length,
        better=better,
        target=target,
        bounds=Bounds(0.0, most),
        every=every,
        kind="shares",
    )


# --- what charts share -------------------------------------------------------------------


def _optional(value: float | None, what: str) -> float | None:
    return None if value is None else as_number(value, what)


def _check_bounds(measured: Sequence[_Measured], bounds: Bounds) -> None:
    beyond = [one.value for one in measured if bounds.clip(one.value) != one.value]
    if beyond and bounds.least is not None and min(beyond) < bounds.least:
        raise ValueError(f"No value can be below the least ({bounds.least:g}), and one is.")
    if beyond:
        raise ValueError(f"No value can be above the most ({bounds.most:g}), and one is.")


def _length(baseline: object) -> int:
    """How many first points the limits rest on."""
    if baseline is None or not isinstance(baseline, Real):
        return LOCK_AT
    length = as_whole_number(baseline, "The baseline")
    if length < MIN_POINTS:
        raise ValueError(f"A baseline is at least {MIN_POINTS} points, not {length}.")
    return length


def _sizes(counts: Sequence[object], given: object, what: str) -> list[Fraction]:
    if given is None:
        return [Fraction(1)] * len(counts)
    sizes = as_values(given, what)
    if len(sizes) != len(counts):
        raise ValueError(f"There are {len(counts)} counts, and {len(sizes)} sizes of them.")
    if any(
        size is None or size <= 0
        for count, size in zip(counts, sizes, strict=True)
        if count is not None
    ):
        raise ValueError(f"{what} must be above 0.")
    return [as_fraction(size or 1.0) for size in sizes]


def _chart(
    measured: Sequence[_Measured],
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
    """`band_of`: the band for a size; None while there are too few points. `length`: how many
    points the baseline has; `is_external`: they are of before, and not among the points."""
    direction = as_direction(better)
    points = tuple(_points(measured, band_of, direction))
    last = measured[-1].size if measured else Fraction(1)
    return ControlChart(
        points=points,
        limits=band_of(last).limits if band_of else None,
        better=direction,
        target=_optional(target, "The target"),
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
    measured: Sequence[_Measured], band_of: Callable[[Fraction], Band] | None, better: Better
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
