"""The picker of the pilot that a page is about. The choice is in the address."""

import streamlit as st

from pilots.language import _
from pilots.queries import history, portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.forms import forms
from schemas import Pilot


def draw() -> str | None:
    """Draw the picker and give the id of the chosen pilot.

    It begins with the pilot that the viewer recorded something about last. Where there are no
    pilots it says what a pilot is, and gives None.
    """
    labels = answers.for_viewer(portfolio.names)
    if not labels:
        st.info(_(Pilot.purpose), icon=":material/lightbulb:")
        return None
    if st.session_state.get(links.PILOT) not in labels and links.PILOT not in st.query_params:
        _newest, last = answers.for_viewer(history.newest_by, session.viewer().name)
        # Set, not a default: a default is not written to the address.
        st.session_state[links.PILOT] = last if last in labels else next(iter(labels))
    chosen: str | None = st.selectbox(
        _("Pilot"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        # On a slow connection the choice can reach a browser that is still fetching the input,
        # and is lost there: so the empty input shows it too.
        placeholder=labels.get(st.session_state.get(links.PILOT, ""), _("Choose")),
        key=links.PILOT,
        bind="query-params",
        required=True,
        # Beside a visible label Streamlit would say, in English, that it is required.
        label_visibility="collapsed",
        width=forms.WIDTH,
    )
    return chosen
