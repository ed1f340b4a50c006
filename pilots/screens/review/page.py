"""Overleg: a team looks back at one pilot, decides, and agrees on what comes next."""

import streamlit as st

from pilots.queries import review as questions
from pilots.screens.kit import answers, head
from pilots.screens.kit.forms import choose
from pilots.screens.review import begin, hold

top = st.container(horizontal=True, vertical_alignment="center", gap="large")
with top.container(width=400):
    pilot = choose.pilot()

review = answers.for_viewer(questions.under_way, pilot) if pilot else None
if review:
    hold.hold(review, top)
else:
    st.title(begin.title(pilot), anchor=False)
    if pilot:
        begin.begin(pilot)
    else:
        head.first_step()
