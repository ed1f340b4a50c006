"""Vandaag: what needs me now? The quick log, and beside it what waits for somebody."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import header
from pilots.screens.kit.forms import pilot_picker, quick_log
from pilots.screens.today import needs_attention

st.title(_("What needs attention today?"), anchor=False)

log, waiting = st.columns((2, 3), gap="large")
with log:
    pilot = pilot_picker.pilot()
    if pilot:
        quick_log.log(pilot, brief=True)
    else:
        header.first_step()
with waiting:
    if pilot:
        needs_attention.groups()
    needs_attention.unfinished()
