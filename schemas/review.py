"""What a team does in a meeting: it looks back, decides, and holds on to its principles."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Choice,
    Day,
    Id,
    LineNumber,
    LongText,
    More,
    Personal,
    PilotRecord,
    Ref,
    ShortText,
    Unasked,
)


class Standing(Choice):
    """How a pilot stands, as the team sees it in a review."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Review(PilotRecord):
    """A meeting of the team about one pilot. It is over once it says how far it looked."""

    purpose: ClassVar[str] = (
        "In a review you look back together, decide, and agree on what comes next. The agenda "
        "builds itself from what happened."
    )

    held_on: Day = Field(title="Date")
    present: Annotated[tuple[ShortText, ...], Personal()] = Field(
        (), title="Present", description="Choose people, or type a new name."
    )
    status: Standing | None = Field(None, title="How is the pilot doing?")
    why: LongText | None = Field(
        None, title="Why?", description="What makes you say so? People will ask later."
    )
    notes: Annotated[LongText | None, Personal()] = Field(
        None, title="Notes", description="What else is worth keeping, for the team only."
    )
    next_on: Day | None = Field(None, title="Next review")
    since: Annotated[LineNumber, Unasked()] = Field(0, title="Looks back from line")
    upto: Annotated[LineNumber | None, Unasked()] = Field(None, title="Looks back up to line")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.status and not self.why:
            raise PydanticCustomError(
                "status_without_reason",
                "Say why the pilot is on track, at risk or off track. One line is enough.",
            )
        if self.upto is not None and not self.status:
            raise PydanticCustomError(
                "over_without_status", "Choose how the pilot is doing before you close the review."
            )
        if self.next_on and self.next_on <= self.held_on:
            raise PydanticCustomError(
                "next_before_this", "The next review comes after this one. Choose a later day."
            )
        return self


class DecisionKind(Choice):
    """How a pilot goes on."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    SCALE = "scale"
    STOP = "stop"


class Carried(Choice):
    """What came of a decision."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        # "Open" alone is what one does to a door.
        return "Still open" if self is Carried.OPEN else super().label


class Decision(PilotRecord):
    """What was decided, why and by whom. Actions follow from it, and say so."""

    purpose: ClassVar[str] = (
        "What was decided, why, and by whom. The next review begins with what came of it."
    )

    text: ShortText = Field(title="What do we decide?", description="One line is enough.")
    kind: DecisionKind = Field(DecisionKind.CONTINUE, title="What happens next with the pilot")
    reason: LongText | None = Field(None, title="Why this decision")
    decider: Annotated[ShortText | None, Personal()] = Field(None, title="Decided by")
    decided_on: Day | None = Field(None, title="Decided on")
    carried: Annotated[Carried, More()] = Field(Carried.OPEN, title="What came of it")
    carried_why: Annotated[LongText | None, More()] = Field(None, title="How it went")
    review: Annotated[Id | None, Ref("review"), Unasked()] = Field(None, title="Review")
    expectation: Annotated[Id | None, Ref("expectation"), Unasked()] = Field(
        None, title="Expectation"
    )


class Held(Choice):
    """Whether a principle was held on to."""

    KEPT = "kept"
    BROKEN = "broken"


class PrincipleCheck(PilotRecord):
    """One principle, looked at in one review: did we hold on to it?"""

    purpose: ClassVar[str] = "Did you keep to your principles? An example says more than a tick."

    principle: Annotated[Id, Ref("principle")] = Field(title="Principle")
    held: Held = Field(title="Kept or broken")
    example: LongText | None = Field(
        None, title="Example", description="What did we do, or not do?"
    )
    checked_on: Day = Field(title="Checked on")
    review: Annotated[Id | None, Ref("review"), Unasked()] = Field(None, title="Review")
