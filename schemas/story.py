"""Stories of change: outcome harvesting and most significant change in one record.

After Wilson-Grau (outcome harvesting: who changed, what changed, our contribution, and
substantiation by an outsider) and Davies and Dart (most significant change: the story, and its
significance).
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
    Public,
    Ref,
    ShortText,
)


class Direction(Choice):
    """Whether a change was for the better or for the worse."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class EvidenceRung(Choice):
    """The strength of the evidence for a story, weakest first."""

    HEARD = "heard"
    OBSERVED = "observed"
    CONFIRMED = "confirmed"
    MEASURED = "measured"


class Substantiation(Choice):
    """The judgement of an outsider about a story (outcome harvesting)."""

    NOT_ASKED = "not_asked"
    AGREES = "agrees"
    PARTLY = "partly"
    DISAGREES = "disagrees"


class Consent(Choice):
    """Whether the storyteller agrees to sharing the story outside the team."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Story(PilotRecord):
    """A change as somebody told it. Its text is shared outside the team with consent only."""

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
    happened_on: Annotated[Day | None, Public()] = Field(None, title="When")
    where: Annotated[ShortText | None, Consented(), More()] = Field(None, title="Where")
    contribution: Annotated[LongText | None, Consented()] = Field(
        None, title="What did the pilot contribute?"
    )
    significance: Annotated[LongText | None, Consented()] = Field(
        None,
        title="Why does it matter?",
        description="For the person it happened to, and for the pilot.",
    )
    direction: Annotated[Direction, Public()] = Field(Direction.POSITIVE, title="For the better?")
    intended: Annotated[bool, Public(), More()] = Field(True, title="This was what we intended")
    outcome: Annotated[Id | None, Public(), Ref("outcome"), More()] = Field(
        None, title="Outcome it belongs to"
    )
    teller: Annotated[ShortText | None, Personal()] = Field(None, title="Who told the story")
    consent: Annotated[Consent, Public()] = Field(
        Consent.NOT_ASKED,
        title="May it be shared?",
        description="Funders only see it with consent.",
    )
    consent_on: Annotated[Day | None, Public()] = Field(None, title="Consent given on")
    rung: Annotated[EvidenceRung, Public()] = Field(EvidenceRung.HEARD, title="How do we know?")
    source: Annotated[ShortText | None, Personal(), More()] = Field(None, title="Source")
    substantiator: Annotated[ShortText | None, Personal(), More()] = Field(
        None, title="Who outside the pilot can confirm it"
    )
    substantiation: Annotated[Substantiation, Public(), More()] = Field(
        Substantiation.NOT_ASKED, title="What they say about it"
    )

    @model_validator(mode="after")
    def _consent_has_a_day(self) -> Self:
        if self.consent is Consent.GIVEN and self.consent_on is None:
            raise PydanticCustomError(
                "consent_without_day", "Fill in the day on which consent was given."
            )
        return self
