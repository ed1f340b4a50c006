"""Loggen: the quick log, and what was logged most recently."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import empty_state
from pilots.screens.kit.forms import pilot_picker, quick_log
from pilots.screens.kit.records import timeline

st.title(_("What happened?"), anchor=False)

if pilot := pilot_picker.draw():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick_log.draw(pilot)
    with last:
        st.subheader(_("Logged most recently"), anchor=False)
        timeline.newest(pilot, limit=5)
else:
    empty_state.first_steps()
