"""Vandaag: what needs me now? The quick log, and beside it what waits for somebody."""

import streamlit as st

from pilots.language import _
from pilots.screens import head, ui
from pilots.screens.day import needs, quick
from pilots.screens.forms import choose

st.title(_("What needs attention today?"))

log, waiting = st.columns((2, 3), gap="large")
with log:
    pilot = choose.pilot()
    if pilot:
        quick.log(pilot, brief=True)
    else:
        st.page_link(
            "register.py",
            label=_("Register a pilot"),
            icon=":material/add_circle:",
            query_params=ui.here(),
        )
        head.offer_example()
with waiting:
    if pilot:
        needs.groups()
    needs.unfinished()
