"""The wizard: a guided form that asks one thing at a time, with examples beside its fields.

Draw it in a fragment, so that the page stays still while it is autosaved.
"""

from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _
from pilots.screens.kit import flash, markup, to_top
from pilots.screens.kit.forms import autosave, forms, pii_warning, wizard_steps, wizard_summary
from pilots.screens.kit.forms.wizard_steps import InputRow, WizardStep

WIDTH = 1080
"""Pixels at most: a form, and half of that for the examples."""

LONGEST = 40
"""Characters of what is registered, in the title: on a phone it is two lines."""


def draw(form: forms.Form, steps: Sequence[WizardStep], name: str, button: str) -> None:
    """Draw the step somebody is at; after the last one the summary, with the submit button.

    `name` is what the form makes, for the title of the page.
    """
    index, summary = wizard_steps.current(form.key, len(steps)), len(steps)
    title = _(
        "{name} · step {n} of {all}", name=shorten(name, LONGEST), n=index + 1, all=summary + 1
    )
    st.title(markup.escape(title), anchor=False)
    to_top.begin_at_the_top(f"{form.key}.{index}")
    with st.container(width=WIDTH, key=f"{form.key}.{autosave.token(form.key)}.{index}"):
        autosave.resumed_notice(form.key)
        if index < summary:
            _step(form, steps, index)
        else:
            wizard_summary.draw(form, steps, button)
            _back_button(form, index)
        with st.expander(_("All steps"), key=f"all_steps.{form.key}.{index}"):
            _list_of_steps(form, steps, index)


def _step(form: forms.Form, steps: Sequence[WizardStep], index: int) -> None:
    step = steps[index]
    # Without an anchor link: the next Tab goes to the first input.
    st.subheader(step.question, anchor=False)
    if step.above:
        step.above()
    for row in step.rows:
        _input_row(form, row)
    if step.add_label:
        st.button(
            step.add_label,
            icon=":material/add:",
            type="tertiary",
            key=f"another.{form.key}.{index}",
            on_click=wizard_steps.add_row,
            args=(form.key, form.fieldsets[step.rows[-1].fieldset].schema),
        )
    # Here, and not above the fields: who pressed the button looks at the button.
    for problem in form.problems:
        if step.asks(problem):
            st.error(markup.escape(wizard_steps.sentence(form, problem)), icon=":material/error:")
    for doubt in wizard_steps.doubts(form, step, index):
        st.warning(markup.escape(doubt), icon=":material/help:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Next"),
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            # Of this step alone: a late second click goes no further.
            key=f"next.{form.key}.{index}",
            shortcut=None if markup.on_phone() else "Ctrl+Enter",
            on_click=wizard_steps.go_on,
            args=(form, steps, index),
        )
        if index:
            _back_button(form, index)
        autosave.saved_notice(form.key)
    _personal_data_hint(form, step)
    if step.below:
        step.below()


def _personal_data_hint(form: forms.Form, step: WizardStep) -> None:
    found = [
        finding
        for finding in pii_warning.find(form)
        if step.asks(forms.Problem(finding.fieldset, finding.field, finding.sentence))
    ]
    pii_warning.hint(form, found)


def _back_button(form: forms.Form, index: int) -> None:
    st.button(
        _("Back"),
        icon=":material/arrow_back:",
        key=f"back.{form.key}.{index}",
        on_click=wizard_steps.go_to,
        args=(form, index - 1),
    )


def _input_row(form: forms.Form, row: InputRow) -> None:
    fields, example = st.columns((2, 1), gap="small", vertical_alignment="center")
    with fields, st.expander(row.folded) if row.folded else nullcontext():
        forms.draw_fieldset(form, row.fieldset, only=row.fields)
    if row.example:
        example.caption(markup.escape(_("For example: {example}", example=row.example)))


def _list_of_steps(form: forms.Form, steps: Sequence[WizardStep], index: int) -> None:
    """All steps, to go to; those that are filled in have a check mark."""
    names = {
        n: f"{n + 1}. {step.name}" + (" :material/check:" if step.is_filled(form) else "")
        for n, step in enumerate(steps)
    }
    names[len(steps)] = f"{len(steps) + 1}. " + _("Look back")
    key = f"steps.{form.key}"
    st.session_state[key] = index
    st.pills(
        _("All steps"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=key,
        on_change=_go_to_chosen,
        args=(form, key),
    )


@flash.callback
def _go_to_chosen(form: forms.Form, key: str) -> None:
    wizard_steps.go_to(form, st.session_state[key])
