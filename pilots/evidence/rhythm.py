"""How often something is measured: what a period is, and whether each of them has its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from pilots.evidence.chances import Every
from pilots.evidence.progress import Point

_DAYS: dict[str, tuple[float, Every]] = {
    "weekly": (7, "week"),
    "monthly": (365.25 / 12, "month"),
    "quarterly": (365.25 / 4, "quarter"),
    "yearly": (365.25, "year"),
}
"""How long a period is of an outcome that is measured this often, and what it is called."""


@dataclass(frozen=True)
class Rhythm:
    """A period."""

    days: float
    """How long it is."""
    every: Every
    """What it is called."""

    def periods(self, first: date, last: date) -> float:
        """How many periods lie between two days."""
        return (last - first).days / self.days

    def is_kept(self, points: Sequence[Point]) -> bool:
        """Whether there is one measurement in each period, without a gap."""
        nths = [round(self.periods(points[0].on, point.on)) for point in points]
        return nths == list(range(len(nths)))


def rhythm(points: Sequence[Point], frequency: str | None) -> Rhythm:
    """As was agreed on (`frequency`, of the outcome), or else as it was done mostly."""
    if frequency in _DAYS:
        return Rhythm(*_DAYS[frequency])
    gaps = [(after.on - before.on).days for before, after in pairwise(points)]
    return Rhythm(max(median(gaps), 1) if gaps else 1, "measurement")
