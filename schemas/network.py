"""The string of pearls: the places of a neighbourhood, and who is linked to whom and where."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.coordinates import refuse_half_a_point
from schemas.record import (
    Choice,
    DataSubject,
    Day,
    Id,
    LongText,
    More,
    Number,
    PilotRecord,
    Public,
    Ref,
    ShortText,
)


class PlaceKind(Choice):
    """What kind of place it is."""

    MEETING_PLACE = "meeting_place"
    SCHOOL = "school"
    SPORTS_CLUB = "sports_club"
    SHOP_OR_CAFE = "shop_or_cafe"
    LIBRARY_OR_CULTURE = "library_or_culture"
    CARE_OR_WELFARE = "care_or_welfare"
    PLACE_OF_WORSHIP = "place_of_worship"
    GARDEN_OR_SQUARE = "garden_or_square"
    HALL_OF_FLATS = "hall_of_flats"
    OTHER = "other"


class Place(PilotRecord):
    """A place in the neighbourhood where people meet or can do something."""

    purpose: ClassVar[str] = (
        "Where people of the neighbourhood meet, and what they can do there. A place is a pearl "
        "of the string too."
    )

    name: Annotated[ShortText, Public()] = Field(
        title="Name of the place", description="A public place, and nobody's home."
    )
    kind: Annotated[PlaceKind | None, Public()] = Field(None, title="Kind of place")
    activities: Annotated[LongText | None, Public()] = Field(
        None, title="What people can do there", description="For example: coffee on Thursdays."
    )
    hours: Annotated[ShortText | None, Public()] = Field(None, title="When it is open")
    latitude: Annotated[Annotated[Number, Field(ge=-90, le=90)] | None, Public(), More()] = Field(
        None, title="Latitude", description="For the map: 51.82."
    )
    longitude: Annotated[Annotated[Number, Field(ge=-180, le=180)] | None, Public(), More()] = (
        Field(None, title="Longitude", description="For the map: 4.41.")
    )

    @model_validator(mode="after")
    def _is_a_point(self) -> Self:
        refuse_half_a_point(self.latitude, self.longitude)
        return self


class TieKind(Choice):
    """What a link stands for."""

    KNOWS = "knows"
    HELPS = "helps"
    MEETS_AT = "meets_at"
    WORKS_WITH = "works_with"
    HOSTS = "hosts"


class Tie(PilotRecord):
    """A link of the string: of a person or organisation to another one, or to a place."""

    purpose: ClassVar[str] = (
        "Who found whom, and where. Each link makes the string longer, and shows who holds it "
        "together."
    )
    one: ClassVar[str] = "Link of the string"
    many: ClassVar[str] = "Links of the string"

    who: Annotated[Id, Ref("stakeholder"), DataSubject()] = Field(
        title="Who", description="A person, a group or an organisation."
    )
    other: Annotated[Id | None, Ref("stakeholder"), DataSubject()] = Field(
        None, title="Linked to whom"
    )
    place: Annotated[Id | None, Ref("place")] = Field(None, title="Or to which place")
    kind: Annotated[TieKind, Public()] = Field(TieKind.KNOWS, title="What the link is")
    made_by: Annotated[Id | None, Ref("stakeholder")] = Field(
        None, title="Recruiter who made it", description="Who brought them together."
    )
    since: Annotated[Day, Public()] = Field(title="Linked since")
    ended_on: Annotated[Day | None, Public(), More()] = Field(
        None, title="Ended on", description="If they no longer find each other."
    )

    @model_validator(mode="after")
    def _links_two(self) -> Self:
        if (self.other is None) == (self.place is None):
            raise PydanticCustomError(
                "links_two", "A link is to one other: choose a person or a place, and not both."
            )
        if self.other == self.who:
            raise PydanticCustomError(
                "links_itself", "Nobody is linked to themselves. Choose somebody else."
            )
        if self.ended_on and self.ended_on < self.since:
            raise PydanticCustomError(
                "ended_before_it_began", "The link ends before it began. Change one of the days."
            )
        return self
