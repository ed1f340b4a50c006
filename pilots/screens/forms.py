"""Forms, made from schemas: what is typed becomes records, written in the callback.

A form has an entry, a UUID made when it is opened. It is the key of its inputs and of the
line in the logbook: a double click or a replayed submission is one line, and after a good
one the next entry brings empty inputs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st
from pydantic import ValidationError

from pilots.errors import NotAPhoto, TrackerError
from pilots.language import _
from pilots.logbook import Line
from pilots.naming import find_or_make
from pilots.problems import sentences
from pilots.queries import records
from pilots.screens import inputs, show, ui
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

    @property
    def asked(self) -> list[str]:
        return list(self.only or self.schema.fields())


def part_of(record: Record) -> Part:
    """The part that changes a record."""
    start = {
        name: value for name in record.fields() if (value := getattr(record, name)) is not None
    }
    return Part(type(record), start=start, id=record.id)


def draw(
    key: str,
    *parts: Part,
    pilot: str | None = None,
    button: str = "",
) -> list[str]:
    """Draw a form. In the run after a good submission it gives the ids of what was written.

    `pilot` is whose records these are; without one the first part is a new pilot.
    """
    entry = st.session_state.setdefault(f"entry.{key}", str(uuid4()))
    with st.container(width=WIDTH, key=f"{key}.{entry}"):
        for number, part in enumerate(parts):
            _draw_part(part, f"{key}.{entry}.{number}", pilot)
        for sentence in st.session_state.get(f"problems.{key}", ()):
            st.error(ui.escape(sentence), icon=":material/error:")
        st.button(
            button or _("Save"),
            type="primary",
            icon=":material/check:",
            # A second click that comes late finds this button gone, and does nothing.
            key=f"{key}.{entry}.submit",
            on_click=_submit,
            args=(key, entry, parts, pilot),
        )
    saved: list[str] = st.session_state.pop(f"saved.{key}", [])
    return saved


def open_anew(key: str) -> None:
    """Forget that a form was submitted, before it is opened again; what was typed stays."""
    st.session_state.pop(f"saved.{key}", None)


def _draw_part(part: Part, prefix: str, pilot: str | None) -> None:
    if part.title:
        st.markdown(f"### {part.title}")
    names = show.names_for(part.schema, pilot)

    def ask(name: str) -> None:
        key = f"{prefix}.{name}"
        inputs.draw(part.schema, name, key, _start(part, name), names, part.optional)

    more = [name for name in part.asked if marked(part.schema.model_fields[name], More)]
    for name in part.asked:
        if name not in more:
            ask(name)
    if more:
        with st.expander(_("More, if you want"), icon=":material/more_horiz:"):
            for name in more:
                ask(name)


def _start(part: Part, name: str) -> Any:
    field = part.schema.model_fields[name]
    return part.start.get(name, None if field.is_required() else field.get_default())


@ui.act
def _submit(
    key: str,
    entry: str,
    parts: Sequence[Part],
    pilot: str | None,
) -> None:
    written: list[Record] = []
    problems: list[str] = []
    for number, part in enumerate(parts):
        try:
            written += _build(part, f"{key}.{entry}.{number}", pilot)
        except ValidationError as error:
            problems += sentences(error, part.schema)
        except NotAPhoto as error:
            problems.append(str(error))
        if part.schema is Pilot and written and not pilot:
            pilot = written[0].id
    lines: list[Line] = []
    if not problems:
        try:
            lines = ui.tracker().record(ui.viewer(), *written, entry=entry)
        except TrackerError as error:
            problems = [str(error)]
    st.session_state[f"problems.{key}"] = problems
    if problems:
        return
    st.session_state[f"entry.{key}"] = str(uuid4())
    st.session_state[f"saved.{key}"] = [line.subject for line in lines]
    _tell(pilot, lines)


def _build(part: Part, prefix: str, pilot: str | None) -> list[Record]:
    """The records that a part was filled in with: new people first, then the record itself.

    Raises pydantic's ValidationError.
    """
    schema = part.schema
    typed = {name: st.session_state.get(f"{prefix}.{name}") for name in part.asked}
    if part.optional and all(_is(typed[name], _start(part, name)) for name in typed):
        return []
    filled: dict[str, Any] = {
        name: value for name, value in typed.items() if value not in (None, "", [])
    }
    kept = {name: value for name, value in part.start.items() if name not in part.asked}
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
            filled[name], made = find_or_make(filled[name], KINDS[ref.table], pilot or "", known)
            new += made
    return [*new, schema.read(part.id or new_id(), pilot, {**kept, **filled})]


def _pictures(part: Part) -> list[str]:
    return [name for name in part.asked if marked(part.schema.model_fields[name], Picture)]


def _is(typed: Any, start: Any) -> bool:
    """Whether an input holds what it began with; empty is empty, however it is written."""
    return (typed or None) == (start or None)


def _tell(pilot: str | None, lines: Sequence[Line]) -> None:
    names = ui.ask(records.names, Pilot.table)
    where = names.get(pilot or "")
    sentence = _("Recorded at {pilot}.", pilot=where) if where else _("Recorded.")
    ui.say(sentence, *[line.seq for line in lines])
