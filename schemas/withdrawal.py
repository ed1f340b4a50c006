"""Why a record that funders read was withdrawn."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Day, Id, LongText, PilotRecord, Public, ShortText, Unasked


class Withdrawal(PilotRecord):
    """The reason for withdrawing a record. It says nothing once that record is back."""

    purpose: ClassVar[str] = "What was withdrawn stays on the funder's page, with the reason."

    reason: Annotated[LongText, Public()] = Field(
        title="Why it is withdrawn", description="Without names: funders read it too."
    )
    kind: Annotated[ShortText, Public(), Unasked()] = Field(title="Kind of record")
    record: Annotated[Id, Public(), Unasked()] = Field(title="Withdrawn record")
    withdrawn_on: Annotated[Day, Public(), Unasked()] = Field(title="Withdrawn on")
