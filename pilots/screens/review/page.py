"""Vergadering: a team looks back at one pilot, decides, and agrees on what comes next."""

import streamlit as st

from pilots.queries import review as review_queries
from pilots.screens.kit import answers, empty_state, markup
from pilots.screens.kit.forms import pilot_picker
from pilots.screens.review import meeting, start

bar = st.container(
    horizontal=True,
    wrap=markup.on_phone(),
    vertical_alignment="center",
    gap="small",
    key="meeting_bar",
)
with bar.container(width=340, key="meeting_pilot"):
    pilot = pilot_picker.draw()

review = answers.for_viewer(review_queries.under_way, pilot) if pilot else None
if review:
    meeting.draw(review, bar)
else:
    st.title(start.title(pilot), anchor=False)
    if pilot:
        start.draw(pilot)
    else:
        empty_state.first_steps()
