"""A text as words that can be compared: folded, without those that say nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pilots.folding import folded
from pilots.search.stemming import forms
from pilots.search.synonyms import groups

_SAY_NOTHING = """
    aan al als ben bij bent dan dat de deze die dit door een en er even gaan geen graag haar
    heb hebben heeft hem het hier hij hoe hulp iemand iets ik in is je jij kan kon kun kunnen kunt
    maar me mee met mij mijn moet mogen na naar niet nog nodig of om omdat onder ons ook op over
    samen soms te tegen tot u uit uw van veel voor wat we wel weten wie wij wil willen worden wordt
    ze zelf zich zij zijn zo zoek zoekt zoeken zou"""

COMMON = frozenset(_SAY_NOTHING.split())
"""Words that are in questions and offers of all kinds, and tell none of them apart."""

_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True)
class Word:
    """A word of a text."""

    text: str
    """As it was written."""
    folded: str
    forms: frozenset[str]
    groups: frozenset[str]
    """The heads of the groups of synonyms that it is in."""

    def says_the_same(self, other: "Word") -> bool:
        """Whether both are forms of one word, or synonyms."""
        return not (self.forms.isdisjoint(other.forms) and self.groups.isdisjoint(other.groups))


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, each once; all of them where none but common ones are in it."""
    found = {folded(each): each for each in _LETTERS.findall(text)}
    telling = {word: text for word, text in found.items() if word not in COMMON}
    return tuple(_word(word, text) for word, text in (telling or found).items())


def shared(one: str, other: str, synonyms: bool = True) -> list[str]:
    """The words of one text that say the same as a word of the other, as they were written.

    Of two different words that say the same, both: “koffie (thee)”.
    """
    found = []
    for word in words(one):
        alike = [each for each in words(other) if word.says_the_same(each)]
        if any(not word.forms.isdisjoint(each.forms) for each in alike):
            found.append(word.text)
        elif alike and synonyms:
            found.append(f"{word.text} ({alike[0].text})")
    return found


def _word(word: str, text: str) -> Word:
    own = forms(word)
    known = groups()
    return Word(text, word, own, frozenset().union(*(known.get(form, ()) for form in own)))
