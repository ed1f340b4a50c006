"""How well a text answers a question, word by word; the scheme of Freegle's search, with
synonyms.

Whole sentences are never compared: that puts “Oppassen op kinderen” first for *klussen*.
"""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from pilots.search.stemming import sound
from pilots.search.synonyms import groups
from pilots.search.words import Word, words

EXACT, SYNONYM, PART, SOUND, SLIP = 30, 20, 10, 7, 3
"""Points for a form of the same word, a synonym, a word that begins with it or is part of it, one
that sounds the same, and one that differs by a slip of the pen. The synonym is our own; the
others are Freegle's."""

LEAST_PART = 4
"""Letters from which a part of a word counts: `tuin` in `tuinhulp`, and not `was` in `wasbak`."""


def found(question: str, texts: Mapping[str, str]) -> list[str]:
    """The ids of the texts that answer a question, the best first.

    Of equal ones the order stays; a text that answers nothing is not among them.
    """
    asked = words(question)
    points = {id: score(asked, words(text)) for id, text in texts.items()}
    return sorted(filter(points.__getitem__, texts), key=lambda id: -points[id])


def score(asked: tuple[Word, ...], text: tuple[Word, ...]) -> int:
    """The points of a text: for each word that is asked, those of the word that fits it best."""
    return sum(max((_points(word, other) for other in text), default=0) for word in asked)


def _points(asked: Word, word: Word) -> int:
    if not asked.forms.isdisjoint(word.forms):
        return EXACT
    if not asked.groups.isdisjoint(word.groups):
        return SYNONYM
    if _is_part(asked.folded, word.folded) or _is_part(word.folded, asked.folded):
        return PART
    if _sounds(asked.forms).intersection(_sounds(word.forms)):
        return SOUND
    is_near = _is_slip(asked.forms, word.forms) or not word.groups.isdisjoint(_meant(asked.forms))
    return SLIP if is_near else 0


def _sounds(forms: frozenset[str]) -> set[str]:
    return {sound(form) for form in forms}


def _is_part(part: str, word: str) -> bool:
    return len(part) >= LEAST_PART and part in word


@lru_cache(maxsize=1_000)
def _meant(asked: frozenset[str]) -> frozenset[str]:
    """The groups of the synonyms that a word may be a slip of."""
    sounds = _sounds(asked)
    near = (
        heads
        for form, heads in groups().items()
        if sound(form) in sounds or _is_slip(asked, frozenset({form}))
    )
    return frozenset().union(*near)


def _is_slip(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether one letter is wrong, missing, too many or swapped, and the first one is right
    (Damerau-Levenshtein)."""
    return any(
        one[0] == other[0] and len(one) >= LEAST_PART and OSA.distance(one, other) == 1
        for one in some
        for other in others
    )
