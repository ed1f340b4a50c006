"""A meeting under way: the list of steps, the step that is shown, and back and next."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.queries.rows import RecordRow
from pilots.screens.kit import markup, session
from pilots.screens.review import agenda, current_step, polling


def draw(review: RecordRow, top: DeltaGenerator) -> None:
    """The meeting of a review that is not closed; the time it takes is drawn in `top`."""
    markup.enlarge_for_wall()
    steps = agenda.steps()
    meeting = current_step.meeting_of(review["id"], list(steps))
    newest_line = session.tracker().head
    labels = {name: f"{n}. {step.label}" for n, (name, step) in enumerate(steps.items(), 1)}
    with_inputs = {name for name, step in steps.items() if not step.is_read_only}
    shown = current_step.draw(review["id"], labels, with_inputs, meeting)
    shares = {name: step.share for name, step in steps.items()}
    with top:
        polling.draw(review["id"], shares, shown, newest_line, meeting)
    st.title(steps[shown].question, anchor=False)
    steps[shown].draw(review)
    with st.bottom:
        _back_and_next(review["id"], labels, shown)


def _back_and_next(review_id: str, labels: dict[str, str], shown: str) -> None:
    """Always at the same place; each with a shortcut, for people with a keyboard."""
    names = list(labels)
    index = names.index(shown)
    layout = {**markup.APART, "horizontal_alignment": "distribute" if index else "right"}
    with st.container(horizontal=True, key="ways", **layout):
        if index:
            back = ":material/arrow_back:"
            _step_button(review_id, names, names[index - 1], _("Back"), back, "B")
        if index + 1 < len(names):
            step = names[index + 1]
            label = _("Next step: {step}", step=labels[step])
            _step_button(
                review_id, names, step, label, ":material/arrow_forward:", "N", primary=True
            )


def _step_button(
    review_id: str,
    names: list[str],
    step: str,
    label: str,
    icon: str,
    shortcut: str,
    primary: bool = False,
) -> None:
    st.button(
        label,
        icon=icon,
        key=f"way.{shortcut}",
        shortcut=None if markup.on_phone() else shortcut,
        type="primary" if primary else "secondary",
        on_click=current_step.go,
        args=(review_id, names, step),
    )
