"""The period that the page is about: a year, a quarter, or all time.

Nothing else: with days of one's own choosing one could subtract one period from another, and
find numbers of people below five.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pilots.language import _, today
from pilots.queries import progress
from pilots.screens.kit import answers, url_select

PERIOD = "period"
"""The query parameter, and the key in the session, that holds what was chosen."""


@dataclass(frozen=True)
class Period:
    """From the first day to the last; None where it is open."""

    since: date | None = None
    until: date | None = None
    words: str = ""
    """What people call it; '' for all time."""

    @property
    def days(self) -> dict[str, date | None]:
        """As queries take them."""
        return {"since": self.since, "until": self.until}


def chosen(width: int) -> Period:
    """Draw the choice, and return what was chosen."""
    known = dict(_periods())
    code = url_select.choose(
        PERIOD,
        _("Period"),
        {code: period.words for code, period in known.items()},
        placeholder=_("All the time"),
        explain=_unknown,
        width=width,
    )
    return known.get(code or "", Period())


def _unknown(asked: str) -> str:
    return _(
        "Nothing was recorded in the period that this link asks for: {period}. All the time is "
        "shown.",
        period=asked,
    )


def _periods() -> Iterator[tuple[str, Period]]:
    """By code, such as 2026 or 2026-3: each year since something happened, the last one first,
    followed by its quarters."""
    first = answers.for_funder(progress.first_day)
    if first is None:
        return
    for year in range(today().year, first.year - 1, -1):
        yield str(year), Period(date(year, 1, 1), date(year, 12, 31), str(year))
        for n in (4, 3, 2, 1):
            begin = date(year, 3 * n - 2, 1)
            end = date(year + n // 4, 3 * n % 12 + 1, 1) - timedelta(days=1)
            if begin <= today() and end >= first:
                words = _("{year}, quarter {n}", year=year, n=n)
                yield f"{year}-{n}", Period(begin, end, words)
