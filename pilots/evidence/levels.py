"""Whether a value that goes up and down will be at its target later: half line, half level.

Later values are assumed to scatter as those so far did, independently and normally, around the
line through them or around the level they have now; see `mixture`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from pilots.evidence.arguments import (
    Better,
    as_direction,
    as_fraction,
    as_nonnegative,
    as_number,
    as_values,
)
from pilots.evidence.bounds import Bounds, at_least_nothing
from pilots.evidence.chances import TAIL, Chance, Every, how_likely, span, too_early
from pilots.evidence.mixture import MIN_POINTS, Mixture, mixture
from pilots.language import _, number, significant

WIDE = 5
"""An interval at least this wide is written in whole units."""


@dataclass(frozen=True)
class LevelChance(Chance):
    """The chance that a value is at its target, or beyond it, at a later moment."""

    measurements: int
    """How many the line rests on; a period without one does not count."""
    newest: float | None
    """The last measured value, in its own unit; None without measurements."""
    periods_ahead: float
    """How many periods after the last one of the series the moment lies."""
    target: float
    """The value to reach, in the same unit."""
    better: Better
    """higher: at least the target; lower: at most."""
    expected: float | None
    """The mean of where the line and the level end; None where it is too early."""
    low: float | None
    """The 10th percentile of the value at that moment; None where it is too early."""
    high: float | None
    """The 90th percentile of the value at that moment; None where it is too early."""
    is_exact: bool
    """Whether all measurements lie on the line, so that their scatter is unknown."""
    is_whole: bool
    """Whether only whole numbers were measured."""
    every: Every
    """What one period is called."""

    @property
    def is_reached(self) -> bool:
        """Whether the newest measurement is at the target, which it may leave again."""
        return self.newest is not None and _is_met(self.newest, self.target, self.better)

    @property
    def is_settled(self) -> bool:
        """Whether it is known, because no time is left."""
        return not self.periods_ahead

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        return " ".join(filter(None, (self._now(), self._later(), self._doubt())))

    def _now(self) -> str:
        aim = significant(self.target)
        if self.is_reached:
            return _("The target of {target} is reached.", target=aim)
        if not self.periods_ahead and self.chance is not None:
            return _("Time is up and the target of {target} was not met.", target=aim)
        return ""

    def _later(self) -> str:
        if self.chance is None or self.low is None or self.high is None:
            return too_early(span(self.needed, "measurement"))
        if not self.periods_ahead:
            return ""
        ahead, likely = span(self.periods_ahead, self.every), how_likely(self.chance)
        chance = (
            _(
                "Still true {ahead} after the last measurement: {likely}.",
                ahead=ahead,
                likely=likely,
            )
            if self.is_reached
            else _(
                "Meeting the target of {target}, {ahead} after the last measurement: {likely}.",
                target=significant(self.target),
                ahead=ahead,
                likely=likely,
            )
        )
        low, high = interval_words(self.low, self.high, is_whole=self.is_whole)
        rests = _(
            "Half as if the line through {measurements} goes on, half as if it stays where it is: "
            "in 8 of 10 cases it will be {low} to {high}.",
            measurements=span(self.measurements, "measurement"),
            low=low,
            high=high,
        )
        return f"{chance} {rests}"

    def _doubt(self) -> str:
        if not self.is_exact or not self.periods_ahead:
            return ""
        return _("They all lie on one line, so this sounds more certain than it is.")


def interval_words(low: float, high: float, *, is_whole: bool) -> tuple[str, str]:
    """The ends of an interval, rounded outwards: to whole units where only those are measured or
    it is wide, and otherwise to two significant digits of its width."""
    width = high - low
    if not width:
        return significant(low), significant(high)
    is_coarse = is_whole or width >= WIDE
    decimals = 0 if is_coarse else max(1 - floor(log10(width)), 1)
    return (
        number(_outwards(low, decimals, floor), decimals),
        number(_outwards(high, decimals, ceil), decimals),
    )


def _outwards(value: float, decimals: int, outwards: Callable[[float], int]) -> float:
    # 0.29 * 100 is a little less than 29 to a computer, and 29 to everybody else.
    return outwards(round(value * 10.0**decimals, 6)) / 10.0**decimals


def chance_of_level(
    values: Sequence[float | None],
    target: float,
    periods_ahead: float,
    better: Better = "higher",
    *,
    every: Every = "week",
    least: float | None = None,
    most: float | None = None,
) -> LevelChance:
    """The chance that the value is at `target` `periods_ahead` after the last of `values`.

    One value per period, oldest first; None where none was measured, which leaves a gap in time.
    Half of it is as if the line through them goes on, half as if they stay at the level they have
    now: the chance is the mean of the two chances, and `low` to `high` is the 80% prediction
    interval of the mixture. `least` and `most` are the values between which it must lie; without
    `least` that is 0 where neither a value nor the target is below it. When no time is left the
    newest measurement decides. The chance is None with fewer than 6 measurements. Raises
    ValueError for a better direction of neither, and for arguments that are no numbers.
    """
    series = as_values(values)
    points = [(float(x), value) for x, value in enumerate(series) if value is not None]
    ahead = as_nonnegative(periods_ahead, "The periods ahead")
    aim = as_number(target, "The target")
    known = [aim, *(value for _x, value in points)]
    bounds = Bounds(
        at_least_nothing(known) if least is None else as_number(least, "The least"),
        None if most is None else as_number(most, "The most"),
    )
    return extrapolate(points, len(series) - 1 + ahead, ahead, aim, better, every, bounds)


def extrapolate(
    points: Sequence[tuple[float, float]],
    at: float,
    ahead: float,
    target: float,
    better: Better,
    every: Every,
    bounds: Bounds,
) -> LevelChance:
    """`chance_of_level` for measurements at any moments: pairs of moment and value, oldest first.

    `at` is the moment to look at, in the unit of these moments; `ahead` is how many periods it
    lies after the end of the series.
    """
    aim, direction = as_number(target, "The target"), as_direction(better, needed=True)
    found = mixture(points, as_fraction(at))
    chance, expected, low, high = None, None, None, None
    if points and not ahead:
        newest = points[-1][1]
        chance, expected, low, high = float(_is_met(newest, aim, direction)), *[newest] * 3
    elif found:
        chance = _chance(found, aim, direction, bounds)
        ends = (found.expected, found.quantile(TAIL), found.quantile(1 - TAIL))
        expected, low, high = map(bounds.clip, ends)
    return LevelChance(
        chance=chance,
        needed=max(MIN_POINTS - len(points), 0) if chance is None else 0,
        measurements=len(points),
        newest=points[-1][1] if points else None,
        periods_ahead=ahead,
        target=aim,
        better=direction,
        expected=expected,
        low=low,
        high=high,
        is_exact=found is not None and not found.line.spread and bool(ahead),
        is_whole=all(value == int(value) for _x, value in points),
        every=every,
    )


def _chance(found: Mixture, aim: float, better: Better, bounds: Bounds) -> float:
    """The chance of the target, which is certain or impossible beyond the bounds."""
    if better == "lower":
        if bounds.least is not None and aim < bounds.least:
            return 0.0
        return 1.0 if bounds.most is not None and aim >= bounds.most else found.at_most(aim)
    if bounds.most is not None and aim > bounds.most:
        return 0.0
    return 1.0 if bounds.least is not None and aim <= bounds.least else found.at_least(aim)


def _is_met(value: float, target: float, better: Better) -> bool:
    return value <= target if better == "lower" else value >= target
