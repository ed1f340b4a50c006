"""What a team records in a review: how the pilot is doing, decisions, and checks of principles."""

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
    Public,
    Ref,
    ShortText,
    Unasked,
)


class Standing(Choice):
    """The status of a pilot in the eyes of its team: green, amber or red (RAG status)."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"


class Review(PilotRecord):
    """A team meeting about one pilot: the "study" in PDSA. It is over once `upto` is set."""

    purpose: ClassVar[str] = (
        "In a review you look back together, decide, and agree on what comes next. The agenda "
        "builds itself from what happened."
    )

    held_on: Annotated[Day, Public()] = Field(title="Date")
    present: Annotated[tuple[ShortText, ...], Personal()] = Field(
        (), title="Present", description="Choose people, or type a new name."
    )
    status: Annotated[Standing | None, Public()] = Field(None, title="How is the pilot doing?")
    why: Annotated[LongText | None, Public()] = Field(
        None, title="Why?", description="What makes you say so? People will ask later."
    )
    notes: Annotated[LongText | None, Personal()] = Field(
        None, title="Notes", description="What else is worth keeping, for the team only."
    )
    next_on: Annotated[Day | None, Public()] = Field(None, title="Next review")
    since: Annotated[LineNumber, Public(), Unasked()] = Field(0, title="Looks back from line")
    upto: Annotated[LineNumber | None, Public(), Unasked()] = Field(
        None, title="Looks back up to line"
    )

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
    """What happens next with the pilot: the "act" in PDSA."""

    CONTINUE = "continue"
    ADAPT = "adapt"
    SCALE = "scale"
    STOP = "stop"


class DecisionStatus(Choice):
    """Whether a decision was carried out."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"

    @property
    def label(self) -> str:
        # "Open" alone could be read as an instruction.
        return "Still open" if self is DecisionStatus.OPEN else super().label


class Decision(PilotRecord):
    """What was decided, why and by whom. Actions that follow from it refer to it."""

    purpose: ClassVar[str] = (
        "What was decided, why, and by whom. The next review begins with what came of it."
    )

    text: Annotated[ShortText, Public()] = Field(
        title="What do we decide?", description="One line is enough."
    )
    kind: Annotated[DecisionKind, Public()] = Field(
        DecisionKind.CONTINUE, title="What happens next with the pilot"
    )
    reason: Annotated[LongText | None, Public()] = Field(None, title="Why this decision")
    decider: Annotated[ShortText | None, Personal()] = Field(None, title="Decided by")
    decided_on: Annotated[Day | None, Public()] = Field(None, title="Decided on")
    carried: Annotated[DecisionStatus, Public(), More()] = Field(
        DecisionStatus.OPEN, title="What came of it"
    )
    carried_why: Annotated[LongText | None, Public(), More()] = Field(None, title="How it went")
    review: Annotated[Id | None, Public(), Ref("review"), Unasked()] = Field(None, title="Review")
    expectation: Annotated[Id | None, Public(), Ref("expectation"), Unasked()] = Field(
        None, title="Expectation"
    )


class Adherence(Choice):
    """Whether the team acted according to a principle."""

    KEPT = "kept"
    BROKEN = "broken"


class PrincipleCheck(PilotRecord):
    """The assessment of one principle in one review: did the team act according to it?"""

    purpose: ClassVar[str] = "Did you keep to your principles? An example says more than a tick."

    principle: Annotated[Id, Public(), Ref("principle")] = Field(title="Principle")
    held: Annotated[Adherence, Public()] = Field(title="Kept or broken")
    example: Annotated[LongText | None, Public()] = Field(
        None, title="Example", description="What did we do, or not do?"
    )
    checked_on: Annotated[Day, Public()] = Field(title="Checked on")
    review: Annotated[Id | None, Public(), Ref("review"), Unasked()] = Field(None, title="Review")
