"""What pilots took: money and hours, as they were written down."""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Effort


class EffortRow(TypedDict):
    """Budget, spending and hours of one period. What nobody wrote down is None."""

    id: str
    what: str
    since: date
    until: date
    budget: float | None
    spent: float | None
    hours: float | None
    note: str | None


def efforts(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[EffortRow]:
    """Those that end within the period, the newest first."""
    return reader.rows(
        f"""
        SELECT id, what, since, until, budget, spent, hours, note FROM {reader.table(Effort)}
        WHERE pilot = $pilot AND ($since::DATE IS NULL OR until >= $since::DATE)
          AND ($until::DATE IS NULL OR until <= $until::DATE)
        ORDER BY until DESC, since DESC, _seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )
