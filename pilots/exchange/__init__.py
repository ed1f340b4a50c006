"""What goes out of a tracker and into one: back-ups, and calendars."""

from pilots.exchange.backup import export, export_file, restore
from pilots.exchange.calendar import agenda, ics

__all__ = ["agenda", "export", "export_file", "ics", "restore"]
