"""The forecast of an outcome: the chance that it meets its target on the day, and a fan chart.

One of three methods fits: a value that goes up and down follows half its line and half its level
(`levels`), a total that only grows keeps its rate (`counts`), and a share of a fixed number of
people keeps its probability (`shares`). `backtest` tests earlier forecasts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pilots.evidence.counts import CountChance
from pilots.evidence.levels import LevelChance, interval_words
from pilots.evidence.prediction import (
    Assumptions,
    PredictionInterval,
    chance_at,
    prediction_interval,
)
from pilots.evidence.progress import Point, Progress
from pilots.evidence.shares import ShareChance, chance_of_share
from pilots.language import _, number

STEPS = 6
"""The number of equal stretches of time; the fan has a prediction interval at the end of each."""


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
