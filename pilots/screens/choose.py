"""Choosing the pilot a page is about. The choice is in the address, and goes along."""

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.screens import forms, ui
from schemas import Pilot


def pilot() -> str | None:
    """The id of the chosen pilot; None, with a word of explanation, where there are none."""
    labels = ui.ask(portfolio.names)
    if not labels:
        st.info(_(Pilot.purpose), icon=":material/lightbulb:")
        return None
    chosen: str = st.selectbox(
        _("Pilot"),
        list(labels),
        format_func=labels.__getitem__,
        key=ui.PILOT,
        bind="query-params",
        width=forms.WIDTH,
    )
    return chosen
