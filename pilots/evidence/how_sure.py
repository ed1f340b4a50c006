"""How sure we are of what came of a promise: what its numbers can bear, in words.

What may not be shown is not calculated with either, so a sentence gives none of it away.
"""

from datetime import date
from itertools import pairwise
from statistics import median

from pilots.evidence.chances import Every
from pilots.evidence.levels import chance_of_level
from pilots.evidence.progress import Point
from pilots.evidence.promise import Promise
from pilots.evidence.shares import share_interval
from pilots.language import _, plural

_DAYS: dict[str, tuple[float, Every]] = {
    "weekly": (7, "week"),
    "monthly": (365.25 / 12, "month"),
    "quarterly": (365.25 / 4, "quarter"),
    "yearly": (365.25, "year"),
}
"""How long a period is of an outcome that is measured this often, and what it is called."""

MOST_LEFT_OUT = 0.1
"""Where more of the measurements are too small to show, those that are left tell another story."""


def how_sure(found: Promise) -> str:
    """Of a share its interval; of what is measured again and again the chance to get there."""
    newest = found.known.newest
    if newest is None:
        return _not_to_tell() if found.few else _("Nothing has been measured yet.")
    if found.newest_is_few or len(found.few) > MOST_LEFT_OUT * len(found.known.points):
        return _not_to_tell()
    return " ".join(filter(None, (_share(newest), _later(found)))) or _counted(found)


def _not_to_tell() -> str:
    return _("Too many of the numbers are too small to show, so nothing can be worked out.")


def _counted(found: Promise) -> str:
    return plural(
        "It was measured {n} time. That says how it went, and not why.",
        "It was measured {n} times. That says how it went, and not why.",
        len(found.known.points),
    )


def _share(newest: Point) -> str:
    all_of_them, value = newest.of_how_many, newest.value
    if not all_of_them or value != int(value) or not 0 <= value <= all_of_them:
        return ""
    return share_interval(int(value), all_of_them).sentence


def _later(found: Promise) -> str:
    """Whether it will be at its target on the day of the target, if that is known."""
    known = found.known
    if known.target is None or known.target_on is None or known.better == "neither":
        return ""
    length, every = _period(found)
    values: dict[int, float] = {}
    for point in known.points:  # of two in one period the last one counts
        values[_nth(point.on, known.points[0].on, length)] = point.value
    last = max(values)
    ahead = (known.target_on - known.points[-1].on).days / length
    return chance_of_level(
        [values.get(n) for n in range(last + 1)],
        known.target,
        max(round(ahead), 0),
        "lower" if known.better == "lower" else "higher",
        every=every,
    ).sentence


def _period(found: Promise) -> tuple[float, Every]:
    """How many days a period has: as was agreed on, or else as it was done mostly."""
    if found.frequency in _DAYS:
        return _DAYS[found.frequency]
    days = [point.on for point in found.known.points]
    gaps = [(after - before).days for before, after in pairwise(days)]
    return max(median(gaps), 1) if gaps else 1, "measurement"


def _nth(on: date, first: date, length: float) -> int:
    return round((on - first).days / length)
