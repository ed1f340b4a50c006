"""The quick log: a form in which one line is enough; all other fields may stay as they are."""

import streamlit as st

from pilots.language import _
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
def draw(pilot_id: str, brief: bool = False) -> None:
    """The form, a fragment: while somebody fills it in, the rest of the page does not rerun.

    `brief` folds away all fields but what happened and with whom.
    """
    session.start_fragment()
    done = forms.Fieldset(
        Action,
        start={"status": ActionStatus.DONE, "done_on": forms.TODAY},
        only=FIELDS,
        beside=("done_on", "participants"),
        more=("done_on", "participants", "kind") if brief else ("kind",),
    )
    measured = forms.Fieldset(
        Measurement,
        only=("outcome", "value"),
        optional=True,
        folded=True,
        title=_("Did you measure something too?"),
        filled_from={"measured_on": (0, "done_on"), "source": (0, "id")},
    )
    has_outcomes = answers.for_viewer(pilot_questions.outcomes, pilot_id)
    fieldsets = (done, measured) if has_outcomes else (done,)
    # The keyboard of a phone covers the lower half: the button stays right below the text.
    if forms.draw("log", *fieldsets, pilot_id=pilot_id, button=_("Log it"), button_after="title"):
        st.rerun()
