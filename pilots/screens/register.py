"""Pilot registreren: a new pilot, with its question and what should change."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.screens import forms, ui
from schemas import Outcome, Pilot, Question

st.title(_("Which pilot do you want to register?"))
st.markdown(_("A name is enough to start. You can fill in the rest whenever you know it."))

made = forms.draw(
    "register",
    forms.Part(Pilot),
    forms.Part(
        Question, optional=True, only=("text", "since"), title=_("Which question does it answer?")
    ),
    forms.Part(Outcome, optional=True, title=_("What should change?")),
    button=_("Register the pilot"),
)
if made:
    st.session_state[ui.PILOT] = made[0]
    st.switch_page("pilot.py")

if names := ui.ask(portfolio.names):
    st.caption(ui.escape(_("Registered already: {names}.", names=", ".join(names.values()))))
