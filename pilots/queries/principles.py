"""How a team kept to its guiding principles."""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Principle, PrincipleCheck


class CheckRow(TypedDict):
    """Whether a principle was kept, as a team looked back on it."""

    id: str
    """The check's."""
    principle: str
    """The principle's id."""
    text: str
    """The principle's words."""
    held: str
    example: str | None
    checked_on: date
    review: str | None
    """The id of the review in which it was checked."""


def checks(reader: Reader, pilot_id: str) -> list[CheckRow]:
    """The checks of the principles of a pilot, oldest first."""
    return reader.rows(
        f"""
        SELECT c.id, c.principle, p.text, c.held, c.example, c.checked_on, c.review
        FROM {reader.table(PrincipleCheck)} c
        JOIN {reader.table(Principle)} p ON p.id = c.principle
        WHERE c.pilot = $pilot ORDER BY c.checked_on, c._seq""",
        pilot=pilot_id,
    )
