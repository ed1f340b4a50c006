"""Loggen: what happened? Written down in half a minute."""

import streamlit as st

from pilots.language import _
from pilots.screens import choose, quick, timeline

st.title(_("What happened?"))

if pilot := choose.pilot():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick.log(pilot)
    with last:
        st.markdown(f"### {_('Logged last')}")
        timeline.timeline(pilot, most=5, paged=False)
