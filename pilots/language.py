"""Translation (gettext) and formatting: English in the code, Dutch from `data/locales/nl.po`.

The language is a context variable, so two people at one server can each read their own. Every
place where a run begins (a page, a callback, a command) sets it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import cache
from math import floor, log10
from pathlib import Path
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from babel import dates, numbers
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

Language = Literal["nl", "en"]
NAMES: dict[Language, str] = {"nl": "NL", "en": "EN"}
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "nl"
LOCALES = Path(__file__).resolve().parent.parent / "data" / "locales"
HERE = ZoneInfo("Europe/Amsterdam")

NEAR = 150
"""Days before or after today within which a day is shown without its year: five months."""

_chosen: ContextVar[Language] = ContextVar("language", default=DEFAULT)


def choose(language: str | None) -> None:
    """Set the language of this context; an unknown one becomes the default."""
    _chosen.set(next((known for known in LANGUAGES if known == language), DEFAULT))


def chosen() -> Language:
    return _chosen.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Use this language within a block."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


@cache
def catalog(language: Language) -> Catalog:
    """The translations of a language, read once; none for English."""
    path = LOCALES / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _(text: str, /, **values: object) -> str:
    """The text in the chosen language, its {placeholders} filled in."""
    message = catalog(chosen()).get(text)
    translated = message.string if message and isinstance(message.string, str) else ""
    return (translated or text).format(**values) if values else translated or text


def plural(one: str, many: str, n: float, /, **values: object) -> str:
    """The singular or plural in the chosen language, with {n} filled in."""
    words = catalog(chosen())
    message = words.get(one)
    forms = message.string if message and isinstance(message.string, tuple) else ()
    form = 0 if n == 1 else 1
    text = forms[form] if len(forms) > form and forms[form] else (one, many)[form]
    return text.format(n=number(n), **values)


SMALLEST = 10
"""Decimals at most: what is smaller than that is the rounding of a computer."""


def number(value: float, decimals: int = 2) -> str:
    """A number as people write it: 1.234,5 in Dutch; with at most so many decimals."""
    # Adding zero turns minus zero into zero.
    rounded = round(value, min(decimals, SMALLEST)) + 0
    return str(numbers.format_decimal(rounded, _DECIMALS, locale=chosen()))


_DECIMALS = "#,##0." + "#" * SMALLEST


def significant(value: float, *others: float) -> str:
    """The same with two decimals, or as many as tell it apart: 0.008 and 0.002 stay different.

    From 0, by two significant digits; and from `others`, the numbers that stand near it.
    """
    is_small = 0 < abs(value) < 0.1
    decimals = 1 - floor(log10(abs(value))) if is_small else 2
    while decimals < SMALLEST and any(
        other != value and round(other, decimals) == round(value, decimals) for other in others
    ):
        decimals += 1
    return number(value, decimals)


def day(value: date) -> str:
    """A day in full: 20 november 2026."""
    return str(dates.format_date(value, "d MMMM y", locale=chosen()))


def short_day(value: date) -> str:
    """A day in a few characters: 20 nov 2026."""
    return str(dates.format_date(value, "d MMM y", locale=chosen()))


def weekday(value: date) -> str:
    """A day in full with its weekday: vrijdag 20 november 2026."""
    return str(dates.format_date(value, "EEEE d MMMM y", locale=chosen()))


def moment(value: datetime) -> str:
    """A moment that is stored in UTC without zone, in Dutch local time."""
    local = dates.format_datetime(value, "d MMM y HH:mm", tzinfo=HERE, locale=chosen())
    return str(local)


def local_day(moment: datetime) -> date:
    """The day on the wall calendar in the Netherlands of a moment in UTC without zone."""
    return moment.replace(tzinfo=UTC).astimezone(HERE).date()


def relative_day(value: date, today: date) -> str:
    """A day as people say it: today, yesterday, tomorrow, or else its date.

    Within NEAR days of today with its weekday, further away with its year.
    """
    match (value - today).days:
        case 0:
            return _("today")
        case -1:
            return _("yesterday")
        case 1:
            return _("tomorrow")
    if abs((value - today).days) > NEAR:
        return short_day(value)
    return str(dates.format_date(value, "EEE d MMM", locale=chosen()))


def today() -> date:
    """The date in the Netherlands, wherever the server is."""
    return datetime.now(HERE).date()


def listing(words: list[str]) -> str:
    """An enumeration: words with commas and, in the chosen language, “and”."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
