"""Progress: what was promised, and what came of it? The funder's page, for everybody."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio, progress
from pilots.screens.kit import answers, empty_state, to_top
from pilots.screens.progress import all_pilots, choices, one_pilot, printing

with printing.sheet():
    st.title(_("What came of our promises?"))
    if answers.for_funder(portfolio.names):
        with st.container(horizontal=True, vertical_alignment="center", key="progress_choices"):
            pilot = choices.pilot()
            when = choices.when()
            if not pilot:
                rows = choices.narrowed(answers.for_funder(progress.pilots, **when.days))
                groups = choices.grouped(rows)
        to_top.begin_at_the_top(pilot or "")
        printing.state_period(when)
        if pilot:
            one_pilot.one_pilot(pilot, when)
        else:
            all_pilots.all_pilots(groups, when)
        printing.how_to_check()
    else:
        st.info(_("There are no pilots yet. What comes of them will appear here."))
        empty_state.example_button()
