"""The summary of a wizard, its last step: all that was filled in, before it is recorded."""

from collections.abc import Iterator, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _
from pilots.screens.kit import markup, values
from pilots.screens.kit.forms import forms, wizard_steps
from pilots.screens.kit.forms.wizard_steps import WizardStep

LONGEST = 300
"""Characters of a text: here it is glanced over, and read on the step where it was typed."""


def draw(form: forms.Form, steps: Sequence[WizardStep], button: str) -> None:
    """The values of each step, the problems, and the button that records the form."""
    st.subheader(_("Is this right?"), anchor=False)
    st.markdown(_("Nothing is recorded yet. You can fill in the rest later."))
    for index, step in enumerate(steps):
        name, summary = st.columns((2, 3), gap="small")
        with name.container(horizontal=True, wrap=False, **markup.APART):
            st.markdown(f"**{index + 1}. {step.name}**")
            st.button(
                _("Change"),
                icon=":material/edit:",
                type="tertiary",
                key=f"look_back.{form.key}.{index}",
                on_click=wizard_steps.go_to,
                args=(form, index),
            )
        summary.markdown("  \n".join(_summary(form, step)))
        if step.below:
            step.below()
    _problems(form, steps)
    forms.submit_button(form, button)


def _summary(form: forms.Form, step: WizardStep) -> Iterator[str]:
    """The values of a step, a line of Markdown each; at the end the fields that are empty."""
    if not step.is_filled(form):
        yield f":gray[{markup.not_set()}]"
        return
    empty: list[str] = []
    for row in step.rows:
        words = {name: _value(form, row.fieldset, name) for name in row.fields}
        titles = {name: _title(form, row.fieldset, name) for name in row.fields}
        filled = [
            f":gray[{titles[name]}] {markup.escape(words[name])}" for name in words if words[name]
        ]
        if not step.add_label:
            yield from filled
            empty += [titles[name] for name in words if not words[name]]
        elif forms.is_filled(form, row.fieldset, row.fields):
            yield " · ".join(filled)
    if empty:
        yield f":gray[{markup.not_set()}: {', '.join(empty)}]"


def _title(form: forms.Form, index: int, name: str) -> str:
    return _(form.fieldsets[index].schema.model_fields[name].title or name)


def _value(form: forms.Form, index: int, name: str) -> str:
    schema = form.fieldsets[index].schema
    names = values.names_for(schema, form.pilot_id)
    return shorten(values.value(schema, name, form.value(index, name), names), LONGEST)


def _problems(form: forms.Form, steps: Sequence[WizardStep]) -> None:
    """Each problem, with a button to the step where it can be solved."""
    located = {problem.sentence: problem for step in steps for problem in step.check()}
    found = [located.get(problem.sentence, problem) for problem in form.problems]
    for n, problem in enumerate(dict.fromkeys([*located.values(), *found])):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.error(markup.escape(wizard_steps.sentence(form, problem)), icon=":material/error:")
            step = wizard_steps.step_of(steps, problem)
            if step is not None:
                st.button(
                    _("Go to step {n}", n=step + 1),
                    icon=":material/arrow_back:",
                    key=f"mend.{form.key}.{n}",
                    on_click=wizard_steps.go_to,
                    args=(form, step),
                )
