"""A heartbeat of open pages, so that a page whose session is gone does not look alive."""

import streamlit as st

from pilots.screens.kit import session


@st.fragment(run_every="30m")
def keep_alive() -> None:
    """Draw nothing; the rerun makes the browser reconnect after a break.

    The server forgets a session two minutes after its connection is lost. A page that did not
    rerun would look alive, and every tap on it would be lost. When its reader's sign-in has
    expired, the rerun empties a page that was left open.
    """
    session.start_fragment()
