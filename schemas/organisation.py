"""The organisation that runs this tracker."""

from typing import Annotated, ClassVar

from pydantic import Field

from schemas.record import Photo, Public, Record, ShortText


class Organisation(Record):
    """The name, logo and themes of the organisation: one record, for all pilots."""

    ID: ClassVar[str] = "organisation"
    """There is only one such record, so its id is fixed."""
    purpose: ClassVar[str] = "The name and logo appear at the top of every page."

    name: Annotated[ShortText, Public()] = Field(title="Name of the organisation")
    logo: Annotated[Photo | None, Public()] = Field(
        None, title="Logo", description="A picture of at most 10 MB."
    )
    themes: Annotated[tuple[ShortText, ...], Public()] = Field(
        (), title="Themes", description="The themes that pilots can choose from."
    )
