"""Pilots on the map: which of them have a place, numbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.language import _, plural


@dataclass(frozen=True)
class Spot:
    """A pilot on the map; the list beside it has the same numbers."""

    number: int
    id: str
    label: str
    place: str
    """Neighbourhood and municipality; the empty text where neither is known."""
    colour: str
    """As #rrggbb."""
    latitude: float
    longitude: float
    """In degrees (WGS 84)."""


@dataclass(frozen=True)
class Places:
    """Pilots with coordinates, in the order given."""

    spots: tuple[Spot, ...]
    unplaced: int
    """How many pilots have no coordinates."""

    @property
    def sentence(self) -> str:
        """How many pilots are on the map, and how many are not."""
        missing = plural(
            "For {n} pilot the place on the map is not filled in yet.",
            "For {n} pilots the place on the map is not filled in yet.",
            self.unplaced,
        )
        if not self.spots:
            return missing if self.unplaced else _("There are no pilots yet.")
        placed = plural("{n} pilot is on the map.", "{n} pilots are on the map.", len(self.spots))
        return f"{placed} {missing}" if self.unplaced else placed


def places(rows: Sequence[Mapping[str, Any]]) -> Places:
    """From rows with id, label, neighbourhood, municipality, latitude, longitude and colour."""
    placed = [row for row in rows if row["latitude"] is not None and row["longitude"] is not None]
    return Places(
        spots=tuple(
            Spot(
                number=number,
                id=row["id"],
                label=row["label"],
                place=", ".join(filter(None, (row["neighbourhood"], row["municipality"]))),
                colour=row["colour"],
                latitude=row["latitude"],
                longitude=row["longitude"],
            )
            for number, row in enumerate(placed, start=1)
        ),
        unplaced=len(rows) - len(placed),
    )
