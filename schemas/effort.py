"""What a pilot took: money and hours, as far as somebody writes them down."""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.record import Day, LongText, Number, PilotRecord, Public, ShortText

Amount = Annotated[Number, Field(ge=0)]


class Effort(PilotRecord):
    """Budget, spending and hours of one period: each of them only where it is known."""

    purpose: ClassVar[str] = (
        "What the pilot took in a period: money and hours. Your funder asks for it, and you need "
        "it when you scale up."
    )
    many: ClassVar[str] = "Efforts"

    what: Annotated[ShortText, Public()] = Field(
        title="What for", description="For example: the recruiters, or everything of this quarter."
    )
    since: Annotated[Day, Public()] = Field(title="From")
    until: Annotated[Day, Public()] = Field(title="Up to and including")
    budget: Annotated[Amount | None, Public()] = Field(None, title="Budget, in euros")
    spent: Annotated[Amount | None, Public()] = Field(None, title="Spent, in euros")
    hours: Annotated[Amount | None, Public()] = Field(
        None, title="Hours", description="Of staff and volunteers together."
    )
    note: Annotated[LongText | None, Public()] = Field(
        None, title="Note", description="Without names: funders read it too."
    )

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.until < self.since:
            raise PydanticCustomError(
                "period_ends_first", "The period ends before it begins. Change one of the days."
            )
        return self
