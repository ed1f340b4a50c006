"""Links to the places on a pilot's page."""

import streamlit as st

from pilots.queries import portfolio
from pilots.screens.kit import answers, links
from pilots.screens.kit.pages import Page


def link(pilot_id: str, place: str, label: str) -> None:
    """A link to a place on a pilot's page, by its name."""
    pilot = answers.for_viewer(portfolio.names)[pilot_id]
    st.page_link(
        Page.PILOT,
        label=label,
        icon=":material/arrow_forward:",
        query_params=links.to_place(pilot_id, pilot, place),
    )
