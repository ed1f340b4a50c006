"""The minutes of a review that is over: on the page, as a text, and as a PDF.

What a browser prints of a page like this is poor, so the PDF is what one prints.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, chosen
from pilots.queries.rows import RecordRow
from pilots.reports import markdown, paper
from pilots.reports.blocks import Document
from pilots.reports.minutes.document import minutes
from pilots.screens.kit import answers, downloads, markup, session
from pilots.screens.kit.reports import unprintable
from pilots.signin.downloads import File

TITLE = 3
"""The level of the title of the minutes on a page, which has a title of its own."""

WIDTH = 760
"""Pixels: longer lines are hard to read. A phone makes them shorter."""


def offer(review: RecordRow) -> None:
    """The minutes of a closed review (a row of the register), made when somebody opens them."""
    if not session.allowed(Permission.READ_PERSONAL, review["pilot"]):
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


def show(review: RecordRow) -> None:
    """The whole of the minutes, and ways to take them along."""
    if not session.allowed(Permission.READ_PERSONAL, review["pilot"]):
        return
    document = _document(review)
    if document is None:
        st.caption(_("These minutes are no longer there."))
        return
    _downloads(review["id"], document)
    st.markdown(markdown.write(document, TITLE, markup.escape), width=WIDTH)


def _downloads(review: str, document: Document) -> None:
    pdf = File(f"{document.file}.pdf", "application/pdf", lambda: paper.write(document))
    text = File(f"{document.file}.md", "text/markdown", lambda: markdown.write(document).encode())
    what = f"minutes.{chosen()}.{review}"
    with st.container(horizontal=True, gap="small"):
        downloads.button(_("PDF to print"), f"{what}.pdf", pdf, ":material/print:")
        downloads.button(_("As text (Markdown)"), f"{what}.md", text, ":material/notes:")
    unprintable.warn(document)


def _document(review: RecordRow) -> Document | None:
    """They never change, so they are kept for as long as the review's own row does not."""
    place, _head, *scope = answers.cache_key()
    which = (place, *scope, review["pilot"], review["id"], review["upto"])
    return _made(
        which,
        chosen(),
        review["_recorded_at"],
        lambda: session.tracker().ask(
            minutes,
            session.viewer().scope,
            review["pilot"],
            review["id"],
            session.in_example(),
        ),
    )


@st.cache_data(max_size="20MB", show_spinner=False)
def _made(
    which: Any, language: str, written: Any, _make: Callable[[], Document | None]
) -> Document | None:
    return _make()
