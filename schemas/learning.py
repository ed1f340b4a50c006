"""What a team says beforehand, so that it can learn afterwards: expectations, baselines, goals.

Sources: the decision card with its green and red thresholds after Lewis et al. (2021); goal
attainment scaling after Kiresuk and Sherman (1968).
"""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.outcome import Better
from schemas.people import Rung
from schemas.record import (
    Choice,
    Count,
    Day,
    Id,
    LongText,
    More,
    Number,
    Personal,
    PilotRecord,
    Ref,
    ShortText,
)


class Expectation(PilotRecord):
    """What a team expects of an outcome, and what it will do then: said before it is measured.

    From the first measurement on it stands: a change is an amendment, and says why.
    """

    purpose: ClassVar[str] = (
        "Say in advance what you expect and what you will do then. It is easy to be wise "
        "afterwards; this is how you learn."
    )

    outcome: Annotated[Id, Ref("outcome")] = Field(title="Outcome")
    prediction: LongText = Field(
        title="What do we expect?", description="In your own words: what will happen, and why."
    )
    expected: Number | None = Field(None, title="Value we expect")
    green: Number | None = Field(
        None,
        title="We continue from this value",
        description="At this value or past it: continue or scale.",
    )
    red: Number | None = Field(
        None, title="We stop at this value", description="At this value or short of it: stop."
    )
    decide_by: Day | None = Field(None, title="We decide by")
    decider: Annotated[ShortText | None, Personal()] = Field(None, title="Who decides")
    amended: LongText | None = Field(
        None,
        title="Why only now, or why the change?",
        description="Needed once there is a measurement.",
    )

    def fits(self, better: Better) -> bool:
        """Whether going on lies past stopping, in the direction that is better."""
        if better is Better.NEITHER:
            return self.green is None and self.red is None
        if self.green is None or self.red is None:
            return True
        return self.green > self.red if better is Better.HIGHER else self.green < self.red


class Baseline(PilotRecord):
    """A choice to recalculate an outcome's control limits from a later day on, with its reason."""

    one: ClassVar[str] = "Recalculation of the limits"
    many: ClassVar[str] = "Recalculations of the limits"
    purpose: ClassVar[str] = (
        "When something has changed permanently, recalculate the limits from that day on. Say "
        "why, so that nobody thinks the figures were made to look better."
    )

    outcome: Annotated[Id, Ref("outcome")] = Field(title="Outcome")
    begins_on: Day = Field(title="Recalculated from")
    reason: LongText = Field(title="Why from that day on?")
    action: Annotated[Id | None, Ref("action"), More()] = Field(
        None, title="Action that explains it"
    )


class Attained(Choice):
    """How far a goal was attained, on its own scale; 0 is as planned."""

    MUCH_LESS = "much_less"
    LESS = "less"
    AS_PLANNED = "as_planned"
    MORE = "more"
    MUCH_MORE = "much_more"

    @property
    def score(self) -> int:
        """From -2 to +2."""
        return list(Attained).index(self) - 2


class Goal(PilotRecord):
    """Something to attain, with what each of five levels looks like: written down beforehand."""

    purpose: ClassVar[str] = (
        "A goal of your own, with what each level looks like: much less, less, as planned, more "
        "and much more."
    )

    statement: ShortText = Field(title="Goal")
    as_planned: LongText = Field(title="As planned", description="What do you see then?")
    less: LongText | None = Field(None, title="Less than planned")
    much_less: LongText | None = Field(None, title="Much less than planned")
    more: LongText | None = Field(None, title="More than planned")
    much_more: LongText | None = Field(None, title="Much more than planned")
    weight: Annotated[Count, More()] = Field(
        1, title="Weight", description="How much it counts compared with the other goals."
    )


class GoalScore(PilotRecord):
    """How far a goal was on one day."""

    one: ClassVar[str] = "Goal score"
    many: ClassVar[str] = "Goal scores"
    purpose: ClassVar[str] = (
        "Say from time to time how far along a goal is. The chart shows the last score."
    )

    goal: Annotated[Id, Ref("goal")] = Field(title="Goal")
    attained: Attained = Field(title="How far along is it?")
    scored_on: Day = Field(title="Date")
    note: LongText | None = Field(None, title="What makes you say so?")


class RungReached(PilotRecord):
    """The rung of the participation ladder on which somebody stood on one day."""

    one: ClassVar[str] = "Rung reached"
    many: ClassVar[str] = "Rungs reached"
    purpose: ClassVar[str] = (
        "How much say somebody has, now and later. Together this shows who moved up and who did "
        "not."
    )

    stakeholder: Annotated[Id, Ref("stakeholder")] = Field(title="Who")
    rung: Annotated[Rung, Personal()] = Field(title="Rung of the participation ladder")
    seen_on: Day = Field(title="Date")


class StoryChoice(PilotRecord):
    """The story that a panel chose as the most significant one, and why. The others stay."""

    one: ClassVar[str] = "Most significant change"
    many: ClassVar[str] = "Most significant changes"
    purpose: ClassVar[str] = (
        "Choose together which change matters most, and write down why: what you find important "
        "shows in the choice."
    )

    story: Annotated[Id, Ref("story")] = Field(title="Story")
    why: LongText = Field(title="Why this one?")
    panel: Annotated[tuple[ShortText, ...], Personal()] = Field((), title="Who chose")
    chosen_on: Day = Field(title="Chosen on")
