"""Files with personal data in them, offered to one browser alone."""

import streamlit as st

from pilots.screens.kit import links, session
from pilots.signin.downloads import File, holder, offers


def hand_out(label: str, name: str, file: File, icon: str) -> None:
    """Offer a file to this browser, made when it is fetched.

    `name` tells it apart from whatever else is offered.
    """
    path = offers.offer(holder(st.context.cookies), f"{session.database_path()}:{name}", file)
    st.link_button(label, f"{links.origin()}{path}", icon=icon)
