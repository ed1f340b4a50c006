"""Whose things are shown: one person's, or everybody's. The choice is remembered.

Who signed in sees their own first. Where nobody signs in, whoever is at the machine chooses.
"""

import streamlit as st

from pilots.folding import folded, unique
from pilots.language import _
from pilots.queries import today as today_queries
from pilots.rules.naming import split_names
from pilots.screens.kit import answers, flash, session, sign_in

_CHOSEN = "whose"
"""The key of the choice in the session, and its name among what is kept of this person."""

EVERYBODY = ""


def choose() -> list[str] | None:
    """Draw the choice; give the names of that person, as they are written; None for everybody."""
    people = answers.for_viewer(today_queries.people)
    me = session.viewer().name
    names = unique(name for each in people for name in split_names(each))
    if sign_in.has_sign_in():
        names = [name for name in names if folded(name) == folded(me)]
    if not names:
        return None
    names.sort(key=lambda name: folded(name) != folded(me))
    labels = {name: _label(name, me) for name in (*names, EVERYBODY)}
    st.session_state[_CHOSEN] = _known(list(labels))
    chosen: str = st.selectbox(
        _("Whose"),
        list(labels),
        format_func=labels.__getitem__,
        key=_CHOSEN,
        on_change=_remember,
        label_visibility="collapsed",
        width=260,
    )
    if chosen == EVERYBODY:
        return None
    return [
        each for each in people if folded(chosen) in {folded(name) for name in split_names(each)}
    ]


def _label(name: str, me: str) -> str:
    if name == EVERYBODY:
        return _("Everybody’s")
    if folded(name) == folded(me):
        return _("Mine ({name})", name=name)
    return _("{name}’s", name=name)


def _known(options: list[str]) -> str:
    """What was chosen here, or on another day; else the things of who signed in."""
    chosen = st.session_state.get(_CHOSEN)
    if chosen is None:
        kept = session.tracker().drafts.find(session.viewer().key, _CHOSEN)
        chosen = kept.fields["name"] if kept else None
    if chosen in options:
        return str(chosen)
    return options[0] if sign_in.has_sign_in() else EVERYBODY


@flash.callback
def _remember() -> None:
    """Keep the choice beside what this person is typing: it is nobody else's."""
    name = st.session_state[_CHOSEN]
    session.tracker().drafts.save(session.viewer().key, _CHOSEN, _CHOSEN, {"name": name})
