"""From what a form holds to records, written down in the callback of its button.

A line's idempotency key follows from the form's token and from what is in it: the same form sent
twice is one line, and after a good one the next token brings empty inputs.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

import streamlit as st
from pydantic import ValidationError

from pilots.errors import NotAPhoto, TrackerError
from pilots.language import _
from pilots.privacy.free_text import bsns
from pilots.queries import records
from pilots.rules.naming import find_or_make
from pilots.rules.problems import sentences
from pilots.screens.kit import answers, flash, session
from pilots.screens.kit.forms import drafting, pii_warning
from pilots.screens.kit.forms.parts import Form, Part, Problem, is_filled
from pilots.store.logbook import Line
from schemas import KINDS, PhotoFile, Pilot, Record, Ref, holds_several, marked, marker, new_id


@flash.callback
def submit(form: Form, anyway: bool = False) -> None:
    """Record what a form holds: a callback.

    What may give somebody away is told first; `anyway` is for who was told and means it.
    """
    written, problems = check(form)
    lines: list[Line] = []
    waits = not problems and pii_warning.waits(form, anyway)
    if not problems and not waits:
        try:
            lines = session.tracker().record(
                session.viewer(), *written, idempotency_key=_idempotency_key(form)
            )
        except TrackerError as error:
            problems = [Problem(None, "", str(error))]
    st.session_state[f"problems.{form.key}"] = problems
    if problems or waits:
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
        if missing := [earlier for earlier, _what in part.follows.values() if earlier not in made]:
            problems += _without(form, number, missing[0], problems)
            continue
        built: list[Record] = []
        try:
            built = _build(form, number, pilot, made)
        except ValidationError as error:
            about = [str(each["loc"][0]) if each["loc"] else "" for each in error.errors()]
            said = sentences(error, part.schema)
            problems += [Problem(number, *each) for each in zip(about, said, strict=True)]
        except NotAPhoto as error:
            problems.append(Problem(number, "", str(error)))
        for record in built:
            problems += [Problem(number, name, str(error)) for name, error in bsns(record)]
        if built:
            written += built
            made[number] = built[-1]
        if part.schema is Pilot and not pilot:
            # Also without a pilot the other parts can be looked at.
            pilot = built[0].id if built else new_id()
    return written, problems


def _without(form: Form, number: int, earlier: int, said: Sequence[Problem]) -> list[Problem]:
    """What to say of a part that is filled in where the earlier part it belongs to is not."""
    if any(it.part == earlier for it in said) or not is_filled(
        form, number, form.parts[number].asked
    ):
        return []
    kind = _(form.parts[earlier].schema.one).lower()
    sentence = _("This belongs to something that is not filled in yet: {kind}.", kind=kind)
    return [Problem(number, "", sentence)]


def _idempotency_key(form: Form) -> str:
    """The key of what the form holds now: another text is another key."""
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


def _build(
    form: Form, number: int, pilot_id: str | None, made: Mapping[int, Record]
) -> list[Record]:
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
            filled[name] = session.tracker().attachments.keep(filled[name].getvalue())
        elif name in part.start:  # no new one chosen: the old one stays
            filled[name] = part.start[name]
    new: list[Record] = []
    for name in filled:
        ref = marker(schema.model_fields[name], Ref)
        if ref and holds_several(schema.model_fields[name]):
            known = answers.for_viewer(records.names, ref.table, pilot_id)
            filled[name], found = find_or_make(
                filled[name], KINDS[ref.table], pilot_id or "", known
            )
            new += found
    return [*new, schema.read(part.id or new_id(), pilot_id, {**kept, **filled})]


def _pictures(part: Part) -> list[str]:
    return [name for name in part.asked if marked(part.schema.model_fields[name], PhotoFile)]


def _tell(pilot_id: str | None, lines: Sequence[Line]) -> None:
    names = answers.for_viewer(records.names, Pilot.table)
    where = names.get(pilot_id or "")
    sentence = _("Recorded for {pilot}.", pilot=where) if where else _("Recorded.")
    flash.say(sentence, *[line.seq for line in lines], pilot_label=where)
