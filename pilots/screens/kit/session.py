"""The session of the viewer: their language, the open tracker, and what they may do."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pilots import example, language
from pilots.access import Permission, Viewer, may
from pilots.errors import TrackerError
from pilots.screens.kit import shared_link, sign_in
from pilots.screens.kit.trackers import trackers
from pilots.settings import current
from pilots.signin.identity import Authentication, Authenticator, Refusal
from pilots.signin.links import SharedLinks
from pilots.tracker import Tracker

LANGUAGE = "lang"
"""The query parameter of the language, and its key in the session."""

EXAMPLE = "example"
"""The same for whether the example is shown."""


def start_fragment() -> None:
    """Begin a fragment: in the reader's language, and only while they have access."""
    choose_language()
    if authentication().refusal:
        st.rerun()


def choose_language() -> None:
    """Use the language of this session in this thread: Streamlit runs sessions in many threads."""
    language.choose(st.session_state.get(LANGUAGE))


def sentence(error: TrackerError) -> str:
    """What an error says here: who comes from elsewhere reads nothing of the server's files."""
    is_from_elsewhere = sign_in.has_sign_in() or shared_link.is_used()
    return error.public_sentence if is_from_elsewhere else str(error)


# --- the tracker -------------------------------------------------------------------------


def tracker() -> Tracker:
    """The open tracker of this session. Raises what opening it raises, each time."""
    return trackers.get(database_path()).tracker


def database_path() -> Path:
    database = current().database
    return example.path(database) if in_example() else database


def in_example() -> bool:
    """Whether this session shows the example, a fictional year; the address says so too."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return current().example
    if EXAMPLE in st.session_state:
        return bool(st.session_state[EXAMPLE])
    asked = st.query_params.get(EXAMPLE, str(current().example))
    return asked.lower() == "true"


def remember_example() -> None:
    """Keep what is shown on every page of this session, and in the address for a reload."""
    shown = st.session_state[EXAMPLE] = in_example()
    parameter = None if shown == current().example else str(shown).lower()
    if st.query_params.get(EXAMPLE) != parameter:
        # Streamlit's navigation drops it.
        st.query_params.pop(EXAMPLE, None)
        if parameter:
            st.query_params[EXAMPLE] = parameter


def reset_example() -> None:
    """Start the fictional year again."""
    trackers.replace(database_path(), example.reset)


# --- the viewer --------------------------------------------------------------------------


def viewer() -> Viewer:
    """The viewer: the reader of a shared link, who signed in, or the person at this machine."""
    return authentication().viewer


def authentication() -> Authentication:
    """The viewer, and why they are refused if they are. Looked up each time, never cached."""
    found = _by_link() if shared_link.is_used() else sign_in.authentication(authenticator)
    return found.in_example() if in_example() else found


def _by_link() -> Authentication:
    found = shared_link.viewer(shared_links)
    return Authentication(found) if found else Authentication(Viewer(""), Refusal.UNKNOWN)


def shared_links() -> SharedLinks:
    """The shared links; they lead to the real pilots, also while the example is shown."""
    return trackers.get(current().database).shared_links


def authenticator() -> Authenticator:
    """Says who has access, to the real pilots also while the example is shown."""
    return trackers.get(current().database).authenticator


def allowed(permission: Permission, pilot_id: str | None = None) -> bool:
    """Whether to draw a button. The tracker checks again when it is pressed."""
    return may(viewer(), permission, pilot_id)
