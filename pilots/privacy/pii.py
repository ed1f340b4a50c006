"""Detects personal data (PII) in free text: phone numbers, addresses, names and BSNs.

Patterns only suggest what a text may hold, and people decide. Only a BSN is not theirs to decide
on: these organisations may not store one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pilots.folding import folded, unique
from pilots.language import _
from pilots.privacy.person import Person, name_parts


class Kind(StrEnum):
    """The kinds of personal data that are recognised."""

    BSN = "bsn"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME = "name"
    NAME_PART = "name_part"
    BIRTHDAY = "birthday"
    IBAN = "iban"


@dataclass(frozen=True)
class Finding:
    """A part of a text, by its start and end, that may be personal data."""

    kind: Kind
    start: int
    end: int
    found: str

    def sentence(self, field: str) -> str:
        """A warning about the field with this label. A BSN is never repeated in it."""
        match self.kind:
            case Kind.BSN:
                return _("“{field}” contains something that looks like a BSN.", field=field)
            case Kind.PHONE:
                return _(
                    "“{field}” contains what looks like a phone number: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.EMAIL:
                return _(
                    "“{field}” contains what looks like an e-mail address: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.ADDRESS:
                return _(
                    "“{field}” contains what looks like an address: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.NAME:
                return _(
                    "“{field}” contains the name of somebody who takes part: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.NAME_PART:
                return _(
                    "“{field}” contains a name that somebody here has too: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.BIRTHDAY:
                return _(
                    "“{field}” contains what looks like a date of birth: {found}.",
                    field=field,
                    found=self.found,
                )
            case Kind.IBAN:
                return _(
                    "“{field}” contains what looks like a bank account number: {found}.",
                    field=field,
                    found=self.found,
                )


def findings(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """What may be personal data in a text, from its start to its end.

    `names` are names of known people. A first or a last name alone is found too, where it has a
    capital and is no common word: others may be called so.
    """
    text = unicodedata.normalize("NFC", text)
    phones = list(_matches(Kind.PHONE, text))
    # Nine digits after +31 are a phone number, also where they pass the test of a BSN.
    bsns = [bsn for bsn in _bsns(text) if not _meets(bsn, phones)]
    accounts = [found for found in _matches(Kind.IBAN, text) if _is_iban(found.found)]
    found = [
        *(number for number in (*phones, *bsns) if not _meets(number, accounts)),
        *accounts,
        *(
            match
            for kind in (Kind.EMAIL, Kind.ADDRESS, Kind.BIRTHDAY)
            for match in _matches(kind, text)
        ),
    ]
    known = list(names)
    full = list(_named(text, known))
    parts = (part for part in _named_in_part(text, known) if not _meets(part, [*full, *found]))
    return sorted([*found, *full, *parts], key=lambda finding: finding.start)


def _meets(one: Finding, others: Iterable[Finding]) -> bool:
    return any(_overlap(one, other) for other in others)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


# --- phone numbers, e-mail addresses and addresses -----------------------------------------

_GAP = r"[ \u00a0\u202f]"
_DASH = r"[-\u2010\u2011\u2013]"
_SPLIT = rf"(?:{_GAP}|{_DASH}|[./])"
"""What people write between the digits of a number."""

_AREA = r"(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[4578])"
"""Area codes of two digits after the 0; all others have three."""

_PHONE = rf"""
    (?<!\w) (?<!\d[-./,]) (?<!\d\d[ ][A-Z]{{4}}[ ])
    (?:
        (?: (?:\+|00)31 \)? {_SPLIT}? (?:\(0\)|0)? | \(?0 ) {_SPLIT}{{0,3}}
        (?:
            6 \)? (?:{_SPLIT}{{0,3}}\d){{8}}
          | {_AREA} \)? {_SPLIT}{{0,3}} \d (?:{_SPLIT}?\d){{6}}
          | [1-57]\d\d \)? {_SPLIT}{{0,3}} \d (?:{_SPLIT}?\d){{5}}
        )
      | \+ (?!31) [1-9] (?:{_SPLIT}?\d){{8,13}}
    )
    (?!\w) (?![.,]\d)
"""
"""Not within a bank account number: NL30 RABO 0295 4453 35."""

_EMAIL = r"(?<![\w.+%-]) [\w.+%-]+ @ (?:[\w-]+\.)+ [^\W\d_]{2,} (?!\w)"

_WORDS = (
    "op|in|is|en|om|of|we|ze|je|te|de|er|nu|zo|ik|al|ja|ga|an|at|to|by|it|no|so|us|"
    "km|cm|mm|kg|ml|pm|am"
)
_POSTCODE = rf"[1-9]\d{{3}} {_GAP}? (?: [A-Z]{{2}} | (?!(?:{_WORDS})\b) [A-Za-z]{{2}} )"
"""Also in lower case, as typed on a phone; but “1200 op 12 maart” is no address."""

_NUMBER = r"(?!(?:19|20)\d\d\b) \d{1,4} (?:[ ]?[A-Za-z]\b)? (?:[-/]\d{1,3})?"
"""A house number; what looks like a year is none."""

_STREET = r"""
    [A-Z][^\W\d_]* (?: straat | laan | weg | plein | hof | kade | dreef | singel | gracht | pad
        | steeg | dijk | hoek ) {gap} \d{{1,4}} (?: [a-z]\b | -\d{{1,3}} )?
