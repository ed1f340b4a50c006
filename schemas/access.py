"""Who may come in: members with a role, and shared links for people without an account."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from schemas.record import (
    Choice,
    Day,
    Digest,
    Id,
    Personal,
    Public,
    Record,
    Ref,
    ShortText,
    Unasked,
)


def _lower(text: object) -> object:
    return text.strip().lower() if isinstance(text, str) else text


EmailAddress = Annotated[
    ShortText, Field(pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$"), BeforeValidator(_lower)
]
"""The address that identifies somebody who signs in. Case-insensitive: stored in lower case."""


class Role(Choice):
    """What somebody is to a pilot; `pilots.access` says what each role may do."""

    LEAD = "lead"
    TEAM = "team"
    FUNDER = "funder"
    ADMINISTRATOR = "administrator"


class Member(Record):
    """Somebody who may sign in, with a role in one pilot or in all, until it is withdrawn."""

    purpose: ClassVar[str] = (
        "Who may sign in, and what they may do. Invite people with the e-mail address they use "
        "to sign in."
    )

    pilot: Annotated[Id | None, Ref("pilot")] = None
    name: Annotated[ShortText, Personal()] = Field(
        title="Name", description="It is shown next to what they record."
    )
    email: Annotated[EmailAddress, Personal()] = Field(
        title="E-mail address", description="The address they sign in with."
    )
    role: Annotated[Role, Public()] = Field(Role.TEAM, title="Role")
    until: Annotated[Day | None, Public()] = Field(
        None,
        title="Until",
        description="The last day. If you leave it empty: until you withdraw it.",
    )


class SharedLink(Record):
    """A secret URL: whoever has it sees what funders see, until it ends or is withdrawn."""

    purpose: ClassVar[str] = (
        "Show somebody without an account how pilots are doing: read-only, without names, until "
        "the day you choose."
    )

    name: Annotated[ShortText, Personal()] = Field(
        title="For whom", description="So that you can find it again."
    )
    pilots: Annotated[tuple[Annotated[Id, Ref("pilot")], ...], Public()] = Field(
        (), title="Pilots", description="If you choose none: all of them."
    )
    until: Annotated[Day, Public()] = Field(title="Until", description="The last day it works.")
    digest: Annotated[Digest, Unasked(), Personal()] = Field(title="Fingerprint of the address")
    """Of its secret part, which cannot be worked out from it."""

    @property
    def of_pilot(self) -> str | None:
        """None if it shows several pilots: only somebody responsible for all may manage it."""
        return self.pilots[0] if len(self.pilots) == 1 else None
