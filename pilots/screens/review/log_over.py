"""The quick log over a meeting: one logs, and is back where one was."""

from functools import partial

import streamlit as st

from pilots.language import _
from pilots.screens.kit import flash, markup
from pilots.screens.kit.forms import autosave, quick_log

_OPEN = "meeting.log"
"""The key in the session of the token of the open form: when that is logged, it has another."""


def draw(pilot_id: str) -> None:
    """The button, and the dialog for as long as it is open."""
    form = f"{quick_log.FORM}{pilot_id}"
    st.button(
        _("Log"),
        icon=":material/edit_note:",
        key="log_over",
        shortcut=None if markup.on_phone() else "L",
        type="tertiary",
        on_click=flash.remember,
        args=(_OPEN, autosave.token(form)),
    )
    if st.session_state.get(_OPEN) == autosave.token(form):
        _dialog(pilot_id)
    else:
        st.session_state[_OPEN] = None


def is_open() -> bool:
    """Whether somebody may be typing in it: a rerun of the whole page would take that away."""
    return st.session_state.get(_OPEN) is not None


def _dialog(pilot_id: str) -> None:
    @st.dialog(_("Log something"), width="medium", on_dismiss=partial(flash.remember, _OPEN, None))
    def show() -> None:
        quick_log.draw(pilot_id)

    show()
