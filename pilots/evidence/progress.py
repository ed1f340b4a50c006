"""How far an outcome is: its newest measurement against baseline and target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from typing import Any

from pilots.language import _, day, number


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    on: date
    value: float
    of_how_many: int | None = None
    note: str | None = None
    id: str | None = None
    """Of the measurement."""


@dataclass(frozen=True)
class Progress:
    """An outcome and what was measured of it, oldest first."""

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
    counts_people: bool = True
    """Whether a value out of so many is a part of them; or else, such as an average, over them."""

    @property
    def newest(self) -> Point | None:
        return self.points[-1] if self.points else None

    @property
    def share(self) -> float | None:
        """How much of the way from baseline to target is covered; 1 is all of it.

        Below 0 it moved the wrong way. None where a number is missing or there is no way
        to go.
        """
        if self.newest is None or self.baseline is None or self.target is None:
            return None
        way = self.target - self.baseline
        return (self.newest.value - self.baseline) / way if way else None

    @property
    def is_reached(self) -> bool:
        """Whether the newest value is at the target or beyond it, in the better direction."""
        if self.newest is None or self.target is None:
            return False
        if self.better == "lower":
            return self.newest.value <= self.target
        return self.newest.value >= self.target

    def is_off_track(self, today: date) -> bool:
        """Whether it moved away from its target, or the day of the target passed without it."""
        if self.newest is None or self.target is None or self.is_reached:
            return False
        is_late = self.target_on is not None and self.target_on < today
        return is_late or (self.share is not None and self.share < 0)

    @property
    def sentence(self) -> str:
        """What the numbers say, in one or two sentences in the reader's language."""
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
            # Past a target that is not reached: it lies in the direction that is worse.
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
                    baseline=number(self.baseline or 0),
                    target=self.say(self.target),
                )
            )
        return " ".join(words)

    def say(self, value: float) -> str:
        """A value with its unit."""
        return f"{number(value)} {self.unit}".strip()

    def words(self, point: Point) -> str:
        """A measured value with its unit, and out of how many where that is known."""
        if point.of_how_many is None:
            return self.say(point.value)
        value, n = self.say(point.value), number(point.of_how_many)
        if self.counts_people:
            return _("{value} of {all}", value=value, all=n)
        return _("{value} ({all} looked at)", value=value, all=n)

    def _since_baseline(self) -> str:
        if self.newest is None or self.baseline is None:
            return ""
        moved = self.newest.value - self.baseline
        if moved == 0:
            return _("That is the same as at the start.")
        return (
            _("That is {difference} more than at the start.", difference=self.say(moved))
            if moved > 0
            else _("That is {difference} less than at the start.", difference=self.say(-moved))
        )


def progress(outcome: Mapping[str, Any], measurements: Sequence[Mapping[str, Any]]) -> Progress:
    """Lay measurements, oldest first, beside the outcome they measure (rows of a query)."""
    return Progress(
        statement=outcome["statement"],
        unit=outcome["unit"] or "",
        better=outcome["better"],
        baseline=outcome["baseline"],
        baseline_on=outcome["baseline_on"],
        target=outcome["target"],
        target_on=outcome["target_on"],
        points=tuple(
            Point(row["measured_on"], row["value"], row["of_how_many"], row["note"], row.get("id"))
            for row in measurements
        ),
        counts_people=outcome["counts_people"],
    )


def percents(share: float) -> int:
    """A share in whole percents, rounded down: 99.9% of the way is not yet all of it."""
    # 0.29 * 100 is a little less than 29 to a computer, and 29 to everybody else.
    return floor(round(share * 100, 6))
