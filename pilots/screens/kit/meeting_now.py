"""A line on top of a page for who is not in the meeting that is being held now."""

import streamlit as st

from pilots.language import _, today
from pilots.queries import portfolio
from pilots.queries import review as review_queries
from pilots.screens.kit import answers, links, markup
from pilots.screens.kit.pages import Page


def draw() -> None:
    """A way into each meeting that began today and is not over."""
    names = answers.for_viewer(portfolio.names)
    for pilot_id in answers.for_viewer(review_queries.being_held, today()):
        if pilot_id not in names:
            continue
        name = names[pilot_id]
        words = _("A review of {pilot} is being held now · Join", pilot=markup.escape(name))
        with st.container(key=f"now.{pilot_id}"):
            st.page_link(
                Page.REVIEW,
                label=words,
                icon=":material/groups:",
                query_params=links.to_pilot(pilot_id, name),
            )
