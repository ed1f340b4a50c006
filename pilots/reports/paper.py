"""A document on paper: a PDF of A4 pages, the same bytes whenever and wherever it is made.

So it has no moment of making in it, and no font of the machine: the fonts come with the
library. What people typed goes in as data, never as markup.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from pilots.reports.blocks import Chart, Document, FlatBlock, Items, flat

_PAGE = Path(__file__).with_name("paper.typ")

ARCHIVAL: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""To be kept for ever (PDF/A), and read aloud (PDF/UA)."""


def write(
    document: Document, drawn: Mapping[Chart, str] | None = None, logo: bytes | None = None
) -> bytes:
    """The document as a PDF, with its charts as they were drawn: as SVG."""
    data = json.dumps(_data(document, drawn or {}, logo), ensure_ascii=False)
    try:
        return _compile(data, ARCHIVAL)
    except typst.TypstError:
        # The standards refuse a sign that is in no font, such as a smiley. Its place stays
        # empty then, and all the rest can be read.
        return _compile(data, [])


def _compile(data: str, standards: "list[typst.PDFStandard]") -> bytes:
    inputs = {"document": data}
    compiler = typst.Compiler(_PAGE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=standards, timestamp=0))


def _data(document: Document, drawn: Mapping[Chart, str], logo: bytes | None) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "language": document.language,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "publisher": document.publisher,
        "logo": list(logo or b""),
        "blocks": [_block(block, drawn) for block in flat(document.blocks)],
    }


def _block(block: FlatBlock, drawn: Mapping[Chart, str]) -> dict[str, Any]:
    kind = {"is": type(block).__name__}
    match block:
        case Chart():
            svg = _in_our_font(drawn[block])
            return {**kind, "alt": block.alt, "svg": svg, "caption": block.caption}
        case Items():
            rows = [{"text": i.text, "lines": i.lines, "under": i.under} for i in block.items]
            return {**kind, "items": rows}
        case _:
            return {**kind, **asdict(block)}


def _in_our_font(svg: str) -> str:
    """The letters of a chart are those of the page: no font of the machine is in it."""
    return re.sub(r"font-family: [^;]*;", f"font-family: '{FONT}';", svg.replace("&quot;", "'"))


FONT = "Libertinus Serif"
"""The font of a page, as paper.typ says too: it comes with the library."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
