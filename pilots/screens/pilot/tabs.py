"""The tabs of a pilot's page, and the places in them. The address holds which is open."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots import language
from pilots.access import Permission
from pilots.language import LANGUAGES, _, number
from pilots.queries import pilot as pilot_queries
from pilots.screens.kit import answers, flash, links, markup, session, url_select
from pilots.screens.kit.records import lists
from schemas import Action, Outcome, Record, Stakeholder

_COUNTED: dict[str, type[Record]] = {"actions": Action, "outcomes": Outcome, "people": Stakeholder}
"""Tabs that say how many there are."""

_TAB, _PLACE = "choose.tab", "choose.place"
"""The keys in the session of what is chosen by hand."""


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
        places |= {
            "pearls": _("String of pearls"),
            "ladder": _("Participation ladder"),
            "history": _("History"),
        }
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
    """Draw the tabs, and in the open one its places; give the name of the open place, and where
    it stands."""
    _move_old_link(pilot_id)
    asked = url_select.bound_value(links.PLACE, _("Part of this tab"))
    tab = next((tab for tab, places in links.TABS.items() if asked in places), "now")
    labels = _labels(pilot_id)
    # Set in each run: the labels count, and so they change.
    st.session_state[_TAB] = labels[tab]
    drawn = st.tabs(
        list(labels.values()),
        key=_TAB,
        on_change=_open_tab,
        args=({label: tab for tab, label in labels.items()},),
    )
    container = dict(zip(labels, drawn, strict=True))[tab]
    with container:
        return _place(pilot_id, tab, asked), container


def _place(pilot_id: str, tab: str, asked: str) -> str:
    """Draw the choice of a place in the open tab, where it has several; give the chosen one."""
    first, *others = links.TABS[tab]
    if not others:
        return first
    known = _places(pilot_id)
    offered = {name: known[name] for name in links.TABS[tab] if name in known}
    st.session_state[_PLACE] = asked if asked in offered else first
    chosen = st.segmented_control(
        _("Part of this tab"),
        list(offered),
        format_func=lambda name: offered.get(name, name),
        key=_PLACE,
        required=True,
        on_change=_open_place,
        label_visibility="collapsed",
    )
    return chosen or first


@flash.callback
def _open_tab(tabs: Mapping[str, str]) -> None:
    _open(links.TABS[tabs[st.session_state[_TAB]]][0])


@flash.callback
def _open_place() -> None:
    _open(st.session_state[_PLACE])


def _open(place: str) -> None:
    st.query_params.pop(links.FORMER_TAB, None)
    st.session_state[links.PLACE] = place


def _move_old_link(pilot_id: str) -> None:
    """Open what a link of before leads to, whatever language it was made in."""
    if label := st.query_params.get(links.FORMER_TAB):
        st.session_state[links.PLACE] = _name(pilot_id, label)


def _name(pilot_id: str, label: str) -> str:
    """The name of the place that has this label in any language; '' for none."""
    for spoken in LANGUAGES:
        with language.speaking(spoken):
            for name, translated in _places(pilot_id).items():
                if translated == label:
                    return name
    return ""
