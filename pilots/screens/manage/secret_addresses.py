"""Secret addresses, of calendars and of links: shown once, then listed by name alone."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.screens.kit import flash, links, markup, session
from pilots.store.logbook import Line


def made(what: str, path: str, line: Line) -> None:
    """Have the next run show the address that this line recorded; `what` it is an address of."""
    st.session_state[_key(what)] = f"{links.origin()}{path}"
    flash.say(_("The address has been made. Copy it now: it is shown only once."), line.seq)


def shown_once(what: str) -> DeltaGenerator | None:
    """The address that was made a moment ago, in a box for more words; None without one."""
    address = st.session_state.pop(_key(what), None)
    if address is None:
        return None
    box = st.container(border=True, key=f"{what}.address")
    box.markdown(_("**Copy this address now.** It is not kept, so it cannot be shown again."))
    box.code(address, language=None, wrap_lines=True)
    return box


def _key(what: str) -> str:
    return f"{what}.made"


def row(what: str, row: Mapping[str, Any], told: str, may_withdraw: bool) -> None:
    """One that is open, as Markdown, with the way to close it."""
    with st.container(horizontal=True, wrap=False, key=f"{what}.{row['id']}", **markup.APART):
        st.markdown(told)
        st.button(
            _("Withdraw the address"),
            icon=":material/link_off:",
            key=f"{what}.withdraw.{row['id']}",
            type="tertiary",
            disabled=not may_withdraw,
            on_click=withdraw,
            args=(row["_seq"],),
        )


@flash.callback
def withdraw(seq: int) -> None:
    """Make an address open nothing any more: a callback."""
    line = session.tracker().withdraw(session.viewer(), seq)
    flash.say(_("The address has been withdrawn: it no longer opens anything."), line.seq)
