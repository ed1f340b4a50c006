"""What a form is made of: fieldsets, each the fields of one record, and the values in them now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from pilots.language import today
from pilots.screens.kit import session
from pilots.screens.kit.forms import autosave, inputs, several
from pilots.versions import Version
from schemas import Record, Ref, holds_several, marker

TODAY = object()
"""The first value of a day that is that of saving, unless somebody chose another one."""


class Problem(NamedTuple):
    """What is wrong with the values of a form."""

    fieldset: int | None
    """The index of the fieldset; None where it concerns the whole form."""
    field: str
    """Empty where it concerns several fields."""
    sentence: str


@dataclass(frozen=True)
class Fieldset:
    """The fields of one record in a form."""

    schema: type[Record]
    start: Mapping[str, Any] = field(default_factory=dict)
    """The first values of fields; for a record that exists, all of its values."""
    id: str | None = None
    """The record to change; None for a new one."""
    version: Version | None = None
    """What the record was when it was read, to merge with what others change meanwhile."""
    only: Sequence[str] = ()
    """The fields to ask, all of them where empty. The others keep their first value."""
    optional: bool = False
    """No record is made where nothing is filled in."""
    title: str = ""
    folded: bool = False
    """Only the title is shown until somebody opens it."""
    hidden: bool = False
    """Nothing is asked: the record is made of its first values, along with the others."""
    beside: Sequence[str] = ()
    """Fields that share a line where there is room."""
    more: Sequence[str] = ()
    """Fields to fold away here, besides those that every form folds away."""
    in_sight: Sequence[str] = ()
    """Fields that every form folds away, and not this one."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What fields are called here, where that is not their title."""
    chips: Sequence[str] = ()
    """Choices to tap, where others are lists."""
    story_field: str = ""
    """The headline is asked as a story: its first sentence becomes the headline, and what comes
    after it is kept in this field."""
    chosen: Sequence[str] = ()
    """Fields that somebody has to fill in here, whatever their default."""
    suggestions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Words to choose from, for fields in which another word may be typed too."""
    named: Sequence[str] = ()
    """Fields for one record in which a name may be typed that is not known yet: it becomes one."""
    derived: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = None
    """Gives values that follow from those that were filled in; a field that was filled in wins."""
    filled_from: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Fields that copy a value of an earlier fieldset: its index, and the field or 'id'."""

    @property
    def asked(self) -> list[str]:
        return list(self.only or self.schema.asked())


@dataclass(frozen=True)
class Form:
    """An open form: one or more fieldsets that are recorded together."""

    key: str
    fieldsets: Sequence[Fieldset]
    pilot_id: str | None
    """The pilot the records belong to; None where the first fieldset is a new pilot."""

    def input_name(self, index: int, name: str) -> str:
        """The name of an input within the form: the end of its key.

        A field that refers to other records has an input per pilot: another pilot, other people.
        """
        refers = marker(self.fieldsets[index].schema.model_fields[name], Ref)
        pilot = f".{self.pilot_id}" if refers and self.pilot_id else ""
        return f"{index}{pilot}.{name}"

    def input_key(self, index: int, name: str) -> str:
        """The widget key of an input."""
        return f"{self.key}.{autosave.token(self.key)}.{self.input_name(index, name)}"

    def value(self, index: int, name: str) -> Any:
        """The value in the input of a field now; the text where that is no number or day."""
        input_name, fieldset = self.input_name(index, name), self.fieldsets[index]
        start = initial_value(fieldset, name)
        value = autosave.current_value(self.key, input_name, start)
        if fieldset.start.get(name) is TODAY and autosave.is_untouched(self.key, input_name):
            return today()  # the day of saving, not the day on which the page was opened
        field = fieldset.schema.model_fields[name]
        if holds_several(field):
            return several.chosen(field, partial(self._part, index, name))
        return inputs.read(field, value)

    def _part(self, index: int, name: str, suffix: str) -> Any:
        """The value of a part of an input now, by the suffix of its key."""
        start = initial_value(self.fieldsets[index], name) if not suffix else None
        return autosave.current_value(self.key, f"{self.input_name(index, name)}{suffix}", start)

    def question(self, index: int, name: str, known: Mapping[str, str]) -> str:
        """What has to be asked about the names that were typed; '' for nothing."""
        field = self.fieldsets[index].schema.model_fields[name]
        is_names = holds_several(field)
        return several.question(field, partial(self._part, index, name), known) if is_names else ""

    @property
    def problems(self) -> list[Problem]:
        """What was wrong when somebody last pressed a button of this form, and is still there."""
        found: list[Problem] = st.session_state.get(f"problems.{self.key}", [])
        typed = st.session_state.get(f"typed.{self.key}", {})
        return [problem for problem in found if typed.get(problem) == self._value_of(problem)]

    def set_problems(self, problems: list[Problem]) -> None:
        """Keep what is wrong, each with what is in its field: once that changes, it is gone."""
        st.session_state[f"problems.{self.key}"] = problems
        st.session_state[f"typed.{self.key}"] = {each: self._value_of(each) for each in problems}

    def _value_of(self, problem: Problem) -> Any:
        if problem.fieldset is None:
            return None
        asked = self.fieldsets[problem.fieldset].asked
        names = [problem.field] if problem.field in asked else []
        # An input that is not drawn yet holds nothing where one that is drawn holds ''.
        return [self.value(problem.fieldset, name) or None for name in names]


def fieldset_of(record: Record, **options: Any) -> Fieldset:
    """The fieldset that changes a record; `options` are further fields of a `Fieldset`."""
    version = Version.of(record, session.tracker().head)
    return Fieldset(
        type(record), start=values_of(record), id=record.id, version=version, **options
    )


def values_of(record: Record) -> dict[str, Any]:
    """The fields of a record that are filled in, by name."""
    return {
        name: value for name in record.fields() if (value := getattr(record, name)) is not None
    }


def initial_value(fieldset: Fieldset, name: str) -> Any:
    """The value of an input before anybody types."""
    field = fieldset.schema.model_fields[name]
    is_open = field.is_required() or name in fieldset.chosen
    default = None if is_open else field.get_default()
    start = fieldset.start.get(name, default)
    return today() if start is TODAY else start


def is_filled(form: Form, index: int, names: Sequence[str]) -> bool:
    """Whether any of these fields has another value than its first one."""
    fieldset = form.fieldsets[index]
    return any(
        _filled(form.value(index, name)) != _filled(initial_value(fieldset, name))
        for name in names
    )


def _filled(value: Any) -> Any:
    """The value, or None for one that says nothing. The number 0 says something."""
    return None if value is False or value in ("", (), []) else value
