"""The way to the databank of a pilot."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.pages import Page


def draw(pilot_id: str, label: str = "", **parameters: str) -> None:
    """A link for who may write in this pilot; `parameters` are further ones of the address."""
    if session.allowed(Permission.RECORD, pilot_id):
        name = answers.for_viewer(portfolio.names)[pilot_id]
        st.page_link(
            Page.DATABANK,
            label=label or _("Databank: who can help whom?"),
            icon=":material/handshake:",
            query_params=links.to_pilot(pilot_id, name, **parameters),
        )
