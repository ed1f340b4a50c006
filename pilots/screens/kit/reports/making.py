"""A report to take along: as a PDF, and as one file for a browser; made when somebody asks.

That takes some seconds, so one sees how far it is. What was made is kept for a while.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from importlib.resources import files
from threading import Lock
from typing import Literal

import streamlit as st

from pilots.language import _, chosen, number
from pilots.reports import paper, vector, web
from pilots.reports.blocks import Document, Picture
from pilots.screens.kit import downloads, markup, session
from pilots.screens.kit.reports import figures
from pilots.signin.downloads import File

Kind = Literal["pdf", "html"]
Progress = Callable[[float, str], None]
"""Told how far it is: a share from 0 to 1, and what is being done."""

WIDTH = 560
"""Pixels of what says how far it is."""

_MOST = 30
"""Files that are kept: some megabytes."""


class Kept:
    """What was made last. A report says all there is in it, so the same one is the same file."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[Kind, Document], bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, kind: Kind, document: Document) -> bytes | None:
        with self._lock:
            return self._made.get((kind, document))

    def keep(self, kind: Kind, document: Document, content: bytes) -> None:
        with self._lock:
            self._made[kind, document] = content
            while len(self._made) > _MOST:
                self._made.popitem(last=False)


kept = Kept()
"""Those of this server."""


@st.fragment
def offer(document: Document, key: str) -> None:
    """The files of a report: to fetch, or to make first."""
    session.start_fragment()
    can_draw = vector.find() is not None
    kinds: tuple[Kind, ...] = ("pdf", "html") if can_draw else ("html",)
    with st.container(horizontal=True, gap="small", key=f"take.{key}"):
        places = {kind: st.empty() for kind in kinds}
    if not can_draw:
        st.caption(markup.escape(no_browser()))
    for kind, place in places.items():
        with place:
            asked = _offer(kind, document, key)
        if asked and _make(kind, document):
            with place:
                _offer(kind, document, key)


def no_browser() -> str:
    """What is missing where nothing can draw, and what one has instead."""
    return _(
        "A PDF needs Chromium or Google Chrome to draw the charts. Neither is on the computer "
        "where the tracker runs. Install one of them, and you can get the PDF here. The web "
        "page shows the same, and prints well."
    )


def _offer(kind: Kind, document: Document, key: str) -> bool:
    """A file that is there, or a button to make it: whether somebody asks that now."""
    label, media_type, icon = {
        "pdf": (_("PDF to print"), "application/pdf", ":material/print:"),
        "html": (_("Web page (one file)"), "text/html", ":material/language:"),
    }[kind]
    content = kept.find(kind, document)
    if content is None:
        called = _("Make: {file}", file=label)
        return st.button(called, icon=icon, key=f"make.{kind}.{key}")
    made = File(f"{document.file}.{kind}", media_type, lambda: content)
    called = _("Download: {file}", file=label)
    downloads.button(called, f"report.{chosen()}.{key}.{kind}", made, ":material/download:")
    return False


def _make(kind: Kind, document: Document) -> bool:
    """Make a file while somebody sees how far it is; False where that fails."""
    place = st.empty()
    with place.status(_("Making the report"), expanded=True, width=WIDTH):
        bar = st.progress(0.0)

        def say(share: float, words: str) -> None:
            bar.progress(share, text=markup.escape(words))

        try:
            content = make(kind, document, logo(document), say)
        except vector.CannotDraw:
            content = None
    if content is None:
        place.error(
            _(
                "The charts could not be drawn: Chromium or Chrome did not answer. Try again; "
                "if that does not help, restart the tracker."
            ),
            icon=":material/error:",
        )
        return False
    kept.keep(kind, document, content)
    place.empty()
    return True


def logo(document: Document) -> bytes | None:
    return session.tracker().attachments.read(document.logo) if document.logo else None


def make(kind: Kind, document: Document, logo: bytes | None, say: Progress) -> bytes:
    """The file of a report. Raises CannotDraw where a PDF is asked and nothing can draw."""
    if kind == "html" and not vector.find():
        say(0.5, _("Writing the page"))
        return web.write(document, _to_draw(document), logo)
    drawn = _drawn(document, say)
    say(0.9, _("Writing the page"))
    write = paper.write if kind == "pdf" else web.write
    return write(document, drawn, logo)


def _drawn(document: Document, say: Progress) -> Mapping[Picture, str]:
    pictures = document.pictures
    found = {}
    for n, picture in enumerate(pictures):
        words = _("Drawing chart {n} of {all}", n=number(n + 1), all=number(len(pictures)))
        say(0.9 * n / len(pictures), words)
        figure = figures.on_paper(picture)
        height = figure["layout"]["height"]
        found[picture] = vector.renderer.svg(figure, figures.WIDTH, height)
    return found


def _to_draw(document: Document) -> web.Charts:
    program = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
    drawn = {picture: figures.on_paper(picture) for picture in document.pictures}
    return web.Charts(drawn, program)
