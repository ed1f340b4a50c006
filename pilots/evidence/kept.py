"""What was forecast before, and what came: were the bands of 8 in 10 right 8 times in 10?

Nothing is remembered of a forecast but what it was made of: every line about a measurement.
So what it said on a day can be made again, the same for ever after.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pilots.evidence.forecast import Way, reach_at
from pilots.evidence.progress import Point
from pilots.language import _, number

MOST = 20
"""Forecasts to look back on: the last ones."""
FEWEST = 3
"""Of fewer forecasts one that was wrong says nothing."""


@dataclass(frozen=True)
class Kept:
    """A forecast of one measurement, by those that were known before it, and what it became."""

    made: datetime
    """When that measurement was written down (UTC): until then the forecast stood."""
    on: date
    """The day of the measurement."""
    low: float
    high: float
    """Between these it would lie in 8 of 10 cases, in the unit it is measured in."""
    came: float
    """What was measured, as it is known now."""

    @property
    def was_right(self) -> bool:
        """Whether it lay within the band, its ends included."""
        return self.low <= self.came <= self.high


def kept(
    versions: Sequence[Mapping[str, Any]], points: Sequence[Point], way: Way, since: date
) -> Iterator[Kept]:
    """The last forecasts of a next measurement, oldest first.

    `versions` are rows with id, recorded_at, measured_on and value, in the order in which they
    were written down; without a value one was withdrawn. `points`: what is known now.
    `since`: what was measured before it is something else.
    """
    now = {point.id: point for point in points}
    known: dict[str, Point] = {}
    made: list[tuple[datetime, Point, list[Point]]] = []
    for row in versions:
        id, on, value = row["id"], row["measured_on"], row["value"]
        if on is None or value is None or on < since:
            known.pop(id, None)
            continue
        if id in now and id not in known and all(point.on < on for point in known.values()):
            then = sorted(known.values(), key=lambda point: point.on)
            made.append((row["recorded_at"], now[id], then))
        known[id] = Point(on, value, id=id)
    for moment, point, then in made[-MOST:]:
        band = reach_at(then, point.on, way) if then and then[-1].on < point.on else None
        if band:
            yield Kept(moment, point.on, band.low, band.high, point.value)


def is_shaky(found: Sequence[Kept]) -> bool:
    """Whether earlier forecasts were wrong more often than right: the outcome then moves in
    another way than the forecast takes for granted."""
    return len(found) >= FEWEST and 2 * sum(it.was_right for it in found) < len(found)


def looking_back(found: Sequence[Kept]) -> str:
    """How many were right, in the reader's language; the empty text where there are none."""
    if not found:
        return ""
    said = _(
        "Earlier forecasts that were right: {right} of {n}. We aim for 8 of 10.",
        right=number(sum(it.was_right for it in found)),
        n=number(len(found)),
    )
    return f"{said} {_('So do not rely on this one.')}" if is_shaky(found) else said
