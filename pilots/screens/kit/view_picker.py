"""The picker of a view: how a page shows the same things, as cards, in a table or on a map."""

from collections.abc import Mapping

import streamlit as st


def draw(label: str, views: Mapping[str, str], key: str, default: str) -> str:
    """Draw the picker and give the name of the chosen view; the choice is in the address.

    `views` are their labels, by name; `label` is read out by screen readers.
    """
    chosen: str = st.segmented_control(
        label,
        list(views),
        default=default,
        format_func=views.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=key,
        bind="query-params",
    )
    return chosen
