"""Calendar subscriptions (iCalendar): secret URLs that calendar programs read."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import Digest, Id, Personal, Record, Ref, ShortText, Unasked


class CalendarFeed(Record):
    """A subscription to what is due, in one pilot or for one owner, until it is withdrawn."""

    purpose: ClassVar[str] = (
        "See reviews and due actions in your own calendar. An address that only you know keeps "
        "it up to date. You can withdraw it at any time."
    )

    pilot: Annotated[Id | None, Ref("pilot")] = None
    name: Annotated[ShortText, Personal()] = Field(
        title="Name", description="Who reads it, or where: so that you can find it again."
    )
    owner: Annotated[ShortText | None, Personal()] = Field(None, title="Owner")
    digest: Annotated[Digest, Unasked(), Personal()] = Field(title="Fingerprint of the address")

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if (self.pilot is None) == (self.owner is None):
            raise PydanticCustomError(
                "calendar_of_one",
                "A calendar belongs to one pilot or to one owner. Choose one of the two.",
            )
        return self
