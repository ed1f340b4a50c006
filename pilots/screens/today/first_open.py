"""What a new tracker is and what to do first; gone once somebody recorded a line of their own."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, listing, plural
from pilots.queries import expectations, history, portfolio
from pilots.rules import readiness
from pilots.screens.kit import answers, empty_state, links, markup, session
from pilots.screens.kit.pages import Page
from pilots.seed import SEED_AUTHOR


def draw() -> None:
    """What this is, and the three ways on: register, look around, finish what is there."""
    if not _is_new() or not session.allowed(Permission.RECORD):
        return
    with st.container(border=True, key="first_open"):
        st.markdown(f"### {_('Pilots in the neighbourhood')}")
        st.markdown(
            _("Write down in half a minute what happens, and see together what comes of it.")
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(_("Register your first pilot"), type="primary", icon=":material/add:"):
                st.switch_page(Page.REGISTER, query_params={})
            empty_state.example_button()
        st.caption(_("Registering asks one question at a time. You can stop and go on later."))
        _unfinished()


def _is_new() -> bool:
    """Whether all that is recorded is what every tracker begins with."""
    newest, _pilot = answers.for_viewer(history.newest_by, SEED_AUTHOR.name)
    return session.tracker().head == newest


def _unfinished() -> None:
    """The pilots that a tracker begins with, each with what it lacks."""
    labels = answers.for_viewer(portfolio.names)
    if not labels:
        return
    n = len(labels)
    st.markdown(
        plural(
            "{n} pilot is here already, from the report. Finish it:",
            "{n} pilots are here already, from the report. Finish them:",
            n,
        )
    )
    for id, label in labels.items():
        st.page_link(
            Page.PILOT,
            label=f"**{markup.escape(label)}** :small[:gray[{markup.escape(_lacks(id))}]]",
            icon=":material/radio_button_unchecked:",
            query_params=links.to_pilot(id, label),
        )


def _lacks(pilot_id: str) -> str:
    state = answers.for_viewer(expectations.readiness, pilot_id)
    lacks = readiness.lacking(state) if state else []
    if lacks and markup.on_phone():  # there is no room for the words
        return plural("{n} thing still open", "{n} things still open", len(lacks))
    return _("still open: {lacks}", lacks=listing([lack.words for lack in lacks])) if lacks else ""
