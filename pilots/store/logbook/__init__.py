"""Append-only truth: what was recorded, when, and by whom."""

from pilots.store.logbook.database import Damaged, Database, Interrupted
from pilots.store.logbook.journal import Journal
from pilots.store.logbook.line import Draft, Line, canonical
from pilots.store.logbook.logbook import Logbook, Uncertain
from pilots.store.logbook.writing import Writing, batches

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
