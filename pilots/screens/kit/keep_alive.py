"""A page that asks for itself again, so that it never only looks alive."""

import streamlit as st

from pilots.screens.kit import session


@st.fragment(run_every="30m")
def keep_alive() -> None:
    """Show nothing. Being there makes the browser ask for the page again after a break.

    The server forgets a session two minutes after its connection is gone. A page that was not
    asked for again would look alive, and every tap on it would be lost. A page that was left
    open is emptied when its reader's session is over.
    """
    session.start_fragment()
