"""A meeting under way: its bar, the step that is shown, and back and next at the foot."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.queries.rows import RecordRow
from pilots.screens.kit import links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.review import agenda, current_step, frame, join, log_over, polling


def draw(review: RecordRow, bar: DeltaGenerator) -> None:
    """The meeting of a review that is not closed; `bar` has the name of the pilot already."""
    frame.fill_the_screen()
    steps = agenda.steps()
    meeting = current_step.meeting_of(review["id"], list(steps))
    newest_line = session.tracker().head
    labels = {name: step.label for name, step in steps.items()}
    with_inputs = {name for name, step in steps.items() if not step.is_read_only}
    shown = current_step.follow(review["id"], list(steps), with_inputs, meeting)
    with bar:
        current_step.choose(review["id"], labels, shown)
        st.title(steps[shown].question, anchor=False)
        if session.in_example():
            st.markdown(f":orange-badge[{_('Invented')}]", width="content")
        with st.container(width="content", key="meeting_time"):
            polling.draw(review["id"], list(steps), shown, newest_line, meeting)
        with st.container(horizontal=True, width="content", gap="small", key="meeting_ways"):
            join.draw(review)
            log_over.draw(review["pilot"])
            _leave()
    frame.open_at_the_top(shown)
    current_step.offer_to_join(review["id"], labels, shown, meeting)
    steps[shown].draw(review)
    with st.bottom:
        _back_and_next(review["id"], labels, shown)


def _leave() -> None:
    if st.button(_("Leave"), icon=":material/close:", key="leave", type="tertiary"):
        st.switch_page(Page.REVIEWS, query_params=links.here())


def _back_and_next(review_id: str, labels: dict[str, str], shown: str) -> None:
    """Always at the same place; each with a shortcut, for people with a keyboard."""
    names = list(labels)
    index = names.index(shown)
    layout = {**markup.APART, "horizontal_alignment": "distribute" if index else "right"}
    with st.container(horizontal=True, key="ways", **layout):
        if index:
            back = ":material/arrow_back:"
            _step_button(review_id, names, index - 1, _("Back"), back, "B")
        if index + 1 < len(names):
            label = _("Next step: {step}", step=labels[names[index + 1]])
            _step_button(review_id, names, index + 1, label, ":material/arrow_forward:", "N")


def _step_button(
    review_id: str, names: list[str], index: int, label: str, icon: str, shortcut: str
) -> None:
    st.button(
        label,
        icon=icon,
        # A key per step: a second tap on its way is about a button that is no longer there.
        key=f"way.{shortcut}.{names[index]}",
        shortcut=None if markup.on_phone() else shortcut,
        type="primary" if shortcut == "N" else "secondary",
        on_click=current_step.go,
        args=(review_id, names, names[index]),
    )
