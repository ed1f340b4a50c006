"""How many people, for who is not to recognise any of them: never a number from 1 to 4.

**In time.** The months of one pilot are taken in order, and a span ends as soon as it holds
five people. Only months that are over are looked at, so a month comes in whole. Then:

1. A span holds at least five people, and no two spans share a month.
2. Where a span ends follows from the months up to there. What happens later changes no span
   that has ended: it lies in the rest, of which is said that they are fewer than five.
3. Every number that is shown is the sum of whole spans: of one, of those that end in a year or
   a quarter, of all of them, of several pilots.

Who adds and subtracts such numbers, with whatever factors, gets a number in which all months of
a span count equally often. If that number counts some months once and others not at all, it
counts whole spans: it is nothing, or at least five. The rest is in no number, so nothing can be
subtracted to find it. A span belongs to the period in which it ends, so that the periods of
a year add up to it, and leave nothing over.

**In kinds.** Kinds with fewer than five are taken together, with the smallest of the others if
that is needed to come to five. Which kinds are in there is not said: of five kinds with five
people together everybody would know how many each has. What is left over when the others are
subtracted from the whole is that group, and it holds five or more.

This holds for one state of the register. Who corrects a month that is over changes its number,
and who kept the old one can subtract the two.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pilots.language import _, number

FEWEST = 5
"""The smallest number of people that is shown."""


def is_few(value: float | None) -> bool:
    """Whether this many people are too few to say how many."""
    return value is not None and 0 < value < FEWEST


def few() -> str:
    """What stands in the place of a number that is too small to show."""
    return _("fewer than {n}", n=number(FEWEST))


@dataclass(frozen=True)
class Span:
    """Months in a row, known by their first days, and how many people they hold together."""

    first: date
    last: date
    people: int | None
    """None: fewer than five."""


@dataclass(frozen=True)
class Turnouts:
    """The spans of one pilot, oldest first."""

    spans: tuple[Span, ...]
    rest: Span | None
    """The months after the last span: fewer than five. None where there are none."""

    def ended(self, since: date | None, until: date | None) -> "Turnouts":
        """Those that end within these days, and the rest if its last month does."""
        return Turnouts(
            tuple(span for span in self.spans if _within(span, since, until)),
            self.rest if self.rest and _within(self.rest, since, until) else None,
        )

    @property
    def people(self) -> int | None:
        """All people in the spans; None where there are none, or fewer than five."""
        return sum(span.people or 0 for span in self.spans) or None

    @property
    def words(self) -> str:
        """How many people took part, as short as it can be said; '' where nobody knows."""
        if self.people is None:
            return few() if self.rest else ""
        said = number(self.people)
        return _("at least {n}", n=said) if self.rest else said


def _within(span: Span, since: date | None, until: date | None) -> bool:
    return (since is None or span.last >= since) and (until is None or span.last <= until)


def turnouts(months: Iterable[Mapping[str, Any]], today: date) -> Turnouts:
    """From rows with month (its first day) and people, oldest first, of one pilot.

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
            spans.append(Span(first, last, people))
            first, people = None, 0
    return Turnouts(tuple(spans), Span(first, last, None) if first else None)


@dataclass(frozen=True)
class Group:
    """Some people of one kind, or of several kinds together."""

    kind: str | None
    """None: of several kinds, or of a kind that is not known."""
    people: int


def groups(kinds: Mapping[str | None, int]) -> tuple[Group, ...]:
    """How many people there are of each kind, the most first; empty where they are too few."""
    known = sorted((n, kind) for kind, n in kinds.items() if kind is not None and n >= FEWEST)
    together = sum(kinds.values()) - sum(n for n, _kind in known)
    while 0 < together < FEWEST and known:
        together += known.pop(0)[0]
    if 0 < together < FEWEST:
        return ()
    named = tuple(Group(kind, n) for n, kind in reversed(known))
    return (*named, Group(None, together)) if together else named
