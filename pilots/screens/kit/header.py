"""What stands above every page: whose tracker it is, the way to the log, and warnings."""

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.access import Verb
from pilots.charts.template import shorten
from pilots.language import _
from pilots.queries import records
from pilots.screens.kit import answers, flash, links, markup, session, sign_in
from pilots.screens.kit.pages import Page
from pilots.settings import current
from schemas import Organisation

LARGE = Path(__file__).with_name("wall.css")
"""No theme knows that a page is looked at from five metres."""

LONGEST = 60
"""Characters of the organisation's name: beside the buttons a phone has room for these."""

SHORT = 20
"""The same where it also has to make room for who is signed in."""


def organisation(place: DeltaGenerator) -> None:
    """The name and the logo of the organisation, where they are known."""
    row = answers.for_funder(records.row, Organisation.table, Organisation.ID)
    if row is None:
        return
    beside_the_badge = markup.on_phone() and sign_in.has_sign_in()
    place.caption(markup.escape(shorten(row["name"], SHORT if beside_the_badge else LONGEST)))
    if row["logo"] and (logo := session.tracker().attachments.read(row["logo"])):
        st.logo(logo, size="large")


def log_button(place: DeltaGenerator) -> None:
    """The quick log, one tap away from everywhere."""
    shortcut = None if markup.on_phone() else "L"
    if place.button(
        _("Log"),
        icon=":material/edit_note:",
        key="to_log",
        shortcut=shortcut,
        type=markup.foremost(),
    ):
        # None would clear what the address holds, and Streamlit refuses that for what is bound.
        st.switch_page(Page.LOG, query_params={})


def warnings() -> None:
    """What everybody has to know before they read on."""
    if session.in_example():
        _example()
    if healed := session.tracker().healed:
        st.warning(markup.escape(healed), icon=":material/healing:")


def _example() -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, gap="small", key="banner"
    ):
        st.markdown(
            ":material/theater_comedy: "
            + _("**Example:** all people, figures and stories here are invented."),
            width="content",
        )
        switch()
        st.button(
            _("Start the example again"),
            icon=":material/restart_alt:",
            type="tertiary",
            key="reset_example",
            help=_("Throws away what was tried in the example, and starts its year again."),
            on_click=reset_example,
        )


@flash.callback
def reset_example() -> None:
    """Begin the fictional year anew."""
    session.reset_example()
    # The new year can have as many lines as the old one had.
    answers.forget_answers()
    flash.say(_("The example is back as it began."))


def switch() -> None:
    """The switch between the real pilots and the example; on a page it stands once."""
    st.toggle(
        _("Show the example"), value=current().example, key=session.EXAMPLE, bind="query-params"
    )


def for_a_room() -> None:
    """Have the page read from across a room, where the screen is a large one."""
    st.html(LARGE)


def first_step() -> None:
    """Where there are no pilots yet: the ways to begin."""
    if session.allowed(Verb.RECORD):
        st.page_link(
            Page.REGISTER,
            label=_("Register a pilot"),
            icon=":material/add_circle:",
            query_params=links.here(),
        )
    offer_example()


def offer_example() -> None:
    """Where there is nothing to see yet: the way to the year in which there is."""
    if not session.in_example():
        st.button(
            _("Look around in the example first"),
            icon=":material/theater_comedy:",
            key="to_example",
            on_click=partial(st.session_state.__setitem__, session.EXAMPLE, True),
        )
