"""The tabs of a pilot's page. Which one is open is in the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots import language
from pilots.access import Permission
from pilots.language import LANGUAGES, _
from pilots.queries import portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.pages import Page


def labels(pilot_id: str) -> dict[str, str]:
    """The labels of the tabs that this viewer has, by name."""
    tabs = {
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
    if session.allowed(Permission.READ_PERSONAL, pilot_id):
        tabs["history"] = _("History")
    return tabs


def draw(pilot_id: str) -> tuple[str, DeltaGenerator]:
    """Draw the tabs; give the name of the open one, and its container."""
    tab_labels = labels(pilot_id)
    _translate_chosen(pilot_id, tab_labels)
    tabs = st.tabs(
        list(tab_labels.values()), key=links.TAB, on_change="rerun", bind="query-params"
    )
    return next((name, tab) for name, tab in zip(tab_labels, tabs, strict=True) if tab.open)


def _translate_chosen(pilot_id: str, tab_labels: dict[str, str]) -> None:
    """Keep the open tab after a change of language, or with a link in another language.

    Streamlit keeps the label of a tab in the address and in the session, not its name.
    """
    for label in (st.query_params.get(links.TAB), st.session_state.get(links.TAB)):
        if label and label not in tab_labels.values():
            st.session_state[links.TAB] = tab_labels.get(
                _name(pilot_id, label), tab_labels["overview"]
            )
            return


def _name(pilot_id: str, label: str) -> str:
    """The name of the tab that has this label in any language; '' for none."""
    for spoken in LANGUAGES:
        with language.speaking(spoken):
            for name, translated in labels(pilot_id).items():
                if translated == label:
                    return name
    return ""


def link(pilot_id: str, tab: str, label: str) -> None:
    """A link to a tab of a pilot's page, by its name."""
    st.page_link(
        Page.PILOT,
        label=label,
        icon=":material/arrow_forward:",
        query_params=links.to_pilot(pilot_id, answers.for_viewer(portfolio.names)[pilot_id])
        | {links.TAB: labels(pilot_id)[tab]},
    )
