"""Outcomes with their indicators, and the measurements that show progress."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Choice,
    Count,
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


class Level(Choice):
    """The level of an outcome in the results chain (theory of change)."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Better(Choice):
    """The desired direction of an indicator."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Frequency(Choice):
    """How often an outcome is measured."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONCE = "once"


class Outcome(PilotRecord):
    """An intended change, with the indicator, baseline and target that make it measurable."""

    purpose: ClassVar[str] = (
        "What should change for residents, and how you will see it. With a baseline and a "
        "target everybody can see how far you are."
    )

    statement: Annotated[ShortText, Public()] = Field(
        title="What should change", description="For example: residents know their neighbours."
    )
    indicator: Annotated[ShortText | None, Public()] = Field(
        None, title="Indicator", description="What you count or ask to see it."
    )
    unit: Annotated[ShortText | None, Public()] = Field(
        None, title="Unit", description="People, links, euros, …"
    )
    counts_people: Annotated[bool, Public(), More()] = Field(
        False,
        title="This counts people",
        description="Then nobody outside the team sees a number below five.",
    )
    level: Annotated[Level, Public()] = Field(Level.OUTCOME, title="Level")
    better: Annotated[Better, Public()] = Field(Better.HIGHER, title="Which direction is better")
    baseline: Annotated[Number | None, Public()] = Field(
        None, title="Baseline", description="The value before you began."
    )
    baseline_on: Annotated[Day | None, Public()] = Field(None, title="Baseline measured on")
    no_baseline: Annotated[LongText | None, Public(), More()] = Field(
        None,
        title="Why there is no baseline",
        description="If nobody can know what it was before.",
    )
    target: Annotated[Number | None, Public()] = Field(
        None, title="Target", description="The value to reach."
    )
    target_on: Annotated[Day | None, Public()] = Field(None, title="Target to be reached by")
    target_of: Annotated[Count | None, Public(), More()] = Field(
        None,
        title="Out of how many in the end",
        description="If the people you ask add up: 12 of 18 so far, and 24 of 40 in the end.",
    )
    method: Annotated[LongText | None, Public(), More()] = Field(None, title="How it is measured")
    frequency: Annotated[Frequency | None, Public(), More()] = Field(
        None, title="How often it is measured"
    )
    only_grows: Annotated[bool, Public(), More()] = Field(
        False,
        title="This is a total that only grows",
        description="What is new is added to what there was: links made, or hours given.",
    )
    redefined: Annotated[LongText | None, Public(), More()] = Field(
        None,
        title="What is measured differently, and why",
        description="Needed if the indicator, unit or method changes after the first measurement.",
    )
    redefined_on: Annotated[Day | None, Public(), More()] = Field(
        None,
        title="Measured differently since",
        description=(
            "From that day the line in the chart starts again. Leave it empty if you only "
            "corrected the wording."
        ),
    )

    retargeted: Annotated[LongText | None, Public(), More()] = Field(
        None,
        title="Why the promise changes",
        description="Needed if the target, its day, the baseline or the direction changes after "
        "the first measurement. Funders read it beside what was promised first.",
    )
    retargeted_by: Annotated[ShortText | None, Public(), More()] = Field(
        None,
        title="Who decided that",
        description="Without a name: the team, the board, or the funder with you.",
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.baseline_on and self.target_on and self.target_on <= self.baseline_on:
            raise PydanticCustomError(
                "target_before_baseline",
                "The day of the target must come after the day of the baseline.",
            )
        return self


class Measurement(PilotRecord):
    """One measured value of an outcome's indicator: a point in its time series."""

    purpose: ClassVar[str] = "Each measurement is a point in the chart of its outcome."

    outcome: Annotated[Id, Public(), Ref("outcome")] = Field(title="Outcome")
    measured_on: Annotated[Day, Public()] = Field(title="Measured on")
    value: Annotated[Number, Public()] = Field(title="Value")
    of_how_many: Annotated[Count | None, Public(), More()] = Field(
        None, title="Out of how many", description="How many people or things were looked at."
    )
    note: Annotated[LongText | None, Public(), More()] = Field(None, title="Note")
    source: Annotated[Id | None, Public(), Ref("action"), More()] = Field(
        None, title="Action it comes from"
    )
