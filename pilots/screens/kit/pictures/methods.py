"""How something was worked out: in plain words first, for an evaluator below."""

from collections.abc import Sequence

import streamlit as st

from pilots import evidence
from pilots.language import _
from pilots.screens.kit import markup


def offer(
    methods: Sequence[evidence.Method], key: str, more: str = "", label: str | None = None
) -> None:
    """A small window with a note on each method; `more` is said at its end."""
    closed = st.popover(
        label or _("How is this worked out?"),
        icon=":material/help:",
        type="tertiary",
        key=key,
        on_change="rerun",  # what nobody reads costs nothing
    )
    if not closed.open:
        return
    with closed:
        for method in methods:
            found = evidence.note(method)
            st.markdown(f"**{markup.escape(found.title)}**\n\n{markup.escape(found.lay)}")
            st.caption(
                markup.escape(f"{found.exact}\n{_('Source: {source}', source=found.source)}")
            )
        if more:
            st.markdown(markup.escape(more))
