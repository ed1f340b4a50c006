"""Loggen: what happened? Written down in half a minute."""

import streamlit as st

from pilots.language import _
from pilots.screens.day import quick
from pilots.screens.forms import choose
from pilots.screens.one_pilot import timeline

st.title(_("What happened?"))

if pilot := choose.pilot():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick.log(pilot)
    with last:
        st.markdown(f"### {_('Logged last')}")
        timeline.timeline(pilot, most=5, paged=False)
