"""The page for an address that leads nowhere, or to a page that the viewer may not open."""

import streamlit as st

from pilots.language import _

st.title(_("Nothing here"))
st.info(
    _(
        "There is no page at this address, or it is not for you. Choose a page in the menu, or "
        "look at the address again."
    ),
    icon=":material/link_off:",
)
