"""Which control chart fits the measurements of an outcome."""

from collections.abc import Mapping, Sequence
from typing import Any

from pilots.evidence.arguments import Better
from pilots.evidence.chances import Every
from pilots.evidence.control import control_chart
from pilots.evidence.discrete_charts import count_chart, share_chart
from pilots.evidence.prediction import Assumptions
from pilots.evidence.progress import Point, Progress
from pilots.evidence.xmr import LOCK_AT, ControlChart

FEW = 4
"""Counts below it on average get limits of their own: those of an XmR chart let too many out."""


def chart(
    row: Mapping[str, Any], known: Progress, points: Sequence[Point], assumptions: Assumptions
) -> ControlChart:
    """The chart of comparable points (at least one) of an outcome (a row of the register).

    A share chart for x of n people; a count chart for people counted over numbers that differ,
    and for small whole numbers; an XmR chart for all else.
    """
    better, period = _better(known), assumptions.period
    every: Every = period.every if period.is_regular(points) else "measurement"
    values = [point.value for point in points]
    asked = [point.of_how_many for point in points]
    are_counts = all(value == int(value) >= 0 for value in values)
    counts = [int(value) for value in values]
    if row["counts_people"] and are_counts and all(asked):
        pairs = list(zip(counts, (n or 0 for n in asked), strict=True))
        if all(x <= n for x, n in pairs):
            hits, trials = zip(*pairs, strict=True)
            return share_chart(hits, trials, better, known.target, every=every)
        if len(set(asked)) > 1:
            exposures = [float(n or 0) for n in asked]
            return count_chart(counts, better, known.target, exposures=exposures, every=every)
    baseline = values[:LOCK_AT]
    if are_counts and sum(baseline) < FEW * len(baseline):
        return count_chart(counts, better, known.target, every=every)
    bounds = assumptions.bounds
    are_below = bounds.most is not None and max(values) <= bounds.most
    return control_chart(
        values,
        better=better,
        target=known.target,
        least=bounds.least,
        most=bounds.most if are_below else None,
        every=every,
    )


def _better(known: Progress) -> Better:
    if known.better == "neither":
        return "neither"
    return "lower" if known.better == "lower" else "higher"
