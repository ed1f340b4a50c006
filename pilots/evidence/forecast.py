"""The forecast of an outcome: the chance that it meets its target on the day, and a fan chart.

One of three methods fits: a value that goes up and down follows half its line and half its level
(`levels`), a total that only grows keeps its rate (`counts`), and a share of a fixed number of
people keeps its probability (`shares`). `backtest` tests earlier forecasts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pilots.evidence.bounds import Bounds, possible
from pilots.evidence.counts import CountChance, chance_of_count
from pilots.evidence.levels import LevelChance, extrapolate, interval_words
from pilots.evidence.progress import Point, Progress
from pilots.evidence.sampling import SamplingPeriod, sampling_period
from pilots.evidence.shares import ShareChance, chance_of_share
from pilots.language import _, number

STEPS = 6
"""The number of equal stretches of time; the fan has a prediction interval at the end of each."""


@dataclass(frozen=True)
class PredictionInterval:
    """The 80% prediction interval of the value on a day, in the unit of the outcome."""

    on: date
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """The chance that the target is met on its day, and the values until then."""

    chance: LevelChance | CountChance | ShareChance
    fan: tuple[PredictionInterval, ...]
    """From the newest measurement to the day of the target, oldest first; empty where it is too
    early to say or no time is left."""
    asked: int | None = None
    """Of how many people the newest measurement was, where that number differs from time to time:
    the forecast is as if so many will be asked again."""

    @property
    def is_open(self) -> bool:
        """Whether something is said of what is still unknown."""
        return self.chance.chance is not None and not self.chance.is_settled

    @property
    def is_whole(self) -> bool:
        """Whether the values are whole numbers, as those of people and things are."""
        return self.chance.is_whole if isinstance(self.chance, LevelChance) else True

    def words(self, interval: PredictionInterval) -> tuple[str, str]:
        """The ends of an interval of the fan, in the reader's language."""
        return interval_words(interval.low, interval.high, is_whole=self.is_whole)

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        if self.asked is None or not self.fan:
            return self.chance.sentence
        again = _("This is as if {n} people are asked, as last time.", n=number(self.asked))
        return f"{self.chance.sentence} {again}"


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


def forecast(
    known: Progress, points: Sequence[Point], assumptions: Assumptions
) -> Forecast | None:
    """Forecast from comparable points, oldest first.

    None without points, a target or a direction that is better; and, except for a share of a
    fixed number of people, without a day for the target.
    """
    if not points or known.target is None or known.better == "neither":
        return None
    if share := _share(known, points[-1], assumptions):
        return Forecast(share, tuple(_fan_of_share(share, points[-1], known.target_on)))
    if known.target_on is None:
        return None
    chance = chance_at(points, known.target_on, known.target, known.better, assumptions)
    fan = tuple(_fan(known, points, assumptions)) if _has_fan(chance) else ()
    return Forecast(chance, fan, points[-1].of_how_many if assumptions.asked_differ else None)


def _has_fan(chance: LevelChance | CountChance) -> bool:
    """Whether time is left and there is enough to say something."""
    left = chance.periods_ahead if isinstance(chance, LevelChance) else chance.periods_left
    return bool(left) and chance.low is not None


def _fan(
    known: Progress, points: Sequence[Point], assumptions: Assumptions
) -> Iterator[PredictionInterval]:
    newest, end = points[-1], known.target_on or points[-1].on
    yield PredictionInterval(newest.on, newest.value, newest.value)
    length = (end - newest.on).days
    for step in sorted({max(length * n // STEPS, 1) for n in range(1, STEPS + 1)}):
        if found := prediction_interval(points, newest.on + timedelta(step), assumptions):
            yield found


def _share(known: Progress, newest: Point, assumptions: Assumptions) -> ShareChance | None:
    """For x of n out of a fixed number of people, where more is better; None elsewhere."""
    planned, trials, target = assumptions.final_trials, newest.of_how_many, known.target
    if not planned or not trials or target is None or known.better != "higher":
        return None
    are_whole = newest.value == int(newest.value) and target == int(target) >= 0
    if not are_whole or not 0 <= newest.value <= trials <= planned:
        return None
    chance = chance_of_share(int(newest.value), trials, int(target), planned)
    if known.target_on is None or newest.on < known.target_on:
        return chance
    hits = chance.hits
    return replace(chance, chance=float(chance.is_reached), low=hits, high=hits, is_over=True)


def _fan_of_share(
    share: ShareChance, newest: Point, end: date | None
) -> Iterator[PredictionInterval]:
    """Two intervals: beta-binomial says where a share ends, and not how fast it gets there."""
    if end and end > newest.on and share.low is not None and share.high is not None:
        yield PredictionInterval(newest.on, newest.value, newest.value)
        yield PredictionInterval(end, share.low, share.high)


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
