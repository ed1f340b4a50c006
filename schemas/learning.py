"""What a team writes down beforehand to learn from afterwards, and what it finds then.

Sources: the decision card with its green and red thresholds (progression criteria) after Lewis
et al. (2021); goal attainment scaling after Kiresuk and Sherman (1968); the participation ladder
after Edelenbos; most significant change after Davies and Dart.
"""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.outcome import Better
from schemas.people import Rung
from schemas.record import (
    Choice,
    Count,
    DataSubject,
    Day,
    Id,
    LongText,
    More,
    Number,
    Personal,
    PilotRecord,
    Public,
    Ref,
    ShortText,
)


class Expectation(PilotRecord):
    """A prediction for an outcome, with the decision that follows from it: the "plan" in PDSA.

    It is recorded before the first measurement (preregistration). A later change is an
    amendment, with a reason.
    """

    purpose: ClassVar[str] = (
        "Say in advance what you expect and what you will do then. Hindsight is easy; this is how "
        "you learn."
    )

    outcome: Annotated[Id, Public(), Ref("outcome")] = Field(title="Outcome")
    prediction: Annotated[LongText, Public()] = Field(
        title="What do we expect?", description="In your own words: what will happen, and why."
    )
    expected: Annotated[Number | None, Public()] = Field(None, title="Value we expect")
    green: Annotated[Number | None, Public()] = Field(
        None,
        title="We continue from this value",
        description="At this value or past it: continue or scale.",
    )
    red: Annotated[Number | None, Public()] = Field(
        None, title="We stop at this value", description="At this value or short of it: stop."
    )
    decide_by: Annotated[Day | None, Public()] = Field(None, title="We decide by")
    decider: Annotated[ShortText | None, Personal()] = Field(None, title="Who decides")
    amended: Annotated[LongText | None, Public()] = Field(
        None,
        title="Why only now, or why the change?",
        description="Needed once there is a measurement.",
    )

    def fits(self, better: Better) -> bool:
        """Whether the green threshold lies beyond the red one in the direction that is better."""
        if better is Better.NEITHER:
            return self.green is None and self.red is None
        if self.green is None or self.red is None:
            return True
        return self.green > self.red if better is Better.HIGHER else self.green < self.red


class LimitsRecalculation(PilotRecord):
    """A day from which the limits of an outcome's control chart are recalculated, and why."""

    table: ClassVar[str] = "baseline"
    one: ClassVar[str] = "Recalculation of the limits"
    many: ClassVar[str] = "Recalculations of the limits"
    purpose: ClassVar[str] = (
        "When something has changed permanently, recalculate the limits from that day on. Say "
        "why, so that nobody thinks the figures were made to look better."
    )

    outcome: Annotated[Id, Public(), Ref("outcome")] = Field(title="Outcome")
    begins_on: Annotated[Day, Public()] = Field(title="Recalculated from")
    reason: Annotated[LongText, Public()] = Field(title="Why from that day on?")
    action: Annotated[Id | None, Public(), Ref("action"), More()] = Field(
        None, title="Action that explains it"
    )


class AttainmentLevel(Choice):
    """A level of goal attainment scaling (GAS), from much less to much more than planned."""

    MUCH_LESS = "much_less"
    LESS = "less"
    AS_PLANNED = "as_planned"
    MORE = "more"
    MUCH_MORE = "much_more"

    @property
    def score(self) -> int:
        """The GAS score, from -2 to +2; 0 is as planned."""
        return list(AttainmentLevel).index(self) - 2


class Goal(PilotRecord):
    """A goal with a description of its five attainment levels (goal attainment scaling, GAS)."""

    purpose: ClassVar[str] = (
        "A goal of your own, with what each level looks like: much less, less, as planned, more "
        "and much more."
    )

    statement: Annotated[ShortText, Public()] = Field(title="Goal")
    as_planned: Annotated[LongText, Public()] = Field(
        title="As planned", description="What do you see then?"
    )
    less: Annotated[LongText | None, Public()] = Field(None, title="Less than planned")
    much_less: Annotated[LongText | None, Public()] = Field(None, title="Much less than planned")
    more: Annotated[LongText | None, Public()] = Field(None, title="More than planned")
    much_more: Annotated[LongText | None, Public()] = Field(None, title="Much more than planned")
    weight: Annotated[Count, Public(), More()] = Field(
        1, title="Weight", description="How much it counts compared with the other goals."
    )


class GoalScore(PilotRecord):
    """The level of a goal on one day (goal attainment scaling)."""

    one: ClassVar[str] = "Goal score"
    many: ClassVar[str] = "Goal scores"
    purpose: ClassVar[str] = (
        "Say from time to time how far along a goal is. The chart shows the last score."
    )

    goal: Annotated[Id, Public(), Ref("goal")] = Field(title="Goal")
    attained: Annotated[AttainmentLevel, Public()] = Field(title="How far along is it?")
    scored_on: Annotated[Day, Public()] = Field(title="Date")
    note: Annotated[LongText | None, Public()] = Field(None, title="What makes you say so?")


class RungReached(PilotRecord):
    """The rung of the participation ladder that a stakeholder was on, on one day."""

    one: ClassVar[str] = "Rung reached"
    many: ClassVar[str] = "Rungs reached"
    purpose: ClassVar[str] = (
        "How much say somebody has, now and later. Together this shows who moved up and who did "
        "not."
    )

    stakeholder: Annotated[Id, Public(), Ref("stakeholder"), DataSubject()] = Field(title="Who")
    rung: Annotated[Rung, Personal()] = Field(title="Rung of the participation ladder")
    seen_on: Annotated[Day, Public()] = Field(title="Date")


class StoryChoice(PilotRecord):
    """A panel's choice of the most significant change (MSC), with its reason."""

    one: ClassVar[str] = "Most significant change"
    many: ClassVar[str] = "Most significant changes"
    purpose: ClassVar[str] = (
        "Choose together which change matters most, and write down why: what you find important "
        "shows in the choice."
    )

    story: Annotated[Id, Public(), Ref("story")] = Field(title="Story")
    why: Annotated[LongText, Public()] = Field(title="Why this one?")
    panel: Annotated[tuple[ShortText, ...], Personal()] = Field((), title="Who chose")
    chosen_on: Annotated[Day, Public()] = Field(title="Chosen on")
