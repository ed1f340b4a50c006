"""Months in the reader's language."""

from datetime import date

from babel import dates

from pilots.language import chosen


def month(day: date) -> str:
    """The month of a day: november 2026."""
    return str(dates.format_date(day, "LLLL y", locale=chosen()))
