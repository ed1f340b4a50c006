"""The session of whoever is looking: their language, the open tracker, and what they may do."""

from pathlib import Path
from threading import local

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pilots import example, language
from pilots.access import Verb, Viewer, may
from pilots.screens.kit import shared_link, sign_in
from pilots.seed import open_tracker
from pilots.settings import current
from pilots.signin.identity import Authentication, Authenticator, Refusal
from pilots.signin.links import SharedLinks
from pilots.tracker import Tracker

LANGUAGE = "lang"
"""The query parameter, and the key in the session, that holds the chosen language."""

EXAMPLE = "example"
"""The same for whether the fictional year is shown."""


def start_fragment() -> None:
    """Begin a run that is not of the whole page: in the reader's language, if they may read on."""
    choose_language()
    if arrival().refusal:
        st.rerun()


def choose_language() -> None:
    """Speak the language of this session: what is bound to a thread is not there in another."""
    language.choose(st.session_state.get(LANGUAGE))


# --- the tracker -------------------------------------------------------------------------


def tracker() -> Tracker:
    """The open tracker of this session. Raises as opening does, at every try anew."""
    path = str(database_path())
    if getattr(_run, "path", None) != path:
        _run.tracker, _run.path = _tracker(path), path
    opened: Tracker = _run.tracker
    return opened


_run = local()
"""What a run has asked for already: a thread does one run, or a few after each other. Asking
Streamlit's caches again costs more than most answers, and a page asks a lot twice."""


def database_path() -> Path:
    database = current().database
    return example.path(database) if in_example() else database


def in_example() -> bool:
    """Whether this session looks at the fictional year; the address says so too."""
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
    """Close the open trackers: whoever asks opens one anew."""
    _door.clear()
    _sharing.clear()
    _tracker.clear()
    _run.__dict__.clear()


def reset_example() -> None:
    """Begin the fictional year anew."""
    _tracker.clear(str(database_path()))
    example.reset(database_path())
    _run.__dict__.clear()


# --- who is looking ----------------------------------------------------------------------


def viewer() -> Viewer:
    """Who is looking: who has a link, who signed in, or the person at the machine."""
    return arrival().viewer


def arrival() -> Authentication:
    """The same, with why they are refused if they are. Looked up anew each time."""
    arrived = _by_link() if shared_link.asked() else sign_in.arrival(door)
    return arrived.in_example() if in_example() else arrived


def _by_link() -> Authentication:
    found = shared_link.viewer(sharing)
    return Authentication(found) if found else Authentication(Viewer(""), Refusal.UNKNOWN)


def sharing() -> SharedLinks:
    """Links are to the real pilots too."""
    return _sharing(str(current().database))


@st.cache_resource(show_spinner=False)
def _sharing(path: str) -> SharedLinks:
    return SharedLinks(_tracker(path))


def door() -> Authenticator:
    """Who may come in stands with the real pilots, also while the example is shown."""
    path = str(current().database)
    if getattr(_run, "door_of", None) != path:
        _run.door, _run.door_of = _door(path), path
    opened: Authenticator = _run.door
    return opened


@st.cache_resource(show_spinner=False)
def _door(path: str) -> Authenticator:
    return Authenticator(_tracker(path))


def allowed(verb: Verb, pilot_id: str | None = None) -> bool:
    """Whether to offer something. The tracker itself checks again when it is done."""
    return may(viewer(), verb, pilot_id)
