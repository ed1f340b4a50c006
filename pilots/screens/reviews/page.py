"""Overleg: which pilot needs a review?"""

import streamlit as st

from pilots.language import _, today
from pilots.queries import programme
from pilots.screens.kit import answers, empty_state, markup, pilot_rows, view_picker
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import lists
from pilots.screens.reviews import cards, ended_pilots, summary, table
from schemas import Pilot, Review

st.title(_("Which pilot needs a review?"))

markup.enlarge_for_wall()
rows = answers.for_viewer(programme.running, today())
views = {"list": _("List"), "cards": _("Cards"), "table": _("Table")}

if rows:
    with st.container(horizontal=True, **markup.APART):
        st.markdown(summary.markdown(rows))
        default = pilot_rows.view(len(rows))
        view = view_picker.draw(_("How to show them"), views, "shown", default)
    st.caption(
        _(
            "First what is off track, then what is at risk or was never reviewed. Within each "
            "group: what is due, to be decided, overdue and quiet."
        )
    )
    match view:
        case "list":
            offset = lists.pagination("reviews.list", len(rows), pilot_rows.PAGE)
            pilot_rows.draw(rows[offset : offset + pilot_rows.PAGE], Page.REVIEW)
        case "table":
            table.draw(rows)
        case _cards:
            cards.draw(rows)
else:
    st.info(f"{_(Pilot.purpose)}\n\n{_(Review.purpose)}", icon=":material/lightbulb:")
    empty_state.first_steps()

ended_pilots.draw()
