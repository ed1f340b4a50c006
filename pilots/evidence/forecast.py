"""Where an outcome is going: whether it will be at its target on the day, and on what way there.

What is measured again and again goes on along its line; a total that only grows, by what came
so far; a share of people who add up, by those who were asked. Earlier forecasts are made once
more, of what was known then, to see how they did.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pilots.evidence.counts import CountChance, chance_of_count
from pilots.evidence.levels import LevelChance, level_chance
from pilots.evidence.progress import Point, Progress
from pilots.evidence.rhythm import Rhythm, rhythm
from pilots.evidence.shares import ShareChance, chance_of_share

STEPS = 6
"""Into so many parts the way to the target is cut: a fan has straight ribs."""


@dataclass(frozen=True)
class Reach:
    """In 8 of 10 cases a value on this day lies from low to high, in the unit of the outcome."""

    on: date
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """The chance that the target is met on its day, and the way there."""

    chance: LevelChance | CountChance | ShareChance
    fan: tuple[Reach, ...]
    """From the newest measurement to the day of the target; empty where it is too early, or
    where no time is left."""

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        return self.chance.sentence


@dataclass(frozen=True)
class Way:
    """How an outcome moves: what a forecast needs to know besides its measurements."""

    rhythm: Rhythm
    only_grows: bool
    since: date | None
    """When a total was 0; None where nobody wrote that down."""
    in_the_end: int | None
    """Of how many a share will be in the end; None where it is not one of people that add up."""


def way(row: Mapping[str, Any], known: Progress) -> Way:
    """How an outcome (a row of it) moves."""
    began = known.baseline_on if known.baseline == 0 else None
    pace = rhythm(known.points, row["frequency"])
    return Way(pace, bool(row["only_grows"]), began, row["target_of"])


def forecast(known: Progress, points: Sequence[Point], way: Way) -> Forecast | None:
    """By the points (oldest first) that belong together; None where there is nothing to meet."""
    if not points or known.target is None or known.better == "neither":
        return None
    if share := _share(known, points[-1], way):
        return Forecast(share, tuple(_way_of_share(share, points[-1], known.target_on)))
    if known.target_on is None:
        return None
    chance = chance_at(points, known.target_on, known.target, known.better, way)
    return Forecast(chance, tuple(_fan(known, points, way)) if _is_open(chance) else ())


def _is_open(chance: LevelChance | CountChance) -> bool:
    left = chance.periods_ahead if isinstance(chance, LevelChance) else chance.periods_left
    return bool(left) and chance.chance is not None


def _fan(known: Progress, points: Sequence[Point], way: Way) -> Iterator[Reach]:
    newest, end = points[-1], known.target_on or points[-1].on
    yield Reach(newest.on, newest.value, newest.value)
    length = (end - newest.on).days
    for step in sorted({max(length * n // STEPS, 1) for n in range(1, STEPS + 1)}):
        if found := reach_at(points, newest.on + timedelta(step), way):
            yield found


def _share(known: Progress, newest: Point, way: Way) -> ShareChance | None:
    """For x of n of those who add up to so many, in whole numbers, where more is better."""
    planned, trials, target = way.in_the_end, newest.of_how_many, known.target
    if not planned or not trials or target is None or known.better != "higher":
        return None
    are_whole = newest.value == int(newest.value) and target == int(target) >= 0
    if not are_whole or not 0 <= newest.value <= trials <= planned:
        return None
    return chance_of_share(int(newest.value), trials, int(target), planned)


def _way_of_share(share: ShareChance, newest: Point, end: date | None) -> Iterator[Reach]:
    """It is known where it ends, and not how fast it goes there."""
    if end and end > newest.on and share.low is not None and share.high is not None:
        yield Reach(newest.on, newest.value, newest.value)
        yield Reach(end, share.low, share.high)


def reach_at(points: Sequence[Point], on: date, way: Way) -> Reach | None:
    """Where a value lies on a later day in 8 of 10 cases; None where it is too early to say."""
    chance = chance_at(points, on, 0.0, "higher", way)
    if chance.low is None or chance.high is None:
        return None
    return Reach(on, chance.low, chance.high)


def chance_at(
    points: Sequence[Point], on: date, target: float, better: str, way: Way
) -> LevelChance | CountChance:
    """The chance that the value is at the target on a day."""
    left = max(way.rhythm.periods(points[-1].on, on), 0)
    if better == "higher" and _only_grew(points, way):
        spent = way.rhythm.periods(way.since or points[0].on, points[-1].on)
        every = way.rhythm.every
        return chance_of_count(int(points[-1].value), spent, left, target, every=every)
    first = points[0].on
    return level_chance(
        [((point.on - first).days, point.value) for point in points],
        (max(on, points[-1].on) - first).days,
        left,
        target,
        "lower" if better == "lower" else "higher",
        way.rhythm.every,
    )


def _only_grew(points: Sequence[Point], way: Way) -> bool:
    """Whether it is a total of things that came one by one, from nothing."""
    totals = [point.value for point in points]
    begins = way.since or points[0].on
    from_nothing = way.since is not None or totals[0] == 0
    return (
        way.only_grows
        and from_nothing
        and begins < points[-1].on
        and all(total == int(total) >= 0 for total in totals)
        and all(after >= before for before, after in pairwise(totals))
    )
