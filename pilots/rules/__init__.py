"""What a record must satisfy before it is written, and what is wrong with what was typed.

`refuse` is the one list of the rules that `Tracker.record` holds. They are checked after
rights, so that an error tells nobody about a pilot that they may not change.
"""

from collections.abc import Sequence

from pilots.access import Viewer
from pilots.rules import definition, hindsight, plausible, promise, readiness
from pilots.store.reader import Reader
from schemas import Record

__all__ = ["refuse"]


def refuse(reader: Reader, viewer: Viewer, new: Sequence[Record]) -> None:
    """Raise RuleBroken where a rule is. `reader` reads all there is."""
    readiness.refuse(reader, viewer, new)
    hindsight.refuse(reader, new)
    definition.refuse(reader, new)
    promise.refuse(reader, new)
    plausible.refuse(reader, new)
