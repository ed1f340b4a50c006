"""Where pilots are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pilots.language import _, plural


@dataclass(frozen=True)
class Spot:
    """A pilot on the map, with the number it has there and in the list beside it."""

    number: int
    id: str
    label: str
    place: str
    """Neighbourhood and municipality; the empty text where neither is known."""
    colour: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Places:
    """Pilots of which the place is known, in the order given."""

    spots: tuple[Spot, ...]
    unplaced: int
    """Pilots that cannot be on the map."""

    @property
    def sentence(self) -> str:
        """How many there are to see, and how many are not."""
        missing = plural(
            "For {n} pilot the place on the map is not filled in yet.",
            "For {n} pilots the place on the map is not filled in yet.",
            self.unplaced,
        )
        if not self.spots:
            return missing if self.unplaced else _("There are no pilots yet.")
        said = plural("{n} pilot is on the map.", "{n} pilots are on the map.", len(self.spots))
        return f"{said} {missing}" if self.unplaced else said


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
