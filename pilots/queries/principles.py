"""Questions about how a team held on to its principles."""

from typing import Any

from pilots.store.reader import Reader
from schemas import Principle, PrincipleCheck


def looked_at(reader: Reader, pilot_id: str) -> list[dict[str, Any]]:
    """What was said of each principle, the oldest first.

    Columns: id (of the check), principle (id), text, held, example, checked_on and review.
    """
    return reader.rows(
        f"""
        SELECT c.id, c.principle, p.text, c.held, c.example, c.checked_on, c.review
        FROM {reader.table(PrincipleCheck)} c
        JOIN {reader.table(Principle)} p ON p.id = c.principle
        WHERE c.pilot = $pilot ORDER BY c.checked_on, c._seq""",
        pilot=pilot_id,
    )
