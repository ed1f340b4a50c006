"""Authorisation: who may do what is decided here and nowhere else (role-based access control)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pilots.errors import NotAllowed
from schemas import Erasure, Member, Report, SharedLink
from schemas import Role as Role  # part of this vocabulary: imported from here


class Verb(StrEnum):
    """A right to do something. A role is a set of them."""

    READ = "read"
    """See how pilots are doing: the funder's pages."""
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
}
"""What each role may do. Whoever has no role, an outsider, may do nothing."""

ROLES = tuple(_RIGHTS)
"""Every role, the one with most rights first."""

Pilots = frozenset[str] | None
"""Ids of pilots; None for all of them, future ones included."""


@dataclass(frozen=True)
class Scope:
    """The pilots that a viewer's queries may read. It is part of every cache key."""

    pilots: Pilots
    """The pilots that may be read."""
    personal: Pilots
    """The pilots of which everything may be read, with names and what else funders do not get."""


EVERYTHING = Scope(pilots=None, personal=None)
"""For the tracker's own queries, whose answers nobody sees."""


@dataclass(frozen=True)
class Grant:
    """A role, and the pilots it is for."""

    role: Role
    pilots: Pilots = None


@dataclass(frozen=True)
class Viewer:
    """Somebody in front of a screen, or a program that acts for somebody."""

    name: str
    grants: tuple[Grant, ...] = ()
    """Somebody can lead one pilot and fund another: rights add up."""
    email: str = ""
    """The address with which they signed in; '' where nobody signs in."""

    @property
    def key(self) -> str:
        """What is stored for one person is stored under this; names are not unique."""
        return self.email or self.name

    @property
    def scope(self) -> Scope:
        """For the team's pages: the pilots of which the viewer may read everything.

        For a viewer without such pilots it is what a funder may read.
        """
        own = self.where(Verb.READ_PERSONAL)
        return self.outside if own == frozenset() else Scope(own, own)

    @property
    def outside(self) -> Scope:
        """For the funder's pages, whoever looks: all pilots the viewer may read, without names."""
        return Scope(self.where(Verb.READ), frozenset())

    def where(self, verb: Verb) -> Pilots:
        """The pilots to which the viewer may do this."""
        reach = [grant.pilots for grant in self.grants if verb in _RIGHTS[grant.role]]
        return None if None in reach else frozenset[str]().union(*filter(None, reach))


def may(viewer: Viewer, verb: Verb, pilot_id: str | None = None) -> bool:
    """Whether the viewer may do this to this pilot (None: to what all pilots share)."""
    pilots = viewer.where(verb)
    return pilots is None or pilot_id in pilots


def may_somewhere(viewer: Viewer, verb: Verb) -> bool:
    """Whether the viewer may do this to any pilot at all."""
    return viewer.where(verb) != frozenset()


def insist(viewer: Viewer, verb: Verb, pilot_id: str | None = None) -> None:
    """Raise NotAllowed where the viewer may not."""
    if not may(viewer, verb, pilot_id):
        raise NotAllowed(name=viewer.name)


def needed(kind: str, body: Mapping[str, Any]) -> Verb:
    """The right that it takes to write this version of a record, or to replace or withdraw it."""
    if kind == Member.table:
        administers = body.get("role") == Role.ADMINISTRATOR
        return Verb.ADMINISTER if administers else Verb.ANSWER_FOR
    is_published = kind == Report.table and body.get("upto") is not None
    needs_more = is_published or kind in {SharedLink.table, Erasure.table}
    return Verb.ANSWER_FOR if needs_more else Verb.RECORD
