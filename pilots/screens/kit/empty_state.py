"""Empty states: where there is nothing to show yet, the ways to begin."""

from functools import partial

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import answers, flash, links, session
from pilots.screens.kit.pages import Page


def first_steps() -> None:
    """Where there are no pilots yet: register one, or look around in the example."""
    if answers.for_viewer(portfolio.names):
        return  # none is chosen, which is another thing
    if session.allowed(Permission.RECORD):
        st.page_link(
            Page.REGISTER,
            label=_("Register a pilot"),
            icon=":material/add_circle:",
            query_params=links.here(),
        )
    example_button()


def example_button() -> None:
    """The way to the example; nothing where it is shown already."""
    if not session.in_example():
        st.button(
            _("Look around in the example first"),
            icon=":material/theater_comedy:",
            key="to_example",
            on_click=partial(flash.remember, session.EXAMPLE, True),
        )
