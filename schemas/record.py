"""What every kind of record has in common: the base class, the field types and the markers.

A record is one thing people wrote down at one moment: a pilot, an action, a measurement. Its
class is its only description. Forms, tables, history, lists and exports are all generated from
the class, so whatever they need to know about a field is declared on the field: its label
(`title`), help text (`description`), bounds (its type) and meaning (its markers).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, ClassVar, Self, TypeVar, get_args, get_origin
from uuid import uuid4

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from schemas.characters import is_blank, line_ends

# --- markers: what a field means, beyond its type ----------------------------------------
#
# A field without a marker is read by the pilot's team alone. The first three open it to funders
# and other readers outside the team; `Personal` says that it must stay closed. `id` and `pilot`
# need no marker: whoever may read a record may know which record it is.


@dataclass(frozen=True)
class Public:
    """Read by everybody who may read the pilot, funders included."""


@dataclass(frozen=True)
class Headcount:
    """A number of people: public in sums of at least five only (small-cell suppression)."""


@dataclass(frozen=True)
class Consented:
    """Somebody's own story: public only while the `consent` of its record is given."""


@dataclass(frozen=True)
class Personal:
    """Personal data (AVG/GDPR): never public, and erased from its person's own record."""


READERS = (Public, Headcount, Consented, Personal)
"""The markers that say who may read a field: at most one of them per field."""


@dataclass(frozen=True)
class Ref:
    """A reference (foreign key): the value is the id of a record of the kind with this table."""

    table: str


@dataclass(frozen=True)
class DataSubject:
    """The reference says whom the record is about (the data subject of the AVG/GDPR): a person,
    or a record that is about one. What is typed in the record is erased with that person."""


@dataclass(frozen=True)
class Long:
    """Text of several lines or paragraphs."""


@dataclass(frozen=True)
class More:
    """A detail that most people skip: forms fold it away under "more"."""


@dataclass(frozen=True)
class Year:
    """A calendar year: shown without a thousands separator."""


@dataclass(frozen=True)
class PhotoFile:
    """The value names the file of a photo among the attachments."""


@dataclass(frozen=True)
class Unasked:
    """Set by the tracker itself: no form asks for it, and no list shows it."""


# --- types: bounds live here, once -------------------------------------------------------


