"""Append-only truth: what was recorded, when, and by whom."""

from pilots.logbook.database import Database
from pilots.logbook.journal import Journal
from pilots.logbook.line import Draft, Line, canonical
from pilots.logbook.logbook import Logbook, Writing, batches

__all__ = ["Database", "Draft", "Journal", "Line", "Logbook", "Writing", "batches", "canonical"]
