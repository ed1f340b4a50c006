"""A person, recognised in any text by their names, e-mail addresses and phone numbers.

Recognition goes by words, so a namesake is found too: people check before anything is erased.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pilots.folding import folded, phone_number, traced, unique

AROUND = 60
"""Characters of context to show on both sides of a match."""

Span = tuple[int, int]


class Person:
    """The terms by which somebody is recognised.

    A name is recognised in every spelling that `pilots.folding` takes for the same, as whole
    words: not within a longer word. A phone number is recognised by its digits. An e-mail address
    is recognised as it stands, whatever its capitals.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        tidy = (" ".join(term.split()) for term in terms)
        self.terms = tuple(dict.fromkeys(filter(None, tidy)))
        self._keys = {_key(term) for term in self.terms}
        # Of two terms that begin at the same word the longer one is meant.
        longest_first = sorted(self.terms, key=len, reverse=True)
        self._emails = _any_of(map(_email_pattern, filter(_is_email, longest_first)))
        self._others = _any_of(_pattern(term) for term in longest_first if not _is_email(term))

    def spans(self, text: str) -> Iterator[Span]:
        """Where they are named in a text (in its NFC form, in which texts are stored)."""
        looked_through = traced(text)
        found = [match.span() for match in self._emails.finditer(looked_through.original)]
        for match in self._others.finditer(looked_through.folded):
            found.append(looked_through.span(*match.span()))
        end = 0
        for first, last in sorted(found):
            if first >= end:
                yield first, last
                end = last

    def is_named_in(self, text: str) -> bool:
        return next(self.spans(text), None) is not None

    def is_identifier(self, text: str) -> bool:
        """Whether a text is one of the terms and nothing else."""
        return _key(text) in self._keys

    def redacted(self, text: str, replacement: str) -> str:
        parts, end = [], 0
        original = traced(text).original
        for first, last in self.spans(text):
            parts += [original[end:first], replacement]
            end = last
        return "".join([*parts, original[end:]]) if parts else text

    def excerpt(self, text: str) -> str:
        """The text around the first match; where there is none, how the text begins."""
        original = traced(text).original
        first, last = next(self.spans(text), (0, AROUND))
        start, end = max(0, first - AROUND), last + AROUND
        cut = " ".join(original[start:end].split())
        return f"{'… ' if start else ''}{cut}{' …' if end < len(original) else ''}"


_TITLES = {"mevrouw", "mw", "mevr", "meneer", "mijnheer", "dhr", "de heer", "mrs", "mr", "ms"}
_BEFORE_LAST = {
    *("van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "op", "in", "von", "du", "la"),
    *("le", "el", "al", "ben", "bin", "da", "dos", "di"),
}
"""Words that belong to the last name behind them."""

_SHORTEST_PART = 3


def name_parts(names: Sequence[str]) -> list[str]:
    """Other ways to write these names: the first or the last name alone, the last one with a
    title or with an initial. Without the names themselves; nothing of an address or a number."""
    parts: list[str] = []
    for name in names:
        words = [word for word in name.split() if folded(word) not in _TITLES]
        if _is_email(name) or phone_number(name) or not words:
            continue
        at = next((n for n, word in enumerate(words) if n and word.lower() in _BEFORE_LAST), None)
        last = " ".join(words[at if at else -1 :])
        if len(words) > 1:
            parts += [words[0], f"{words[0][0]}. {last}"]
        parts += [f"mevrouw {last}", f"meneer {last}", f"mw. {last}", f"dhr. {last}", last]
    known = {folded(name) for name in names}
    long_enough = (part for part in parts if len(part) >= _SHORTEST_PART)
    return [part for part in unique(long_enough) if folded(part) not in known]


def _is_email(term: str) -> bool:
    return "@" in term


def _key(term: str) -> str:
    """What two spellings of a term have in common: addresses differ by a dot or a hyphen."""
    return term.strip().casefold() if _is_email(term) else folded(term)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(filter(None, patterns)) or r"(?!)", re.IGNORECASE)


def _email_pattern(term: str) -> str:
    """Not within a longer address, such as that of piet.jan@ for jan@."""
    return rf"(?<![\w.+%-]){re.escape(term)}(?!\w|[.-]\w)"


_APART = r"[ ()/']{0,3}"


def _pattern(term: str) -> str:
    """The regular expression that finds a term in a folded text; '' for one without letters."""
    if digits := phone_number(term):
        before = rf"(?:(?:\+|00) ?)?(?:31{_APART})?(?:\(?0\)?{_APART})?"
        return rf"(?<!\d){before}{_APART.join(digits)}(?!\d)"
    words = (_letters(word) for word in traced(term).folded.split())
    spread = "'* [ ']*".join(filter(None, words))
    return rf"(?<!\w){spread}(?!\w)" if spread else ""


def _letters(word: str) -> str:
    """Each letter of a word, with or without an apostrophe behind it."""
    return "'*".join(map(re.escape, word.replace("'", "")))
