"""A person, recognised in any text by their names, e-mail addresses and phone numbers.

Recognition goes by words, so a namesake is found too: people check before anything is erased.
"""

import re
import unicodedata
from collections.abc import Sequence

AROUND = 60
"""Characters of context to show on both sides of a match."""

_APOSTROPHES = "'’‘`´"


class Person:
    """The terms by which somebody is recognised.

    Capitals and line breaks do not matter. A phone number is recognised by its digits, however
    it is written; all else as whole words.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        tidy = (" ".join(unicodedata.normalize("NFC", term).split()) for term in terms)
        self.terms = tuple(dict.fromkeys(filter(None, tidy)))
        self._pattern = re.compile(
            "|".join(_pattern(term) for term in self.terms) or r"(?!)", re.IGNORECASE
        )

    def is_named_in(self, text: str) -> bool:
        return self._pattern.search(text) is not None

    def is_identifier(self, text: str) -> bool:
        """Whether a text is one of the terms and nothing else."""
        return self._pattern.fullmatch(text.strip()) is not None

    def redacted(self, text: str, replacement: str) -> str:
        return self._pattern.sub(lambda _match: replacement, text)

    def excerpt(self, text: str) -> str:
        """The text around the first match; where there is none, how the text begins."""
        match = self._pattern.search(text)
        first, last = match.span() if match else (0, AROUND)
        start, end = max(0, first - AROUND), last + AROUND
        cut = " ".join(text[start:end].split())
        return f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}"


def _pattern(term: str) -> str:
    digits = re.sub(r"\D", "", term)
    if len(digits) >= 6 and not re.search(r"[^\d\s()+./-]", term):
        # The last nine digits are the same after 0, +31 and 0031.
        spread = r"[\s()./-]{0,2}".join(digits[-9:])
        before = r"(?:(?:\+|00)31[\s()./-]{0,3}|0)?(?:\(0\)\s?)?" if len(digits) >= 9 else ""
        return rf"(?<!\d){before}{spread}(?!\d)"
    words = r"\s+".join(map(re.escape, term.split()))
    alike = re.sub(f"[{_APOSTROPHES}]", f"[{_APOSTROPHES}]", words)
    return rf"(?<!\w){alike}(?!\w)"
