"""Loggen: what happened? Written down in half a minute."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import header
from pilots.screens.kit.forms import pilot_picker, quick_log
from pilots.screens.kit.records import timeline

st.title(_("What happened?"), anchor=False)

if pilot := pilot_picker.pilot():
    form, last = st.columns((3, 2), gap="large")
    with form:
        quick_log.log(pilot)
    with last:
        st.subheader(_("Logged most recently"), anchor=False)
        timeline.timeline(pilot, most=5, paged=False)
else:
    header.first_step()
