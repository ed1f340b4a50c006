"""The record that personal data was erased (AVG/GDPR, right to erasure)."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Day, Digest, Id, LineNumber, LongText, Public, Record, Ref, Unasked


class Erasure(Record):
    """Proof of one erasure: when, why and in which lines of the logbook, but not whose data."""

    purpose: ClassVar[str] = (
        "What was erased at somebody's request is listed here, without a name."
    )

    pilot: Annotated[Id | None, Ref("pilot")] = None
    erased_on: Annotated[Day, Public()] = Field(title="Erased on")
    reason: Annotated[LongText | None, Public()] = Field(
        None, title="Why", description="Without a name."
    )
    lines: Annotated[tuple[LineNumber, ...], Public(), Unasked()] = Field(
        (), title="Lines of the logbook"
    )
    digests: Annotated[tuple[Digest, ...], Unasked()] = Field((), title="Digests of those lines")
    """Of their content after the erasure, in the same order: it shows that nothing was changed
    since. Erasures of versions before 0.6 have none."""
