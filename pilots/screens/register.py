"""Pilot registreren: one question at a time, recorded in one go at the end."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.screens import ui
from pilots.screens.forms import forms, guide
from pilots.screens.registering import new_pilot

# Not in the fragment: from there the address would lose the language.
if made := forms.saved(new_pilot.KEY):
    st.session_state[ui.PILOT] = made[0]
    st.switch_page("pilot.py", query_params={ui.PILOT: ui.ask(portfolio.names)[made[0]]})

st.title(_("Which pilot do you want to register?"), anchor=False)


@st.fragment
def ask() -> None:
    ui.speak()
    if f"saved.{new_pilot.KEY}" in st.session_state:
        st.rerun()
    form = new_pilot.form()
    guide.draw(form, new_pilot.steps(form), button=_("Register the pilot"))


ask()