def _tidy(text: object) -> object:
    """Normalise to NFC and to lines that end in `\\n`, and strip spaces.

    A text of invisible characters alone is an empty one. Control characters that cannot be shown
    or stored are refused.
    """
    if not isinstance(text, str):
        return text
    text = unicodedata.normalize("NFC", line_ends(text)).strip()
    if is_blank(text):
        return ""
    if any(unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\t" for char in text):
        raise PydanticCustomError(
            "unreadable_text", "This contains characters that cannot be shown. Type it again."
        )
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


ShortText = Annotated[
    str, Field(min_length=1, max_length=200), BeforeValidator(_tidy), AfterValidator(_one_line)
]
"""A name or a short sentence."""

LongText = Annotated[str, Field(min_length=1, max_length=5000), BeforeValidator(_tidy), Long()]
"""A text of up to about two pages, with paragraphs."""

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
LineNumber = Annotated[int, Field(ge=0)]
"""The sequence number of a line of the logbook; 0 means before the first line."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""Lower-case letters, digits and hyphens: safe in a URL and in a file name."""

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256, in hexadecimal."""

Photo = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), PhotoFile()]
"""The SHA-256 of a photo's file. A photo can show people: mark such a field Personal."""


def new_id() -> str:
    """A new unique id: a random UUID."""
    return uuid4().hex


class Choice(StrEnum):
    """One of a few fixed values (an enum). The value is stored; its label is shown, translated."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


# --- the record --------------------------------------------------------------------------

KINDS: dict[str, type["Record"]] = {}
"""Every kind of record, by the name of its table, in order of definition."""


class Record(BaseModel):
    """Something people wrote down. A subclass is a new kind, known to the whole tracker.

    Old records stay readable for ever: fields are only added, with a default, and a field that
    is renamed keeps its old name as an alias.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    table: ClassVar[str]
    """The name of the kind in the logbook, and of its table in the register."""
    one: ClassVar[str]
    """Its label in the singular."""
    many: ClassVar[str]
    """Its label in the plural."""
    purpose: ClassVar[str] = ""
    """Why it is worth recording: shown where there are none yet."""

    finished: ClassVar[str] = ""
    """The field that is set when a draft is published: until then the whole record is the
    team's alone. '' for a kind without drafts."""

    id: Id = Field(default_factory=new_id)

    def __init_subclass__(cls, abstract: bool = False, **options: Any) -> None:
        super().__init_subclass__(**options)
        if abstract:
            return
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__)
        # A class that gets another name keeps the table of its old one: stored lines name it.
        cls.table = cls.__dict__.get("table", words.lower().replace(" ", "_"))
        cls.one = cls.__dict__.get("one", words.capitalize())
        cls.many = cls.__dict__.get("many", cls.one + "s")

    @classmethod
    def __pydantic_init_subclass__(cls, abstract: bool = False, **options: Any) -> None:
        """Called once the fields are known. Raises TypeError where markers contradict."""
        super().__pydantic_init_subclass__(**options)
        if abstract:
            return
        for name, field in cls.fields().items():
            readers = [kind.__name__ for kind in READERS if marked(field, kind)]
            if len(readers) > 1:
                raise TypeError(
                    f"{cls.__name__}.{name} is marked {' and '.join(readers)}, which contradict: "
                    "each says who may read the field. Keep one."
                )
        KINDS[cls.table] = cls

    @classmethod
    def fields(cls) -> dict[str, FieldInfo]:
        """Its content: every field except `id` and `pilot`, which say which record it is."""
        return {name: f for name, f in cls.model_fields.items() if name not in {"id", "pilot"}}

    @classmethod
    def asked(cls) -> dict[str, FieldInfo]:
        """The fields that people fill in: all but those the tracker sets itself."""
        return {name: field for name, field in cls.fields().items() if not marked(field, Unasked)}

    @classmethod
    def headline_field(cls) -> str:
        """The field that serves as a record's name in lists and links: the first."""
        return next(iter(cls.fields()))

    @property
    def headline(self) -> str:
        return str(getattr(self, self.headline_field()))

    @property
    def of_pilot(self) -> str | None:
        """The id of the pilot it belongs to; None if it belongs to all pilots."""
        return getattr(self, "pilot", None)

    def body(self) -> dict[str, Any]:
        """Its content as JSON values; `id` and `pilot` are columns of the logbook line."""
        return self.model_dump(mode="json", exclude={"id", "pilot"}, exclude_none=True)

    @classmethod
    def read(cls, subject: str, pilot: str | None, body: Mapping[str, Any]) -> Self:
        """Parse the record in a logbook line. Raises pydantic's ValidationError."""
        own = {"pilot": pilot} if "pilot" in cls.model_fields else {}
        return cls.model_validate({"id": subject, **own, **body})


class PilotRecord(Record, abstract=True):
    """The base class of the records that belong to one pilot."""

    pilot: Annotated[Id, Ref("pilot")]


# --- introspection: what is declared on a field ------------------------------------------

M = TypeVar("M")


def _layers(annotation: object) -> Iterator[object]:
    """An annotation and everything nested in it, from the outside in."""
    yield annotation
    inner = annotation.metadata if isinstance(annotation, FieldInfo) else get_args(annotation)
    for layer in inner:
        yield from _layers(layer)


def marker(field: FieldInfo, kind: type[M]) -> M | None:
    """The marker of this class on a field, or on the elements of a tuple; None without one."""
    layers = (*field.metadata, *_layers(field.annotation))
    return next((layer for layer in layers if isinstance(layer, kind)), None)


def marked(field: FieldInfo, kind: type) -> bool:
    """Whether a field, or the elements of its tuple, has a marker of this class."""
    return marker(field, kind) is not None


def base_type(field: FieldInfo) -> type:
    """The Python type of a field's value, or of one element if it is a tuple."""
    plain = (layer for layer in _layers(field.annotation) if isinstance(layer, type))
    return next(t for t in plain if t not in {tuple, NoneType} and not get_args(t))


def holds_several(field: FieldInfo) -> bool:
    """Whether a field's value is a tuple."""
    return any(get_origin(layer) is tuple for layer in _layers(field.annotation))
