"""Vandaag: what needs attention; beside it, where there is room, the quick log."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import answers, empty_state, markup, meeting_now
from pilots.screens.kit.forms import pilot_picker, quick_log
from pilots.screens.kit.pages import Page
from pilots.screens.today import first_open, needs_attention, owner_filter, unfinished

st.title(_("What needs attention today?"), anchor=False)
meeting_now.draw()
first_open.draw()

if not answers.for_viewer(portfolio.names):
    pilot_picker.draw()
    empty_state.first_steps()
    unfinished.draw()
elif markup.on_phone():
    needs_attention.draw(owner_filter.choose())
    with st.bottom:
        log = st.button(
            _("Log something"),
            icon=":material/edit_note:",
            key="log_something",
            type="primary",
            width="stretch",
        )
    if log:
        st.switch_page(Page.LOG, query_params={})
else:
    waiting, log_place = st.columns((3, 2), gap="large")
    with log_place:
        st.subheader(_("Log something"), anchor=False)
        if pilot := pilot_picker.draw():
            quick_log.draw(pilot, brief=True)
    with waiting:
        needs_attention.draw(owner_filter.choose())
