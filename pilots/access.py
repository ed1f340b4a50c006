"""Authorisation: who may do what is decided here and nowhere else (role-based access control)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pilots.errors import NotAllowed
from schemas import ArchivedReport, Erasure, Member, Report, Seal, SharedLink
from schemas import Role as Role  # part of this vocabulary: imported from here


class Permission(StrEnum):
    """A right to do something. A role is a set of them."""

    READ = "read"
    """See how pilots are doing: the funder's pages."""
    READ_PERSONAL = "read personal"
    """See the pilots themselves, with names and contact details, and the history."""
    RECORD = "record"
    """Write something down, change it, withdraw it or bring it back.

    Whoever may record must be able to read what they change (READ_PERSONAL): people are chosen by
    name, undo reads the logbook, and a program that records without saying on which version it is
    based writes a withheld field back empty.
    """
    MANAGE = "manage"
    """Let others in, publish a report, erase what is known of somebody."""
    ADMINISTER = "administer"
    """Say who administers."""


_TEAM = frozenset({Permission.READ, Permission.READ_PERSONAL, Permission.RECORD})

_RIGHTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.LEAD: _TEAM | {Permission.MANAGE},
    Role.TEAM: _TEAM,
    Role.FUNDER: frozenset({Permission.READ}),
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
        own = self.pilots_with(Permission.READ_PERSONAL)
        return self.funder_scope if own == frozenset() else Scope(own, own)

    @property
    def funder_scope(self) -> Scope:
        """For the funder's pages, whoever looks: all pilots the viewer may read, without names."""
        return Scope(self.pilots_with(Permission.READ), frozenset())

    def pilots_with(self, permission: Permission) -> Pilots:
        """The pilots to which the viewer may do this."""
        reach = [grant.pilots for grant in self.grants if permission in _RIGHTS[grant.role]]
        return None if None in reach else frozenset[str]().union(*filter(None, reach))


def may(viewer: Viewer, permission: Permission, pilot_id: str | None = None) -> bool:
    """Whether the viewer may do this to this pilot (None: to what all pilots share)."""
    pilots = viewer.pilots_with(permission)
    return pilots is None or pilot_id in pilots


def may_in_any_pilot(viewer: Viewer, permission: Permission) -> bool:
    """Whether the viewer may do this to any pilot at all."""
    return viewer.pilots_with(permission) != frozenset()


def require(viewer: Viewer, permission: Permission, pilot_id: str | None = None) -> None:
    """Raise NotAllowed where the viewer may not."""
    if not may(viewer, permission, pilot_id):
        raise NotAllowed(name=viewer.name)


_WRITTEN_BY_MANAGERS = {table.table for table in (SharedLink, Erasure, Seal, ArchivedReport)}


def required_permission(kind: str, body: Mapping[str, Any]) -> Permission:
    """The right that it takes to write this version of a record, or to replace or withdraw it."""
    if kind == Member.table:
        administers = body.get("role") == Role.ADMINISTRATOR
        return Permission.ADMINISTER if administers else Permission.MANAGE
    is_published = kind == Report.table and body.get("upto") is not None
    needs_more = is_published or kind in _WRITTEN_BY_MANAGERS
    return Permission.MANAGE if needs_more else Permission.RECORD
