"""Whose tracker this is, and the themes that its pilots can choose from."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, records
from pilots.screens.kit import answers, flash, links, markup, session
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.pages import Page
from schemas import Organisation

KEY = "organisation"
"""The key of the form."""

LOGO_WIDTH = 200
"""Pixels."""

LONGEST = 30
"""Characters of a theme in a link: a link has one line, and on a phone the count is on it too."""


@st.fragment
def organisation() -> None:
    """What stands above every page, and the list of themes: the form to change them."""
    session.start_fragment()
    row = answers.for_viewer(records.row, Organisation.table, Organisation.ID)
    if row is None:
        st.info(_(Organisation.purpose), icon=":material/lightbulb:")
    elif row["logo"]:
        _logo(row["name"], row["logo"])
    version = row["_seq"] if row else 0
    if st.session_state.setdefault(f"version.{KEY}", version) != version:
        # Recorded, undone or changed by somebody else: the inputs begin with what is now.
        autosave.done(KEY)
        st.session_state[f"version.{KEY}"] = version
    record = answers.for_viewer(records.one, Organisation.table, Organisation.ID)
    part = forms.part_of(record) if record else forms.Part(Organisation, id=Organisation.ID)
    if forms.draw(KEY, part):
        st.rerun()


def _logo(name: str, logo: str) -> None:
    if drawn := session.tracker().attachments.read(logo):
        st.image(drawn, width=LOGO_WIDTH, alt=_("Logo of {name}", name=name))
    st.button(
        _("Remove the logo"),
        icon=":material/hide_image:",
        type="tertiary",
        key="no_logo",
        on_click=_take_logo_away,
    )


@flash.callback
def _take_logo_away() -> None:
    record = answers.for_viewer(records.one, Organisation.table, Organisation.ID)
    if record is None:  # withdrawn a moment ago
        return
    fields = {name: value for name, value in record.body().items() if name != "logo"}
    without = Organisation.read(record.id, None, fields)
    (line,) = session.tracker().record(session.viewer(), without)
    flash.say(_("The logo has been removed."), line.seq)


def themes() -> None:
    """How often each theme is chosen, with the way to those pilots."""
    counts = answers.for_viewer(portfolio.themes)
    row = answers.for_viewer(records.row, Organisation.table, Organisation.ID)
    own: Sequence[str] = row["themes"] if row else ()
    if not counts:
        st.caption(_("There are no themes yet. Pilots are easier to find when they have some."))
    _links({theme: n for theme, n in counts.items() if theme in own})
    if others := {theme: n for theme, n in counts.items() if theme not in own}:
        st.caption(_("In use, but not in the list:"))
        _links(others)


def _links(counts: Mapping[str, int]) -> None:
    """A link to the pilots that have a theme; where none has it, only its name."""
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
