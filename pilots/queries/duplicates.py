"""The question somebody should ask before a new pilot begins: is there one already?"""

from typing import TypedDict

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

    Capitals, spaces and how accents are typed make no difference. A neighbourhood of the same
    name in another municipality is not near; where one of the two municipalities is not known,
    it may be.
    """
    return reader.rows(
        f"""
        WITH compared AS (
            SELECT id, name, neighbourhood, municipality, audience,
                   {_equals("name", "$name")} AS is_namesake,
                   {_equals("municipality", "$municipality")} AS same_municipality,
                   {_equals("neighbourhood", "$neighbourhood")} AND (
                       same_municipality
                       OR municipality IS NULL
                       OR {_normalized("$municipality")} IS NULL
                   ) AS same_neighbourhood
            FROM {reader.table(Pilot)}
        )
        SELECT id, name, neighbourhood, municipality, audience, is_namesake,
               same_neighbourhood OR same_municipality AS is_near
        FROM compared WHERE is_namesake OR is_near
        ORDER BY is_namesake DESC, same_neighbourhood DESC, lower(name), id""",
        name=name,
        neighbourhood=neighbourhood,
        municipality=municipality,
    )


def _normalized(text: str) -> str:
    """SQL that is equal for two spellings of one name; NULL for an empty one."""
    spaced = f"regexp_replace(trim(nfc_normalize({text}::VARCHAR)), '\\s+', ' ', 'g')"
    return f"nullif(lower({spaced}), '')"


def _equals(column: str, text: str) -> str:
    return f"coalesce({_normalized(column)} = {_normalized(text)}, false)"
