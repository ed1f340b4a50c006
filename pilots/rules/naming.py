"""Finds the record that somebody means by a name they typed."""

import unicodedata
from collections.abc import Iterable, Mapping

from pilots.errors import UnclearPilot, UnknownPilot
from schemas import Record, new_id


def find_pilot(text: str, names: Mapping[str, str]) -> str:
    """The id of the pilot with this id or name, or with this text in its name if that fits one.

    `names` are the names of all pilots by id. Raises UnknownPilot or UnclearPilot.
    """
    wanted = _folded(text)
    exact = [id for id, name in names.items() if wanted in {id, _folded(name)}]
    fitting = exact or [id for id, name in names.items() if wanted and wanted in _folded(name)]
    if not fitting:
        raise UnknownPilot(name=text, known="; ".join(names.values()) or "-")
    if len(fitting) > 1:
        raise UnclearPilot(name=text, fitting="; ".join(names[id] for id in fitting))
    return fitting[0]


def find_or_make(
    typed: Iterable[str], schema: type[Record], pilot_id: str, known: Mapping[str, str]
) -> tuple[list[str], list[Record]]:
    """Ids for what was typed or chosen, and new records for names that are not known yet.

    Each of `typed` is an id or a name; `known` are the names by id. A name that occurs twice
    becomes one record. Raises pydantic's ValidationError for a name that is not valid.
    """
    by_name = {_folded(name): id for id, name in known.items()}
    ids: list[str] = []
    new: list[Record] = []
    for text in typed:
        id = text if text in known else by_name.get(_folded(text))
        if id is None:
            record = schema.read(new_id(), pilot_id, {schema.headline_field(): text})
            new.append(record)
            id = by_name[_folded(text)] = record.id
        if id not in ids:
            ids.append(id)
    return ids, new


def _folded(text: str) -> str:
    """A name with case, spaces and accents (Unicode NFC) normalised, to compare it by."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
