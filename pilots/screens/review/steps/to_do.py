"""The step *To do*: actions planned on the spot, each with an owner and a date."""

import streamlit as st

from pilots.language import _, number, today
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import action_card, shared
from schemas import Action


def draw(review: RecordRow) -> None:
    """The form, and beside it the actions planned in this review."""
    agreed = answers.for_viewer(review_queries.agreed_actions, review["pilot"], review["id"])
    form, done = st.columns((2, 3), gap="large")
    with form:
        _form(review)
    with done:
        if not agreed:
            shared.nothing_to_show(
                _(
                    "Nothing has been agreed yet. Without an owner and a date, an action is only "
                    "a wish."
                ),
                icon=":material/lightbulb:",
            )
            return
        st.markdown(f"### {_('Agreed today')} ({number(len(agreed))})")
        names = shared.names_to_offer(review)
        for row in shared.first_few(agreed, "agreed"):
            action_card.draw(row, names)
        shared.show_all_button(agreed, "agreed")


@st.fragment
def _form(review: RecordRow) -> None:
    session.start_fragment()
    fieldset = forms.Fieldset(
        Action,
        start={"due": today() + shared.DUE_AFTER},
        only=("title", "owner", "due"),
        suggestions={"owner": shared.names_to_offer(review)},
    )
    key = shared.form_key(review, "to-do")
    if forms.draw(key, fieldset, pilot_id=review["pilot"], button=_("Add this action")):
        st.rerun()
