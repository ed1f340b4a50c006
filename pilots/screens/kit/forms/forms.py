"""Forms, made from schemas: what is typed becomes records, written in a callback.

What is typed is autosaved (`autosave.py`), what a form is made of is in `fieldsets.py`, and
what its button does in `submitting.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Literal

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio, records
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.forms import (
    autosave,
    base_versions,
    conflicts,
    doubts,
    inputs,
    keyboard,
    pii_warning,
    several,
)
from pilots.screens.kit.forms.base_versions import as_opened, fieldset_to_change
from pilots.screens.kit.forms.fieldsets import (
    TODAY,
    Fieldset,
    Form,
    Problem,
    fieldset_of,
    initial_value,
    is_filled,
)
from pilots.screens.kit.forms.submitting import submit, validate
from pilots.screens.kit.unique_labels import distinct
from schemas import More, Pilot, Ref, holds_several, marked, marker

__all__ = [
    "TODAY",
    "WIDTH",
    "Fieldset",
    "Form",
    "Problem",
    "as_opened",
    "draw",
    "draw_fieldset",
    "draw_problems",
    "fieldset_of",
    "fieldset_to_change",
    "forget_saved",
    "is_filled",
    "open_dialog",
    "saved",
    "submit_button",
    "validate",
]

WIDTH = 720
"""Pixels at most: the eye can follow a line from its label to its input."""


def draw(
    key: str,
    *fieldsets: Fieldset,
    pilot_id: str | None = None,
    button: str = "",
    in_reach: bool = False,
    focus: bool = False,
) -> list[str]:
    """Draw a form; in the run after a valid submission, give the ids of the new records.

    `pilot_id` is the pilot the records belong to; without it the first fieldset is a new pilot.
    The button is at the end; `in_reach` it stays in sight above what is below. `focus`: who opens
    the page can type at once. Draw a form in a fragment or a dialog: it is autosaved each time an
    input is left, and then only that fragment reruns.
    """
    form = as_opened(key, fieldsets, pilot_id)
    with st.container(width=WIDTH, key=f"{key}.{autosave.token(key)}"):
        autosave.resumed_notice(key)
        base_versions.changes_notice(form, fieldsets)
        for index in range(len(fieldsets)):
            draw_fieldset(form, index)
        with st.container(key=f"{keyboard.IN_REACH}{key}") if in_reach else nullcontext():
            _finish(form, button, is_wide=in_reach and markup.on_phone())
        keyboard.draw(key, focus)
    return saved(key)


def open_dialog(
    key: str,
    title: str,
    draw_form: Callable[[], object],
    width: Literal["small", "medium"] = "medium",
) -> None:
    """Open a form in a dialog over the page; it closes when `draw_form` returns ids."""

    @st.dialog(title, width=width)
    def show() -> None:
        session.start_fragment()
        if draw_form():
            st.rerun()

    forget_saved(key)
    autosave.reopen(key)
    show()


def saved(key: str) -> list[str]:
    """The ids of the records that a form has just written, once."""
    ids: list[str] = st.session_state.pop(f"saved.{key}", [])
    return ids


def forget_saved(key: str) -> None:
    """Forget that a form was submitted, before it is opened again; its draft stays."""
    st.session_state.pop(f"saved.{key}", None)


def _finish(form: Form, label: str, is_wide: bool = False) -> None:
    # Always there: what stands below keeps its place, and so a photo that is on its way.
    with st.container():
        draw_problems(form)
    submit_button(form, label, is_wide)


def draw_problems(form: Form) -> None:
    """What is wrong, drawn right above the button: whoever pressed it is looking there."""
    conflicts.draw(form)
    for problem in form.problems:
        st.error(markup.escape(problem.sentence), icon=":material/error:")


def submit_button(form: Form, label: str = "", is_wide: bool = False) -> None:
    """The button that records the form, with the notice of its draft.

    Below it the warning about personal data, with a button to record it anyway.
    """
    findings = pii_warning.find(form)
    # A late second click finds no button with this token any more, and does nothing.
    key = f"{form.key}.{autosave.token(form.key)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Bring it back") if conflicts.is_about_withdrawn(form) else label or _("Save"),
            type="primary",
            icon=":material/check:",
            key=f"{key}.submit",
            width="stretch" if is_wide else "content",
            shortcut=None if markup.on_phone() else "Ctrl+Enter",
            on_click=submit,
            args=(form,),
        )
        if pii_warning.was_shown(form, findings) or doubts.of(form):
            st.button(
                _("Record it anyway"),
                icon=":material/lock_open_right:",
                key=f"anyway.{key}",
                on_click=submit,
                args=(form, True),
            )
        autosave.saved_notice(form.key)
    with st.container():  # always there, likewise
        doubts.draw(form)
        pii_warning.draw(form, findings)


def draw_fieldset(
    form: Form,
    index: int,
    only: Sequence[str] = (),
) -> None:
    """The inputs of one fieldset; `only` some of the fields it asks."""
    fieldset = form.fieldsets[index]
    if fieldset.hidden:
        return
    draw_input = partial(_input, form, index, _names(form, fieldset))
    if fieldset.folded:
        with st.expander(fieldset.title, icon=":material/add:"):
            for name in fieldset.asked:
                draw_input(name)
        return
    if fieldset.title:
        st.markdown(f"### {fieldset.title}")
    asked = list(only or fieldset.asked)
    more = [] if only else [name for name in asked if _is_folded_away(fieldset, name)]
    line = None
    for name in asked:
        if name in more:
            continue
        if name in fieldset.beside:
            line = line or st.container(horizontal=True)
            with line:
                draw_input(name)
        else:
            draw_input(name)
    if more:
        with st.expander(_("More, if you want"), icon=":material/more_horiz:"):
            for name in more:
                draw_input(name)


def _is_folded_away(fieldset: Fieldset, name: str) -> bool:
    is_marked = marked(fieldset.schema.model_fields[name], More)
    shown = (*fieldset.beside, *fieldset.in_sight)
    return name in fieldset.more or (is_marked and name not in shown)


def _input(form: Form, index: int, names: values.Names, name: str) -> None:
    fieldset, input_name = form.fieldsets[index], form.input_name(index, name)
    field = fieldset.schema.model_fields[name]
    start = inputs.text_of(field, initial_value(fieldset, name))
    draft = autosave.restored(form.key)
    key = form.input_key(index, name)
    if fieldset.start.get(name) is TODAY:
        _follow_the_day(form.key, input_name, key, start)
    autosave.remember_start(form.key, input_name, start)
    inputs.draw(
        fieldset.schema,
        name,
        key,
        draft.get(input_name, start),
        names,
        optional=fieldset.optional,
        label=fieldset.labels.get(name, ""),
        as_chips=name in fieldset.chips,
        as_story=bool(fieldset.story_field) and name == fieldset.schema.headline_field(),
        may_be_new=name in fieldset.named,
        draft=partial(_of_draft, draft, input_name),
        on_change=partial(autosave.save, form.key),
    )


def _follow_the_day(form: str, input_name: str, key: str, start: Any) -> None:
    """Show the day of now in an input that nobody touched and that was drawn before midnight.

    Only then: to set a value takes away what somebody is typing meanwhile.
    """
    is_older = st.session_state.get(key, start) != start
    if is_older and autosave.is_untouched(form, input_name):
        st.session_state[key] = start


def _of_draft(draft: Mapping[str, Any], input_name: str, suffix: str) -> Any:
    """What a restored draft holds for a part of an input; of chips none, if it holds none."""
    found = draft.get(f"{input_name}{suffix}")
    return [] if draft and found is None and suffix == several.CHIPS else found


def _names(form: Form, fieldset: Fieldset) -> values.Names:
    """The names a fieldset offers: of records it can refer to, the last used first; of themes."""
    names = dict(values.names_for(fieldset.schema, form.pilot_id))
    names |= {name: dict.fromkeys(words, "") for name, words in fieldset.suggestions.items()}
    if fieldset.schema is Pilot and "themes" in fieldset.asked:
        names["themes"] = dict.fromkeys(answers.for_viewer(portfolio.themes), "")
    for name in fieldset.asked:
        field = fieldset.schema.model_fields[name]
        ref = marker(field, Ref)
        if ref and holds_several(field) and form.pilot_id:
            names[ref.table] = answers.for_viewer(
                records.names_by_use, fieldset.schema.table, name, form.pilot_id
            )
        if ref:
            names[ref.table] = distinct(ref.table, names.get(ref.table, {}))
    return names
