"""Choosing the pilot a page is about. The choice is in the address, and goes along."""

import streamlit as st

from pilots.language import _
from pilots.queries import history, portfolio
from pilots.screens.kit import answers, links, session
from pilots.screens.kit.forms import forms
from schemas import Pilot


def pilot() -> str | None:
    """The id of the chosen pilot; None, with a word of explanation, where there are none.

    Who comes without a choice finds the pilot they wrote about last.
    """
    labels = answers.for_viewer(portfolio.names)
    if not labels:
        st.info(_(Pilot.purpose), icon=":material/lightbulb:")
        return None
    if st.session_state.get(links.PILOT) not in labels and links.PILOT not in st.query_params:
        _newest, last = answers.for_viewer(history.newest_by, session.viewer().name)
        # Set, not a default: a default would not stand in the address.
        st.session_state[links.PILOT] = last if last in labels else next(iter(labels))
    chosen: str | None = st.selectbox(
        _("Pilot"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        # On a slow connection the choice can reach a browser that is still fetching the field,
        # and is lost there: so an empty field says it too.
        placeholder=labels.get(st.session_state.get(links.PILOT, ""), _("Choose")),
        key=links.PILOT,
        bind="query-params",
        required=True,
        # Streamlit would say in English, beside the label, that it is required.
        label_visibility="collapsed",
        width=forms.WIDTH,
    )
    return chosen
