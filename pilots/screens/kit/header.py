"""The header of every page: the organisation, the button to the quick log, and warnings."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.access import Permission
from pilots.charts.template import shorten
from pilots.errors import NotAllowed
from pilots.language import _
from pilots.queries import records
from pilots.screens.kit import answers, flash, markup, session, sign_in
from pilots.screens.kit.pages import Page
from pilots.settings import current
from schemas import Organisation

LONGEST = 60
"""Characters of the organisation's name: as many as fit on a phone, beside the buttons."""

SHORT = 20
"""The same beside the account menu."""


def organisation(place: DeltaGenerator) -> None:
    """The name and the logo of the organisation, where they are known."""
    row = answers.for_funder(records.row, Organisation.table, Organisation.ID)
    if row is None:
        return
    beside_the_menu = markup.on_phone() and sign_in.has_sign_in()
    place.caption(markup.escape(shorten(row["name"], SHORT if beside_the_menu else LONGEST)))
    if row["logo"] and (logo := session.tracker().attachments.read(row["logo"])):
        st.logo(logo, size="large")


def log_button(place: DeltaGenerator) -> None:
    """The button to the quick log, on every page."""
    shortcut = None if markup.on_phone() else "L"
    if place.button(
        _("Log"),
        icon=":material/edit_note:",
        key="to_log",
        shortcut=shortcut,
        type=markup.primary(),
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
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, gap="small", key="banner"
    ):
        st.markdown(
            ":material/theater_comedy: "
            + _("**Example:** all people, figures and stories here are invented."),
            width="content",
        )
        example_switch()
        if not session.allowed(Permission.RECORD):
            return
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
    """Start the fictional year again: a callback. Raises NotAllowed for who only reads."""
    if not session.allowed(Permission.RECORD):
        raise NotAllowed(name=session.viewer().name)
    session.reset_example()
    # The cache key cannot tell: the new logbook can have as many lines as the old one.
    answers.forget_answers()
    flash.say(_("The example is back as it began."))


def example_switch() -> None:
    """The switch between the real pilots and the example; draw it once on a page."""
    st.toggle(
        _("Show the example"), value=current().example, key=session.EXAMPLE, bind="query-params"
    )
