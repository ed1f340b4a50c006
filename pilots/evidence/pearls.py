"""The string of pearls on a day: who is linked, on whom it hangs, and what changed since."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal

from pilots.evidence.network import Removal, hanging_on, tie_survival, without
from pilots.evidence.pearl_layout import Point, positions
from pilots.language import _, day, listing, number, plural

Shape = Literal["person", "group", "organisation", "place"]

GROUPS = {"group_of_residents", "residents_initiative"}
"""The kinds of stakeholders that are several residents."""

NEW = timedelta(days=31)
"""A pearl that came within this time is new."""


@dataclass(frozen=True)
class Pearl:
    """A person, a group, an organisation or a place."""

    id: str
    name: str
    shape: Shape
    table: Literal["stakeholder", "place"]
    """Of its record."""


@dataclass(frozen=True)
class Strand:
    """A link between two pearls."""

    id: str
    ends: tuple[str, str]
    """The ids of both pearls."""
    since: date
    ended_on: date | None
    made_by: str | None
    """The id of the recruiter."""

    def is_there(self, on: date) -> bool:
        return self.since <= on and (self.ended_on is None or on < self.ended_on)


@dataclass(frozen=True)
class Pearls:
    """The string with its whole history."""

    pearls: Mapping[str, Pearl]
    strands: tuple[Strand, ...]
    """Only between pearls that are there."""
    places: Mapping[str, Point]
    """Where each pearl that was ever linked is drawn."""

    @cached_property
    def days(self) -> list[date]:
        """The days on which something came or went, the first one first."""
        ends = {strand.ended_on for strand in self.strands if strand.ended_on}
        return sorted({strand.since for strand in self.strands} | ends)

    def at(self, on: date) -> tuple[Strand, ...]:
        """The links of a day."""
        return tuple(strand for strand in self.strands if strand.is_there(on))

    def linked(self, on: date) -> list[Pearl]:
        """The pearls with a link on a day."""
        ids = dict.fromkeys(end for strand in self.at(on) for end in strand.ends)
        return [self.pearls[id] for id in ids]

    def unlinked(self, on: date) -> list[Pearl]:
        linked = {pearl.id for pearl in self.linked(on)}
        return [pearl for pearl in self.pearls.values() if pearl.id not in linked]

    def new(self, on: date) -> set[str]:
        """The ids of the pearls of which the first link was made shortly before a day."""
        first: dict[str, date] = {}
        for strand in self.strands:
            for end in strand.ends:
                first[end] = min(strand.since, first.get(end, strand.since))
        return {id for id, since in first.items() if on - NEW < since <= on}

    def degrees(self, on: date) -> Counter[str]:
        """To how many others each pearl is linked."""
        pairs = {frozenset(strand.ends) for strand in self.at(on)}
        return Counter(end for pair in pairs for end in pair)

    def _graph(self, on: date) -> tuple[list[str], list[tuple[str, str]]]:
        return [pearl.id for pearl in self.linked(on)], [strand.ends for strand in self.at(on)]

    def without(self, on: date, gone: Iterable[str]) -> Removal:
        members, ties = self._graph(on)
        return without(members, ties, [id for id in gone if id in members])

    def sentence(self, on: date) -> str:
        """How long the string is, and on whom it hangs, in the reader's language."""
        if not self.at(on):
            return _("Nobody is linked yet.")
        return " ".join(self._sentences(on))

    def _sentences(self, on: date) -> Iterator[str]:
        members, ties = self._graph(on)
        yield _(
            "{pearls} pearls and {links} links.",
            pearls=number(len(members)),
            links=number(len({frozenset(tie) for tie in ties})),
        )
        parts = without(members, ties, ()).components
        if len(parts) == 1:
            yield _("Everything is connected.")
        else:
            yield _(
                "There are {parts} separate parts; the largest has {largest}.",
                parts=number(len(parts)),
                largest=number(parts[0]),
            )
        hanging = hanging_on(members, ties)
        if hanging:
            id, n = max(hanging.items(), key=lambda item: item[1])
            yield plural(
                "For {n} of them {name} is the only link.",
                "For {n} of them {name} is the only link.",
                n,
                name=self.pearls[str(id)].name,
            )

    def removal_sentence(self, on: date, gone: Sequence[str]) -> str:
        """What happens if one or two of them stop, in the reader's language."""
        found = self.without(on, gone)
        names = listing([self.pearls[id].name for id in gone])
        lost = _loss(len(gone), len(found.cut_off), names)
        if len(found.components) <= 1:
            return f"{lost} {_('Everything else stays connected.')}"
        rest = _(
            "The string falls apart into {parts} parts; the largest has {largest} of {all}.",
            parts=number(len(found.components)),
            largest=number(found.components[0]),
            all=number(found.members),
        )
        return f"{lost} {rest}"


