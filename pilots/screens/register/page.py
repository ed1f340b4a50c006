"""Registreren: a wizard, one question at a time, recorded once at the end."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.forms import forms, wizard
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import readiness_checklist
from pilots.screens.register import new_pilot

# Outside the fragment: a switch from within it would drop the language from the address.
if made := forms.saved(new_pilot.KEY):
    label = answers.for_viewer(portfolio.names)[made[0]]
    st.session_state[links.PILOT] = links.address(made[0], label)
    st.session_state[readiness_checklist.REGISTERED] = made[0]
    st.switch_page(Page.PILOT, query_params={links.PILOT: links.address(made[0], label)})


@st.fragment
def registration_wizard() -> None:
    session.start_fragment()
    if f"saved.{new_pilot.KEY}" in st.session_state:
        st.rerun()
    form = new_pilot.form()
    name = form.value(new_pilot.PILOT, "name") or _("New pilot")
    wizard.draw(form, new_pilot.steps(form), name, button=_("Register the pilot"))


registration_wizard()
