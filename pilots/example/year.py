"""The year: from what the files tell to the lines of a logbook."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import NAMESPACE_URL, UUID, uuid5

from pilots.example.story import Version, told
from pilots.logbook import Line

_ENTRIES = uuid5(NAMESPACE_URL, "example year")


def _entry(seq: int) -> str:
    return str(uuid5(_ENTRIES, str(seq)))


FIRST = _entry(1)
"""The entry of the first line of every example, and of no other tracker."""

_OPENING = time(7, 30)
_HOURS = timedelta(hours=12)
"""What was written on a day was written within so long after the opening (UTC)."""


def lines(until: date) -> list[Line]:
    """The logbook of the year that ends on this day: the same lines for the same day."""
    versions = sorted(told(until), key=attrgetter("on"))
    seq = 0
    made: list[Line] = []
    for on, group in groupby(versions, key=attrgetter("on")):
        of_the_day = list(group)
        entries = [_entry(seq + n) for n in range(1, len(of_the_day) + 1)]
        for version, entry, moment in zip(of_the_day, entries, _moments(on, entries), strict=True):
            seq += 1
            made.append(_line(version, seq, entry, moment))
    return made


def _line(version: Version, seq: int, entry: str, moment: datetime) -> Line:
    return Line(
        seq,
        entry,
        moment,
        version.by,
        version.kind,
        version.subject,
        version.pilot,
        version.body,
    )


def _moments(on: date, entries: list[str]) -> Iterator[datetime]:
    """A moment for each line of a day, in order. Entries are as good as drawn by lot."""
    seconds = sorted(UUID(entry).int % int(_HOURS.total_seconds()) for entry in entries)
    for after in seconds:
        yield datetime.combine(on, _OPENING) + timedelta(seconds=after)
