"""Pilots: how do they fare?"""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, today
from pilots.queries import portfolio
from pilots.screens import head, ui
from pilots.screens.all_pilots import cards, narrow, places, rows
from pilots.screens.pictures import pictures
from pilots.screens.records import changes
from schemas import Pilot

with st.container(horizontal=True, **ui.APART):
    st.title(_("How are the pilots doing?"), width="content")
    if ui.allowed(Verb.RECORD):
        st.page_link("register.py", label=_("Register a pilot"), icon=":material/add_circle:")

board = ui.ask(portfolio.board, today())
views = {
    "cards": _("Cards"),
    "table": _("Table"),
    "map": _("On the map"),
    "beside": _("Side by side"),
}

if board:
    left = narrow.narrow(board)
    with st.container(horizontal=True, key="views", **ui.APART):
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", key="found"
        ):
            narrow.say(len(left), len(board))
        view = st.segmented_control(
            _("How to show them"),
            list(views),
            default="cards",
            format_func=views.__getitem__,
            required=True,
            label_visibility="collapsed",
            key=narrow.VIEW,
            bind="query-params",
        )
    if left:
        match view:
            case "table":
                rows.table(left)
            case "map":
                places.places(left)
            case "beside":
                pictures.side_by_side([row["id"] for row in left])
            case _cards:
                cards.cards(left)
else:
    st.info(_(Pilot.purpose), icon=":material/lightbulb:")
    head.offer_example()

if ui.allowed(Verb.RECORD):
    changes.withdrawn()
