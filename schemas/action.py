"""What people plan and do. Plan and log are one record: an action that is done is a log entry."""

from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Choice,
    Count,
    Day,
    Headcount,
    Id,
    LongText,
    More,
    Personal,
    Photo,
    PilotRecord,
    Public,
    Ref,
    ShortText,
    Unasked,
)


class ActionKind(Choice):
    """What kind of activity it is."""

    CONVERSATION = "conversation"
    VISIT = "visit"
    EVENT = "event"
    WORKSHOP = "workshop"
    RECRUITING = "recruiting"
    BUILDING = "building"
    OTHER = "other"


class ActionStatus(Choice):
    """The progress of an action: planned, doing, done or dropped."""

    PLANNED = "planned"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Action(PilotRecord):
    """An activity of a pilot: first in the plan, and from the day it is done in the log."""

    purpose: ClassVar[str] = (
        "What you plan and what you did. Each action shows what it takes, and what came of it."
    )

    title: Annotated[ShortText, Public()] = Field(title="What", description="One line is enough.")
    kind: Annotated[ActionKind, Public()] = Field(ActionKind.OTHER, title="Kind of action")
    status: Annotated[ActionStatus, Public()] = Field(ActionStatus.PLANNED, title="Status")
    done_on: Annotated[Day | None, Public()] = Field(None, title="Done on")
    with_whom: Annotated[tuple[Annotated[Id, Ref("stakeholder")], ...], Public()] = Field(
        (), title="With whom", description="Choose people, or type a new name."
    )
    participants: Annotated[Count | None, Headcount()] = Field(
        None, title="Number of participants"
    )
    start: Annotated[Day | None, Public(), More()] = Field(
        None, title="Starts on", description="When somebody starts working on it."
    )
    due: Annotated[Day | None, Public()] = Field(None, title="Due")
    owner: Annotated[ShortText | None, Personal()] = Field(
        None, title="Owner", description="Who makes sure this happens."
    )
    expected: Annotated[LongText | None, Public(), More()] = Field(
        None, title="What do we expect?"
    )
    happened: Annotated[LongText | None, Public(), More()] = Field(None, title="What happened?")
    struck: Annotated[LongText | None, Public(), More()] = Field(None, title="What struck us?")
    photo: Annotated[Photo | None, Personal(), More()] = Field(None, title="Photo")
    decision: Annotated[Id | None, Public(), Ref("decision"), Unasked()] = Field(
        None, title="Follows from the decision"
    )

    @model_validator(mode="before")
    @classmethod
    def _a_day_means_done(cls, given: Any) -> Any:
        """A day on which it was done implies the status done, so nobody needs to choose it."""
        if isinstance(given, dict) and given.get("done_on") and not given.get("status"):
            return {**given, "status": ActionStatus.DONE}
        return given

    @model_validator(mode="after")
    def _status_and_day_agree(self) -> Self:
        if self.status is ActionStatus.DONE and self.done_on is None:
            raise PydanticCustomError(
                "done_without_day", "This is done: fill in the day on which it was done."
            )
        if self.status is not ActionStatus.DONE and self.done_on is not None:
            raise PydanticCustomError(
                "day_but_not_done",
                "The day on which this was done is filled in, so its status must be done. "
                "Change one of the two.",
            )
        if self.start and self.due and self.due < self.start:
            raise PydanticCustomError(
                "due_before_start", "This is due before it starts. Change one of the two days."
            )
        return self
