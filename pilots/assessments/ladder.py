"""How much say people were meant to have, beside how much they have."""

from datetime import date

from pilots.queries.ladder import CurrentRung, current_rungs
from pilots.store.reader import Reader
from schemas import Rung


def below_intention(reader: Reader, pilot_id: str, today: date) -> list[CurrentRung]:
    """Who was last seen on a lower rung than was meant for them, by name; for the team alone."""
    return [
        row
        for row in current_rungs(reader, pilot_id, today)
        if row["intended"] and row["rung"] and _height(row["rung"]) < _height(row["intended"])
    ]


def _height(rung: str) -> int:
    return list(Rung).index(Rung(rung))
