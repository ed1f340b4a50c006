"""The record that lines of earlier versions were sealed."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Day, Digest, LineNumber, Record, Unasked


class Seal(Record):
    """One digest over all lines up to a number, which have none of their own."""

    purpose: ClassVar[str] = (
        "Lines that were recorded before this tracker gave each line a digest are sealed here."
    )

    upto: Annotated[LineNumber, Unasked()] = Field(title="Up to line")
    digest: Annotated[Digest, Unasked()] = Field(title="Digest of those lines")
    sealed_on: Annotated[Day, Unasked()] = Field(title="Sealed on")
