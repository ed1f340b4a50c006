"""Looking for a text in any spelling: a wide net in SQL, for Python to look through.

SQL cannot fold as `pilots.folding` does. It can do so for a text that is ASCII once its accents
are gone, which nearly all are here; what is not (such as ß) is caught always.
"""

import re
from collections.abc import Iterable

from pilots.folding import folded, phone_number

_APOSTROPHES, _SPACES = "’‘´", "“”„«»‐‑–—…•·€°\u00a0\u202f"
"""What notes in Dutch hold besides letters: no reason to look through a text."""


def plain(text: str) -> str:
    """SQL for a text without capitals, accents and apostrophes: the column for `may_hold`.

    Most texts are ASCII and have no accents: for those it is quick.
    """
    other = f"strip_accents({text})"
    for char in _APOSTROPHES + _SPACES:
        other = f"replace({other}, '{char}', '{' ' if char in _SPACES else ''}')"
    either = f"CASE WHEN strlen({text}) = length({text}) THEN {text} ELSE {other} END"
    return f"replace(replace(lower({either}), '`', ''), '''', '')"


def may_hold(column: str) -> str:
    """The SQL condition that a plain text may hold one of the parts of `search_terms`."""
    return f"""(
        strlen({column}) > length({column})
        OR len(list_filter($words::VARCHAR[], lambda word: contains({column}, word))) > 0
        OR len(list_filter($digits::VARCHAR[], lambda number:
               contains(regexp_replace({column}, '[^0-9]', '', 'g'), number))) > 0)"""


def search_terms(parts: Iterable[str]) -> dict[str, list[str]]:
    """The parameters of `may_hold`: the longest word of each part, in JSON the only sure thing;
    of a phone number the last nine digits."""
    parts = list(parts)
    return {
        "words": [_longest_word(part) for part in parts if not phone_number(part)],
        "digits": [digits[-9:] for part in parts if (digits := phone_number(part))],
    }


def _longest_word(part: str) -> str:
    """Every spelling of the part contains it; '' where there is no word, which all contain."""
    return max(re.findall(r"\w+", folded(part)), key=len, default="")
