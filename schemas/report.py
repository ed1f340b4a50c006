"""Reports to a funder."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import (
    Count,
    Day,
    Digest,
    Id,
    LineNumber,
    LongText,
    PilotRecord,
    Public,
    Ref,
    ShortText,
    Unasked,
)


class Report(PilotRecord):
    """A report about a period. It is published once `upto`, the line it is fixed at, is set.

    Its figures are always read as of that line, so a published report never changes. A correction
    is a new record with a higher edition; the earlier edition stays readable.
    """

    purpose: ClassVar[str] = (
        "Tell your funder about a period. Numbers and charts are filled in for you; you write "
        "what they mean."
    )

    finished: ClassVar[str] = "upto"

    title: Annotated[ShortText, Public()] = Field(title="Title")
    since: Annotated[Day, Public()] = Field(title="From")
    until: Annotated[Day, Public()] = Field(title="Up to and including")
    summary: Annotated[LongText | None, Public()] = Field(None, title="In short")
    happened: Annotated[LongText | None, Public()] = Field(None, title="What happened")
    learned: Annotated[LongText | None, Public()] = Field(None, title="What we learned")
    ahead: Annotated[LongText | None, Public()] = Field(None, title="What comes next")
    changed: Annotated[LongText | None, Public()] = Field(
        None,
        title="What is different in this edition",
        description="Readers of the last edition will ask.",
    )
    edition: Annotated[Count, Public(), Unasked()] = Field(1, title="Edition")
    follows: Annotated[Id | None, Public(), Ref("report"), Unasked()] = Field(
        None, title="Edition that this one corrects"
    )
    upto: Annotated[LineNumber | None, Public(), Unasked()] = Field(None, title="Fixed at line")
    published_on: Annotated[Day | None, Public(), Unasked()] = Field(None, title="Published on")

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


class ArchivedReport(PilotRecord):
    """The PDF of a published report, kept as it was made: its digest names the file.

    It is withdrawn, and its file deleted, when something it may show was erased.
    """

    purpose: ClassVar[str] = "The PDF of each published report is kept, and can be checked."

    report: Annotated[Id, Public(), Ref("report"), Unasked()] = Field(title="Report")
    language: Annotated[ShortText, Public(), Unasked()] = Field(title="Language")
    digest: Annotated[Digest, Public(), Unasked()] = Field(title="Digest of the PDF")
    mark: Annotated[ShortText | None, Public(), Unasked()] = Field(None, title="Mark in the PDF")
    """Another one after publishing was undone and the report was published anew; None for one
    that was made from lines without digests."""
    archived_on: Annotated[Day, Public(), Unasked()] = Field(title="Archived on")
    stories: Annotated[tuple[Id, ...], Ref("story"), Unasked()] = Field((), title="Stories in it")
