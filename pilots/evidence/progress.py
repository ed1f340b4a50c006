"""The progress of an outcome: its newest measurement against baseline and target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor
from typing import Any

from pilots.evidence.small_cells import FEWEST, few
from pilots.evidence.target_history import TargetStep
from pilots.language import _, day, number, significant


@dataclass(frozen=True)
class Point:
    """A measurement as evidence sees it: a value on a day."""

    on: date
    value: float
    of_how_many: int | None = None
    """Out of how many people; None where that was not recorded."""
    note: str | None = None
    id: str | None = None
    """The id of the measurement."""
    is_bound: bool = False
    """Whether it is not known exactly, as in numbers of people that funders read: at least this,
    or at most this where lower is better."""


@dataclass(frozen=True)
class Progress:
    """An outcome and its measurements."""

    statement: str
    unit: str
    """The empty text where it is not set."""
    better: str
    """higher, lower or neither."""
    baseline: float | None
    baseline_on: date | None
    target: float | None
    target_on: date | None
    points: tuple[Point, ...]
    """Oldest first."""
    counts_people: bool = True
    """Whether a value is a number of people out of `of_how_many`; or else, such as an average, a
    value over them."""
    steps: tuple[TargetStep, ...] = ()
    """The target as it was promised first, and each change of it."""
    is_public: bool = False
    """Whether a difference of fewer than five people is not said."""

    @property
    def newest(self) -> Point | None:
        """The last measurement; None where there is none."""
        return self.points[-1] if self.points else None

    @property
    def share(self) -> float | None:
        """The part of the distance from baseline to target that is covered: 1 is all of it.

        Below 0 the outcome moved the wrong way. None without a baseline, a target or a
        measurement, and where baseline and target are the same.
        """
        if self.newest is None or self.baseline is None or self.target is None:
            return None
        distance = self.target - self.baseline
        return (self.newest.value - self.baseline) / distance if distance else None

    @property
    def is_reached(self) -> bool:
        """Whether the newest value is at the target, or beyond it in the better direction."""
        if self.newest is None or self.target is None:
            return False
        if self.better == "lower":
            return self.newest.value <= self.target
        return self.newest.value >= self.target

    @property
    def as_promised(self) -> "Progress":
        """The same measurements against what was promised first: the same where that stands."""
        if len(self.steps) < 2:
            return self
        first = self.steps[0]
        return replace(
            self,
            better=first.better,
            baseline=first.baseline,
            target=first.target,
            target_on=first.target_on,
        )

    def is_off_track(self, today: date) -> bool:
        """Whether it moved away from its target, or the day of the target passed unmet."""
        if self.newest is None or self.target is None or self.is_reached:
            return False
        is_late = self.target_on is not None and self.target_on < today
        return is_late or (self.share is not None and self.share < 0)

    @property
    def sentence(self) -> str:
        """The newest value and what it means for the target, in the reader's language."""
        if self.newest is None:
            return _("Nothing has been measured yet.")
        words = [
            _(
                "Last measured on {day}: {value}.",
                day=day(self.newest.on),
                value=self.words(self.newest),
            )
        ]
        if self.better == "neither" or self.target is None:
            return " ".join([*words, self._since_baseline()]).strip()
        if self.is_reached:
            words.append(_("The target of {target} is reached.", target=self.say(self.target)))
        elif self.share is None or self.share > 1:
            # Beyond a target that is not reached: the target lies in the direction that is worse.
            words.append(_("The target is {target}.", target=self.say(self.target)))
        elif self.share < 0:
            words.append(
                _(
                    "That is further from the target of {target} than at the start.",
                    target=self.say(self.target),
                )
            )
        else:
            words.append(
                _(
                    "That is {percent} of the way from {baseline} to the target of {target}.",
                    percent=f"{percents(self.share or 0)}%",
                    baseline=significant(self.baseline or 0, self.newest.value),
                    target=self.say(self.target),
                )
            )
        return " ".join(words)

    def say(self, value: float) -> str:
        """A value with its unit; it never looks equal to a baseline or target that it is not."""
        near = [level for level in (self.baseline, self.target) if level is not None]
        newest = [self.newest.value] if self.newest else []
        return f"{significant(value, *near, *newest)} {self.unit}".strip()

    def say_point(self, point: Point) -> str:
        """The value of a measurement with its unit."""
        return self.bounded(point, self.say(point.value))

    def bounded(self, point: Point, value: str) -> str:
        """The words for the value of a measurement; they say so where that is a bound."""
        if not point.is_bound:
            return value
        return _("at most {n}", n=value) if self.better == "lower" else _("at least {n}", n=value)

    @property
    def too_few(self) -> str:
        """The words in the place of a value of too few people."""
        return f"{few()} {self.unit}".strip() if self.counts_people else _("too few to show")

    def words(self, point: Point) -> str:
        """A measurement with its unit, and out of how many where that is known."""
        if point.of_how_many is None:
            return self.say_point(point)
        value, n = self.say_point(point), number(point.of_how_many)
        if self.counts_people:
            return _("{value} of {all}", value=value, all=n)
        return _("{value} ({all} looked at)", value=value, all=n)

    def _since_baseline(self) -> str:
        if self.newest is None or self.baseline is None:
            return ""
        moved = self.newest.value - self.baseline
        if moved == 0:
            return _("That is the same as at the start.")
        is_few = self.is_public and self.counts_people and abs(moved) < FEWEST
        difference = self.too_few if is_few else self.say(abs(moved))
        if self.newest.is_bound and not is_few and moved > 0:
            difference = _("at least {n}", n=difference)
        return (
            _("That is {difference} more than at the start.", difference=difference)
            if moved > 0
            else _("That is {difference} less than at the start.", difference=difference)
        )


def progress(outcome: Mapping[str, Any], measurements: Sequence[Mapping[str, Any]]) -> Progress:
    """From an outcome and its measurements, oldest first (rows of the register)."""
    return Progress(
        statement=outcome["statement"],
        unit=outcome["unit"] or "",
        better=outcome["better"],
        baseline=outcome["baseline"],
        baseline_on=outcome["baseline_on"],
        target=outcome["target"],
        target_on=outcome["target_on"],
        points=tuple(
            Point(
                row["measured_on"],
                row["value"],
                row["of_how_many"],
                row["note"],
                row.get("id"),
                bool(row.get("is_bound")),
            )
            for row in measurements
        ),
        counts_people=outcome["counts_people"],
        steps=tuple(outcome.get("steps") or ()),
        is_public=bool(outcome.get("is_public")),
    )


def percents(share: float) -> int:
    """A share in whole percents, rounded down: 99.9% of the way is not yet all of it."""
    # 0.29 * 100 is a little less than 29 to a computer, and 29 to everybody else.
    return floor(round(share * 100, 6))
