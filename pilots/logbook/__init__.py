"""Append-only truth: what was recorded, when, and by whom."""

from pilots.logbook.database import Damaged, Database, Interrupted
from pilots.logbook.journal import Journal
from pilots.logbook.line import Draft, Line, canonical
from pilots.logbook.logbook import Logbook, Uncertain
from pilots.logbook.writing import Writing, batches

__all__ = [
    "Damaged",
    "Database",
    "Draft",
    "Interrupted",
    "Journal",
    "Line",
    "Logbook",
    "Uncertain",
    "Writing",
    "batches",
    "canonical",
]
