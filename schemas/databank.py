"""The neighbourhood databank: what residents need, what they bring, and what came of it."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Choice,
    DataSubject,
    Day,
    Id,
    LongText,
    More,
    PilotRecord,
    Public,
    Ref,
    ShortText,
)


class Asset(Choice):
    """What kind of asset of the neighbourhood something is (asset-based community
    development)."""

    PEOPLE = "people"
    ACTIVITIES = "activities"
    THINGS = "things"
    PLACES = "places"
    ORGANISATIONS = "organisations"
    PUBLIC_SPACE = "public_space"


class ListingStatus(Choice):
    """How a need or an offer stands, as far as people say; a match and a day say the rest."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"


class Listing(PilotRecord, abstract=True):
    """What a need and an offer have in common."""

    title: ShortText = Field(
        title="In a few words",
        description="Leave out health, debts and background: whoever reads this may be the one "
        "who helps.",
    )
    asset: Annotated[Asset, Public()] = Field(Asset.PEOPLE, title="What kind of thing it is")
    theme: Annotated[ShortText | None, Public()] = Field(
        None, title="Theme", description="For example: odd jobs, company, lifts, language."
    )
    stakeholder: Annotated[Id | None, Ref("stakeholder"), DataSubject()] = Field(
        None, title="Of whom"
    )
    place: Annotated[Id | None, Ref("place"), More()] = Field(None, title="At which place")
    available: Annotated[ShortText | None, More()] = Field(
        None, title="When", description="For example: Tuesday mornings."
    )
    until: Annotated[Day | None, Public()] = Field(
        None, title="Ends on", description="Then somebody asks whether it still holds."
    )
    status: Annotated[ListingStatus, Public(), More()] = Field(
        ListingStatus.OPEN, title="How it stands"
    )


class Need(Listing):
    """What somebody in the neighbourhood is looking for."""

    purpose: ClassVar[str] = (
        "What residents are looking for. Asking is the hard part: ask whether you may ask it for "
        "them."
    )


class Offer(Listing):
    """What somebody in the neighbourhood brings."""

    purpose: ClassVar[str] = "What residents bring. Begin with that: everybody has something."


class MatchStatus(Choice):
    """How far a match came, and how it ended."""

    SUGGESTED = "suggested"
    INTRODUCED = "introduced"
    HAPPENED = "happened"
    PARTLY = "partly"
    NOT = "not"
    NO_SHOW = "no_show"
    UNDONE = "undone"


class Match(PilotRecord):
    """A need and an offer that were brought together."""

    purpose: ClassVar[str] = "Who was brought together with whom, and what came of it for both."
    many: ClassVar[str] = "Matches"

    need: Annotated[Id, Ref("need"), DataSubject()] = Field(title="Need")
    offer: Annotated[Id, Ref("offer"), DataSubject()] = Field(title="Offer")
    why: Annotated[LongText | None, More()] = Field(None, title="Why these two")
    introduced_by: Annotated[Id | None, Ref("stakeholder")] = Field(
        None, title="Introduced by", description="Somebody whom both know."
    )
    status: Annotated[MatchStatus, Public()] = Field(MatchStatus.SUGGESTED, title="How far it got")
    introduced_on: Annotated[Day | None, Public()] = Field(None, title="Introduced on")
    ended_on: Annotated[Day | None, Public()] = Field(None, title="Known since")
    for_who_asked: LongText | None = Field(None, title="What it did for the person who asked")
    for_who_offered: LongText | None = Field(None, title="What it did for the person who offered")

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.introduced_on and self.ended_on and self.ended_on < self.introduced_on:
            raise PydanticCustomError(
                "ended_before_introduced",
                "It ends before they were introduced. Change one of the days.",
            )
        return self
