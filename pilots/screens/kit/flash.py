"""Flash messages: what is said once after an act, with undo; and callbacks, which say them."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from pilots.errors import TrackerError
from pilots.language import _
from pilots.screens.kit import links, markup, session
from pilots.screens.kit.pages import Page

P = ParamSpec("P")

_KEY = "said"
"""The key in the session that holds the message until a page shows it."""


def callback(do: Callable[P, None]) -> Callable[P, None]:
    """A callback that speaks the reader's language, and says what went wrong if it did.

    Streamlit runs callbacks before the page, so before the page has chosen a language.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> None:
        session.choose_language()
        try:
            do(*args, **kwargs)
        except TrackerError as error:
            st.session_state[_KEY] = {"problem": str(error)}

    return done


def say(sentence: str, *undo: int, pilot_label: str | None = None) -> None:
    """Say on the next page what happened; `undo` are the lines to offer undoing.

    `pilot_label` is what the pilot it happened in is called, to offer a look at it.
    """
    st.session_state[_KEY] = {"sentence": sentence, "undo": undo, "pilot": pilot_label}


def show(page: str) -> None:
    """Show the message, once, with its undo. `page` is where: its place in the address."""
    message = st.session_state.pop(_KEY, None)
    if not message:
        return
    if problem := message.get("problem"):
        st.error(markup.escape(problem), icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="said_box"):
        st.success(markup.escape(message["sentence"]), icon=":material/check:")
        if message["undo"]:
            st.button(
                _("Undo"),
                icon=":material/undo:",
                key="undo",
                on_click=_undo,
                args=message["undo"],
            )
        if message.get("pilot") and page != "pilot":
            st.page_link(
                Page.PILOT,
                label=_("See it on the timeline"),
                icon=":material/timeline:",
                query_params=links.to_pilot(message["pilot"], **{links.TAB: _("Timeline")}),
            )


@callback
def _undo(*seqs: int) -> None:
    session.tracker().undo(session.viewer(), *seqs)
    say(_("Undone. Nothing is lost: you can find it in the history."))
