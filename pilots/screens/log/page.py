"""Loggen: what happened? Written down in half a minute."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import head
from pilots.screens.kit.forms import choose, quick_log
from pilots.screens.kit.records import timeline

st.title(_("What happened?"), anchor=False)

if pilot := choose.pilot():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick_log.log(pilot)
    with last:
        st.subheader(_("Logged most recently"), anchor=False)
        timeline.timeline(pilot, limit=5, paged=False)
else:
    head.first_step()
