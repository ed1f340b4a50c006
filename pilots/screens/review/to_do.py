"""Who does what and when: actions made on the spot, each with an owner and a day."""

from datetime import timedelta

import streamlit as st

from pilots.language import _, number, today
from pilots.queries import review as questions
from pilots.screens.kit import answers, session
from pilots.screens.kit.forms import forms
from pilots.screens.review import parts, welcome
from pilots.screens.review.parts import Row
from schemas import Action

WEEKS = timedelta(weeks=2)
"""After which an action is due where nobody says otherwise: most meetings are further apart."""


def draw(review: Row) -> None:
    """The form, and beside it what was agreed already."""
    agreed = answers.for_viewer(questions.agreed_actions, review["pilot"], review["id"])
    form, done = st.columns((2, 3), gap="large")
    with form:
        _form(review)
    with done:
        if not agreed:
            parts.nothing(
                _(
                    "Nothing has been agreed yet. Without an owner and a date, an action is only "
                    "a wish."
                ),
                icon=":material/lightbulb:",
            )
            return
        st.markdown(f"### {_('Agreed today')} ({number(len(agreed))})")
        for row in parts.few(agreed, "agreed"):
            parts.to_do(row)
        parts.offer_rest(agreed, "agreed")


@st.fragment
def _form(review: Row) -> None:
    session.start_fragment()
    part = forms.Part(
        Action,
        start={"due": today() + WEEKS},
        only=("title", "owner", "due"),
        offers={"owner": welcome.people(review)},
    )
    key = parts.form(review, "to-do")
    if forms.draw(key, part, pilot_id=review["pilot"], button=_("Add this action")):
        st.rerun()
