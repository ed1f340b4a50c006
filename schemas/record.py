"""What every record has in common, and the words with which a field describes itself.

A record is one thing people wrote down, at one moment: a pilot, an action, a measurement.
Its class is the only description of it: forms, tables, history, lists and exports are all
made from the fields below, so whatever a screen needs to know about a field is said here.
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

# --- markers: what a field means, beyond its type ----------------------------------------


@dataclass(frozen=True)
class Personal:
    """Says something about a person: never leaves the team, and can be erased."""


@dataclass(frozen=True)
class Headcount:
    """Counts people: who only looks gets it in groups of at least five, never as it is."""


@dataclass(frozen=True)
class Consented:
    """Somebody's own story: it leaves the team only while the record's consent is given."""


@dataclass(frozen=True)
class Ref:
    """Holds the id of another record, of the kind kept in this table."""

    table: str


@dataclass(frozen=True)
class Long:
    """Text of more than a line."""


@dataclass(frozen=True)
class More:
    """Asked only of who wants to tell more: forms keep it folded away."""


@dataclass(frozen=True)
class Year:
    """A number that names a year: written without a thousands separator."""


@dataclass(frozen=True)
class PhotoFile:
    """Holds the name of a picture that is kept beside the logbook."""


@dataclass(frozen=True)
class Unasked:
    """Set by the tracker itself: no form asks it, and no list shows it."""


# --- types: bounds live here, once -------------------------------------------------------


def _tidy(text: object) -> object:
    """One spelling per text (NFC), no stray spaces, nothing that cannot be shown or stored."""
    if not isinstance(text, str):
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
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
"""A text as long as somebody cares to write."""

Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
LineNumber = Annotated[int, Field(ge=0)]
"""The number of a line of the logbook; 0 stands for before the first."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""Letters, digits and hyphens, so that it can stand in an address and a file name."""

Photo = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), PhotoFile()]
"""The SHA-256 of a photo's file. A photo can show people: mark it Personal."""


def new_id() -> str:
    """An id nobody else will make."""
    return uuid4().hex


class Choice(StrEnum):
    """One of a few words. The value is stored; the label is shown, translated."""

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


# --- the record --------------------------------------------------------------------------

KINDS: dict[str, type["Record"]] = {}
"""Every kind of record there is, by the name of its table, in order of definition."""


class Record(BaseModel):
    """Something people wrote down. Subclass it, and the rest of the tracker knows it.

    Old records stay readable for ever: a field is only ever added, with a default; a field
    that gets another name keeps the old one as an alias.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    table: ClassVar[str]
    """The name of its kind in the logbook, and of its table in the register."""
    one: ClassVar[str]
    """What people call one of these."""
    many: ClassVar[str]
    """What people call several."""
    purpose: ClassVar[str] = ""
    """Why it is worth writing down: shown where there are none yet."""

    finished: ClassVar[str] = ""
    """A field that is set once the record is for others than the team; '' for at once."""

    id: Id = Field(default_factory=new_id)

    def __init_subclass__(cls, abstract: bool = False, **options: Any) -> None:
        super().__init_subclass__(**options)
        if abstract:
            return
        words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__)
        cls.table = words.lower().replace(" ", "_")
        cls.one = cls.__dict__.get("one", words.capitalize())
        cls.many = cls.__dict__.get("many", cls.one + "s")
        KINDS[cls.table] = cls

    @classmethod
    def fields(cls) -> dict[str, FieldInfo]:
        """What it holds: every field but the ids that say what and whose it is."""
        return {name: f for name, f in cls.model_fields.items() if name not in {"id", "pilot"}}

    @classmethod
    def asked(cls) -> dict[str, FieldInfo]:
        """What people fill in: the same, without what the tracker sets by itself."""
        return {name: field for name, field in cls.fields().items() if not marked(field, Unasked)}

    @classmethod
    def headline_field(cls) -> str:
        """The field people call a record by: the first."""
        return next(iter(cls.fields()))

    @property
    def headline(self) -> str:
        return str(getattr(self, self.headline_field()))

    @property
    def of_pilot(self) -> str | None:
        """The id of the pilot this belongs to; None where it holds for all."""
        return getattr(self, "pilot", None)

    def body(self) -> dict[str, Any]:
        """Its fields as JSON values, without id and pilot (the logbook line has those)."""
        return self.model_dump(mode="json", exclude={"id", "pilot"}, exclude_none=True)

    @classmethod
    def read(cls, subject: str, pilot: str | None, body: Mapping[str, Any]) -> Self:
        """The record that a logbook line holds. Raises pydantic's ValidationError."""
        own = {"pilot": pilot} if "pilot" in cls.model_fields else {}
        return cls.model_validate({"id": subject, **own, **body})


class PilotRecord(Record, abstract=True):
    """A record that belongs to one pilot."""

    pilot: Annotated[Id, Ref("pilot")]


# --- what a field is made of -------------------------------------------------------------

M = TypeVar("M")


def _layers(annotation: object) -> Iterator[object]:
    """An annotation, and everything it is wrapped around, from the outside in."""
    yield annotation
    inner = annotation.metadata if isinstance(annotation, FieldInfo) else get_args(annotation)
    for layer in inner:
        yield from _layers(layer)


def marker(field: FieldInfo, kind: type[M]) -> M | None:
    """The marker of this kind on a field or on what the field holds; None without one."""
    layers = (*field.metadata, *_layers(field.annotation))
    return next((layer for layer in layers if isinstance(layer, kind)), None)


def marked(field: FieldInfo, kind: type) -> bool:
    """Whether a field, or what it holds, has this marker."""
    return marker(field, kind) is not None


def base_type(field: FieldInfo) -> type:
    """The plain type of a field's value: of one element, where it holds several."""
    plain = (layer for layer in _layers(field.annotation) if isinstance(layer, type))
    return next(t for t in plain if t not in {tuple, NoneType} and not get_args(t))


def holds_several(field: FieldInfo) -> bool:
    """True for a field whose value is a tuple of things."""
    return any(get_origin(layer) is tuple for layer in _layers(field.annotation))
