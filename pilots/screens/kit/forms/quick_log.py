"""The quick log: one line is enough. Everything else may be left as it is."""

import streamlit as st

from pilots.language import _, today
from pilots.queries import pilot as pilot_questions
from pilots.screens.kit import answers, session
from pilots.screens.kit.forms import forms
from schemas import Action, ActionStatus, Measurement

FIELDS = (
    "title",
    "with_whom",
    "done_on",
    "participants",
    "kind",
    "expected",
    "happened",
    "struck",
    "photo",
)


@st.fragment
def log(pilot_id: str, brief: bool = False) -> None:
    """The form, by itself: while somebody fills it in, nothing else on the page moves.

    `brief` folds away all but what happened and with whom.
    """
    session.start_fragment()
    done = forms.Part(
        Action,
        start={"status": ActionStatus.DONE, "done_on": today()},
        only=FIELDS,
        beside=("done_on", "participants"),
        more=("done_on", "participants", "kind") if brief else ("kind",),
        blank={"participants": 0},
    )
    measured = forms.Part(
        Measurement,
        only=("outcome", "value"),
        optional=True,
        folded=True,
        title=_("Did you measure something too?"),
        follows={"measured_on": (0, "done_on"), "source": (0, "id")},
    )
    parts = (done, measured) if answers.for_viewer(pilot_questions.outcomes, pilot_id) else (done,)
    # The keyboard of a phone covers the lower half: the button stays right below the text.
    if forms.draw("log", *parts, pilot_id=pilot_id, button=_("Log it"), button_after="title"):
        st.rerun()
