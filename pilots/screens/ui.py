"""What every page uses: the tracker, questions to it, what is said after an act."""

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from threading import local
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pilots import example, language
from pilots.access import Scope, Verb, Viewer, may
from pilots.errors import TrackerError
from pilots.files import File, handouts, holder
from pilots.identity import Arrival, Door, Refusal
from pilots.language import _
from pilots.register import Reader, withheld_fields
from pilots.screens import shared, who
from pilots.seed import open_tracker
from pilots.settings import current
from pilots.sharing import Sharing
from pilots.tracker import Tracker
from schemas import Record

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE = "lang"
"""The query parameter, and the key in the session, that holds the chosen language."""

PILOT = "pilot"
"""The same for the pilot that a page is about; every page that has one shares it."""

TAB = "tab"
"""The same for the part of a pilot's page that is open."""

EXAMPLE = "example"
"""The same for whether the fictional year is shown."""

APART: dict[str, Any] = {"horizontal_alignment": "distribute", "vertical_alignment": "center"}
"""How a text and the button that belongs to it share a line."""


# --- callbacks --------------------------------------------------------------------------


def speak() -> None:
    """Begin a run that is not of the whole page: in the reader's language, if they may read on."""
    _speak()
    if arrival().refusal:
        st.rerun()


def _speak() -> None:
    language.choose(st.session_state.get(LANGUAGE))


def act(do: Callable[P, None]) -> Callable[P, None]:
    """A callback that speaks the reader's language, and tells what went wrong if it did.

    Streamlit runs callbacks before the page, so before the page has chosen a language.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        _speak()
        try:
            do(*args, **kwargs)
        except TrackerError as error:
            st.session_state["said"] = {"problem": str(error)}

    return done


# --- the tracker -------------------------------------------------------------------------


def tracker() -> Tracker:
    """The open tracker of this session. Raises as opening does, at every try anew."""
    path = str(_path())
    if getattr(_run, "path", None) != path:
        _run.tracker, _run.path = _tracker(path), path
    opened: Tracker = _run.tracker
    return opened


_run = local()
"""What a run has asked for already: a thread does one run, or a few after each other. Asking
Streamlit's caches again costs more than most answers, and a page asks a lot twice."""


def _path() -> Path:
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


def forget() -> None:
    """Close the open trackers, and forget their answers: whoever asks opens one anew."""
    _door.clear()
    _sharing.clear()
    _tracker.clear()
    _answer.clear()
    _run.__dict__.clear()


@act
def reset_example() -> None:
    """Begin the fictional year anew: a callback."""
    _tracker.clear(str(_path()))
    example.reset(_path())
    # The new year can have as many lines as the old one had.
    _answer.clear()
    _run.__dict__.clear()
    say(_("The example is as it was at first."))


# --- who is looking ----------------------------------------------------------------------


def viewer() -> Viewer:
    """Who is looking: who has a link, who signed in, or the person at the machine."""
    return arrival().viewer


def arrival() -> Arrival:
    """The same, with why they are refused if they are. Looked up anew each time."""
    arrived = _by_link() if shared.asked() else who.arrival(door)
    return arrived.in_example() if in_example() else arrived


def _by_link() -> Arrival:
    found = shared.viewer(sharing)
    return Arrival(found) if found else Arrival(Viewer(""), Refusal.UNKNOWN)


def sharing() -> Sharing:
    """Links are to the real pilots too."""
    return _sharing(str(current().database))


@st.cache_resource(show_spinner=False)
def _sharing(path: str) -> Sharing:
    return Sharing(_tracker(path))


def door() -> Door:
    """Who may come in stands with the real pilots, also while the example is shown."""
    path = str(current().database)
    if getattr(_run, "door_of", None) != path:
        _run.door, _run.door_of = _door(path), path
    opened: Door = _run.door
    return opened


@st.cache_resource(show_spinner=False)
def _door(path: str) -> Door:
    return Door(_tracker(path))


def allowed(verb: Verb, pilot: str | None = None) -> bool:
    """Whether to offer something. The tracker itself checks again when it is done."""
    return may(viewer(), verb, pilot)


# --- questions ---------------------------------------------------------------------------


