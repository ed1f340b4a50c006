"""The tabs of a pilot's page, and the places in them. Which place is open is in the address."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots import language
from pilots.access import Permission
from pilots.language import LANGUAGES, _, number
from pilots.queries import pilot as pilot_queries
from pilots.queries import portfolio
from pilots.screens.kit import addressed, answers, links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import lists
from schemas import Action, Outcome, Stakeholder

_COUNTED = {"actions": Action, "outcomes": Outcome, "people": Stakeholder}
"""Tabs that say how many there are."""


def _places(pilot_id: str) -> dict[str, str]:
    """The labels of the places that this viewer has, by name."""
    places = {
        "overview": _("Overview"),
        "actions": _("Actions"),
        "outcomes": _("Outcomes"),
        "goals": _("Goals"),
        "people": _("People"),
        "stories": _("Stories"),
        "timeline": _("Timeline"),
        "reviews": _("Reviews"),
        "reports": _("Reports"),
    }
    if session.allowed(Permission.READ_PERSONAL, pilot_id):
        places |= {"ladder": _("Participation ladder"), "history": _("History")}
    if lists.other_kinds():
        places["more"] = _("More")
    return places


def _labels(pilot_id: str) -> dict[str, str]:
    """The labels of the tabs, by name."""
    labels = {
        "now": _("Now"),
        "actions": _("Actions"),
        "outcomes": _("Outcomes"),
        # On a phone all five fit beside each other only if this one is short.
        "people": _("People") if markup.on_phone() else _("People and stories"),
        "logbook": _("Logbook"),
    }
    counted = answers.for_viewer(pilot_queries.counts, pilot_id)
    return {
        name: f"{label} {number(n)}"
        if (schema := _COUNTED.get(name)) and (n := counted[schema.table])
        else label
        for name, label in labels.items()
    }


def draw(pilot_id: str) -> tuple[str, DeltaGenerator]:
    """Draw the tabs; give the name of the open one, and its container."""
    _move_old_link(pilot_id)
    return addressed.tabs(links.TAB, _("Tab"), _labels(pilot_id), default="now")


def place(pilot_id: str, tab: str) -> str:
    """Draw the choice of a place in the open tab, where it has several; give the chosen one."""
    first, *others = links.TABS[tab]
    if not others:
        return first
    known = _places(pilot_id)
    offered = {name: known[name] for name in links.TABS[tab] if name in known}
    return addressed.segment(links.PLACE, _("Part of this tab"), offered, default=first)


def _move_old_link(pilot_id: str) -> None:
    """Open the place that a link of before leads to.

    There was a tab for each place, and the address held its label, in the reader's language.
    """
    for asked in (st.query_params.get(links.TAB), st.session_state.get(links.TAB)):
        if asked and asked not in links.TABS:
            for key, value in links.place(_name(pilot_id, asked) or "overview").items():
                st.session_state[key] = value
            return


def _name(pilot_id: str, label: str) -> str:
    """The name of the place that has this label in any language; '' for none."""
    for spoken in LANGUAGES:
        with language.speaking(spoken):
            for name, translated in _places(pilot_id).items():
                if translated == label:
                    return name
    return ""


def link(pilot_id: str, name: str, label: str) -> None:
    """A link to a place on a pilot's page, by its name."""
    pilot = answers.for_viewer(portfolio.names)[pilot_id]
    st.page_link(
        Page.PILOT,
        label=label,
        icon=":material/arrow_forward:",
        query_params=links.to_place(pilot_id, pilot, name),
    )
