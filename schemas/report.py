"""What a lead tells a funder about a period."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Count,
    Day,
    Id,
    LineNumber,
    LongText,
    PilotRecord,
    Ref,
    ShortText,
    Unasked,
)


class Report(PilotRecord):
    """A report about a period. Once it says up to which line it looked, it is published.

    A correction is a record of its own, with a higher edition: the earlier one stays readable.
    """

    purpose: ClassVar[str] = (
        "Tell your funder about a period. Numbers and charts are filled in for you; you write "
        "what they mean."
    )

    finished: ClassVar[str] = "upto"

    title: ShortText = Field(title="Title")
    since: Day = Field(title="From")
    until: Day = Field(title="Up to and including")
    summary: LongText | None = Field(None, title="In short")
    happened: LongText | None = Field(None, title="What happened")
    learned: LongText | None = Field(None, title="What we learned")
    ahead: LongText | None = Field(None, title="What comes next")
    changed: LongText | None = Field(
        None,
        title="What is different in this edition",
        description="Readers of the last edition will ask.",
    )
    edition: Annotated[Count, Unasked()] = Field(1, title="Edition")
    follows: Annotated[Id | None, Ref("report"), Unasked()] = Field(
        None, title="Edition that this one corrects"
    )
    upto: Annotated[LineNumber | None, Unasked()] = Field(None, title="Fixed at line")
    published_on: Annotated[Day | None, Unasked()] = Field(None, title="Published on")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.until < self.since:
            raise PydanticCustomError(
                "report_ends_first", "The period ends before it begins. Change one of the days."
            )
        if self.upto is not None and self.edition > 1 and not self.changed:
            raise PydanticCustomError(
                "edition_without_change", "Say what is different in this edition from the last."
            )
        return self
