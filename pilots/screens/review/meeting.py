"""A meeting while it is held: the way through its steps, and the step that is shown."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.screens.kit import header, markup, session
from pilots.screens.review import agenda, current_step, polling
from pilots.screens.review.shared import Row


def hold(review: Row, top: DeltaGenerator) -> None:
    """The meeting of a review that is not over; `top` has room for the time it takes."""
    header.for_a_room()
    steps = agenda.steps()
    there = current_step.pace(review["id"], list(steps))
    newest = session.tracker().head
    labels = {name: f"{n}. {step.label}" for n, (name, step) in enumerate(steps.items(), 1)}
    typed = {name for name, step in steps.items() if not step.only_looks}
    shown = current_step.choose(review["id"], labels, typed, there)
    shares = {name: step.share for name, step in steps.items()}
    with top:
        polling.pulse(review["id"], shares, shown, newest, there)
    st.title(steps[shown].question, anchor=False)
    steps[shown].draw(review)
    with st.bottom:
        _ways(review["id"], labels, shown)


def _ways(review: str, labels: dict[str, str], shown: str) -> None:
    """Back and on, always at the same place; with a key each, for who has a keyboard."""
    names = list(labels)
    at = names.index(shown)
    place = {**markup.APART, "horizontal_alignment": "distribute" if at else "right"}
    with st.container(horizontal=True, key="ways", **place):
        if at:
            _way(review, names, names[at - 1], _("Back"), ":material/arrow_back:", "B", False)
        if at + 1 < len(names):
            label = _("Next step: {step}", step=labels[names[at + 1]])
            _way(review, names, names[at + 1], label, ":material/arrow_forward:", "N", True)


def _way(
    review: str, names: list[str], to: str, label: str, icon: str, key: str, foremost: bool
) -> None:
    st.button(
        label,
        icon=icon,
        key=f"way.{key}",
        shortcut=None if markup.on_phone() else key,
        type=markup.foremost() if foremost else "secondary",
        on_click=current_step.go,
        args=(review, names, to),
    )
