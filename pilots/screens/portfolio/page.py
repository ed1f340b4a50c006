"""Pilots: how are they doing? Filters, then a list, cards, a table, a map or charts."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, today
from pilots.queries import portfolio, programme
from pilots.screens.kit import (
    answers,
    empty_state,
    markup,
    pilot_rows,
    session,
    view_picker,
)
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures import pictures
from pilots.screens.kit.records import history
from pilots.screens.portfolio import cards, filters, map_view, table
from schemas import Pilot

with st.container(horizontal=True, **markup.APART):
    st.title(_("How are the pilots doing?"), width="content")
    if session.allowed(Permission.RECORD):
        st.page_link(Page.REGISTER, label=_("Register a pilot"), icon=":material/add_circle:")

board = answers.for_viewer(portfolio.pilots_at_a_glance, today())
views = {
    "list": _("List"),
    "cards": _("Cards"),
    "table": _("Table"),
    "map": _("On the map"),
    "beside": _("Side by side"),
}

if board:
    found = filters.draw(board)
    with st.container(horizontal=True, key="views", **markup.APART):
        with st.container(
            horizontal=True, vertical_alignment="center", width="content", key="found"
        ):
            filters.count_line(len(found), len(board))
        label = _("How to show them")
        view = view_picker.draw(label, views, filters.VIEW, pilot_rows.view(len(board)))
    if not found:
        filters.near_names(board)
    else:
        match view:
            case "list":
                ids = {row["id"] for row in found}
                by_need = answers.for_viewer(programme.by_need, today())
                rows = [row for row in by_need if row["id"] in ids]
                pilot_rows.draw(filters.on_page(rows, pilot_rows.PAGE), Page.PILOT)
            case "table":
                table.draw(found)
            case "map":
                map_view.draw(found)
            case "beside":
                pictures.side_by_side([row["id"] for row in found])
            case _cards:
                cards.draw(found)
else:
    st.info(_(Pilot.purpose), icon=":material/lightbulb:")
    empty_state.example_button()

if session.allowed(Permission.RECORD):
    history.withdrawn()
