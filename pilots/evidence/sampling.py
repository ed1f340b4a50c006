"""How often an outcome is measured: the length of a period, and whether one was missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log
from statistics import median

from pilots.evidence.chances import Every
from pilots.evidence.progress import Point

_DAYS: dict[str, tuple[float, Every]] = {
    "weekly": (7, "week"),
    "monthly": (365.25 / 12, "month"),
    "quarterly": (365.25 / 4, "quarter"),
    "yearly": (365.25, "year"),
}
"""For each frequency of an outcome how many days a period has, and what it is called."""
_CALENDAR: tuple[tuple[float, Every], ...] = ((1, "day"), *_DAYS.values())


@dataclass(frozen=True)
class SamplingPeriod:
    """The time between two measurements, as planned or as it usually is."""

    days: float
    """Its length."""
    every: Every
    """What it is called in a sentence."""

    def count(self, first: date, last: date) -> float:
        """How many periods lie between two days; not rounded."""
        return (last - first).days / self.days

    @property
    def clock(self) -> "SamplingPeriod":
        """The same period in a unit of the calendar, to say how long something takes: five
        measurements are not a number of weeks."""
        if self.every != "measurement":
            return self
        nearest = min(_CALENDAR, key=lambda unit: abs(log(unit[0] / self.days)))
        return SamplingPeriod(*nearest)

    def is_regular(self, points: Sequence[Point]) -> bool:
        """Whether each period has one measurement; points oldest first, at least one."""
        nths = [round(self.count(points[0].on, point.on)) for point in points]
        return nths == list(range(len(nths)))


def sampling_period(points: Sequence[Point], frequency: str | None) -> SamplingPeriod:
    """By the `frequency` of the outcome (`weekly` to `yearly`), or else the median gap between
    points, oldest first; a day where there are fewer than two."""
    if frequency in _DAYS:
        return SamplingPeriod(*_DAYS[frequency])
    gaps = [(after.on - before.on).days for before, after in pairwise(points)]
    return SamplingPeriod(max(median(gaps), 1) if gaps else 1, "measurement")
