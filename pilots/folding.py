"""One folding of names: two spellings of one name fold to the same text.

The only place that says which differences do not matter: capitals, accents, apostrophes,
hyphens, full stops, spaces, invisible characters, and how a phone number is written. Whatever
compares names, or looks for one, compares what comes from here (Unicode: caseless matching,
accent folding).
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from schemas.characters import is_invisible

_APOSTROPHES = "'’‘‛`´ʹʻʼʽʾʿˈ′＇\u055a\u05f3\ua78c"
_QUOTES = '"“”„‟«»″＂'
_APARTS = "-.\u2212\u2043\u30fb\u00b7"
"""Besides dashes (Unicode's Pd): what stands between the parts of a name as a space does."""

_LATIN = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
_LIGATURES = {"æ": "ae", "œ": "oe", "þ": "th"}
_ARABIC = {"\u0640": "", "\u06cc": "\u064a", "\u06a9": "\u0643"}
_LETTERS = _LATIN | _LIGATURES | _ARABIC
"""Letters that Unicode does not take apart into a plain letter and an accent. In Arabic: the
stroke that only stretches a word, and two letters that Persian keyboards write otherwise."""


class _Characters(dict[int, str]):
    """What each character folds to, by its code point; worked out once (for `str.translate`)."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


def _fold(char: str) -> str:
    if char in _APOSTROPHES:
        return "'"
    if char in _QUOTES:
        return '"'
    if char in _APARTS or char.isspace():
        return " "
    if is_invisible(char):  # before the dashes: a soft hyphen is none
        return ""
    if unicodedata.category(char) == "Pd":
        return " "
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    if plain != char:
        return "".join(map(_CHARACTERS.__getitem__, map(ord, plain)))
    return "" if _is_accent(char) else _LETTERS.get(char, char)


def _is_accent(char: str) -> bool:
    """Whether it is a mark that spellings of one name do without.

    By its class in Unicode: accents above and below letters, strokes through them, and the vowel
    points of Hebrew and Arabic. The marks of Indic scripts, Thai and Japanese are letters there.
    """
    accent_class = unicodedata.combining(char)
    return accent_class == 1 or 10 <= accent_class <= 36 or accent_class >= 200


_CHARACTERS = _Characters()


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """The text to compare a name by: equal for two spellings of one name.

    A phone number becomes its digits without country code or first zero. Folded again it stays
    the same; a text of punctuation alone is only put in lower case.
    """
    plain = _NOT_ASCII.sub(lambda match: _CHARACTERS[ord(match[0])], _nfc(text))
    plain = plain.translate(_CHARACTERS)  # quick, where only ASCII is left
    words = " ".join(plain.replace("'", "").split())
    return phone_number(words) or words or " ".join(text.casefold().split())


_PHONE = re.compile(r"(?P<abroad>\+|00)?[\d\s()/]*")
_LEAST_DIGITS = 6


def phone_number(text: str) -> str:
    """The digits of a text that is a phone number and nothing else; else ''.

    Without what comes before it: 06, +31 6, +31 (0)6 and 0031 6 are one number.
    """
    match = _PHONE.fullmatch(text.translate(_CHARACTERS).replace("'", "").strip())
    if not match:
        return ""
    digits = re.sub(r"\D", "", match[0])
    if len(digits) < _LEAST_DIGITS:
        return ""
    if match["abroad"]:
        digits = digits.removeprefix("00").removeprefix("31")
    return digits.lstrip("0") or digits


def is_in(text: str, part: str) -> bool:
    """Whether a text holds this part of it, in whatever spelling; a phone number by its digits."""
    if digits := phone_number(part):
        return digits in re.sub(r"\D", "", text.translate(_CHARACTERS))
    return folded(part) in folded(text)


def unique(names: Iterable[str]) -> list[str]:
    """The names, each once: of two spellings of one name the first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(folded(name), name)
    return list(first.values())


class TracedText(NamedTuple):
    """A text folded character by character, to find in the original what was found in it."""

    original: str
    folded: str
    """With an apostrophe as `'`, and as many spaces as there were."""
    positions: list[int]
    """For each character of `folded`, and for its end, the index in `original`."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of `folded` is in the original, with the marks that belong to it."""
        return self.positions[start], self._end(end)

    def _end(self, end: int) -> int:
        last = self.positions[end - 1]
        following = (at for at in self.positions[end:] if at > last)
        # What folds to nothing after the last letter is an accent of it, or cannot be seen.
        return next(following, len(self.original))


def traced(text: str) -> TracedText:
    """The folded text with the position of each of its characters in the NFC form of `text`."""
    original = _nfc(text)
    parts = [_CHARACTERS[ord(char)] for char in original]
    positions = [at for at, part in enumerate(parts) for _char in part]
    return TracedText(original, "".join(parts), [*positions, len(original)])
