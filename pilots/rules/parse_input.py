"""Reads numbers and days as people type them, by the language of the page.

The browser's own inputs guess: 7,5 becomes 75 in one browser, 31-4 becomes 30 April in another.
What is typed here is what is recorded, or it is refused. Where a text can be read in two ways,
`Reading.other` is the second one, so that the page can say which was taken.
"""

import re
from datetime import date, timedelta
from typing import Generic, NamedTuple, TypeVar

from babel import dates, numbers

from pilots.language import LANGUAGES, chosen

T = TypeVar("T")


class Reading(NamedTuple, Generic[T]):
    """What a text means."""

    value: T
    other: T | None = None
    """What it means to somebody who writes in another way; None where there is no doubt."""


# --- numbers -----------------------------------------------------------------------------

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_AROUND = re.compile(r"^[€%]|[€%]$")


def read_number(text: str) -> Reading[float] | None:
    """The number in a text such as 1.234,5 or 75 %; None where it is none.

    In Dutch the comma is the decimal mark, in English the point. The other way is understood
    where it can mean nothing else: 7.5 is seven and a half in both.
    """
    plain = _SPACES.sub("", text).replace("\N{MINUS SIGN}", "-")
    plain = _AROUND.sub("", plain)
    mark, other_mark = (",", ".") if chosen() == "nl" else (".", ",")
    own, other = _with_mark(plain, mark), _with_mark(plain, other_mark)
    if own is None:
        return None if other is None else Reading(other)
    return Reading(own, None if other in (None, own) else other)


def _with_mark(text: str, mark: str) -> float | None:
    """The number, if the text is one that is written with this decimal mark."""
    group = re.escape("." if mark == "," else ",")
    mark = re.escape(mark)
    grouped = rf"[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    if not re.fullmatch(rf"[+-]?(?:(?:{grouped}|\d+)(?:{mark}\d+)?|{mark}\d+)", text, re.ASCII):
        return None
    return float(re.sub(mark, ".", re.sub(group, "", text)))


def number_text(value: float) -> str:
    """A number as it stands in an input: with all its decimals, and nothing between thousands."""
    return str(
        numbers.format_decimal(
            value, locale=chosen(), group_separator=False, decimal_quantization=False
        )
    )


# --- days --------------------------------------------------------------------------------

_WORDS = {
    "eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2,
    "yesterday": -1, "today": 0, "tomorrow": 1,
}  # fmt: skip


def read_day(text: str, today: date) -> date | None:
    """The day in a text such as 1-1-2027, 31 12 26, 1 jan, 2026-12-31 or gisteren; None for none.

    The day comes before the month. Without a year it is the nearest such day.
    """
    words = text.casefold().strip()
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    parts = re.findall(r"[0-9]+|[^\W\d_]+", words)
    if not re.fullmatch(r"(?:[0-9]|[^\W\d_]|[\s.,/\-])+", words) or not 1 <= len(parts) <= 3:
        return None
    if len(parts) == 1:
        return _of_digits(parts[0])
    if len(parts) == 3 and len(parts[0]) == 4:
        return _day(parts[2], parts[1], parts[0])
    if not parts[0].isdigit():  # English: January 1, 2027
        parts[:2] = parts[1::-1]
    return _day(*parts) if len(parts) == 3 else _nearest(parts[0], parts[1], today)


def _of_digits(text: str) -> date | None:
    """A day without anything between: 01012027 or 010127."""
    if not text.isdigit() or len(text) not in (6, 8):
        return None
    return _day(text[:2], text[2:4], text[4:])


def _nearest(day: str, month: str, today: date) -> date | None:
    years = (today.year - 1, today.year, today.year + 1)
    found = [each for year in years if (each := _day(day, month, str(year)))]
    return min(found, key=lambda each: abs(each - today), default=None)


def _day(day: str, month: str, year: str) -> date | None:
    number_of_month = int(month) if month.isdigit() else _months().get(month[:3])
    if not (day.isdigit() and year.isdigit() and number_of_month) or len(year) not in (2, 4):
        return None
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full_year, number_of_month, int(day))
    except ValueError:  # there is no such day
        return None


def _months() -> dict[str, int]:
    """The first three letters of every month, in all languages of the tracker."""
    return {
        name.casefold()[:3]: n
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for n, name in dates.get_month_names(width, locale=language).items()
    }


def day_text(value: date) -> str:
    """A day as it stands in an input: 31-12-2026."""
    return f"{value:%d-%m-%Y}"
