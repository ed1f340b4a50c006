"""The link to the review meeting of a pilot."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import links
from pilots.screens.kit.pages import Page


def draw(pilot_id: str, label: str, under_way: bool) -> None:
    """To a review that can begin, or back into one that is under way; `label` is the pilot's."""
    st.page_link(
        Page.REVIEW,
        label=_("Resume the review") if under_way else _("To the review"),
        icon=":material/groups:",
        query_params=links.to_pilot(pilot_id, label),
    )
