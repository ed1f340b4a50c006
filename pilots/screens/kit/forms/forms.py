"""Forms, made from schemas: what is typed becomes records, written in the callback.

What is typed is kept as a draft each time a field is left (`autosave.py`). What a form is made
of stands in `parts.py`, what its button does in `submitting.py`.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio, records
from pilots.screens.kit import answers, markup, values
from pilots.screens.kit.forms import autosave, inputs, pii_warning
from pilots.screens.kit.forms.fieldsets import Form, Part, Problem, is_filled, part_of, start_of
from pilots.screens.kit.forms.submitting import check, submit
from schemas import More, Pilot, Ref, holds_several, marked, marker

__all__ = [
    "WIDTH",
    "Form",
    "Part",
    "Problem",
    "check",
    "draw",
    "draw_part",
    "is_filled",
    "open_anew",
    "part_of",
    "saved",
    "submit_button",
]

WIDTH = 720
"""Pixels at most: a line that the eye can follow from its label."""


def draw(
    key: str,
    *parts: Part,
    pilot_id: str | None = None,
    button: str = "",
    button_after: str = "",
) -> list[str]:
    """Draw a form. In the run after a good submission it gives the ids of what was written.

    `pilot_id` is whose records these are; without one the first part is a new pilot. The button
    stands at the end, or below the field `button_after`. Draw it in a fragment or a dialog:
    what is typed is kept each time a field is left, and then only that part runs anew.
    """
    form = Form(key, parts, pilot_id)
    with st.container(width=WIDTH, key=f"{key}.{autosave.token(key)}"):
        autosave.say_resumed(key)
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
        st.error(markup.escape(problem.sentence), icon=":material/error:")
    submit_button(form, label)


def submit_button(form: Form, label: str = "") -> None:
    """The button that writes down what the form holds; beside it, that it is kept meanwhile.

    Beneath it what may give somebody away, with a button to record that all the same.
    """
    found = pii_warning.look(form)
    # A second click that comes late finds a button of this token gone, and does nothing.
    this = f"{form.key}.{autosave.token(form.key)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            label or _("Save"),
            type=markup.foremost(),
            icon=":material/check:",
            key=f"{this}.submit",
            shortcut=None if markup.on_phone() else "Ctrl+Enter",
            on_click=submit,
            args=(form,),
        )
        if pii_warning.still(form, found):
            st.button(
                _("Record it anyway"),
                icon=":material/lock_open_right:",
                key=f"anyway.{this}",
                on_click=submit,
                args=(form, True),
            )
        autosave.say_kept(form.key)
    pii_warning.say(form, found)


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


def _ask(form: Form, number: int, names: values.Names, name: str) -> None:
    part, at = form.parts[number], form.field(number, name)
    start, left = start_of(part, name), autosave.restored(form.key)
    autosave.begins(form.key, at, start)
    inputs.draw(
        part.schema,
        name,
        form.input(number, name),
        left.get(at, start),
        names,
        optional=part.optional,
        chips=left.get(f"{at}{inputs.CHIPS}", []) if left else None,
        on_change=partial(autosave.keep, form.key),
    )


def _names(form: Form, part: Part) -> values.Names:
    """What a part can refer to is called, the last used first; and the themes there are."""
    names = dict(values.names_for(part.schema, form.pilot))
    names |= {name: dict.fromkeys(words, "") for name, words in part.offers.items()}
    if part.schema is Pilot and "themes" in part.asked:
        names["themes"] = dict.fromkeys(answers.for_viewer(portfolio.themes), "")
    for name in part.asked:
        field = part.schema.model_fields[name]
        ref = marker(field, Ref)
        if ref and holds_several(field) and form.pilot:
            names[ref.table] = answers.for_viewer(
                records.names_by_use, part.schema.table, name, form.pilot
            )
    return names
