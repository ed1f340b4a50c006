"""What a form is made of: parts, each one record, and what stands in their inputs now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pilots.screens.kit.forms import autosave, inputs
from schemas import Record, Ref, marker


@dataclass(frozen=True)
class Part:
    """One record of a form."""

    schema: type[Record]
    start: Mapping[str, Any] = field(default_factory=dict)
    """What fields begin with; for a record that exists, all it has."""
    id: str | None = None
    """The record to change; None for a new one."""
    only: Sequence[str] = ()
    """The fields to ask; all of them where empty. The others keep what they begin with."""
    optional: bool = False
    """Left out where nothing is filled in."""
    title: str = ""
    folded: bool = False
    """Shown by its title alone, until somebody opens it."""
    beside: Sequence[str] = ()
    """Fields that share a line where there is room."""
    more: Sequence[str] = ()
    """Fields to fold away here, besides those that every form folds away."""
    blank: Mapping[str, Any] = field(default_factory=dict)
    """Values that stand for not filled in: a stepper cannot step from nothing."""
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Words to choose from, for fields in which one may type another."""
    follows: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Fields that take over a value of an earlier part: its number, and the field or 'id'."""

    @property
    def asked(self) -> list[str]:
        return list(self.only or self.schema.asked())


@dataclass(frozen=True)
class Form:
    """A form that is open."""

    key: str
    parts: Sequence[Part]
    pilot: str | None
    """Whose records these are; without one the first part is a new pilot."""

    def field(self, number: int, name: str) -> str:
        """The end of the key of an input.

        What refers to other records is asked anew for another pilot: that has other people.
        """
        schema = self.parts[number].schema
        of = f".{self.pilot}" if marker(schema.model_fields[name], Ref) and self.pilot else ""
        return f"{number}{of}.{name}"

    def input(self, number: int, name: str) -> str:
        """The key of an input."""
        return f"{self.key}.{autosave.token(self.key)}.{self.field(number, name)}"

    def typed(self, number: int, name: str) -> Any:
        """What stands in an input now."""
        at = self.field(number, name)
        value = autosave.typed(self.key, at, start_of(self.parts[number], name))
        chips = autosave.typed(self.key, f"{at}{inputs.CHIPS}", None)
        return value if chips is None else [*chips, *(value or [])]


class Problem(NamedTuple):
    """Something that is the matter with what a form holds."""

    part: int | None
    """The number of the part; None where it is about the whole."""
    field: str
    """Empty where it is about several fields."""
    sentence: str


def part_of(record: Record) -> Part:
    """The part that changes a record."""
    start = {
        name: value for name in record.fields() if (value := getattr(record, name)) is not None
    }
    return Part(type(record), start=start, id=record.id)


def start_of(part: Part, name: str) -> Any:
    """What an input begins with when nobody has typed anything."""
    field = part.schema.model_fields[name]
    otherwise = part.blank.get(name, None if field.is_required() else field.get_default())
    return part.start.get(name, otherwise)


def is_filled(form: Form, number: int, names: Sequence[str]) -> bool:
    """Whether any of these fields holds something else than what it began with."""
    part = form.parts[number]
    return any(
        (form.typed(number, name) or None) != (start_of(part, name) or None) for name in names
    )
