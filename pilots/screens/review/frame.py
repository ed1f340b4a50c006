"""The frame of a meeting: it has the whole screen, and each step opens at its question."""

from pathlib import Path

import streamlit as st

from pilots.screens.kit import markup
from pilots.screens.kit.components import component

_LOOK, _DARK = (Path(__file__).with_name(name) for name in ("meeting.css", "meeting_dark.css"))
_OPENING = Path(__file__).with_name("opening_assets")


def fill_the_screen() -> None:
    """The look of a meeting, to be read from five metres."""
    markup.enlarge_for_wall()
    st.html(_LOOK)
    if st.context.theme.type == "dark":
        st.html(_DARK)


def open_at_the_top(step: str) -> None:
    """Bring a step that was just opened to its question."""
    with st.container(key="opening_box"):
        component(_OPENING, isolate_styles=False)(key="opening", data={"step": step})
