"""Submitting a form: its values become records, recorded in the callback of its button.

The idempotency key follows from the form's token and its values: the same form submitted twice
is recorded once. After a valid submission a new token brings empty inputs.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import Any
from uuid import UUID, uuid5

import streamlit as st
from pydantic import ValidationError

from pilots.errors import NotAPhoto, TrackerError
from pilots.language import _
from pilots.privacy.free_text import bsns
from pilots.queries import people as people_queries
from pilots.queries import records
from pilots.rules.headline import first_sentence
from pilots.rules.naming import find_or_make
from pilots.rules.problems import sentences
from pilots.screens.kit import answers, flash, session
from pilots.screens.kit.forms import (
    autosave,
    base_versions,
    confirmation,
    conflicts,
    doubts,
    photo_input,
    pii_warning,
)
from pilots.screens.kit.forms.fieldsets import (
    Fieldset,
    Form,
    Problem,
    initial_value,
    is_filled,
)
from pilots.store.logbook import Line
from pilots.versions import Conflict
from schemas import (
    KINDS,
    Action,
    Measurement,
    PhotoFile,
    Pilot,
    Record,
    Ref,
    Stakeholder,
    holds_several,
    marked,
    marker,
    new_id,
)

A_MOMENT = 2.0
"""Seconds in which a second tap is part of the first."""


@flash.callback
def submit(form: Form, anyway: bool = False) -> None:
    """Record a form: a callback.

    Personal data in free text, and what is more often a slip of the pen, hold it back once, with a
    warning; `anyway` records it after that.
    """
    if _is_second_tap(form):
        return
    made, problems = validate(form)
    problems += conflicts.problems(form)
    if not made and not problems:
        problems = [Problem(None, "", _("Nothing is filled in yet."))]
    lines: list[Line] | None = None
    is_held_back = not problems and (
        pii_warning.holds_back(form, anyway) or doubts.hold_back(form, made, anyway)
    )
    if not problems and not is_held_back:
        lines, problems = record(form, made)
    form.set_problems(problems)
    if lines is None:
        return
    autosave.discard(form.key)
    st.session_state[f"saved.{form.key}"] = [line.subject for line in lines]
    st.session_state[f"saved_at.{form.key}"] = monotonic()
    _confirm(form.pilot_id or (made[0].of_pilot if made else None), made, lines)


def _is_second_tap(form: Form) -> bool:
    """Whether a tap on an empty form was meant for the one that was recorded a moment ago."""
    is_just_recorded = (
        monotonic() - st.session_state.get(f"saved_at.{form.key}", float("-inf")) < A_MOMENT
    )
    return is_just_recorded and not any(
        is_filled(form, index, fieldset.asked) for index, fieldset in enumerate(form.fieldsets)
    )


def record(form: Form, made: Sequence[Record]) -> tuple[list[Line] | None, list[Problem]]:
    """Record what a form makes, on top of what others changed.

    Where it cannot be recorded: None, with what is wrong; a conflict is kept with the form.
    """
    try:
        made, based_on = conflicts.resolved(form, made, base_versions.versions(form))
        return session.tracker().record(
            session.viewer(), *made, based_on=based_on, idempotency_key=_idempotency_key(form)
        ), []
    except ValidationError as error:
        schema = form.fieldsets[0].schema
        return None, [Problem(None, "", sentence) for sentence in sentences(error, schema)]
    except Conflict as conflict:
        conflicts.remember(form, conflict)
        return None, []
    except TrackerError as error:
        return None, [Problem(None, "", str(error))]


def validate(form: Form) -> tuple[list[Record], list[Problem]]:
    """The records that a form would write, and what is wrong with the others."""
    written: list[Record] = []
    made: dict[int, Record] = {}
    problems: list[Problem] = []
    pilot_id = form.pilot_id
    for index, fieldset in enumerate(form.fieldsets):
        sources = [source for source, _name in fieldset.filled_from.values()]
        if missing := [source for source in sources if source not in made]:
            problems += _without_source(form, index, missing[0], problems)
            continue
        built: list[Record] = []
        questions = list(_questions(form, index))
        if questions:
            problems += questions
            continue
        try:
            built = _build(form, index, pilot_id, made)
        except ValidationError as error:
            names = [str(each["loc"][0]) if each["loc"] else "" for each in error.errors()]
            about = zip(names, sentences(error, fieldset.schema), strict=True)
            problems += [Problem(index, *each) for each in about]
        except NotAPhoto as error:
            problems.append(Problem(index, "", str(error)))
        for record in built:
            problems += [Problem(index, name, str(error)) for name, error in bsns(record)]
        if built:
            written += built
            made[index] = built[-1]
        if fieldset.schema is Pilot and not pilot_id:
            # The other fieldsets are validated also where the pilot itself is not valid yet.
            pilot_id = built[0].id if built else new_id()
    return written, problems


def _questions(form: Form, index: int) -> Iterator[Problem]:
    """What has to be asked: what somebody has to choose, and about the names that were typed."""
    fieldset = form.fieldsets[index]
    for name in fieldset.chosen:
        if form.value(index, name) is None:
            title = _(fieldset.schema.model_fields[name].title or name)
            yield Problem(index, name, f"{title}: {_('Choose one.')}")
    for name in fieldset.asked:
        ref = marker(fieldset.schema.model_fields[name], Ref)
        known = answers.for_viewer(records.names, ref.table, form.pilot_id) if ref else {}
        if sentence := form.question(index, name, known):
            yield Problem(index, name, sentence)


def _without_source(
    form: Form, index: int, source: int, problems: Sequence[Problem]
) -> list[Problem]:
    """The problem of a fieldset that is filled in while the one it refers to is empty."""
    if any(problem.fieldset == source for problem in problems):
        return []
    if not is_filled(form, index, form.fieldsets[index].asked):
        return []
    kind = _(form.fieldsets[source].schema.one).lower()
    sentence = _("This belongs to something that is not filled in yet: {kind}.", kind=kind)
    return [Problem(index, "", sentence)]


def _idempotency_key(form: Form) -> str:
    """The key of the form with its values of now: another text is another key."""
    values = [
        [form.pilot_id, *(form.value(index, name) for name in fieldset.asked)]
        for index, fieldset in enumerate(form.fieldsets)
    ]
    content = json.dumps(values, default=_identity)
    return str(uuid5(UUID(autosave.token(form.key)), content))


def _identity(value: Any) -> str:
    """What tells one value from another: of a photo, a hash of its content."""
    if hasattr(value, "getvalue"):
        return hashlib.sha256(value.getvalue()).hexdigest()
    return str(value)


def _build(
    form: Form, index: int, pilot_id: str | None, made: Mapping[int, Record]
) -> list[Record]:
    """The records of one fieldset: people who are new first, then the record itself.

    `made` are the records of earlier fieldsets, by index. Raises pydantic's ValidationError, and
    NotAPhoto.
    """
    fieldset = form.fieldsets[index]
    schema = fieldset.schema
    photos = {
        name: photo_input.stored(form.input_key(index, name)) for name in _pictures(fieldset)
    }
    if fieldset.optional and not is_filled(form, index, fieldset.asked):
        return []
    typed = {name: form.value(index, name) for name in fieldset.asked}
    filled: dict[str, Any] = {
        name: value for name, value in typed.items() if value not in (None, "", [])
    }
    others = {
        name: initial_value(fieldset, name)
        for name in fieldset.start
        if name not in fieldset.asked
    }
    for name, (source, source_field) in fieldset.filled_from.items():
        others[name] = getattr(made[source], source_field)
    for name, photo in photos.items():
        if photo:
            filled[name] = photo
        elif name in fieldset.start:  # no new one chosen: the old one stays
            filled[name] = fieldset.start[name]
    headline = schema.headline_field()
    if fieldset.story_field and headline in filled:
        filled[headline], rest = first_sentence(filled[headline])
        filled |= {fieldset.story_field: rest} if rest else {}
    people: list[Record] = []
    for name in filled:
        ref = marker(schema.model_fields[name], Ref)
        if ref and name in fieldset.named:
            (filled[name],), new = _found_or_made([filled[name]], ref, pilot_id)
            people += new
        elif ref and holds_several(schema.model_fields[name]):
            known = answers.for_viewer(records.names, ref.table, pilot_id)
            filled[name], new = _found_or_made(filled[name], ref, pilot_id)
            # Somebody who was withdrawn since is no choice any more, and stays where they were.
            gone = [id for id in fieldset.start.get(name) or () if id not in known]
            filled[name] = [*filled[name], *(id for id in gone if id not in filled[name])]
            people += new
    if fieldset.derived:
        others |= fieldset.derived({**others, **filled})
    return [*people, schema.read(fieldset.id or new_id(), pilot_id, {**others, **filled})]


def _found_or_made(
    typed: Sequence[str], ref: Ref, pilot_id: str | None
) -> tuple[list[str], list[Record]]:
    """The ids of the records that are meant, and new records for names that nobody has yet."""
    known = answers.for_viewer(records.names, ref.table, pilot_id)
    is_person = ref.table == Stakeholder.table
    aliases = answers.for_viewer(people_queries.aliases, pilot_id or "") if is_person else {}
    return find_or_make(typed, KINDS[ref.table], pilot_id or "", known, aliases)


def _pictures(fieldset: Fieldset) -> list[str]:
    fields = fieldset.schema.model_fields
    return [name for name in fieldset.asked if marked(fields[name], PhotoFile)]


def _confirm(pilot_id: str | None, made: Sequence[Record], lines: Sequence[Line]) -> None:
    """The flash message: what was recorded, with undo, change and a link to the pilot."""
    label = answers.for_viewer(records.names, Pilot.table).get(pilot_id or "")
    sentence = _("Recorded for {pilot}.", pilot=label) if label else _("Recorded.")
    logged = [record for record in made if isinstance(record, Action | Measurement)]
    flash.say(
        "\n".join(filter(None, (sentence, confirmation.words(made)))),
        *[line.seq for line in lines],
        change=(logged[0].table, logged[0].id) if logged else None,
        pilot=(pilot_id, label) if pilot_id and label else None,
    )
