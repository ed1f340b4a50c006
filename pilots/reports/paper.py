"""A document on paper: a PDF of A4 pages, the same bytes whenever and wherever it is made.

So it has no moment of making in it, and no font of the machine (`glyphs.py`). What people typed
goes in as data, never as markup.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import typst

from pilots.reports import glyphs
from pilots.reports.blocks import Chart, Document, FlatBlock, Items, flat

SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
"""Points of the letters: the first is that of every document that may be several pages."""

REPORT = "report:"
"""What stands before the id of a report among the keywords of its PDF."""

_PAGE = Path(__file__).with_name("paper.typ")


def write(
    document: Document, drawn: Mapping[Chart, str] | None = None, logo: bytes | None = None
) -> bytes:
    """The document as a PDF, with its charts as they were drawn: as SVG.

    Signs that are in no font are replaced, as `unprintable` says beforehand.
    """
    return next(pdf for _size, pdf in _sizes(document, drawn, logo))


def _sizes(
    document: Document, drawn: Mapping[Chart, str] | None, logo: bytes | None
) -> Iterator[tuple[float, bytes]]:
    """The PDF with the size of its letters in points: one that fits, or else the smallest."""
    sizes = SIZES if document.on_one_page else SIZES[:1]
    for size in sizes:
        made = _compiler(document, drawn, logo, size).compile(
            format="pdf", pdf_standards=glyphs.ARCHIVAL, timestamp=0
        )
        pdf = cast(bytes, made)
        if size == sizes[-1] or _pages(pdf) == 1:
            yield size, pdf
            return


def _pages(pdf: bytes) -> int:
    found = re.search(rb"/Type\s*/Pages\s*/Count\s+(\d+)", pdf)
    return int(found[1]) if found else 1


def picture(
    document: Document, drawn: Mapping[Chart, str] | None = None, logo: bytes | None = None
) -> bytes:
    """The first page of the same as a picture (PNG), for a slide or an e-mail."""
    size, _pdf = next(_sizes(document, drawn, logo))
    made = _compiler(document, drawn, logo, size).compile(format="png", ppi=150)
    return cast(bytes, made[0] if isinstance(made, list) else made)


def _compiler(
    document: Document, drawn: Mapping[Chart, str] | None, logo: bytes | None, size: float
) -> typst.Compiler:
    data = _data(document, drawn or {}, logo)
    if missing := glyphs.unprintable(_strings(data)):
        data = _replaced(data, missing)
    inputs = {"document": json.dumps({**data, "size": size}, ensure_ascii=False)}
    return typst.Compiler(_PAGE.read_bytes(), font_paths=glyphs.fonts(), sys_inputs=inputs)


def unprintable(document: Document, in_charts: Iterable[str] = ()) -> dict[str, str]:
    """The words of a document that its PDF cannot show, each with the signs that are missing.

    `in_charts` are the texts in its charts.
    """
    data = _data(document, dict.fromkeys(document.charts, ""), None)
    in_text = glyphs.unprintable(_strings(data))
    return in_text | glyphs.unprintable(in_charts, "picture")


def _strings(data: Any) -> Iterator[str]:
    """All texts in data that goes into JSON; a chart's texts are looked at apart."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            if name != "svg":
                yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _replaced(data: Any, missing: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        return glyphs.printable(data, missing)
    if isinstance(data, Mapping):
        return {name: _replaced(value, missing) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replaced(value, missing) for value in data]
    return data


def _data(document: Document, drawn: Mapping[Chart, str], logo: bytes | None) -> dict[str, Any]:
    day = document.day
    return {
        "title": document.title,
        "language": document.language,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "publisher": document.publisher,
        "keywords": _keywords(document),
        "logo": list(logo or b""),
        "blocks": [_block(block, drawn) for block in flat(document.blocks)],
    }


def _keywords(document: Document) -> list[str]:
    """What a program finds without drawing the page: `pilots/verify/report.py` reads them."""
    report = f"{REPORT}{document.report}" if document.report else ""
    return [word for word in (document.mark, report) if word]


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
    ours = f"font-family: '{glyphs.FONT}';"
    svg = re.sub(r"font-family: [^;]*;", ours, svg.replace("&quot;", "'"))
    return glyphs.printable_svg(svg)
