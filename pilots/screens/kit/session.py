"""The session of the viewer: their language, the open tracker, and what they may do."""

from pathlib import Path
from threading import local

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pilots import example, language
from pilots.access import Permission, Viewer, may
from pilots.screens.kit import shared_link, sign_in
from pilots.seed import open_tracker
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


# --- the tracker -------------------------------------------------------------------------


def tracker() -> Tracker:
    """The open tracker of this session. Raises what opening it raises, each time."""
    path = str(database_path())
    if getattr(_run, "path", None) != path:
        _run.tracker, _run.path = _tracker(path), path
    opened: Tracker = _run.tracker
    return opened


_run = local()
"""What this run has looked up already. A thread does one run, or a few after each other. Asking
Streamlit's caches again costs more than most answers, and a page asks much twice."""


def database_path() -> Path:
    database = current().database
    return example.path(database) if in_example() else database


def in_example() -> bool:
    """Whether this session shows the example, a fictional year; the address says so too."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return current().example
    if EXAMPLE in st.session_state:
        return bool(st.session_state[EXAMPLE])
    # The switch is drawn only where it is on, so a link that turns it on is read here.
    asked = st.query_params.get(EXAMPLE, str(current().example))
    return asked.lower() == "true"


@st.cache_resource(show_spinner=False, on_release=Tracker.close)
def _tracker(path: str) -> Tracker:
    is_example = Path(path) == example.path(current().database)
    return (example.open_example if is_example else open_tracker)(Path(path))


def close_trackers() -> None:
    """Close the open trackers; the next question opens them again."""
    _authenticator.clear()
    _shared_links.clear()
    _tracker.clear()
    _run.__dict__.clear()


def reset_example() -> None:
    """Start the fictional year again."""
    _tracker.clear(str(database_path()))
    example.reset(database_path())
    _run.__dict__.clear()


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
    return _shared_links(str(current().database))


@st.cache_resource(show_spinner=False)
def _shared_links(path: str) -> SharedLinks:
    return SharedLinks(_tracker(path))


def authenticator() -> Authenticator:
    """Says who has access, to the real pilots also while the example is shown."""
    path = str(current().database)
    if getattr(_run, "authenticator_of", None) != path:
        _run.authenticator, _run.authenticator_of = _authenticator(path), path
    opened: Authenticator = _run.authenticator
    return opened


@st.cache_resource(show_spinner=False)
def _authenticator(path: str) -> Authenticator:
    return Authenticator(_tracker(path))


def allowed(permission: Permission, pilot_id: str | None = None) -> bool:
    """Whether to draw a button. The tracker checks again when it is pressed."""
    return may(viewer(), permission, pilot_id)
