"""What may say who somebody is, and was left as it is."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Count, Id, PilotRecord, ShortText, Unasked


class Clearance(PilotRecord):
    """The decision that a text may leave the team as it is. It holds until the text changes."""

    purpose: ClassVar[str] = (
        "Someone checked a text that might identify a person, and decided it can stay."
    )

    field: Annotated[ShortText, Unasked()] = Field(title="Field that was looked at")
    kind: Annotated[ShortText, Unasked()] = Field(title="Kind of record")
    record: Annotated[Id, Unasked()] = Field(title="Record that was looked at")
    line: Annotated[Count, Unasked()] = Field(title="Line of the logbook with that text")
