"""From the versions in the example's files to the lines of a logbook."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from uuid import NAMESPACE_URL, UUID, uuid5

from pilots.example.story import Version, versions
from pilots.store.logbook import Line, canonical
from schemas import Report, Review

_KEYS = uuid5(NAMESPACE_URL, "example year")


def _idempotency_key(seq: int) -> str:
    return str(uuid5(_KEYS, str(seq)))


FIRST_KEY = _idempotency_key(1)
"""The idempotency key of the first line of every example, and of no other tracker."""

_OPENING = time(7, 30)
_HOURS = timedelta(hours=12)
"""All lines of a day are recorded within so long after the opening (UTC)."""


def lines(until: date) -> list[Line]:
    """The logbook of the year that ends on this day; the same lines for the same day."""
    made: list[Line] = []
    windows: Windows = {}
    in_order = sorted(versions(until), key=attrgetter("on", "closes"))
    for on, group in groupby(in_order, key=attrgetter("on")):
        of_day = list(group)
        keys = [_idempotency_key(len(made) + n) for n in range(1, len(of_day) + 1)]
        for version, key, moment in zip(of_day, keys, _moments(on, keys), strict=True):
            seq = len(made) + 1
            made.append(_line(_with_window(version, seq, windows), seq, key, moment))
    return made


Windows = dict[str, tuple[int, int]]
"""The lines (since, upto) that a review looks back on: by its id, and for a pilot its last one."""


def _with_window(version: Version, seq: int, windows: Windows) -> Version:
    """The version with the lines that it looks back on, now that its own number is known."""
    if version.kind == Report.table and version.closes:
        body = json.loads(version.body or "{}") | {"upto": seq - 1}
        return replace(version, body=canonical(body))
    if version.kind != Review.table or version.body is None or version.pilot is None:
        return version
    body = json.loads(version.body)
    since = windows.get(version.pilot, (0, 0))[1]
    if version.closes:
        windows[version.subject] = windows[version.pilot] = since, seq - 1
    if "upto" in body:
        body["since"], body["upto"] = windows[version.subject]
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
    """A moment for each line of a day, in order: pseudo-random, drawn from the keys."""
    seconds = sorted(UUID(key).int % int(_HOURS.total_seconds()) for key in idempotency_keys)
    for after in seconds:
        yield datetime.combine(on, _OPENING) + timedelta(seconds=after)
