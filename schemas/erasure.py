"""That something was erased: the one thing that stays of it."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Day, Id, LineNumber, LongText, Record, Ref, Unasked


class Erasure(Record):
    """What was known of somebody was erased. It says on which lines, and not of whom."""

    purpose: ClassVar[str] = (
        "What was erased at somebody's request is listed here, without a name."
    )

    pilot: Annotated[Id | None, Ref("pilot")] = None
    erased_on: Day = Field(title="Erased on")
    reason: LongText | None = Field(None, title="Why", description="Without a name.")
    lines: Annotated[tuple[LineNumber, ...], Unasked()] = Field((), title="Lines of the logbook")
