"""Overleg: a team looks back at one pilot, decides, and agrees on what comes next."""

import streamlit as st

from pilots.queries import review as questions
from pilots.screens import head, ui
from pilots.screens.forms import choose
from pilots.screens.meeting import begin, hold

top = st.container(horizontal=True, vertical_alignment="center", gap="large")
with top.container(width=400):
    pilot = choose.pilot()

review = ui.ask(questions.under_way, pilot) if pilot else None
if review:
    hold.hold(review, top)
else:
    st.title(begin.title(pilot), anchor=False)
    if pilot:
        begin.begin(pilot)
    else:
        head.first_step()
