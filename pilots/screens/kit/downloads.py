"""Downloads of files with personal data: each address works in one browser only."""

import streamlit as st

from pilots.screens.kit import links, session
from pilots.signin.downloads import File, holder, offers


def button(label: str, name: str, file: File, icon: str) -> None:
    """The button of a file, which is made when this browser fetches it.

    `name` identifies it among the downloads of this browser.
    """
    path = offers.offer(holder(st.context.cookies), f"{session.database_path()}:{name}", file)
    st.link_button(label, f"{links.origin()}{path}", icon=icon)
