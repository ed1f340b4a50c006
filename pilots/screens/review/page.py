"""Vergadering: a team looks back at one pilot, decides, and agrees on what comes next."""

import streamlit as st

from pilots.queries import review as review_queries
from pilots.screens.kit import answers, empty_state
from pilots.screens.kit.forms import pilot_picker
from pilots.screens.review import meeting, start

top = st.container(horizontal=True, vertical_alignment="center", gap="large")
with top.container(width=400):
    pilot = pilot_picker.draw()

review = answers.for_viewer(review_queries.under_way, pilot) if pilot else None
if review:
    meeting.draw(review, top)
else:
    st.title(start.title(pilot), anchor=False)
    if pilot:
        start.draw(pilot)
    else:
        empty_state.first_steps()
