"""Whose tracker this is."""

from typing import ClassVar

from pydantic import Field

from schemas.record import Photo, Record, ShortText


class Organisation(Record):
    """The organisation that keeps this tracker: one record, which holds for all pilots."""

    ID: ClassVar[str] = "organisation"
    """There is one, so everybody knows its id."""
    purpose: ClassVar[str] = "The name and logo appear at the top of every page."

    name: ShortText = Field(title="Name of the organisation")
    logo: Photo | None = Field(None, title="Logo", description="A picture of at most 10 MB.")
    themes: tuple[ShortText, ...] = Field(
        (), title="Themes", description="The themes that pilots can choose from."
    )
