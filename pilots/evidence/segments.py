"""Segments of an outcome: measurements that can be compared with each other.

A new one begins where somebody recalculated the limits, or where the outcome is measured in
another way from then on (in statistical process control: a step, or a phase).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.evidence.progress import Point
from pilots.evidence.xmr import ControlChart
from pilots.language import _, day


@dataclass(frozen=True)
class Break:
    """The start of a new segment: a day, and why."""

    since: date
    why: str
    """The reason that people wrote; the empty text without one."""
    is_redefined: bool
    """True: it is measured in another way from then on. False: the limits are recalculated."""
    action: str | None = None
    """The title of the action that explains it."""
    id: str | None = None
    """Of the `LimitsRecalculation` record; None where the outcome itself was redefined."""

    @property
    def sentence(self) -> str:
        """When and why, in the reader's language."""
        since = day(self.since)
        what = (
            _("It has been measured differently since {day}, so the line starts again.", day=since)
            if self.is_redefined
            else _("The limits are recalculated from {day} on.", day=since)
        )
        why = _("Why: {reason}", reason=self.why) if self.why else ""
        done = _("After: {action}.", action=self.action) if self.action else ""
        return " ".join(filter(None, (what, why, done)))


@dataclass(frozen=True)
class Segment:
    """Measurements that can be compared with each other."""

    points: tuple[Point, ...]
    """Oldest first; never none."""
    chart: ControlChart | None
    """A point for each measurement; None where `Assessment.why_no_chart` applies, or where a
    measurement of the segment is withheld."""
    begins_with: Break | None
    """Why it begins here; None for the first segment."""


def breaks_of(rows: Sequence[Mapping[str, Any]]) -> list[Break]:
    """The breaks, oldest first, from rows of `queries.outcomes`."""
    found = [
        Break(row["since"], row["why"] or "", row["redefined"], row["title"], row["id"])
        for row in rows
    ]
    return sorted(found, key=lambda start: (start.since, not start.is_redefined))


def split(
    points: Sequence[Point], withheld: Sequence[date], breaks: Sequence[Break]
) -> Iterator[tuple[tuple[Point, ...], int, Break | None]]:
    """For each segment its points, how many measurements of it are withheld, and why it begins.

    Segments without points are left out.
    """
    for begins_with, ends_before in zip([None, *breaks], [*breaks, None], strict=True):

        def is_in(
            on: date, since: Break | None = begins_with, until: Break | None = ends_before
        ) -> bool:
            has_begun = since is None or on >= since.since
            return has_begun and (until is None or on < until.since)

        mine = tuple(point for point in points if is_in(point.on))
        if mine:
            yield mine, sum(map(is_in, withheld)), begins_with