def ask(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer to a question, remembered until somebody records something.

    Within a run it is the same object each time: look at it, and don't change it.
    """
    return _ask(viewer().scope, query, *args, **kwargs)


def look(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The same on the funder's pages: the answer that a funder gets, whoever looks."""
    return _ask(viewer().outside, query, *args, **kwargs)


def _ask(
    scope: Scope,
    query: Callable[Concatenate[Reader, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    seen = seen_by(scope)
    if getattr(_run, "head", None) != seen[:2]:
        _run.head, _run.answers = seen[:2], {}
    name = f"{query.__module__}.{query.__qualname__}"
    parameters = (args, sorted(kwargs.items()))
    key = f"{name}{parameters}{seen[2:]}"
    if key not in _run.answers:
        _run.answers[key] = _answer(
            name, seen, parameters, lambda: tracker().ask(query, scope, *args, **kwargs)
        )
    answer: R = _run.answers[key]
    return answer


def seen_by(scope: Scope | None = None) -> tuple[Any, ...]:
    """What every answer depends on besides its question: the place, the head and the scope."""
    here, scope = tracker(), scope or viewer().scope
    # No pilots at all is another scope than all of them.
    reach = (
        None if there is None else tuple(sorted(there)) for there in (scope.pilots, scope.personal)
    )
    return (str(here.path), here.head, *reach)


@st.cache_data(max_size="100MB", show_spinner=False)
def _answer(query: str, seen_by: Any, parameters: Any, _find: Callable[[], Any]) -> Any:
    """Keyed on question, place, head, scope and parameters: sessions share it safely."""
    return _find()


@st.fragment(run_every="30m")
def come_back() -> None:
    """Nothing to see. Its being there makes the browser ask for the page again after a break.

    The server forgets a session two minutes after its connection is gone. A page that was not
    asked for again would look alive, and every tap on it would be lost. A page that was left
    open is emptied when its reader's session is over.
    """
    speak()


# --- acts --------------------------------------------------------------------------------


def say(sentence: str, *undo: int, pilot: str | None = None) -> None:
    """Say at the top of the next page what happened; `undo` are the lines to offer undoing.

    `pilot` is what the pilot it happened in is called, to offer a look at it.
    """
    st.session_state["said"] = {"sentence": sentence, "undo": undo, "pilot": pilot}


def said(page: str) -> None:
    """Show what was said, once, with its undo. `page` is where: its place in the address."""
    words = st.session_state.pop("said", None)
    if not words:
        return
    if problem := words.get("problem"):
        st.error(escape(problem), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="said_box"):
        st.success(escape(words["sentence"]), icon=":material/check:")
        if words["undo"]:
            st.button(
                _("Undo"),
                icon=":material/undo:",
                key="undo",
                on_click=_undo,
                args=words["undo"],
            )
        if words.get("pilot") and page != "pilot":
            st.page_link(
                "pilot.py",
                label=_("See it on the timeline"),
                icon=":material/timeline:",
                query_params=to_pilot(words["pilot"], **{TAB: _("Timeline")}),
            )


@act
def _undo(*seqs: int) -> None:
    tracker().undo(viewer(), *seqs)
    say(_("Undone. Nothing is lost: you find it in the history."))


# --- files -------------------------------------------------------------------------------


def hand_out(label: str, what: str, file: File, icon: str) -> None:
    """Offer a file with names of people in it to this browser alone, made when it is fetched.

    `what` tells it apart from whatever else is offered.
    """
    path = handouts.offer(holder(st.context.cookies), f"{_path()}:{what}", file)
    st.link_button(label, f"{origin()}{path}", icon=icon)


def origin() -> str:
    """Where the tracker is, as the browser calls it: scheme and host."""
    here = urlsplit(st.context.url or "http://localhost:8501")
    return f"{here.scheme}://{here.netloc}"


# --- words -------------------------------------------------------------------------------


def escape(text: str) -> str:
    """A person's text, safe where Streamlit reads Markdown: shown as it was typed."""
    plain = re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$^=&])", r"\\\1", text)
    # Two spaces keep a line's end; an indent would make it code.
    return re.sub(r"\n[ \t]*", "  \n", plain) if "\n" in plain else plain


def here(**parameters: str) -> dict[str, str]:
    """The query parameters of a link that stays in this language, in the example and shared."""
    example = {EXAMPLE: "true"} if in_example() else {}
    link = {shared.KEY: shared.token() or ""} if shared.asked() else {}
    return {LANGUAGE: language.NAMES[language.chosen()], **example, **link, **parameters}


def to_pilot(label: str, **parameters: str) -> dict[str, str]:
    """The query parameters of a link to a page about the pilot with this label."""
    return here(**{PILOT: label}, **parameters)


def hidden(schema: type[Record]) -> set[str]:
    """The fields of a kind that this viewer may not see, so that no empty place shows them."""
    personal = viewer().scope.personal
    return withheld_fields(schema) if personal == frozenset() else set()


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone: no keyboard to press shortcuts on."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def foremost() -> Literal["primary", "secondary"]:
    """The type of the one button that a page is about.

    On a dark page Streamlit writes white on the very colour that it also writes with on the
    dark: no colour can be read both ways.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"


def not_set() -> str:
    return _("not set yet")
