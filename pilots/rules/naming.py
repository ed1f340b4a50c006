"""Finds the records that somebody means by the names they typed."""

import re
from collections.abc import Iterable, Mapping

from pilots.errors import UnclearPilot, UnknownPilot
from pilots.folding import folded, unique
from schemas import Record, new_id


def find_pilot(text: str, names: Mapping[str, str]) -> str:
    """The id of the pilot with this id or name, or with this text in its name if that fits one.

    `names` are the names of all pilots by id. Raises UnknownPilot or UnclearPilot.
    """
    wanted = folded(text)
    exact = [id for id, name in names.items() if wanted in {id, folded(name)}]
    fitting = exact or [id for id, name in names.items() if wanted and wanted in folded(name)]
    if not fitting:
        raise UnknownPilot(name=text, known="; ".join(names.values()) or "-")
    if len(fitting) > 1:
        raise UnclearPilot(name=text, fitting="; ".join(names[id] for id in fitting))
    return fitting[0]


def find_or_make(
    typed: Iterable[str],
    schema: type[Record],
    pilot_id: str,
    known: Mapping[str, str],
    aliases: Mapping[str, str] | None = None,
) -> tuple[list[str], list[Record]]:
    """Ids for what was typed or chosen, and new records for names that are not known yet.

    Each of `typed` is an id or a name; `known` are the names by id, of namesakes the one to
    choose first, and `aliases` are ids by other names (`pilots.queries.people.aliases`). A name
    that occurs twice becomes one record. Raises pydantic's ValidationError for a name that is
    not valid.
    """
    by_name: dict[str, str] = {}
    others = [(id, name) for name, id in (aliases or {}).items()]
    for known_id, name in [*known.items(), *others]:
        by_name.setdefault(folded(name), known_id)
    ids: list[str] = []
    new: list[Record] = []
    for text in typed:
        id = text if text in known else by_name.get(folded(text))
        if id is None:
            record = schema.read(new_id(), pilot_id, {schema.headline_field(): text})
            new.append(record)
            id = by_name[folded(text)] = record.id
        if id not in ids:
            ids.append(id)
    return ids, new


# --- several names in one text -------------------------------------------------------------

_BETWEEN_NAMES = re.compile(
    r"""(?: \s*[;,\n]\s* (?:(?:en|and)\s+)? | (?<!-)\s+(?:en|and|&|\+)\s+ | \s*/\s* )
        (?![^(]*\))""",
    re.VERBOSE | re.IGNORECASE,
)
"""Not within brackets, and not the `en` of “buurt- en speeltuinvereniging”."""

_PARTICLE = re.compile(
    "van|de|der|den|het|ter|ten|te|op|in|aan|bij|['’]?[ts]|la|le|el|al|bin|ben|ibn|von|zu|da|dos?"
    "|di|du|del|abu|oude",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:stichting|vereniging|gemeente|bakkerij|firma|fa|bv|nv|vof|co|compagnie|zonen|zoon|zn"
    "|dochters|partners|vrienden|anderen|omstreken|buren|collegas|kinderen|zorg|welzijn|wonen"
    "|werk|inkomen|sport|spel|cultuur|kunst|natuur|milieu|jeugd|gezin|ruimte|wijk|buurt|dienst"
    r"|afdeling|team|sons|daughters|friends|others|company|care|welfare)\b"
)
"""Words in names in which “and” joins no two people, in a folded text."""

_INITIALS = re.compile(r"(?:[A-Z]\.?(?![a-z])\s?){1,4}(?:\s*[a-z]+)*")
"""What follows a comma in “Vries, J. de”."""

_LAST_FIRST = re.compile(r"\s*\S+\s*,\s*\S+\s*")
"""Two words with a comma between them: a last name and a first name, or two first names."""


def split_names(text: str) -> list[str]:
    """The names in what was typed as one: “Piet, Klaas en Marie” is three people.

    Ask back where `is_unsure_split` is true of the same text.
    """
    parts = [part.strip() for part in _BETWEEN_NAMES.split(text.strip())]
    if len(parts) == 2 and "," in text and _INITIALS.fullmatch(parts[1]):
        return [text.strip()]
    return unique(filter(folded, parts))


def is_unsure_split(text: str, known: Iterable[str] = ()) -> bool:
    """Whether what `split_names` takes apart may be one name, as that of “Bakkerij Jansen & Zn”.

    `known` are names that are in use: a text made of those is clear. Also unsure is
    “Jansen, Piet”, and what does not look like names, as “Fatima en haar zus”.
    """
    names = split_names(text)
    in_use = {folded(name) for name in known}
    if len(names) < 2 or in_use.issuperset(map(folded, names)):
        return False
    if folded(text) in in_use or "/" in text or _LAST_FIRST.fullmatch(text):
        return True
    is_list = len(names) > 2 and not any(" " in name for name in names)
    return not all(_is_word(name) if is_list else _looks_like_a_person(name) for name in names)


def _is_word(name: str) -> bool:
    return name.replace("-", "").isalpha() and not _ORGANISATION.search(folded(name))


def _looks_like_a_person(name: str) -> bool:
    """Whether each word has a capital (in scripts that have them) or is one such as “van”."""
    if any(char.isdigit() for char in name) or _ORGANISATION.search(folded(name)):
        return False
    lower = [word for word in name.split() if word == word.lower() != word.upper()]
    return len(lower) < len(name.split()) and all(map(_PARTICLE.fullmatch, lower))
