"""A report on paper: a PDF of A4 pages, the same bytes whenever and wherever it is made.

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

from pilots.reports.blocks import Block, Document, Picture

_PAGE = Path(__file__).with_name("paper.typ")

LASTING: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""To be kept for ever (PDF/A), and read aloud (PDF/UA)."""


def write(
    document: Document, drawn: Mapping[Picture, str] | None = None, logo: bytes | None = None
) -> bytes:
    """The report as a PDF, with its pictures as they were drawn: as SVG."""
    data = _data(document, drawn or {}, logo)
    told = {"told": json.dumps(data, ensure_ascii=False)}
    try:
        return _made(told, LASTING)
    except typst.TypstError:
        # The standards refuse a sign that is in no font, such as a smiley. Its place stays
        # empty then, and all the rest can be read.
        return _made(told, [])


def _made(told: dict[str, str], standards: "list[typst.PDFStandard]") -> bytes:
    compiler = typst.Compiler(_PAGE.read_bytes(), font_paths=_fonts(), sys_inputs=told)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=standards, timestamp=0))


def _data(document: Document, drawn: Mapping[Picture, str], logo: bytes | None) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "language": document.language,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "publisher": document.publisher,
        "logo": list(logo or b""),
        "blocks": [_block(block, drawn) for block in document.blocks],
    }


def _block(block: Block, drawn: Mapping[Picture, str]) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {"is": "Picture", "alt": block.alt, "svg": _in_our_font(drawn[block])}
    return {"is": type(block).__name__, **asdict(block)}


def _in_our_font(svg: str) -> str:
    """The letters of a picture are those of the page: no font of the machine is in it."""
    return re.sub(r"font-family: [^;]*;", f"font-family: '{FONT}';", svg.replace("&quot;", "'"))


FONT = "Libertinus Serif"
"""The font of a page, as paper.typ says too: it comes with the library."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
