"""The minutes of a review that is over: on the page, as a text, and as a PDF.

What a browser prints of a page like this is poor, so the PDF is what one prints.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from pilots.access import Verb
from pilots.language import _, chosen
from pilots.reports import markdown, paper
from pilots.reports.blocks import Document
from pilots.reports.minutes import minutes
from pilots.screens import ui

TITLE = 3
"""The level of the title of the minutes on a page, which has a title of its own."""

WIDTH = 760
"""Pixels: longer lines are hard to read. A phone makes them shorter."""


def offer(review: Mapping[str, Any]) -> None:
    """The minutes of a closed review (a row of the register), made when somebody opens them."""
    if not ui.allowed(Verb.READ_PERSONAL, review["pilot"]):
        return
    closed = st.expander(
        _("Minutes"),
        icon=":material/description:",
        on_change="rerun",
        key=f"minutes.{review['id']}",
    )
    if closed.open:
        with closed:
            show(review)


def show(review: Mapping[str, Any]) -> None:
    """The whole of the minutes, and ways to take them along."""
    if not ui.allowed(Verb.READ_PERSONAL, review["pilot"]):
        return
    document = _document(review)
    if document is None:
        st.caption(_("These minutes are no longer there."))
        return
    _downloads(review["id"], document)
    st.markdown(markdown.write(document, TITLE, ui.escape), width=WIDTH)


def _downloads(review: str, document: Document) -> None:
    """A file is made when somebody asks for it."""
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            _("PDF to print"),
            lambda: paper.write(document),
            file_name=f"{document.file}.pdf",
            mime="application/pdf",
            on_click="ignore",
            icon=":material/print:",
            key=f"minutes.pdf.{review}",
        )
        st.download_button(
            _("As text (Markdown)"),
            lambda: markdown.write(document),
            file_name=f"{document.file}.md",
            mime="text/markdown",
            on_click="ignore",
            icon=":material/notes:",
            key=f"minutes.text.{review}",
        )


def _document(review: Mapping[str, Any]) -> Document | None:
    """They never change, so they are kept for as long as the review's own row does not."""
    place, _head, *scope = ui.seen_by()
    which = (place, *scope, review["pilot"], review["id"], review["upto"])
    return _made(
        which,
        chosen(),
        review["_recorded_at"],
        lambda: ui.tracker().ask(minutes, ui.viewer().scope, review["pilot"], review["id"]),
    )


@st.cache_data(max_size="20MB", show_spinner=False)
def _made(
    which: Any, language: str, written: Any, _make: Callable[[], Document | None]
) -> Document | None:
    return _make()
