"""Vandaag: what needs me now? The quick log, and beside it what waits for somebody."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import head
from pilots.screens.kit.forms import choose, quick_log
from pilots.screens.today import needs

st.title(_("What needs attention today?"), anchor=False)

log, waiting = st.columns((2, 3), gap="large")
with log:
    pilot = choose.pilot()
    if pilot:
        quick_log.log(pilot, brief=True)
    else:
        head.first_step()
with waiting:
    if pilot:
        needs.groups()
    needs.unfinished()
