"""The year: from what the files tell to the lines of a logbook."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import NAMESPACE_URL, UUID, uuid5

from pilots.example.story import Version, told
from pilots.store.logbook import Line, canonical
from schemas import Report, Review

_ENTRIES = uuid5(NAMESPACE_URL, "example year")


def _idempotency_key(seq: int) -> str:
    return str(uuid5(_ENTRIES, str(seq)))


FIRST = _idempotency_key(1)
"""The idempotency key of the first line of every example, and of no other tracker."""

_OPENING = time(7, 30)
_HOURS = timedelta(hours=12)
"""What was written on a day was written within so long after the opening (UTC)."""


def lines(until: date) -> list[Line]:
    """The logbook of the year that ends on this day: the same lines for the same day."""
    versions = sorted(told(until), key=attrgetter("on", "closes"))
    seq = 0
    made: list[Line] = []
    looked: Looked = {}
    for on, group in groupby(versions, key=attrgetter("on")):
        of_the_day = list(group)
        idempotency_keys = [_idempotency_key(seq + n) for n in range(1, len(of_the_day) + 1)]
        for version, idempotency_key, moment in zip(
            of_the_day, idempotency_keys, _moments(on, idempotency_keys), strict=True
        ):
            seq += 1
            made.append(_line(_looking_back(version, seq, looked), seq, idempotency_key, moment))
    return made


Looked = dict[str, tuple[int, int]]
"""From which line up to which the last review of a pilot looked, and each review by its id."""


def _looking_back(version: Version, seq: int, looked: Looked) -> Version:
    """The same version; what looks back says how far, now that its line is known."""
    if version.kind == Report.table and version.closes:
        return replace(
            version, body=canonical(json.loads(version.body or "{}") | {"upto": seq - 1})
        )
    if version.kind != Review.table or version.body is None or version.pilot is None:
        return version
    body = json.loads(version.body)
    since = looked.get(version.pilot, (0, 0))[1]
    if version.closes:
        looked[version.subject] = looked[version.pilot] = since, seq - 1
    if "upto" in body:
        body["since"], body["upto"] = looked[version.subject]
    else:
        body["since"] = since
    return replace(version, body=canonical(body))


def _line(version: Version, seq: int, idempotency_key: str, moment: datetime) -> Line:
    return Line(
        seq,
        idempotency_key,
        moment,
        version.by,
        version.kind,
        version.subject,
        version.pilot,
        version.body,
    )


def _moments(on: date, idempotency_keys: list[str]) -> Iterator[datetime]:
    """A moment for each line of a day, in order. Entries are as good as drawn by lot."""
    seconds = sorted(
        UUID(idempotency_key).int % int(_HOURS.total_seconds())
        for idempotency_key in idempotency_keys
    )
    for after in seconds:
        yield datetime.combine(on, _OPENING) + timedelta(seconds=after)
