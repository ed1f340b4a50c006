"""The parts of a pilot's page. Which one is open stands in the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots import language
from pilots.access import Verb
from pilots.language import LANGUAGES, _
from pilots.queries import portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.pages import Page


def labels(pilot_id: str) -> dict[str, str]:
    """What the parts are called that this viewer has, by name."""
    known = {
        "overview": _("Overview"),
        "people": _("People"),
        "actions": _("Actions"),
        "outcomes": _("Outcomes"),
        "stories": _("Stories"),
        "timeline": _("Timeline"),
        "reviews": _("Reviews"),
        "reports": _("Reports"),
        "more": _("More"),
    }
    if session.allowed(Verb.READ_PERSONAL, pilot_id):
        known["history"] = _("History")
    return known


def chosen(pilot_id: str) -> tuple[str, DeltaGenerator]:
    """The name of the part that is open, and the tab to draw it in."""
    mine = labels(pilot_id)
    _read_other_languages(pilot_id, mine)
    tabs = st.tabs(list(mine.values()), key=links.TAB, on_change="rerun", bind="query-params")
    return next((name, tab) for name, tab in zip(mine, tabs, strict=True) if tab.open)


def _read_other_languages(pilot_id: str, mine: dict[str, str]) -> None:
    """A link from who reads another language, or a change of language, keeps the part.

    The address and the session hold the label of a tab.
    """
    for label in (st.query_params.get(links.TAB), st.session_state.get(links.TAB)):
        if label and label not in mine.values():
            st.session_state[links.TAB] = mine.get(_name(pilot_id, label), mine["overview"])
            return


def _name(pilot_id: str, label: str) -> str:
    """The name of the part that has this label in some language; '' for none."""
    for spoken in LANGUAGES:
        with language.speaking(spoken):
            for name, called in labels(pilot_id).items():
                if called == label:
                    return name
    return ""


def link(pilot_id: str, part: str, label: str) -> None:
    """A link from one part of a pilot's page to another."""
    st.page_link(
        Page.PILOT,
        label=label,
        icon=":material/arrow_forward:",
        query_params=links.to_pilot(answers.for_viewer(portfolio.names)[pilot_id])
        | {links.TAB: labels(pilot_id)[part]},
    )
