"""Who is let in: members with a role, and links for who has no account."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from schemas.record import Choice, Day, Id, Personal, Record, Ref, ShortText, Unasked

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""The SHA-256 of a secret, which nobody can make the secret from."""


def _lower(text: object) -> object:
    return text.strip().lower() if isinstance(text, str) else text


EmailAddress = Annotated[
    ShortText, Field(pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$"), BeforeValidator(_lower)
]
"""By which somebody is recognised who signs in: capitals make no difference."""


class MemberRole(Choice):
    """What somebody may do."""

    LEAD = "lead"
    TEAM = "team"
    FUNDER = "funder"
    ADMINISTRATOR = "administrator"


class Member(Record):
    """Somebody who may sign in, with a role in one pilot or in all. Withdrawn, it is over."""

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
    role: MemberRole = Field(MemberRole.TEAM, title="Role")
    until: Day | None = Field(
        None,
        title="Until",
        description="The last day. If you leave it empty: until you withdraw it.",
    )


class SharedLink(Record):
    """A secret address that shows the funder's view to whoever has it. Withdrawn, it is over."""

    purpose: ClassVar[str] = (
        "Show somebody without an account how pilots are doing: read-only, without names, until "
        "the day you choose."
    )

    name: Annotated[ShortText, Personal()] = Field(
        title="For whom", description="So that you can find it again."
    )
    pilots: tuple[Annotated[Id, Ref("pilot")], ...] = Field(
        (), title="Pilots", description="If you choose none: all of them."
    )
    until: Day = Field(title="Until", description="The last day it works.")
    digest: Annotated[Digest, Unasked(), Personal()] = Field(title="Fingerprint of the address")

    @property
    def of_pilot(self) -> str | None:
        """One that shows several pilots is for who answers for all of them."""
        return self.pilots[0] if len(self.pilots) == 1 else None
