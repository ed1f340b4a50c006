"""Who may do what: decided here, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pilots.errors import NotAllowed
from schemas import Erasure, Member, MemberRole, Report, SharedLink


class Role(StrEnum):
    """What somebody is to a pilot."""

    ADMINISTRATOR = "administrator"
    LEAD = "lead"
    TEAM = "team"
    FUNDER = "funder"
    OUTSIDER = "outsider"


class Verb(StrEnum):
    """What somebody may want to do."""

    READ = "read"
    """See how pilots fare: the funder's pages."""
    READ_PERSONAL = "read personal"
    """See the pilots themselves, with names and contact details, and the history."""
    RECORD = "record"
    """Write something down, change it, withdraw it or bring it back.

    Whoever may record must be able to read what they change (READ_PERSONAL): a form writes a
    whole record back, so a field that was withheld from them would be written back empty.
    """
    ANSWER_FOR = "answer for"
    """Let others in, publish a report, erase what is known of somebody."""
    ADMINISTER = "administer"
    """Say who administers."""


_TEAM = frozenset({Verb.READ, Verb.READ_PERSONAL, Verb.RECORD})

_RIGHTS: dict[Role, frozenset[Verb]] = {
    Role.ADMINISTRATOR: frozenset(Verb),
    Role.LEAD: _TEAM | {Verb.ANSWER_FOR},
    Role.TEAM: _TEAM,
    Role.FUNDER: frozenset({Verb.READ}),
    Role.OUTSIDER: frozenset(),
}

Pilots = frozenset[str] | None
"""Ids of pilots; None for all of them, also those there will be."""


@dataclass(frozen=True)
class Scope:
    """What a viewer's questions may touch. It is part of every cache key."""

    pilots: Pilots
    """The pilots that may be read."""
    personal: Pilots
    """Those of which names, and what else a funder does not get, may be read too."""


EVERYTHING = Scope(pilots=None, personal=None)
"""For the tracker's own questions, whose answers nobody sees."""


@dataclass(frozen=True)
class Grant:
    """A role, and the pilots it is for."""

    role: Role
    pilots: Pilots = None


@dataclass(frozen=True)
class Viewer:
    """Somebody in front of a screen, or a program that speaks for somebody."""

    name: str
    grants: tuple[Grant, ...] = ()
    """Somebody can lead one pilot and look at another: rights add up."""
    email: str = ""
    """The address with which they signed in; '' where nobody signs in."""

    @property
    def key(self) -> str:
        """What is kept for one person is kept under this: two people can have one name."""
        return self.email or self.name

    @property
    def scope(self) -> Scope:
        """What the team's pages are made of: the pilots of which one may read all there is.

        Who is in a team looks at other pilots from outside, as every funder does.
        """
        mine = self.where(Verb.READ_PERSONAL)
        return self.outside if mine == frozenset() else Scope(mine, mine)

    @property
    def outside(self) -> Scope:
        """What the funder's pages are made of, for everybody: all one may see, without names."""
        return Scope(self.where(Verb.READ), frozenset())

    def where(self, verb: Verb) -> Pilots:
        """The pilots to which the viewer may do this."""
        reach = [grant.pilots for grant in self.grants if verb in _RIGHTS[grant.role]]
        return None if None in reach else frozenset[str]().union(*filter(None, reach))


def may(viewer: Viewer, verb: Verb, pilot_id: str | None = None) -> bool:
    """Whether the viewer may do this to this pilot (None: to what all pilots share)."""
    there = viewer.where(verb)
    return there is None or pilot_id in there


def may_somewhere(viewer: Viewer, verb: Verb) -> bool:
    """Whether there is anything at all to which the viewer may do this."""
    return viewer.where(verb) != frozenset()


def insist(viewer: Viewer, verb: Verb, pilot_id: str | None = None) -> None:
    """Raise NotAllowed where the viewer may not."""
    if not may(viewer, verb, pilot_id):
        raise NotAllowed(name=viewer.name)


def needed(kind: str, body: Mapping[str, Any]) -> Verb:
    """What one must be allowed to do to write this version of a record, or to end it."""
    if kind == Member.table:
        administers = body.get("role") == MemberRole.ADMINISTRATOR
        return Verb.ADMINISTER if administers else Verb.ANSWER_FOR
    published = kind == Report.table and body.get("upto") is not None
    asks_more = published or kind in {SharedLink.table, Erasure.table}
    return Verb.ANSWER_FOR if asks_more else Verb.RECORD
