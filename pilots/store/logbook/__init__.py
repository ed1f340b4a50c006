"""The append-only log (event log) that everything else is derived from."""

from pilots.store.logbook.database import Damaged, Database, Interrupted
from pilots.store.logbook.erasures import erasures_of, is_rewritten, left_behind
from pilots.store.logbook.journal import Journal
from pilots.store.logbook.line import Line, PendingLine, canonical
from pilots.store.logbook.logbook import Logbook, Uncertain
from pilots.store.logbook.seal import digest_of, sealed
from pilots.store.logbook.transaction import Transaction, batches

__all__ = [
    "Damaged",
    "Database",
    "Interrupted",
    "Journal",
    "Line",
    "Logbook",
    "PendingLine",
    "Transaction",
    "Uncertain",
    "batches",
    "canonical",
    "digest_of",
    "erasures_of",
    "is_rewritten",
    "left_behind",
    "sealed",
]
