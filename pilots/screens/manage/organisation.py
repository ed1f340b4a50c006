"""The organisation, with its logo, and the themes that pilots can choose from."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, records
from pilots.screens.kit import answers, flash, links, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import one_tap
from pilots.versions import Version
from schemas import Organisation

KEY = "organisation"
"""The key of the form."""

LOGO_WIDTH = 200
"""Pixels."""

LONGEST = 30
"""Characters of a theme in a link: as many as fit on a phone, with the count."""


@st.fragment
def draw() -> None:
    """The form for the name, the logo and the themes."""
    session.start_fragment()
    row = answers.for_viewer(records.row, Organisation.table, Organisation.ID)
    if row is None:
        st.info(_(Organisation.purpose), icon=":material/lightbulb:")
    elif row["logo"]:
        _logo(row["name"], row["logo"], row["_seq"])
    none_yet = Version.none_yet(Organisation, Organisation.ID, session.tracker().head)
    new = forms.Fieldset(Organisation, id=Organisation.ID, version=none_yet)
    fieldset = forms.fieldset_to_change(KEY, Organisation, Organisation.ID)
    if forms.draw(KEY, fieldset or new):
        st.rerun()


def _logo(name: str, logo: str, seq: int) -> None:
    if drawn := session.tracker().attachments.read(logo):
        st.image(drawn, width=LOGO_WIDTH, alt=_("Logo of {name}", name=name))
    st.button(
        _("Remove the logo"),
        icon=":material/hide_image:",
        type="tertiary",
        key="no_logo",
        on_click=_remove_logo,
        args=(seq,),
    )


@flash.callback
def _remove_logo(seq: int) -> None:
    key = one_tap.idempotency_key(Organisation.ID, seq, "no logo")
    one_tap.change(seq, key, _("The logo has been removed."), logo=None)


def themes() -> None:
    """How many pilots have each theme, with a link to them."""
    counts = answers.for_viewer(portfolio.themes)
    row = answers.for_viewer(records.row, Organisation.table, Organisation.ID)
    listed: Sequence[str] = row["themes"] if row else ()
    if not counts:
        st.caption(_("There are no themes yet. Pilots are easier to find when they have some."))
    _links({theme: n for theme, n in counts.items() if theme in listed})
    if others := {theme: n for theme, n in counts.items() if theme not in listed}:
        st.caption(_("In use, but not in the list:"))
        _links(others)


def _links(counts: Mapping[str, int]) -> None:
    """A link to the pilots of each theme; disabled where there are none."""
    with st.container(horizontal=True):
        for theme, n in counts.items():
            st.page_link(
                Page.PORTFOLIO,
                label=markup.escape(
                    f"{shorten(theme, LONGEST)}: {plural('{n} pilot', '{n} pilots', n)}"
                ),
                icon=":material/sell:",
                disabled=not n,
                query_params=links.here(**{links.THEME: theme}),
            )
