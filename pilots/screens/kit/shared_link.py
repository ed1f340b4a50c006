"""Who comes by a link: its token, in the address and for as long as the session lasts.

Who has a link is its reader and nobody else, also when they are signed in: what they see is what
everybody sees to whom they send it on. A link that opens nothing says the same in every case.
"""

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from pilots.access import Viewer
from pilots.errors import TrackerError
from pilots.language import _, today
from pilots.signin.links import SharedLinks

KEY = "deel"
"""The query parameter, and the key in the session, that holds the token."""

_COUNTED = "deel.counted"
"""The key of the link that was counted in this session."""

ADDRESS = "/voortgang?deel={token}"
"""Where a link leads."""


def token() -> str | None:
    """The token somebody came with; None for who came without, '' for one that was lost."""
    kept = st.session_state.get(KEY)
    return st.query_params.get(KEY, kept)


def asked() -> bool:
    """Whether somebody came by a link, of whatever worth."""
    return token() is not None


def viewer(sharing: Callable[[], SharedLinks]) -> Viewer | None:
    """Who has this link; None where it opens nothing, or where nobody came by one."""
    given = token()
    opened = None if given is None else sharing().open(given, today())
    return opened.viewer if opened else None


def keep(sharing: Callable[[], SharedLinks]) -> None:
    """Have the token stay on every page of this session, and count the look once."""
    given = token()
    if given is None:
        return
    st.session_state[KEY] = given
    if KEY not in st.query_params:
        # The navigation leaves it out, and a reload would then find nothing.
        st.query_params[KEY] = given
    opened = sharing().open(given, today())
    if opened and st.session_state.get(_COUNTED) != opened.link_id:
        st.session_state[_COUNTED] = opened.link_id
        # A full disk keeps nobody out.
        with suppress(TrackerError):
            sharing().count_view(opened.link_id, today())


def refused() -> None:
    """The page in place of every other, for whatever opens nothing."""
    st.title(_("This link does not work"), anchor=False)
    with st.container(width=560):
        st.markdown(
            _("It is incomplete, has expired or was withdrawn. Ask whoever sent it for a new one.")
        )
