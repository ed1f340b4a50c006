"""Notes on methods in a popover: plain words first, the formula below."""

from collections.abc import Sequence

import streamlit as st

from pilots import evidence
from pilots.language import _
from pilots.screens.kit import markup


def offer(
    methods: Sequence[evidence.Method], key: str, more: str = "", label: str | None = None
) -> None:
    """A popover with a note on each method; `more` is added at the end."""
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
            note = evidence.note(method)
            st.markdown(f"**{markup.escape(note.title)}**\n\n{markup.escape(note.lay)}")
            st.caption(markup.escape(f"{note.exact}\n{_('Source: {source}', source=note.source)}"))
        if more:
            st.markdown(markup.escape(more))
