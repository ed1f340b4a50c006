"""Small-cell suppression: counts of people for outsiders, never a number from 1 to 4.

**In time.** The months of one pilot are taken in order, and a span ends as soon as it holds
five people. Only months that are over are looked at, so a month comes in whole. No two spans share
a month, and what is left over is only said to be fewer than five. A span belongs to the period in
which it ends, so the quarters of a year add up to the year.

**In kinds.** Kinds with fewer than five people are put in one group, with the smallest of the
others if that is needed to reach five. The group does not name its kinds: of five kinds with five
people together everybody would know that each has one.

**By comparing.** The people in a span or a group are rounded to the nearest multiple of five, as
Statistics Netherlands (CBS) does for neighbourhoods, and every total is the sum of such numbers.
So whoever adds and subtracts what was shown, on one day or on days apart, finds multiples of five:
never that two people more were there once an action was corrected (differencing).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, number

FEWEST = 5
"""The threshold: the smallest number of people that is shown."""


def is_few(value: float | None) -> bool:
    """Whether this number of people must be suppressed; None and 0 need not be."""
    return value is not None and 0 < value < FEWEST


def rounded(people: int) -> int:
    """The nearest multiple of five."""
    return FEWEST * round(people / FEWEST)


def few() -> str:
    """The words that replace a suppressed number, in the reader's language."""
    return _("fewer than {n}", n=number(FEWEST))


@dataclass(frozen=True)
class Span:
    """Consecutive months (by their first days) and the rounded number of people in them."""

    first: date
    last: date
    people: int | None
    """None where it is fewer than five."""


@dataclass(frozen=True)
class ParticipantSpans:
    """The spans of one pilot, oldest first."""

    spans: tuple[Span, ...]
    rest: Span | None
    """The months after the last span, with fewer than five people; None where there are none."""

    def ending_within(self, since: date | None, until: date | None) -> "ParticipantSpans":
        """The spans that end within these days, and the rest if its last month does."""
        return ParticipantSpans(
            tuple(span for span in self.spans if _within(span, since, until)),
            self.rest if self.rest and _within(self.rest, since, until) else None,
        )

    @property
    def people(self) -> int | None:
        """The rounded number of people in all spans; None without spans."""
        return sum(span.people or 0 for span in self.spans) or None

    @property
    def words(self) -> str:
        """The number of people in the reader's language; '' where it is not known."""
        if self.people is None:
            return few() if self.rest else ""
        return _("about {n}", n=number(self.people))


def _within(span: Span, since: date | None, until: date | None) -> bool:
    return (since is None or span.last >= since) and (until is None or span.last <= until)


def participant_spans(months: Iterable[Mapping[str, Any]], today: date) -> ParticipantSpans:
    """The spans of one pilot, from rows with month (its first day) and people, oldest first.

    A month that is not over yet is left out.
    """
    spans: list[Span] = []
    first: date | None = None
    people = 0
    for row in months:
        if row["month"] >= today.replace(day=1):
            break
        first = first or row["month"]
        people += row["people"]
        last = row["month"]
        if people >= FEWEST:
            spans.append(Span(first, last, rounded(people)))
            first, people = None, 0
    return ParticipantSpans(tuple(spans), Span(first, last, None) if first else None)


@dataclass(frozen=True)
class Group:
    """A rounded number of people of one kind, or of several kinds together."""

    kind: str | None
    """None for several kinds together, or a kind that is not known."""
    people: int


def groups(kinds: Mapping[str | None, int]) -> tuple[Group, ...]:
    """The number of people of each kind, largest first; empty where all together are too few."""
    known = sorted((n, kind) for kind, n in kinds.items() if kind is not None and n >= FEWEST)
    together = sum(kinds.values()) - sum(n for n, _kind in known)
    while 0 < together < FEWEST and known:
        together += known.pop(0)[0]
    if 0 < together < FEWEST:
        return ()
    named = tuple(Group(kind, rounded(n)) for n, kind in reversed(known))
    return (*named, Group(None, rounded(together))) if together else named
