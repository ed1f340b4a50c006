"""Forms, made from schemas: what is typed becomes records, written in the callback.

What is typed is kept as a draft each time a field is left (`drafting.py`). A line's entry
follows from the form's token and from what is in it: the same form sent twice is one line,
and after a good one the next token brings empty inputs.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import streamlit as st
from pydantic import ValidationError

from pilots.errors import NotAPhoto, TrackerError
from pilots.language import _
from pilots.logbook import Line
from pilots.naming import find_or_make
from pilots.problems import sentences
from pilots.queries import portfolio, records
from pilots.screens import ui
from pilots.screens.forms import drafting, inputs
from pilots.screens.records import show
from schemas import KINDS, More, Picture, Pilot, Record, Ref, holds_several, marked, marker, new_id

WIDTH = 720
"""Pixels at most: a line that the eye can follow from its label."""


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
        return f"{self.key}.{drafting.token(self.key)}.{self.field(number, name)}"

    def typed(self, number: int, name: str) -> Any:
        """What stands in an input now."""
        at = self.field(number, name)
        value = drafting.typed(self.key, at, start_of(self.parts[number], name))
        chips = drafting.typed(self.key, f"{at}{inputs.CHIPS}", None)
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


def draw(
    key: str,
    *parts: Part,
    pilot: str | None = None,
    button: str = "",
    button_after: str = "",
) -> list[str]:
    """Draw a form. In the run after a good submission it gives the ids of what was written.

    `pilot` is whose records these are; without one the first part is a new pilot. The button
    stands at the end, or below the field `button_after`. Draw it in a fragment or a dialog:
    what is typed is kept each time a field is left, and then only that part runs anew.
    """
    form = Form(key, parts, pilot)
    with st.container(width=WIDTH, key=f"{key}.{drafting.token(key)}"):
        drafting.say_resumed(key)
        for number in range(len(parts)):
            draw_part(form, number, button_after=button_after, button=button)
        if not button_after:
            _finish(form, button)
    return saved(key)


def saved(key: str) -> list[str]:
    """The ids of what a form has just written, once."""
    ids: list[str] = st.session_state.pop(f"saved.{key}", [])
    return ids


def _finish(form: Form, label: str) -> None:
    """The button; above it, in sight of who pressed it, what was the matter."""
    for problem in st.session_state.get(f"problems.{form.key}", ()):
        st.error(ui.escape(problem.sentence), icon=":material/error:")
    submit_button(form, label)


def submit_button(form: Form, label: str = "") -> None:
    """The button that writes down what the form holds; beside it, that it is kept meanwhile."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label or _("Save"),
            type=ui.foremost(),
            icon=":material/check:",
            # A second click that comes late finds this button gone, and does nothing.
            key=f"{form.key}.{drafting.token(form.key)}.submit",
            shortcut=None if ui.on_phone() else "Ctrl+Enter",
            on_click=_submit,
            args=(form,),
        )
        drafting.say_kept(form.key)


def open_anew(key: str) -> None:
    """Forget that a form was submitted, before it is opened again; what was typed stays."""
    st.session_state.pop(f"saved.{key}", None)


def draw_part(
    form: Form,
    number: int,
    only: Sequence[str] = (),
    button_after: str = "",
    button: str = "",
) -> None:
    """The inputs of one part; `only` some of those that it asks."""
    part = form.parts[number]
    if part.folded:
        with st.expander(part.title, icon=":material/add:"):
            for name in part.asked:
                _ask(form, number, _names(form, part), name)
        return
    if part.title:
        st.markdown(f"### {part.title}")
    ask = partial(_ask, form, number, _names(form, part))
    asked = list(only or part.asked)
    more = [
        name
        for name in asked
        if name in part.more
        or (marked(part.schema.model_fields[name], More) and name not in part.beside)
    ]
    line = None
    for name in asked:
        if name in more and not only:
            continue
        if name in part.beside:
            line = line or st.container(horizontal=True, vertical_alignment="bottom")
            with line:
                ask(name)
        else:
            ask(name)
        if name == button_after:
            _finish(form, button)
    if more and not only:
        with st.expander(_("More, if you want"), icon=":material/more_horiz:"):
            for name in more:
                ask(name)


def _ask(form: Form, number: int, names: show.Names, name: str) -> None:
    part, at = form.parts[number], form.field(number, name)
    start, left = start_of(part, name), drafting.restored(form.key)
    drafting.begins(form.key, at, start)
    inputs.draw(
        part.schema,
        name,
        form.input(number, name),
        left.get(at, start),
        names,
        optional=part.optional,
        chips=left.get(f"{at}{inputs.CHIPS}", []) if left else None,
        on_change=partial(drafting.keep, form.key),
    )


