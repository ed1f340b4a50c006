"""The last step of a guided form: all that was filled in, in words, before it is recorded."""

from collections.abc import Iterator, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _
from pilots.screens.kit import markup, values
from pilots.screens.kit.forms import forms, wizard_steps

LONGEST = 300
"""Characters of a text: it is looked over here, and read where it was typed."""


def draw(form: forms.Form, way: Sequence[wizard_steps.Step], button: str) -> None:
    """Say what each step holds, and offer to record it."""
    st.subheader(_("Is this right?"), anchor=False)
    st.markdown(_("Nothing is recorded yet. You can fill in the rest later."))
    for n, step in enumerate(way):
        name, words = st.columns((2, 3), gap="small")
        with name.container(horizontal=True, wrap=False, **markup.APART):
            st.markdown(f"**{n + 1}. {step.name}**")
            st.button(
                _("Change"),
                icon=":material/edit:",
                type="tertiary",
                key=f"look_back.{form.key}.{n}",
                on_click=wizard_steps.go,
                args=(form, n),
            )
        words.markdown("  \n".join(_words(form, step)))
        if step.below:
            step.below()
    _problems(form, way)
    forms.submit_button(form, button)


def _words(form: forms.Form, step: wizard_steps.Step) -> Iterator[str]:
    """What a step holds, a line of Markdown each; at the end what is not set yet."""
    if not step.is_filled(form):
        yield f":gray[{markup.not_set()}]"
        return
    open_: list[str] = []
    for line in step.lines:
        said = {name: _value(form, line.part, name) for name in line.fields}
        titles = {name: _title(form, line.part, name) for name in line.fields}
        filled = [
            f":gray[{titles[name]}] {markup.escape(said[name])}" for name in said if said[name]
        ]
        if not step.another:
            yield from filled
            open_ += [titles[name] for name in said if not said[name]]
        elif forms.is_filled(form, line.part, line.fields):
            yield " · ".join(filled)
    if open_:
        yield f":gray[{markup.not_set()}: {', '.join(open_)}]"


def _title(form: forms.Form, number: int, name: str) -> str:
    return _(form.parts[number].schema.model_fields[name].title or name)


def _value(form: forms.Form, number: int, name: str) -> str:
    schema = form.parts[number].schema
    names = values.names_for(schema, form.pilot)
    return shorten(values.value(schema, name, form.typed(number, name), names), LONGEST)


def _problems(form: forms.Form, way: Sequence[wizard_steps.Step]) -> None:
    for n, problem in enumerate(wizard_steps.problems(form)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.error(markup.escape(wizard_steps.sentence(form, problem)), icon=":material/error:")
            to = wizard_steps.where(way, problem)
            if to is not None:
                st.button(
                    _("Go to step {n}", n=to + 1),
                    icon=":material/arrow_back:",
                    key=f"mend.{form.key}.{n}",
                    on_click=wizard_steps.go,
                    args=(form, to),
                )
