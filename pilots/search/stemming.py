"""The forms by which a Dutch word is compared: as it stands, its stem, and how it sounds."""

import re
from functools import cache, lru_cache
from typing import Any

LEAST_VERB = 5
"""Letters of a word that may end in the t of a verb: `klust`, and not `kast`."""


@lru_cache(maxsize=20_000)
def forms(word: str) -> frozenset[str]:
    """A folded word, its stem (Snowball, Dutch), and the stem without the t of a verb.

    All of them: fiets becomes fiet while fietsen becomes fiets, so that the stem alone would lose
    them; and klust and repareert stay as they are.
    """
    found = {word, _stemmer().stemWord(word)}
    if len(word) >= LEAST_VERB and word.endswith("t"):
        found |= {word[:-1], _stemmer().stemWord(word[:-1])}
    return frozenset(found)


_SOUNDS = {"ij": "ei", "y": "ei", "au": "ou", "ch": "g", "c": "k", "z": "s", "v": "f"}
_TWICE = re.compile(r"(.)\1")
_HARD = {"d": "t", "b": "p"}
"""How these letters sound at the end of a word."""


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """What spellings of one sound have in common: meereiden and meerijden, klusen and klussen."""
    for letters, as_said in _SOUNDS.items():
        word = word.replace(letters, as_said)
    word = _TWICE.sub(r"\1", word)
    return word[:-1] + _HARD.get(word[-1:], word[-1:])


@cache
def _stemmer() -> Any:
    """The Dutch stemmer, loaded by the first search: most visits search nothing."""
    import snowballstemmer

    return snowballstemmer.stemmer("dutch")
