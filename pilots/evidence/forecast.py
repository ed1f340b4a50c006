"""The forecast of an outcome: the chance that it meets its target on the day, and a fan chart.

One of three methods fits: a value that goes up and down follows its regression line (`levels`),
a total that only grows keeps its rate (`counts`), and a share of a fixed number of people keeps
its probability (`shares`). `backtest` tests earlier forecasts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pilots.evidence.counts import CountChance, chance_of_count
from pilots.evidence.levels import LevelChance, extrapolate
from pilots.evidence.progress import Point, Progress
from pilots.evidence.sampling import SamplingPeriod, sampling_period
from pilots.evidence.shares import ShareChance, chance_of_share

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

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        return self.chance.sentence


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


def assume(row: Mapping[str, Any], known: Progress) -> Assumptions:
    """The assumptions that fit an outcome (a row of the register)."""
    zero_on = known.baseline_on if known.baseline == 0 else None
    period = sampling_period(known.points, row["frequency"])
    return Assumptions(period, bool(row["only_grows"]), zero_on, row["target_of"])


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
    return Forecast(chance, tuple(_fan(known, points, assumptions)) if _has_fan(chance) else ())


def _has_fan(chance: LevelChance | CountChance) -> bool:
    """Whether time is left and there is enough to say something."""
    left = chance.periods_ahead if isinstance(chance, LevelChance) else chance.periods_left
    return bool(left) and chance.chance is not None


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
    return chance_of_share(int(newest.value), trials, int(target), planned)


def _fan_of_share(
    share: ShareChance, newest: Point, end: date | None
) -> Iterator[PredictionInterval]:
    """Two intervals: beta-binomial says where a share ends, and not how fast it gets there."""
    if end and end > newest.on and share.low is not None and share.high is not None:
        yield PredictionInterval(newest.on, newest.value, newest.value)
        yield PredictionInterval(end, share.low, share.high)


def prediction_interval(
    points: Sequence[Point], on: date, assumptions: Assumptions
) -> PredictionInterval | None:
    """The 80% prediction interval on a later day; None where it is too early to say."""
    chance = chance_at(points, on, 0.0, "higher", assumptions)  # of any target
    if chance.low is None or chance.high is None:
        return None
    return PredictionInterval(on, chance.low, chance.high)


def chance_at(
    points: Sequence[Point], on: date, target: float, better: str, assumptions: Assumptions
) -> LevelChance | CountChance:
    """The chance that the value is at the target on a day, or beyond it; points oldest first."""
    left = max(assumptions.period.count(points[-1].on, on), 0)
    if better == "higher" and _only_grew(points, assumptions):
        spent = assumptions.period.count(assumptions.zero_on or points[0].on, points[-1].on)
        every = assumptions.period.every
        return chance_of_count(int(points[-1].value), spent, left, target, every=every)
    first = points[0].on
    return extrapolate(
        [((point.on - first).days, point.value) for point in points],
        (max(on, points[-1].on) - first).days,
        left,
        target,
        "lower" if better == "lower" else "higher",
        assumptions.period.every,
    )


def _only_grew(points: Sequence[Point], assumptions: Assumptions) -> bool:
    """Whether the points can be a Poisson count: whole numbers that begin at 0 and never fall."""
    totals = [point.value for point in points]
    begins = assumptions.zero_on or points[0].on
    from_nothing = assumptions.zero_on is not None or totals[0] == 0
    return (
        assumptions.only_grows
        and from_nothing
        and begins < points[-1].on
        and all(total == int(total) >= 0 for total in totals)
        and all(after >= before for before, after in pairwise(totals))
    )