def _loss(gone: int, cut_off: int, names: str) -> str:
    """How many pearls lose their only link if these stop."""
    if not cut_off and gone == 1:
        return _("If {names} stops, nobody loses their only link.", names=names)
    if not cut_off:
        return _("If {names} stop, nobody loses their only link.", names=names)
    if gone == 1:
        return plural(
            "If {names} stops, {n} pearl loses its only link.",
            "If {names} stops, {n} pearls lose their only link.",
            cut_off,
            names=names,
        )
    return plural(
        "If {names} stop, {n} pearl loses its only link.",
        "If {names} stop, {n} pearls lose their only link.",
        cut_off,
        names=names,
    )


@dataclass(frozen=True)
class Change:
    """What came and what went between two days."""

    came: tuple[Strand, ...]
    went: tuple[Strand, ...]
    joined: tuple[Pearl, ...]
    left: tuple[Pearl, ...]
    survival: float | None
    """The share of the links that are there on both days."""

    def sentence(self, since: date, until: date) -> str:
        """In the reader's language."""
        return _(
            "Between {first} and {last} {came} links came and {went} went; {joined} pearls "
            "joined and {left} were lost.",
            first=day(since),
            last=day(until),
            came=number(len(self.came)),
            went=number(len(self.went)),
            joined=number(len(self.joined)),
            left=number(len(self.left)),
        )


def change(string: Pearls, since: date, until: date) -> Change:
    before, after = string.at(since), string.at(until)
    pairs_before = {frozenset(strand.ends) for strand in before}
    pairs_after = {frozenset(strand.ends) for strand in after}
    then, now = ({pearl.id: pearl for pearl in string.linked(on)} for on in (since, until))
    return Change(
        came=tuple(strand for strand in after if frozenset(strand.ends) not in pairs_before),
        went=tuple(strand for strand in before if frozenset(strand.ends) not in pairs_after),
        joined=tuple(pearl for id, pearl in now.items() if id not in then),
        left=tuple(pearl for id, pearl in then.items() if id not in now),
        survival=tie_survival(
            [strand.ends for strand in before], [strand.ends for strand in after]
        ),
    )


def pearls(
    members: Iterable[Mapping[str, Any]],
    ties: Iterable[Mapping[str, Any]],
    lines: Iterable[Mapping[str, Any]],
) -> Pearls:
    """From rows of `queries.pearls`: `pearls`, `ties` and `tie_lines`."""
    known = {
        row["id"]: Pearl(row["id"], row["name"], _shape(row), row["table"]) for row in members
    }
    return Pearls(
        pearls=known,
        strands=tuple(
            Strand(
                row["id"], (row["who"], row["to"]), row["since"], row["ended_on"], row["made_by"]
            )
            for row in ties
            if row["who"] in known and row["to"] in known
        ),
        places=positions((row["who"], row["to"]) for row in lines),
    )


def _shape(row: Mapping[str, Any]) -> Shape:
    if row["table"] == "place":
        return "place"
    if row["kind"] in (None, "resident"):
        return "person"
    return "group" if row["kind"] in GROUPS else "organisation"
