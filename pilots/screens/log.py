"""Loggen: what happened? Written down in half a minute."""

import streamlit as st

from pilots.language import _
from pilots.screens import head
from pilots.screens.day import quick
from pilots.screens.forms import choose
from pilots.screens.one_pilot import timeline

st.title(_("What happened?"), anchor=False)

if pilot := choose.pilot():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick.log(pilot)
    with last:
        st.subheader(_("Logged last"), anchor=False)
        timeline.timeline(pilot, most=5, paged=False)
else:
    head.first_step()
