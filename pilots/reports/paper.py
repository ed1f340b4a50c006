"""A report on paper: a PDF of A4 pages, the same bytes whenever and wherever it is made.

So it has no moment of making in it, and no font of the machine: the fonts come with the
library. What people typed goes in as data, never as markup.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from pilots.reports.blocks import Document

_PAGE = Path(__file__).with_name("paper.typ")

LASTING: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
"""To be kept for ever (PDF/A), and read aloud (PDF/UA)."""


def write(document: Document) -> bytes:
    """The report as a PDF."""
    told = {"told": json.dumps(_data(document), ensure_ascii=False)}
    try:
        return _made(told, LASTING)
    except typst.TypstError:
        # The standards refuse a sign that is in no font, such as a smiley. Its place stays
        # empty then, and all the rest can be read.
        return _made(told, [])


def _made(told: dict[str, str], standards: "list[typst.PDFStandard]") -> bytes:
    compiler = typst.Compiler(_PAGE.read_bytes(), font_paths=_fonts(), sys_inputs=told)
    return cast(bytes, compiler.compile(format="pdf", pdf_standards=standards, timestamp=0))


def _data(document: Document) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "language": document.language,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "blocks": [{"is": type(block).__name__, **asdict(block)} for block in document.blocks],
    }


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
