"""Secret addresses, of calendar feeds and shared links: shown once, then listed by name alone."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _
from pilots.screens.kit import flash, links, markup, session
from pilots.store.logbook import Line


def remember(kind: str, path: str, line: Line) -> None:
    """Have the next run show a new address of a kind, `link` or `calendar`; `line` recorded it."""
    st.session_state[_key(kind)] = f"{links.origin()}{path}"
    flash.say(_("The address has been made. Copy it now: it is shown only once."), line.seq)


def draw_once(kind: str) -> DeltaGenerator | None:
    """Draw the address that was made a moment ago, once; give its box, None without one."""
    address = st.session_state.pop(_key(kind), None)
    if address is None:
        return None
    box = st.container(border=True, key=f"{kind}.address")
    box.markdown(_("**Copy this address now.** It is not kept, so it cannot be shown again."))
    box.code(address, language=None, wrap_lines=True)
    return box


def _key(kind: str) -> str:
    return f"{kind}.made"


def row(kind: str, row: Mapping[str, Any], title: str, may_withdraw: bool) -> None:
    """An address that works, by its title (Markdown), with the button to withdraw it."""
    with st.container(horizontal=True, wrap=False, key=f"{kind}.{row['id']}", **markup.APART):
        st.markdown(title)
        st.button(
            _("Withdraw the address"),
            icon=":material/link_off:",
            key=f"{kind}.withdraw.{row['id']}",
            type="tertiary",
            disabled=not may_withdraw,
            on_click=withdraw,
            args=(row["_seq"],),
        )


@flash.callback
def withdraw(seq: int) -> None:
    """Withdraw an address: a callback. From then on it opens nothing."""
    line = session.tracker().withdraw(session.viewer(), seq)
    flash.say(_("The address has been withdrawn: it no longer opens anything."), line.seq)
