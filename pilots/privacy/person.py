"""Somebody, by what they are called and how they are reached: recognised in any text.

What is found is a matter of words, so people look at it before anything is erased: a namesake
is found too.
"""

import re
import unicodedata
from collections.abc import Sequence

AROUND = 60
"""Characters of a text to show on both sides of what was found."""

_APOSTROPHES = "'’‘`´"


class Person:
    """Capitals do not matter, nor how a text is spread over lines.

    A phone number is known by its digits, however it is written; other words as a whole.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        tidy = (" ".join(unicodedata.normalize("NFC", term).split()) for term in terms)
        self.terms = tuple(dict.fromkeys(filter(None, tidy)))
        self._pattern = re.compile(
            "|".join(_pattern(term) for term in self.terms) or r"(?!)", re.IGNORECASE
        )

    def is_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def is_called(self, text: str) -> bool:
        """Whether a text is nothing but one of the terms."""
        return self._pattern.fullmatch(text.strip()) is not None

    def taken_out(self, text: str, instead: str) -> str:
        return self._pattern.sub(lambda _match: instead, text)

    def excerpt(self, text: str) -> str:
        """What stands around the first place where they are named; else how the text begins."""
        match = self._pattern.search(text)
        first, last = match.span() if match else (0, AROUND)
        start, end = max(0, first - AROUND), last + AROUND
        cut = " ".join(text[start:end].split())
        return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def _pattern(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if len(digits) >= 6 and not re.search(r"[^\d\s()+./-]", term):
        # The last nine are the same with 0, +31 and 0031 before them.
        spread = r"[\s()./-]{0,2}".join(digits[-9:])
        before = r"(?:(?:\+|00)31[\s()./-]{0,3}|0)?(?:\(0\)\s?)?" if len(digits) >= 9 else ""
        return rf"(?<!\d){before}{spread}(?!\d)"
    words = r"\s+".join(map(re.escape, term.split()))
    alike = re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", words)
    return rf"(?<!\w){alike}(?!\w)"
