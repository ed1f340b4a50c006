"""Calendars in iCalendar (RFC 5545), from rows to bytes.

The same rows always give the same bytes. Only titles go in: no names of people, no notes.
Calendar programs differ; this is what works in all of them:

- All-day events: a date has no time zone, so it is the same day everywhere. DTEND is the day
  after, because the end is exclusive. A VTIMEZONE is included for programs that want one.
- What is cancelled stays in, with STATUS CANCELLED, the same UID and a higher SEQUENCE. Leaving it
  out would remove it for subscribers, but not for whoever imported a file.
- What is done stays in, with a tick before its title. A VEVENT has no "done" (only a VTODO has,
  and Google and Outlook show none), and CANCELLED would say that it did not happen.
"""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta

from icalendar import Calendar, Event, Timezone, vDuration, vText

from pilots import language
from pilots.access import Scope
from pilots.language import HERE, _
from pilots.queries import calendar as queries
from pilots.queries import records
from pilots.tracker import Tracker
from schemas import Pilot

_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})

_EVERY = timedelta(hours=1)
"""How often programs should refresh; Google takes longer all the same."""

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
"""With recurrence rules: Outlook does not read the lists of dates that icalendar makes."""


class _Text(vText):
    """A text escaped by RFC 5545, 3.3.11. The library takes the “N” in C:\\N for a line break."""

    def to_ical(self) -> bytes:
        return re.sub("\r\n?", "\n", self).translate(_ESCAPES).encode()


def calendar_file(
    tracker: Tracker, scope: Scope, pilot_id: str | None, owner: str | None
) -> bytes:
    """The calendar of a pilot, or else of the owner of actions, in the chosen language.

    The title of an owner's calendar does not name them: a calendar holds no names of people.
    """
    today = language.today()
    if pilot_id is None:
        rows = tracker.ask(queries.of_owner, scope, owner or "", today)
        return ics(rows, _("My actions"))
    pilot = tracker.ask(records.row, scope, Pilot.table, pilot_id)
    rows = tracker.ask(queries.of_pilot, scope, pilot_id, today)
    return ics(rows, pilot["name"] if pilot else _("Pilot"))


def ics(rows: Iterable[queries.Event], name: str) -> bytes:
    """The calendar of these rows (of `queries.calendar`), with this title."""
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
    # A calendar must have a component; with the time zone it has one also without events.
    calendar.add_component(Timezone.from_ical(_ZONE))
    for row in rows:
        calendar.add_component(_event(row))
    content: bytes = calendar.to_ical()
    return content


def _event(row: queries.Event) -> Event:
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
    # A day on which something is due is not a busy day.
    event.add("TRANSP", "TRANSPARENT")
    return event


def _summary(row: queries.Event) -> str:
    tick = "✓ " if row["state"] == "done" else ""
    return f"{tick}{row['name']}: {row['title'] or _('Review')}"
