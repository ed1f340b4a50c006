"""What was promised of the outcomes of a pilot, and what came of it, as a funder may know it."""

from datetime import date

from pilots.evidence import Promise, promise
from pilots.queries import progress
from pilots.store.reader import Reader


def promises_of(reader: Reader, pilot_id: str, until: date | None = None) -> list[Promise]:
    """A promise per outcome, by statement, with what was measured up to a day."""
    found = [promise(row) for row in progress.outcomes(reader, until=until, pilot_id=pilot_id)]
    for each in found:
        _ = each.assessment  # a cached property: computed here, it is cached with the answer
    return found
