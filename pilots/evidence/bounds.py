"""Between which values a measurement must lie, so that no forecast or limit goes beyond them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.evidence.progress import Point

_PERCENT = re.compile(r"%|\bprocent|\bpercent|\bpct\b", re.IGNORECASE)
"""A unit, or without one an indicator, that says that the values are percentages."""


@dataclass(frozen=True)
class Bounds:
    """The lowest and the highest value possible; None where there is none."""

    least: float | None = None
    most: float | None = None

    def clip(self, value: float) -> float:
        """The possible value that is nearest."""
        if self.least is not None and value < self.least:
            return self.least
        if self.most is not None and value > self.most:
            return self.most
        return value


def at_least_nothing(values: Sequence[float]) -> float | None:
    """0, unless one of these values is below it: most of what a pilot measures cannot be."""
    return None if any(value < 0 for value in values) else 0.0


def possible(row: Mapping[str, Any], points: Sequence[Point]) -> Bounds:
    """The bounds of an outcome (a row of the register) with these measurements, oldest first.

    The highest is 100 for percentages; where people are counted it is out of how many they will
    be in the end, or else were last time. Values beyond it say that it is no bound.
    """
    ends = [row[name] for name in ("baseline", "target") if row[name] is not None]
    return Bounds(
        at_least_nothing([*ends, *(point.value for point in points)]), _most(row, points)
    )


def _most(row: Mapping[str, Any], points: Sequence[Point]) -> float | None:
    if row["counts_people"] and points:
        asked = row["target_of"] or points[-1].of_how_many
        are_within = all(point.value <= (point.of_how_many or asked or 0) for point in points)
        return float(asked) if asked and are_within else None
    unit = row["unit"] or row.get("indicator") or ""
    are_percents = _PERCENT.search(unit) and all(point.value <= 100 for point in points)
    return 100.0 if are_percents else None
