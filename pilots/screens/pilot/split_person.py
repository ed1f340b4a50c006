"""One person who is two: a second one is made, and takes along what is theirs."""

from collections.abc import Mapping

import streamlit as st
from pydantic import ValidationError

from pilots.errors import NoLongerThere
from pilots.language import _
from pilots.queries import records
from pilots.rules.merging import can_be_shared, moved, shared
from pilots.rules.problems import sentences
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.pilot import person_labels
from schemas import Stakeholder, new_id


def open_split(pilot_id: str, person_id: str) -> None:
    """Open the dialog."""
    st.session_state.pop(_key("problem", person_id), None)
    forms.open_dialog(
        f"split.{person_id}", _("These are two people"), lambda: _draw(pilot_id, person_id)
    )


def _draw(pilot_id: str, person_id: str) -> None:
    person = answers.for_viewer(records.one, Stakeholder.table, person_id)
    if not isinstance(person, Stakeholder):
        st.rerun()  # withdrawn meanwhile: the dialog closes
    st.text_input(
        _("What is the second person called?"),
        max_chars=200,
        key=_key("name", person_id),
    )
    found = person_labels.referring(pilot_id, person_id)
    labels = {key: label for key, (_record, label) in found.items()}
    _choose(_("What belongs only to the second person?"), labels, _key("theirs", person_id))
    shareable = {key: labels[key] for key, (record, _l) in found.items() if can_be_shared(record)}
    _choose(_("What did both take part in?"), shareable, _key("both", person_id))
    st.caption(
        _(
            "The rest stays with {name}, and so do what they bring, what they need and how to "
            "reach them. You can undo this.",
            name=markup.escape(person.name),
        )
    )
    clicked = st.button(
        _("Split"),
        icon=":material/call_split:",
        type="primary",
        key=f"split.do.{person_id}",
        on_click=_split,
        args=(pilot_id, person_id),
    )
    if problem := st.session_state.get(_key("problem", person_id)):
        st.error(markup.escape(problem), icon=":material/error:")
    elif clicked:
        st.rerun()


def _choose(label: str, options: Mapping[str, str], key: str) -> None:
    if options:
        st.multiselect(
            label,
            list(options),
            format_func=lambda option: options.get(option, option),
            placeholder=_("None"),
            key=key,
            select_all=False,
        )


def _key(name: str, person_id: str) -> str:
    """The key in the session of an input of this dialog, or of what is wrong with it."""
    return f"split.{name}.{person_id}"


@flash.callback
def _split(pilot_id: str, person_id: str) -> None:
    """Record the second person, with the records that name them: a callback."""
    typed, theirs, of_both = (
        st.session_state.get(_key(name, person_id)) for name in ("name", "theirs", "both")
    )
    st.session_state.pop(_key("problem", person_id), None)
    person = answers.for_viewer(records.one, Stakeholder.table, person_id)
    if not isinstance(person, Stakeholder):
        raise NoLongerThere
    body = {"name": typed, "kind": person.kind, "role": person.role, "differs_from": [person_id]}
    try:
        second = Stakeholder.read(new_id(), pilot_id, body)
    except ValidationError as error:
        st.session_state[_key("problem", person_id)] = "\n".join(sentences(error, Stakeholder))
        return
    found = person_labels.referring(pilot_id, person_id)
    alone = [found[key][0] for key in theirs or () if key in found]
    together = [
        found[key][0] for key in of_both or () if key in found and key not in (theirs or ())
    ]
    lines = session.tracker().record(
        session.viewer(),
        second,
        *moved(alone, person_id, second.id),
        *shared(together, person_id, second.id),
    )
    flash.say(
        _("Split: {name} is somebody else now.", name=second.name), *(line.seq for line in lines)
    )
