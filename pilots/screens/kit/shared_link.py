"""Shared links: the token in the address, which lasts as long as the session.

Whoever uses a link is its reader and nobody else, also when they are signed in: they see exactly
what others see to whom they pass it on. An invalid link gives the same answer in every case.
"""

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from pilots.access import Viewer
from pilots.errors import TrackerError
from pilots.language import _, today
from pilots.signin.links import KEY, SharedLinks

_COUNTED = "deel.counted"
"""The key in the session of the link whose visit was counted."""

ADDRESS = "/voortgang?deel={token}"
"""The address of a link, below the origin."""


def token() -> str | None:
    """The token of the link, from the address or the session, which keeps it under the same name.

    None for a visitor without a link, '' where it has none.
    """
    return st.query_params.get(KEY, st.session_state.get(KEY))


def is_used() -> bool:
    """Whether somebody came with a link, valid or not."""
    return token() is not None


def viewer(shared_links: Callable[[], SharedLinks]) -> Viewer | None:
    """The reader of the link; None where it is invalid or there is none."""
    given = token()
    opened = None if given is None else shared_links().open(given, today())
    return opened.viewer if opened else None


def remember(shared_links: Callable[[], SharedLinks]) -> None:
    """Keep the token on every page of this session, and count the visit once."""
    given = token()
    if given is None:
        return
    st.session_state[KEY] = given
    if KEY not in st.query_params:
        # Streamlit's navigation drops it, and a reload would then be refused.
        st.query_params[KEY] = given
    opened = shared_links().open(given, today())
    if opened and st.session_state.get(_COUNTED) != opened.link_id:
        st.session_state[_COUNTED] = opened.link_id
        # A visit that cannot be counted, on a full disk, is a visit still.
        with suppress(TrackerError):
            shared_links().count_view(opened.link_id, today())


def draw_refused() -> None:
    """The page instead of every other, where the link is invalid."""
    st.title(_("This link does not work"), anchor=False)
    with st.container(width=560):
        st.markdown(
            _("It is incomplete, has expired or was withdrawn. Ask whoever sent it for a new one.")
        )