def _names(form: Form, part: Part) -> show.Names:
    """What a part can refer to is called, the last used first; and the themes there are."""
    names = dict(show.names_for(part.schema, form.pilot))
    names |= {name: dict.fromkeys(words, "") for name, words in part.offers.items()}
    if part.schema is Pilot and "themes" in part.asked:
        names["themes"] = dict.fromkeys(ui.ask(portfolio.themes), "")
    for name in part.asked:
        field = part.schema.model_fields[name]
        ref = marker(field, Ref)
        if ref and holds_several(field) and form.pilot:
            names[ref.table] = ui.ask(records.names_by_use, part.schema.table, name, form.pilot)
    return names


@ui.act
def _submit(form: Form) -> None:
    written, problems = check(form)
    lines: list[Line] = []
    if not problems:
        try:
            lines = ui.tracker().record(ui.viewer(), *written, entry=_entry(form))
        except TrackerError as error:
            problems = [Problem(None, "", str(error))]
    st.session_state[f"problems.{form.key}"] = problems
    if problems:
        return
    drafting.done(form.key)
    st.session_state[f"saved.{form.key}"] = [line.subject for line in lines]
    _tell(form.pilot or (written[0].of_pilot if written else None), lines)


def check(form: Form) -> tuple[list[Record], list[Problem]]:
    """The records that a form holds, and what is the matter with those it could not make."""
    written: list[Record] = []
    made: dict[int, Record] = {}
    problems: list[Problem] = []
    pilot = form.pilot
    for number, part in enumerate(form.parts):
        if any(earlier not in made for earlier, _what in part.follows.values()):
            continue  # what is the matter with the earlier part has been said
        built: list[Record] = []
        try:
            built = _build(form, number, pilot, made)
        except ValidationError as error:
            about = [str(each["loc"][0]) if each["loc"] else "" for each in error.errors()]
            said = sentences(error, part.schema)
            problems += [Problem(number, *each) for each in zip(about, said, strict=True)]
        except NotAPhoto as error:
            problems.append(Problem(number, "", str(error)))
        if built:
            written += built
            made[number] = built[-1]
        if part.schema is Pilot and not pilot:
            # Also without a pilot the other parts can be looked at.
            pilot = built[0].id if built else new_id()
    return written, problems


def _entry(form: Form) -> str:
    """The entry of what the form holds now: another text is another entry."""
    held = [
        [form.pilot, *(form.typed(number, name) for name in part.asked)]
        for number, part in enumerate(form.parts)
    ]
    content = json.dumps(held, default=_identity)
    return str(uuid5(UUID(drafting.token(form.key)), content))


def _identity(value: Any) -> str:
    """What tells one value from another: of a photo, what is in it."""
    if hasattr(value, "getvalue"):
        return hashlib.sha256(value.getvalue()).hexdigest()
    return str(value)


def _build(form: Form, number: int, pilot: str | None, made: Mapping[int, Record]) -> list[Record]:
    """The records that a part was filled in with: new people first, then the record itself.

    `made` are the records of the parts before it, by number. Raises pydantic's ValidationError.
    """
    part = form.parts[number]
    schema = part.schema
    typed = {name: form.typed(number, name) for name in part.asked}
    if part.optional and not is_filled(form, number, part.asked):
        return []
    filled: dict[str, Any] = {
        name: value
        for name, value in typed.items()
        if value not in (None, "", []) and value != part.blank.get(name)
    }
    kept = {name: value for name, value in part.start.items() if name not in part.asked}
    for name, (earlier, what) in part.follows.items():
        kept[name] = getattr(made[earlier], what)
    for name in _pictures(part):
        if name in filled:
            filled[name] = ui.tracker().attachments.keep(filled[name].getvalue())
        elif name in part.start:  # no new one chosen: the old one stays
            filled[name] = part.start[name]
    new: list[Record] = []
    for name in filled:
        ref = marker(schema.model_fields[name], Ref)
        if ref and holds_several(schema.model_fields[name]):
            known = ui.ask(records.names, ref.table, pilot)
            filled[name], found = find_or_make(filled[name], KINDS[ref.table], pilot or "", known)
            new += found
    return [*new, schema.read(part.id or new_id(), pilot, {**kept, **filled})]


def _pictures(part: Part) -> list[str]:
    return [name for name in part.asked if marked(part.schema.model_fields[name], Picture)]


def _tell(pilot: str | None, lines: Sequence[Line]) -> None:
    names = ui.ask(records.names, Pilot.table)
    where = names.get(pilot or "")
    sentence = _("Recorded at {pilot}.", pilot=where) if where else _("Recorded.")
    ui.say(sentence, *[line.seq for line in lines], pilot=where)
