"""Who may do what: decided here, and nowhere else."""

from dataclasses import dataclass
from enum import StrEnum

from pilots.errors import NotAllowed


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
    """See pilots, and how they fare."""
    READ_PERSONAL = "read personal"
    """See names and contact details, and the history, which holds them."""
    RECORD = "record"
    """Write something down, change it, withdraw it or bring it back."""


_RIGHTS: dict[Role, frozenset[Verb]] = {
    Role.ADMINISTRATOR: frozenset(Verb),
    Role.LEAD: frozenset(Verb),
    Role.TEAM: frozenset(Verb),
    Role.FUNDER: frozenset({Verb.READ}),
    Role.OUTSIDER: frozenset(),
}


@dataclass(frozen=True)
class Scope:
    """What a viewer's questions may touch. It is part of every cache key."""

    pilots: frozenset[str] | None
    """Ids of the pilots that may be read; None for all."""
    personal: bool
    """Whether fields marked Personal may be read."""


EVERYTHING = Scope(pilots=None, personal=True)
"""For the tracker's own questions, whose answers nobody sees."""


@dataclass(frozen=True)
class Viewer:
    """Somebody in front of a screen, or a program that speaks for somebody."""

    name: str
    role: Role
    pilots: frozenset[str] | None = None
    """The ids of the pilots this role is for; None for all of them."""

    @property
    def scope(self) -> Scope:
        rights = _RIGHTS[self.role]
        readable = self.pilots if Verb.READ in rights else frozenset[str]()
        return Scope(pilots=readable, personal=Verb.READ_PERSONAL in rights)


def may(viewer: Viewer, verb: Verb, pilot: str | None = None) -> bool:
    """Whether the viewer may do this to this pilot (None: to what all pilots share)."""
    if verb not in _RIGHTS[viewer.role]:
        return False
    return viewer.pilots is None or pilot in viewer.pilots


def insist(viewer: Viewer, verb: Verb, pilot: str | None = None) -> None:
    """Raise NotAllowed where the viewer may not."""
    if not may(viewer, verb, pilot):
        raise NotAllowed(name=viewer.name)
