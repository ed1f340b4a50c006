"""What a measurement of an outcome will be on a later day, by what is taken for granted of it.

A value that goes up and down follows half its line and half its level (`levels`); a total that
only grows keeps its rate (`counts`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from pilots.evidence.bounds import Bounds, possible
from pilots.evidence.counts import CountChance, chance_of_count
from pilots.evidence.levels import LevelChance, extrapolate
from pilots.evidence.progress import Point, Progress
from pilots.evidence.sampling import SamplingPeriod, sampling_period


@dataclass(frozen=True)
class PredictionInterval:
    """The 80% prediction interval of the value on a day, in the unit of the outcome."""

    on: date
    low: float
    high: float


@dataclass(frozen=True)
class Assumptions:
    """What a forecast takes for granted of an outcome, besides its measurements."""

    period: SamplingPeriod
    only_grows: bool
    """Whether it is a running total."""
    zero_on: date | None
    """The day on which a total was 0; None where that was not recorded."""
    final_trials: int | None
    """Of how many people a share will be in the end; None where that number is not fixed."""
    bounds: Bounds
    """Between which values it must lie, of a total apart from what it is already."""
    asked_differ: bool
    """Whether people are counted out of numbers that differ, so that shares are forecast."""


def assume(row: Mapping[str, Any], known: Progress) -> Assumptions:
    """The assumptions that fit an outcome (a row of the register)."""
    asked = [point.of_how_many for point in known.points]
    return Assumptions(
        period=sampling_period(known.points, row["frequency"]),
        only_grows=bool(row["only_grows"]),
        zero_on=known.baseline_on if known.baseline == 0 else None,
        final_trials=row["target_of"],
        bounds=possible(row, known.points),
        asked_differ=row["counts_people"]
        and not row["target_of"]
        and all(asked)
        and len(set(asked)) > 1,
    )


def prediction_interval(
    points: Sequence[Point], on: date, assumptions: Assumptions, asked: int | None = None
) -> PredictionInterval | None:
    """The 80% prediction interval on a later day; None where it is too early to say.

    `asked`: out of how many people that value will be; None for as many as last time.
    """
    chance = chance_at(points, on, 0.0, "higher", assumptions, asked)  # of any target
    if chance.low is None or chance.high is None:
        return None
    return PredictionInterval(on, chance.low, chance.high)


def chance_at(
    points: Sequence[Point],
    on: date,
    target: float,
    better: str,
    assumptions: Assumptions,
    asked: int | None = None,
) -> LevelChance | CountChance:
    """The chance that the value is at the target on a day, or beyond it; points oldest first."""
    clock = assumptions.period.clock
    left = max(clock.count(points[-1].on, on), 0)
    if better == "higher" and _only_grew(points, assumptions):
        return _chance_of_total(points, left, target, assumptions)
    first, of_how_many = points[0].on, asked or points[-1].of_how_many
    found = extrapolate(
        [((point.on - first).days, _scaled(point, of_how_many, assumptions)) for point in points],
        (max(on, points[-1].on) - first).days,
        left,
        target,
        "lower" if better == "lower" else "higher",
        clock.every,
        _bounds(points, of_how_many, assumptions),
    )
    return replace(found, is_whole=all(point.value == int(point.value) for point in points))


def _scaled(point: Point, asked: int | None, assumptions: Assumptions) -> float:
    """The value, or what the same share would be of as many people as will be asked."""
    if not assumptions.asked_differ or not asked or not point.of_how_many:
        return point.value
    return point.value / point.of_how_many * asked


def _bounds(points: Sequence[Point], asked: int | None, assumptions: Assumptions) -> Bounds:
    bounds = assumptions.bounds
    if assumptions.asked_differ and bounds.most is not None and asked:
        bounds = replace(bounds, most=float(asked))
    if assumptions.only_grows and _never_fell(points):
        return replace(bounds, least=points[-1].value)  # what a total is, it stays
    return bounds


def _chance_of_total(
    points: Sequence[Point], left: float, target: float, assumptions: Assumptions
) -> CountChance:
    clock = assumptions.period.clock
    begins = assumptions.zero_on
    if begins and begins < points[0].on:
        points = [Point(begins, 0.0), *points]
    increments = [
        (clock.count(before.on, after.on), after.value - before.value)
        for before, after in pairwise(points)
        if after.on > before.on
    ]
    spent = sum(length for length, _came in increments)
    total = int(points[-1].value)
    return chance_of_count(total, spent, left, target, every=clock.every, increments=increments)


def _never_fell(points: Sequence[Point]) -> bool:
    return all(after.value >= before.value for before, after in pairwise(points))


def _only_grew(points: Sequence[Point], assumptions: Assumptions) -> bool:
    """Whether the points can be a count: whole numbers that begin at 0 and never fall."""
    totals = [point.value for point in points]
    begins = assumptions.zero_on or points[0].on
    from_nothing = assumptions.zero_on is not None or totals[0] == 0
    return (
        assumptions.only_grows
        and from_nothing
        and begins < points[-1].on
        and all(total == int(total) >= 0 for total in totals)
        and _never_fell(points)
    )
