"""What other programs read and write: back-ups (JSON lines) and calendars (iCalendar)."""

from pilots.exchange.backup import export, export_file, restore
from pilots.exchange.calendar import calendar_file, ics

__all__ = ["calendar_file", "export", "export_file", "ics", "restore"]
