"""Two people changed the same field: both values side by side, and whoever saves second chooses.

Where the record was withdrawn meanwhile, what was typed stays, and it comes back only with the
button that says so.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pilots.language import _, moment
from pilots.screens.kit import markup, values
from pilots.screens.kit.forms import autosave
from pilots.screens.kit.forms.fieldsets import Form, Problem
from pilots.versions import Conflict, FieldConflict, Version, WithdrawnMeanwhile, filled, merge
from schemas import KINDS, Record

MINE, THEIRS = "mine", "theirs"

LONGEST = 300
"""Characters of a value that are shown to choose by."""


def of(form: Form) -> Conflict | None:
    """The conflict that the last submission of this form met."""
    found: Conflict | None = st.session_state.get(_key(form))
    return found


def remember(form: Form, conflict: Conflict) -> None:
    """Keep it until the form is recorded, with no choice made yet."""
    st.session_state[_key(form)] = conflict
    for field in conflict.fields:
        st.session_state.pop(_choice_key(form, field), None)


def problems(form: Form) -> list[Problem]:
    """What is still to be chosen before the form can be recorded."""
    conflict = of(form)
    if conflict is None or all(_choice(form, field) for field in conflict.fields):
        return []
    return [Problem(None, "", _("Choose for each of these fields which text stays."))]


def resolved(
    form: Form, records: Sequence[Record], based_on: Sequence[Version]
) -> tuple[list[Record], list[Version]]:
    """The records as they were chosen to become, and the versions that these are based on.

    Raises pydantic's ValidationError where what was chosen does not go together.
    """
    conflict = of(form)
    if conflict is None:
        return list(records), list(based_on)
    newest = conflict.newest
    opened = {version.id: version for version in based_on}
    made = [
        _with_choices(form, conflict, record, opened[record.id])
        if record.id == newest.id
        else record
        for record in records
    ]
    return made, [newest if version.id == newest.id else version for version in based_on]


def _with_choices(form: Form, conflict: Conflict, record: Record, opened: Version) -> Record:
    body, conflicting = merge(opened.body, record.body(), conflict.newest.body)
    chosen = {field.name: _choice(form, field) for field in conflict.fields}
    for name in {*conflicting, *chosen}:
        source = conflict.newest.body if chosen.get(name) == THEIRS else record.body()
        body[name] = source.get(name)
    return type(record).read(record.id, record.of_pilot, filled(body))


def is_about_withdrawn(form: Form) -> bool:
    return isinstance(of(form), WithdrawnMeanwhile)


def draw(form: Form) -> None:
    """What is to be chosen, right above the button."""
    conflict = of(form)
    if conflict is None:
        return
    if is_about_withdrawn(form):
        words = _(
            "{who} withdrew this on {when}. What you typed is still here.",
            who=conflict.facts["who"],
            when=conflict.facts["when"],
        )
        st.warning(markup.escape(words), icon=":material/delete:")
        return
    words = _("Somebody else changed this too. What should it become?")
    st.warning(markup.escape(words), icon=":material/group:")
    for field in conflict.fields:
        _choose(form, conflict, field)


def _choose(form: Form, conflict: Conflict, field: FieldConflict) -> None:
    schema = KINDS[conflict.newest.kind]
    names = values.names_for(schema, conflict.newest.pilot)
    mine, theirs = (_words(schema, field.name, each, names) for each in (field.mine, field.theirs))
    options = {
        MINE: _("Yours: {value}", value=mine),
        THEIRS: _(
            "{who}, {when}: {value}",
            who=field.actor,
            when=moment(field.recorded_at),
            value=theirs,
        ),
    }
    title = schema.model_fields[field.name].title or field.name
    st.radio(
        _(title),
        list(options),
        format_func=lambda option: markup.escape(options[option]),
        index=None,
        key=_choice_key(form, field),
    )


def _words(schema: type[Record], name: str, value: Any, names: values.Names) -> str:
    words = values.value(schema, name, value, names) or markup.not_set()
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def _choice(form: Form, field: FieldConflict) -> str | None:
    chosen: str | None = st.session_state.get(_choice_key(form, field))
    return chosen


def _key(form: Form) -> str:
    return f"conflict.{form.key}.{autosave.token(form.key)}"


def _choice_key(form: Form, field: FieldConflict) -> str:
    return f"{_key(form)}.{field.name}"
