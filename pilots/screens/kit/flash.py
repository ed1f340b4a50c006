"""Flash messages, shown once after a change, with undo; and the callbacks that set them."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import streamlit as st

from pilots.errors import TrackerError
from pilots.language import _
from pilots.screens.kit import links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.kit.uninterrupted import uninterrupted
from schemas import Pilot

P = ParamSpec("P")

_KEY = "flash"
"""The key in the session that holds the message until a page shows it."""


CHANGE = "flash.change"
"""The key in the session of what the message asks to change: its table and its id."""

_COUNT = "flash.count"

_STYLE = Path(__file__).with_name("flash.css")

_UNDONE = "undone_at"


def undone_at() -> int:
    """The newest line with which somebody undid something in this session; 0 for none."""
    return int(st.session_state.get(_UNDONE, 0))


def callback(do: Callable[P, None]) -> Callable[P, None]:
    """A Streamlit callback in the reader's language, whose TrackerErrors become flash messages.

    It is done whole, also if the browser asks for more meanwhile. Streamlit runs callbacks before
    the page, and so before the page chooses a language.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        with uninterrupted():
            session.choose_language()
            try:
                do(*args, **kwargs)
            except TrackerError as error:
                st.session_state[_KEY] = {"problem": str(error)}

    return done


@callback
def remember(key: str, value: object) -> None:
    """Set a value in the session: a callback."""
    st.session_state[key] = value


def say(
    sentence: str,
    *undo: int,
    pilot: tuple[str, str] | None = None,
    change: tuple[str, str] | None = None,
) -> None:
    """Set the flash message of the next page; `undo` are the logbook lines its button undoes.

    `pilot` is the id and the label of the pilot that changed, for a link to its timeline; `change`
    the table and the id of what was recorded, for a button that opens it.
    """
    st.session_state[_KEY] = {
        "sentence": sentence,
        "undo": undo,
        "pilot": pilot,
        "change": change,
    }


def draw(page: str) -> None:
    """Draw the message, once, with undo. `page` is the path of the page that is open."""
    message = st.session_state.pop(_KEY, None)
    if not message:
        return
    if problem := message.get("problem"):
        st.error(markup.escape(problem), icon=":material/error:")
        return
    st.session_state[_COUNT] = count = st.session_state.get(_COUNT, 0) + 1
    st.html(_STYLE)
    with st.container(horizontal=True, vertical_alignment="center", key=f"flash_box_{count % 2}"):
        st.success(markup.escape(message["sentence"]), icon=":material/check:")
        if message["undo"]:
            st.button(
                _("Undo"),
                icon=":material/undo:",
                key="undo",
                type="tertiary",
                on_click=_undo,
                args=message["undo"],
            )
        if message.get("change"):
            st.button(
                _("Change"),
                icon=":material/edit:",
                key="change_recorded",
                type="tertiary",
                on_click=remember,
                args=(CHANGE, message["change"]),
            )
        if message.get("pilot") and page != "pilot":
            pilot_id, label = message["pilot"]
            st.page_link(
                Page.PILOT,
                label=_("See it on the timeline"),
                icon=":material/timeline:",
                query_params=links.to_place(pilot_id, label, "timeline"),
            )


@callback
def _undo(*seqs: int) -> None:
    lines = session.tracker().undo(session.viewer(), *seqs)
    st.session_state[_UNDONE] = max(line.seq for line in lines)
    if any(line.kind == Pilot.table and line.body is None for line in lines):
        say(_("Undone. Nothing is lost: you can find it under Pilots, at Withdrawn."))
    else:
        say(_("Undone. Nothing is lost: you can find it in the history."))
