"""The header of every page: what stands in its bar, and the strips below it."""

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.charts.template import shorten
from pilots.language import _
from pilots.queries import records
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.pages import Page
from schemas import Organisation

LONGEST = 60
"""Characters of the organisation's name: as many as fit in the bar."""

_SHELL, _DARK = (Path(__file__).with_name(name) for name in ("shell.css", "dark.css"))


def style() -> None:
    """The look of what every page shares, where no theme and no element of Streamlit has it."""
    st.html(_SHELL)
    if st.context.theme.type == "dark":
        st.html(_DARK)


def places() -> tuple[DeltaGenerator, DeltaGenerator]:
    """The bar of every page; and where the rest stands that is seldom needed.

    On a phone that is the menu: what is left of the bar there is for the page's title.
    """
    bar = st.container(
        horizontal=True,
        wrap=False,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="small",
        key="bar",
    )
    return bar, st.sidebar if markup.on_phone() else bar


def organisation(place: DeltaGenerator) -> None:
    """The name and the logo of the organisation, where they are known."""
    row = answers.for_funder(records.row, Organisation.table, Organisation.ID)
    if row is None:
        return
    place.caption(markup.escape(shorten(row["name"], LONGEST)))
    if row["logo"] and (logo := session.tracker().attachments.read(row["logo"])):
        st.logo(logo, size="large")


def log_button(place: DeltaGenerator) -> None:
    """The button to the quick log, on every page."""
    shortcut = None if markup.on_phone() else "L"
    if place.button(
        _("Log"), icon=":material/edit_note:", key="to_log", shortcut=shortcut, type="primary"
    ):
        # None would clear what the address holds, and Streamlit refuses that for what is bound.
        st.switch_page(Page.LOG, query_params={})


def warnings() -> None:
    """What everybody must know first: that this is the example, and damage that was repaired."""
    if session.in_example():
        _example()
    if notice := session.tracker().recovery_notice:
        st.warning(markup.escape(notice), icon=":material/healing:")


def _example() -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="banner"):
        st.markdown(_("**Example:** all of this is invented"), width="content")
        st.button(
            _("Stop the example"),
            type="tertiary",
            key="stop_example",
            on_click=partial(flash.remember, session.EXAMPLE, False),
        )
