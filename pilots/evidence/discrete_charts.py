"""Control charts of counts (c and u) and of shares (np and p)."""

from collections.abc import Sequence
from fractions import Fraction

from pilots.evidence.arguments import (
    Better,
    as_count,
    as_fraction,
    as_values,
)
from pilots.evidence.bounds import Bounds
from pilots.evidence.chances import Every
from pilots.evidence.charting import Measured, baseline_length, charted
from pilots.evidence.discrete_limits import count_band, share_band
from pilots.evidence.xmr import MIN_POINTS, ControlChart


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
        Measured(at, float(count), size)
        for at, (count, size) in enumerate(zip(given, sizes, strict=True))
        if count is not None
    ]
    length = baseline_length(baseline)
    base = measured[:length]
    events, exposure = int(sum(one.value for one in base)), sum(one.size for one in base)
    return charted(
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
        Measured(at, float(x), size)
        for at, (x, size) in enumerate(zip(given, sizes, strict=True))
        if x is not None
    ]
    if any(one.value > one.size or one.size.denominator != 1 for one in measured):
        raise ValueError("Hits must be at most the number of trials, which is a whole number.")
    length = baseline_length(baseline)
    base = measured[:length]
    found, asked = int(sum(one.value for one in base)), int(sum(one.size for one in base))
    sizes_known = {one.size for one in measured}
    most = float(sizes_known.pop()) if len(sizes_known) == 1 else None
    return charted(
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
