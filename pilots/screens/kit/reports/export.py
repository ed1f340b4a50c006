"""A report as a file: a PDF, and one file for a browser; made when somebody asks.

That takes some seconds, so one sees how far it is. The files made last are remembered.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.resources import files
from threading import Lock
from typing import Literal

import streamlit as st

from pilots.errors import CannotUseFile, NotRecorded
from pilots.language import _, chosen, day, number
from pilots.reports import paper, vector, web
from pilots.reports.blocks import Chart, Document
from pilots.screens.kit import downloads, markup, session
from pilots.screens.kit.reports import archive, figures, unprintable
from pilots.signin.downloads import File

Kind = Literal["pdf", "html", "png"]
ReportProgress = Callable[[float, str], None]
"""Is given how far it is: a share from 0 to 1, and what is being done."""

WIDTH = 560
"""Pixels of what says how far it is."""

_LIMIT = 30
"""Files that are remembered: some megabytes."""


class FileCache:
    """The files made last (LRU). Equal documents are the same file."""

    def __init__(self) -> None:
        self._made: OrderedDict[tuple[Kind, Document], bytes] = OrderedDict()
        self._lock = Lock()

    def find(self, kind: Kind, document: Document) -> bytes | None:
        with self._lock:
            if (kind, document) in self._made:
                self._made.move_to_end((kind, document))
            return self._made.get((kind, document))

    def put(self, kind: Kind, document: Document, content: bytes) -> None:
        with self._lock:
            self._made[kind, document] = content
            while len(self._made) > _LIMIT:
                self._made.popitem(last=False)


file_cache = FileCache()
"""The one of this server."""


@st.fragment
def offer(document: Document, key: str, kinds: Sequence[Kind] = ("pdf", "html")) -> None:
    """The files of a report: to fetch, or to make first."""
    session.start_fragment()
    can_draw = vector.find_browser() is not None
    has_pdf = can_draw or _find("pdf", document) is not None
    if not has_pdf:
        kinds = [kind for kind in kinds if kind == "html"]
    with st.container(horizontal=True, gap="small", key=f"take.{key}"):
        places = {kind: st.empty() for kind in kinds}
    if not has_pdf:
        st.caption(markup.escape(no_browser()))
    else:
        unprintable.warn(document)
    for kind, place in places.items():
        with place:
            is_asked = _download_or_make(kind, document, key)
        if is_asked and make_with_progress(kind, document):
            with place:
                _download_or_make(kind, document, key)
    _say_since_when(document)


def no_browser() -> str:
    """What is missing where nothing can draw, and what one has instead."""
    return _(
        "A PDF needs Chromium or Google Chrome to draw the charts. Neither is on the computer "
        "where the tracker runs. Install one of them, and you can get the PDF here. The web "
        "page shows the same, and prints well."
    )


def _download_or_make(kind: Kind, document: Document, key: str) -> bool:
    """A link to the file, or a button to make it first: whether that was pressed."""
    label, media_type, icon = {
        "pdf": (_("PDF to print"), "application/pdf", ":material/print:"),
        "html": (_("Web page (one file)"), "text/html", ":material/language:"),
        "png": (_("Picture"), "image/png", ":material/image:"),
    }[kind]
    content = _find(kind, document)
    if content is None:
        return st.button(_("Make: {file}", file=label), icon=icon, key=f"make.{kind}.{key}")
    file = File(f"{document.file}.{kind}", media_type, lambda: content)
    label = _("Download: {file}", file=label)
    downloads.button(label, f"report.{chosen()}.{key}.{kind}", file, ":material/download:")
    return False


def _find(kind: Kind, document: Document) -> bytes | None:
    """A file that was made before: of a published report, the PDF that is archived."""
    is_archived = kind == "pdf" and document.report
    archived = archive.read(session.tracker(), document) if is_archived else None
    return archived or file_cache.find(kind, document)


def _say_since_when(document: Document) -> None:
    """How somebody can check a copy of the PDF that is archived."""
    row = archive.record_of(session.tracker(), document) if document.report else None
    if row:
        st.caption(
            markup.escape(
                _(
                    "The PDF is kept as it was made on {day}. To check a copy, compare its "
                    "SHA-256: {digest}",
                    day=day(row["archived_on"]),
                    digest=row["digest"],
                )
            )
        )


def make_with_progress(kind: Kind, document: Document) -> bool:
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
    file_cache.put(kind, document, content)
    if kind == "pdf" and document.report:
        with suppress(CannotUseFile, NotRecorded):  # a full disk takes nobody's PDF away
            archive.keep(session.tracker(), document, content)
    place.empty()
    return True


def logo(document: Document) -> bytes | None:
    return session.tracker().attachments.read(document.logo) if document.logo else None


def make(kind: Kind, document: Document, logo: bytes | None, say: ReportProgress) -> bytes:
    """The file of a report. Raises CannotDraw where a PDF is asked and nothing can draw."""
    if kind == "html" and not vector.find_browser():
        say(0.5, _("Writing the page"))
        return web.write(document, _scripted(document), logo)
    drawn = _drawn(document, say)
    say(0.9, _("Writing the page"))
    match kind:
        case "pdf":
            return paper.write(document, drawn, logo)
        case "png":
            return paper.picture(document, drawn, logo)
        case "html":
            return web.write(document, drawn, logo)


def _drawn(document: Document, say: ReportProgress) -> Mapping[Chart, str]:
    charts = document.charts
    drawn = {}
    for n, chart in enumerate(charts):
        words = _("Drawing chart {n} of {all}", n=number(n + 1), all=number(len(charts)))
        say(0.9 * n / len(charts), words)
        figure = figures.on_paper(chart)
        drawn[chart] = vector.renderer.svg(figure, figures.WIDTH, figure["layout"]["height"])
    return drawn


def _scripted(document: Document) -> web.Scripted:
    program = files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
    return web.Scripted({chart: figures.on_paper(chart) for chart in document.charts}, program)
