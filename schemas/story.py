"""What changed for somebody, told: outcome harvesting and most significant change in one.

After Wilson-Grau (outcome harvesting: who changed what, our contribution, substantiated by
whom) and Davies and Dart (most significant change: the story, and why it matters).
"""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Choice,
    Consented,
    Day,
    Id,
    LongText,
    More,
    Personal,
    PilotRecord,
    Ref,
    ShortText,
)


class Direction(Choice):
    """Whether a change was for the better."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class EvidenceRung(Choice):
    """How sure we are of what a story says, the least sure first."""

    HEARD = "heard"
    OBSERVED = "observed"
    CONFIRMED = "confirmed"
    MEASURED = "measured"


class Substantiation(Choice):
    """What somebody outside the pilot says of it."""

    NOT_ASKED = "not_asked"
    AGREES = "agrees"
    PARTLY = "partly"
    DISAGREES = "disagrees"


class Consent(Choice):
    """Whether who told it wants it to be told on."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Story(PilotRecord):
    """A change that somebody told of. Only with consent does it leave the team."""

    many: ClassVar[str] = "Stories"
    purpose: ClassVar[str] = (
        "What changed for somebody, in their own words. A number says how much; a story says "
        "what it means."
    )

    title: Annotated[ShortText, Consented()] = Field(
        title="The story in one line", description="Without people’s names."
    )
    what: Annotated[LongText, Consented()] = Field(title="What changed?")
    who: Annotated[ShortText | None, Consented()] = Field(
        None, title="For whom?", description="A role or a group, never a name."
    )
    happened_on: Day | None = Field(None, title="When")
    where: Annotated[ShortText | None, Consented(), More()] = Field(None, title="Where")
    contribution: Annotated[LongText | None, Consented()] = Field(
        None, title="What did the pilot contribute?"
    )
    significance: Annotated[LongText | None, Consented()] = Field(
        None,
        title="Why does it matter?",
        description="For the person it happened to, and for the pilot.",
    )
    direction: Direction = Field(Direction.POSITIVE, title="For the better?")
    intended: Annotated[bool, More()] = Field(True, title="This was what we intended")
    outcome: Annotated[Id | None, Ref("outcome"), More()] = Field(
        None, title="Outcome it belongs to"
    )
    teller: Annotated[ShortText | None, Personal()] = Field(None, title="Who told the story")
    consent: Consent = Field(
        Consent.NOT_ASKED,
        title="May it be shared?",
        description="Funders only see it with consent.",
    )
    consent_on: Day | None = Field(None, title="Consent given on")
    rung: EvidenceRung = Field(EvidenceRung.HEARD, title="How do we know?")
    source: Annotated[ShortText | None, Personal(), More()] = Field(None, title="Source")
    substantiator: Annotated[ShortText | None, Personal(), More()] = Field(
        None, title="Who outside the pilot can confirm it"
    )
    substantiation: Annotated[Substantiation, More()] = Field(
        Substantiation.NOT_ASKED, title="What they say about it"
    )

    @model_validator(mode="after")
    def _consent_has_a_day(self) -> Self:
        if self.consent is Consent.GIVEN and self.consent_on is None:
            raise PydanticCustomError(
                "consent_without_day", "Fill in the day on which consent was given."
            )
        return self
