"""What a pilot wants to reach, and the measurements that show how far it is."""

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
    Ref,
    ShortText,
)


class Level(Choice):
    """How far down the chain of change an outcome lies."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Better(Choice):
    """Which way an indicator should move."""

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
    """A change to reach, with the indicator that shows it."""

    purpose: ClassVar[str] = (
        "What should change for residents, and how you will see it. With a baseline and a "
        "target everybody can see how far you are."
    )

    statement: ShortText = Field(
        title="What should change", description="For example: residents know their neighbours."
    )
    indicator: ShortText | None = Field(
        None, title="Indicator", description="What you count or ask to see it."
    )
    unit: ShortText | None = Field(None, title="Unit", description="People, links, euros, …")
    counts_people: Annotated[bool, More()] = Field(
        False,
        title="This counts people",
        description="Then nobody outside the team sees a number below five.",
    )
    level: Level = Field(Level.OUTCOME, title="Level")
    better: Better = Field(Better.HIGHER, title="Which direction is better")
    baseline: Number | None = Field(
        None, title="Baseline", description="The value before you began."
    )
    baseline_on: Day | None = Field(None, title="Baseline measured on")
    no_baseline: Annotated[LongText | None, More()] = Field(
        None,
        title="Why there is no baseline",
        description="If nobody can know what it was before.",
    )
    target: Number | None = Field(None, title="Target", description="The value to reach.")
    target_on: Day | None = Field(None, title="Target to be reached by")
    target_of: Annotated[Count | None, More()] = Field(
        None,
        title="Out of how many in the end",
        description="If the people you ask add up: 12 of 18 so far, and 24 of 40 in the end.",
    )
    method: Annotated[LongText | None, More()] = Field(None, title="How it is measured")
    frequency: Annotated[Frequency | None, More()] = Field(None, title="How often it is measured")
    only_grows: Annotated[bool, More()] = Field(
        False,
        title="This is a total that only grows",
        description="What is new is added to what there was: links made, or hours given.",
    )
    redefined: Annotated[LongText | None, More()] = Field(
        None,
        title="What is measured differently, and why",
        description="Needed if the indicator, unit or method changes after the first measurement.",
    )
    redefined_on: Annotated[Day | None, More()] = Field(
        None,
        title="Measured differently since",
        description=(
            "From that day the line in the chart starts again. Leave it empty if you only "
            "corrected the wording."
        ),
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
    """The value of an outcome's indicator on one day."""

    purpose: ClassVar[str] = "Each measurement is a point in the chart of its outcome."

    outcome: Annotated[Id, Ref("outcome")] = Field(title="Outcome")
    measured_on: Day = Field(title="Measured on")
    value: Number = Field(title="Value")
    of_how_many: Annotated[Count | None, More()] = Field(
        None, title="Out of how many", description="How many people or things were looked at."
    )
    note: Annotated[LongText | None, More()] = Field(None, title="Note")
    source: Annotated[Id | None, Ref("action"), More()] = Field(None, title="Action it comes from")
