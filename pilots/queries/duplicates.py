"""The question somebody should ask before a new pilot begins: is there one already?"""

from typing import TypedDict

from pilots.folding import folded
from pilots.store.reader import Reader
from schemas import Pilot


class PossibleDuplicate(TypedDict):
    """A pilot with the same name, in the same place, or both."""

    id: str
    name: str
    neighbourhood: str | None
    municipality: str | None
    audience: str | None
    is_namesake: bool
    is_near: bool


def possible_duplicates(
    reader: Reader, name: str | None, neighbourhood: str | None, municipality: str | None
) -> list[PossibleDuplicate]:
    """The pilots with this name or in this place: namesakes first, then the nearest.

    Names are compared folded. A neighbourhood of the same name in another municipality is not
    near; where one of the two municipalities is not known, it may be.
    """
    found: list[PossibleDuplicate] = []
    order: dict[str, tuple[object, ...]] = {}
    for row in reader.rows(
        f"SELECT id, name, neighbourhood, municipality, audience FROM {reader.table(Pilot)}"
    ):
        is_namesake = _is_same(row["name"], name)
        in_municipality = _is_same(row["municipality"], municipality)
        in_neighbourhood = _is_same(row["neighbourhood"], neighbourhood) and (
            in_municipality or not row["municipality"] or not _folded(municipality)
        )
        is_near = in_municipality or in_neighbourhood
        if is_namesake or is_near:
            found.append(row | {"is_namesake": is_namesake, "is_near": is_near})
            order[row["id"]] = (not is_namesake, not in_neighbourhood, _folded(row["name"]))
    return sorted(found, key=lambda duplicate: (order[duplicate["id"]], duplicate["id"]))


def _is_same(name: str | None, other: str | None) -> bool:
    """Whether both are given, and are spellings of one name."""
    return bool(_folded(name)) and _folded(name) == _folded(other)


def _folded(name: str | None) -> str:
    return folded(name or "")
