"""A calendar as programs read it: iCalendar (RFC 5545), from rows to bytes.

The same rows give the same bytes, whenever and however often they are asked for. Only titles
go in: no names of people, no notes. Programs differ, and this is what they agree on:

- Days, not hours: a date has no time zone, so it is the same day everywhere. Its end is the
  day after, because an end is not part of an event. The zone is told for what reads one.
- What is cancelled is told as cancelled, with the same UID and a higher SEQUENCE. Who follows
  the address would also see it go by leaving it out; who took in a file would not.
- What is done stays, with a tick before it. An event knows no "done" (only a VTODO does, and
  Google and Outlook show none), and cancelled would say that it did not happen: Apple strikes
  it through, Google takes it away.
"""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event, Timezone, vDuration, vText

from pilots import language
from pilots.access import Scope
from pilots.language import HERE, _
from pilots.queries import calendar as asked
from pilots.queries import records
from pilots.tracker import Tracker
from schemas import Pilot

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})

_EVERY = timedelta(hours=1)
"""How often programs are asked to look again; Google takes its time all the same."""

_DAY = timedelta(days=1)

_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{HERE.key}
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""As rules: Outlook does not read the lists of dates that the library would make."""


class _Text(vText):
    """A text that stays as it is (RFC 5545, 3.3.11): the library reads the "N" of C:\\N as a
    line's end."""

    def to_ical(self) -> bytes:
        return re.sub("\r\n?", "\n", self).translate(_ESCAPES).encode()


def agenda(tracker: Tracker, scope: Scope, pilot_id: str | None, owner: str | None) -> bytes:
    """The calendar of a pilot, or else of an owner, as it is now, in the chosen language.

    What an owner's is called does not say whose it is: it holds no names at all.
    """
    today = language.today()
    if pilot_id is None:
        rows = tracker.ask(asked.of_owner, scope, owner or "", today)
        return ics(rows, _("My actions"))
    there = tracker.ask(records.row, scope, Pilot.table, pilot_id)
    rows = tracker.ask(asked.of_pilot, scope, pilot_id, today)
    return ics(rows, there["name"] if there else _("Pilot"))


def ics(rows: Iterable[asked.Event], name: str) -> bytes:
    """The calendar of these rows (of `queries.calendar`), with what people see it called."""
    calendar = Calendar()
    calendar.add("PRODID", "-//Pilots//Experiment tracker//NL")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, _Text(name))
    for key in ("TIMEZONE-ID", "X-WR-TIMEZONE"):
        calendar.add(key, HERE.key)
    calendar.add("REFRESH-INTERVAL", _EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(_EVERY))
    # A calendar without events is not one; with this it is never empty.
    calendar.add_component(Timezone.from_ical(_ZONE))
    for row in rows:
        calendar.add_component(_event(row))
    made: bytes = calendar.to_ical()
    return made


def _event(row: asked.Event) -> Event:
    event = Event()
    event.add("UID", f"{row['kind']}-{row['id']}@pilots")
    event.add("SEQUENCE", row["seq"])
    recorded_at = row["recorded_at"].replace(tzinfo=UTC)
    event.add("DTSTAMP", recorded_at)
    event.add("LAST-MODIFIED", recorded_at)
    event.add("DTSTART", row["day"])
    event.add("DTEND", row["day"] + _DAY)
    event.add("SUMMARY", _Text(_summary(row)))
    event.add("CATEGORIES", _Text(row["name"]))
    event.add("STATUS", "CANCELLED" if row["state"] == "cancelled" else "CONFIRMED")
    # Due is not busy: others may still plan something on that day.
    event.add("TRANSP", "TRANSPARENT")
    return event


def _summary(row: asked.Event) -> str:
    tick = "✓ " if row["state"] == "done" else ""
    return f"{tick}{row['name']}: {row['title'] or _('Review')}"
