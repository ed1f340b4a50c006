"""The dialog to open once this one is closed: in Streamlit no dialog can open another."""

import streamlit as st

from pilots.screens.kit import flash

_NEXT = "people.next"
"""The key in the session of what the next dialog does, and with whom."""


@flash.callback
def choose(what: str, *ids: str | None) -> None:
    """Say which dialog the page must open in its next run: a callback."""
    st.session_state[_NEXT] = (what, *ids)


def chosen() -> tuple[str | None, ...]:
    """What was chosen, once; an empty tuple for nothing."""
    found: tuple[str | None, ...] = st.session_state.pop(_NEXT, ())
    return found
