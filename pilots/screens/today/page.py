"""Vandaag: the quick log, and beside it what needs attention."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import empty_state, meeting_now
from pilots.screens.kit.forms import pilot_picker, quick_log
from pilots.screens.today import needs_attention

st.title(_("What needs attention today?"), anchor=False)
meeting_now.draw()

log, waiting = st.columns((2, 3), gap="large")
with log:
    pilot = pilot_picker.draw()
    if pilot:
        quick_log.draw(pilot, brief=True)
    else:
        empty_state.first_steps()
with waiting:
    if pilot:
        needs_attention.draw()
    needs_attention.unfinished_registration()
