"""What every page uses: the tracker, questions to it, what is said after an act, pictures."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from pilots import language
from pilots.access import Verb, Viewer, may
from pilots.charts import config
from pilots.errors import TrackerError
from pilots.language import _
from pilots.register import Reader, personal_fields
from pilots.seed import open_tracker
from pilots.settings import current
from pilots.tracker import Tracker
from schemas import Record

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE = "lang"
"""The query parameter, and the key in the session, that holds the chosen language."""

PILOT = "pilot"
"""The same for the pilot that a page is about; every page that has one shares it."""

APART: dict[str, Any] = {"horizontal_alignment": "distribute", "vertical_alignment": "center"}
"""How a text and the button that belongs to it share a line."""


# --- the tracker -------------------------------------------------------------------------


def tracker() -> Tracker:
    """The one open tracker of this process. Raises as opening does, at every try anew."""
    return _tracker(str(current().database))


@st.cache_resource(show_spinner=False)
def _tracker(path: str) -> Tracker:
    return open_tracker(Path(path))


def forget() -> None:
    """Forget the open tracker and its answers: whoever closed it opens it anew."""
    _tracker.clear()
    _answer.clear()


def viewer() -> Viewer:
    """Who is looking: in local mode the person at the machine."""
    return current().viewer


def allowed(verb: Verb, pilot: str | None = None) -> bool:
    """Whether to offer something. The tracker itself checks again when it is done."""
    return may(viewer(), verb, pilot)


def ask(query: Callable[Concatenate[Reader, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The answer to a question, remembered until somebody records something."""
    here = tracker()
    scope = viewer().scope
    # No pilots at all is another scope than all of them.
    pilots = None if scope.pilots is None else sorted(scope.pilots)
    answer: R = _answer(
        f"{query.__module__}.{query.__qualname__}",
        (str(here.path), here.head, scope.personal, pilots),
        (args, sorted(kwargs.items())),
        lambda: here.ask(query, scope, *args, **kwargs),
    )
    return answer


@st.cache_data(max_size="100MB", show_spinner=False)
def _answer(query: str, seen_by: Any, parameters: Any, _find: Callable[[], Any]) -> Any:
    """Keyed on question, place, head, scope and parameters: sessions share it safely."""
    return _find()


# --- acts --------------------------------------------------------------------------------


def speak() -> None:
    """Speak the reader's language, in a run that does not begin with the whole page."""
    language.choose(st.session_state.get(LANGUAGE))


def act(do: Callable[P, None]) -> Callable[P, None]:
    """A callback that speaks the reader's language, and tells what went wrong if it did.

    Streamlit runs callbacks before the page, so before the page has chosen a language.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        speak()
        try:
            do(*args, **kwargs)
        except TrackerError as error:
            st.session_state["said"] = {"problem": str(error)}

    return done


def say(sentence: str, *undo: int) -> None:
    """Say at the top of the next page what happened; `undo` are the lines to offer undoing."""
    st.session_state["said"] = {"sentence": sentence, "undo": undo}


def said() -> None:
    """Show what was said, once, with its undo."""
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


@act
def _undo(*seqs: int) -> None:
    tracker().undo(viewer(), *seqs)
    say(_("Undone. Nothing is lost: you find it in the history."))


# --- words -------------------------------------------------------------------------------


def escape(text: str) -> str:
    """A person's text, safe where Streamlit reads Markdown: shown as it was typed."""
    plain = re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$^=&])", r"\\\1", text)
    # Two spaces keep a line's end; an indent would make it code.
    return re.sub(r"\n[ \t]*", "  \n", plain) if "\n" in plain else plain


def to_pilot(label: str) -> dict[str, str]:
    """The query parameters of a link to a page about the pilot with this label."""
    return {PILOT: label, LANGUAGE: language.NAMES[language.chosen()]}


def hidden(schema: type[Record]) -> set[str]:
    """The fields of a kind that this viewer may not see, so that no empty place shows them."""
    return set() if viewer().scope.personal else personal_fields(schema)


def not_set() -> str:
    return _("not set yet")


# --- pictures ----------------------------------------------------------------------------


def chart(figure: Any, alt: str, key: str) -> None:
    """A picture. Above it stand its question and its reading; `alt` says both to the ear."""
    st.plotly_chart(figure, config=config(), key=key, alt=alt)


def numbers(columns: Callable[[], Mapping[str, Sequence[str]]], key: str) -> None:
    """The numbers of a picture, for who would rather read them or cannot see it.

    `columns` gives them, and is asked only when somebody opens the table.
    """
    closed = st.expander(
        _("The numbers as a table"), icon=":material/table:", key=key, on_change="rerun"
    )
    if closed.open:
        closed.table(
            {name: [escape(value) for value in values] for name, values in columns().items()},
            hide_index=True,
        )