"""
"""A street with a house number, without a postcode."""

_ADDRESS = rf"""
    (?<!\w) (?:
        {_STREET.format(gap=_GAP)}
      | {_POSTCODE} [,;:]? {_GAP}{{0,2}} {_DASH}?
        (?: (?:huis)?(?:nr|nummer|no) \.? {_GAP}? )?
        {_GAP}? {_NUMBER}
      | [^\W\d_]{{3,}} \.? {_GAP} {_NUMBER} ,? \s{{1,2}} {_POSTCODE}
    ) (?!\w)
"""

_MONTHS = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|"
    "okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|august|october"
)
_BIRTHDAY = rf"""
    (?: (?i: geboren | geb\. | geboortedatum | born | date[ ]of[ ]birth )
        \D{{0,12}} | \( )
    \d{{1,2}} (?: [-/. ] \d{{1,2}} [-/. ] | [ ] (?i:{_MONTHS}) [ ] ) (?:19|20)? \d{{2}} (?!\d)
"""
"""A date after a word that says so, or in brackets, as behind a name."""

_IBAN = r"(?<!\w) [A-Z]{2} \d{2} (?:[ ]?[A-Z0-9]{4}){2,7} (?:[ ]?[A-Z0-9]{1,3})? (?!\w)"

_WRITTEN = {
    kind: re.compile(pattern, re.VERBOSE)
    for kind, pattern in (
        (Kind.PHONE, _PHONE),
        (Kind.EMAIL, _EMAIL),
        (Kind.ADDRESS, _ADDRESS),
        (Kind.BIRTHDAY, _BIRTHDAY),
        (Kind.IBAN, _IBAN),
    )
}


def _is_iban(written: str) -> bool:
    """The check of ISO 13616: modulo 97."""
    compact = written.replace(" ", "")
    digits = "".join(str(int(char, 36)) for char in compact[4:] + compact[:4])
    return int(digits) % 97 == 1


def _matches(kind: Kind, text: str) -> Iterator[Finding]:
    for match in _WRITTEN[kind].finditer(text):
        yield Finding(kind, match.start(), match.end(), match.group())


# --- the BSN -----------------------------------------------------------------------------

_BSN = re.compile(
    rf"""
    (?: bsn | service[ ]?nummer | sofi-?nummer ) \D{{0,20}}
    (?P<named> \d (?:{_SPLIT}{{0,3}}\d){{8}} ) (?!\d)
  | (?<!\w) (?<!\d[.,]) (?<![€$]) (?<![€$]{_GAP})
    (?P<alone>
        \d{{9}}
      | (?<!\d{_SPLIT}) \d{{3}} (?P<three>{_SPLIT}) \d{{3}} (?P=three) \d{{3}}
      | (?<!\d{_SPLIT}) \d{{4}} (?P<four>{_SPLIT}) \d{{2}} (?P=four) \d{{3}}
    ) (?!\w) (?![.,]\d) (?!{_GAP}?(?:€|eur))
    """,
    re.VERBOSE | re.IGNORECASE,
)

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def _bsns(text: str) -> Iterator[Finding]:
    for match in _BSN.finditer(text):
        group = "named" if match["named"] else "alone"
        if _passes(match[group]):
            yield Finding(Kind.BSN, *match.span(group), match[group])


def _passes(written: str) -> bool:
    """The elfproef (modulo 11): one in eleven random numbers passes it too."""
    digits = [int(char) for char in written if char.isdigit()]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return any(digits) and total % 11 == 0


# --- names -------------------------------------------------------------------------------


def _named(text: str, names: Iterable[str]) -> Iterator[Finding]:
    """Where a known name is in a text, in whatever spelling finds its person in a search."""
    letters = _letters(text)
    # The expression of thousands of names is slow; nearly none of them are in the text.
    possible = [name for name in names if _has_two_words(name) and _letters(name) in letters]
    for start, end in Person(possible).spans(text) if possible else ():
        yield Finding(Kind.NAME, start, end, text[start:end])


_COMMON = {
    *("wil", "mark", "roos", "bos", "berg", "jong", "groot", "klein", "sterk", "koning", "bakker"),
    *("visser", "smit", "mulder", "boer", "bloem", "mei", "april", "haar", "hoop", "zon", "ster"),
}
"""Names that are words too: found only behind a title."""


def _named_in_part(text: str, names: Sequence[str]) -> Iterator[Finding]:
    """Where a first or a last name stands alone, with a capital."""
    letters = _letters(text)
    single = (name for name in names if not _has_two_words(name))
    parts = [
        part
        for part in unique([*single, *name_parts(names)])
        if folded(part) not in _COMMON and _letters(part) in letters
    ]
    for start, end in Person(parts).spans(text) if parts else ():
        if text[start:end][:1].isupper() or " " in text[start:end]:
            yield Finding(Kind.NAME_PART, start, end, text[start:end])


def _has_two_words(name: str) -> bool:
    return len(name.split()) > 1 and " " in folded(name)


def _letters(text: str) -> str:
    return folded(text).replace(" ", "")
