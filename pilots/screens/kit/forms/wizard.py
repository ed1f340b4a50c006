"""A form that asks one thing at a time, with examples beside its fields.

Draw it in a fragment: what is typed is kept each time a field is left.
"""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _
from pilots.screens.kit import markup
from pilots.screens.kit.forms import autosave, forms, pii_warning, wizard_steps, wizard_summary

WIDTH = 1080
"""Pixels at most: a form, and half of that for the examples."""


def draw(form: forms.Form, way: Sequence[wizard_steps.Step], button: str) -> None:
    """Draw the step that somebody is at; the last one looks back, with the button."""
    here, last = wizard_steps.at(form.key, len(way)), len(way)
    with st.container(width=WIDTH, key=f"{form.key}.{autosave.token(form.key)}.{here}"):
        autosave.say_resumed(form.key)
        said = _("Step {n} of {all}", n=here + 1, all=last + 1)
        st.progress((here + 1) / (last + 1), text=said)
        if here < last:
            _step(form, way, here)
        else:
            wizard_summary.draw(form, way, button)
            _back(form, here)
        _list(form, way, here)


def _step(form: forms.Form, way: Sequence[wizard_steps.Step], here: int) -> None:
    step = way[here]
    # Without a link of its own: the next Tab is for the first field.
    st.subheader(step.question, anchor=False)
    if step.above:
        step.above()
    for line in step.lines:
        _line(form, line)
    if step.another:
        st.button(
            step.another,
            icon=":material/add:",
            type="tertiary",
            key=f"another.{form.key}.{here}",
            on_click=wizard_steps.add_row,
            args=(form.key, form.parts[step.lines[0].part].schema),
        )
    # Here, and not above the fields: who pressed the button looks at the button.
    for problem in wizard_steps.problems(form):
        if step.asks(problem):
            st.error(markup.escape(wizard_steps.sentence(form, problem)), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Next"),
            type=markup.foremost(),
            icon=":material/arrow_forward:",
            icon_position="right",
            # Of this step alone: a second click that comes late goes no further.
            key=f"next.{form.key}.{here}",
            shortcut=None if markup.on_phone() else "Ctrl+Enter",
            on_click=wizard_steps.go_on,
            args=(form, way, here),
        )
        if here:
            _back(form, here)
        autosave.say_kept(form.key)
    told = pii_warning.look(form)
    pii_warning.hint(form, [it for it in told if step.asks(forms.Problem(*it[:2], it.sentence))])
    if step.below:
        step.below()


def _back(form: forms.Form, here: int) -> None:
    st.button(
        _("Back"),
        icon=":material/arrow_back:",
        key=f"back.{form.key}.{here}",
        on_click=wizard_steps.go,
        args=(form, here - 1),
    )


def _line(form: forms.Form, line: wizard_steps.Line) -> None:
    asked, example = st.columns((2, 1), gap="small", vertical_alignment="center")
    with asked:
        forms.draw_part(form, line.part, only=line.fields)
    if line.example:
        example.caption(markup.escape(_("For example: {example}", example=line.example)))


def _list(form: forms.Form, way: Sequence[wizard_steps.Step], here: int) -> None:
    """All steps, with which ones have something in them; each a way to go there."""
    names = {
        n: f"{n + 1}. {step.name}" + (" :material/check:" if step.is_filled(form) else "")
        for n, step in enumerate(way)
    }
    names[len(way)] = f"{len(way) + 1}. " + _("Look back")
    key = f"steps.{form.key}"
    st.session_state[key] = here
    st.pills(
        _("All steps"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        key=key,
        on_change=_jump,
        args=(form, key),
    )


def _jump(form: forms.Form, key: str) -> None:
    wizard_steps.go(form, st.session_state[key])
