"""Vandaag: what needs me now? The quick log, and beside it what waits for somebody."""

import streamlit as st

from pilots.language import _
from pilots.screens import head
from pilots.screens.day import needs, quick
from pilots.screens.forms import choose

st.title(_("What needs attention today?"), anchor=False)

log, waiting = st.columns((2, 3), gap="large")
with log:
    pilot = choose.pilot()
    if pilot:
        quick.log(pilot, brief=True)
    else:
        head.first_step()
with waiting:
    if pilot:
        needs.groups()
    needs.unfinished()
