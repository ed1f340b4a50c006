"""The question somebody should ask before a new pilot begins: is there one already?"""

from typing import Any

from pilots.store.reader import Reader
from schemas import Pilot


def alike(
    reader: Reader, name: str | None, neighbourhood: str | None, municipality: str | None
) -> list[dict[str, Any]]:
    """The pilots with this name or in this place, namesakes first, then the nearest.

    Columns: id, name, neighbourhood, municipality, audience, is_namesake, is_near. Capitals
    and how accents are typed make no difference. A neighbourhood of the same name in another
    municipality is not near; where one of the two municipalities is not known, it may be.
    """
    return reader.rows(
        f"""
        WITH compared AS (
            SELECT id, name, neighbourhood, municipality, audience,
                   {_same("name", "$name")} AS is_namesake,
                   {_same("municipality", "$municipality")} AS same_municipality,
                   {_same("neighbourhood", "$neighbourhood")} AND (
                       same_municipality
                       OR municipality IS NULL
                       OR {_plain("$municipality")} IS NULL
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


def _plain(text: str) -> str:
    """The same for two spellings of one name; NULL for an empty one."""
    spaced = f"regexp_replace(trim(nfc_normalize({text}::VARCHAR)), '\\s+', ' ', 'g')"
    return f"nullif(lower({spaced}), '')"


def _same(column: str, text: str) -> str:
    return f"coalesce({_plain(column)} = {_plain(text)}, false)"
