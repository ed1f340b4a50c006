"""A document as one file for a browser: it asks nothing of anybody, and prints well.

What people typed is text in it and never markup. Its charts are pictures; where nothing can
draw those beforehand, the browser draws them, with the program for that inside the file.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

from pilots.reports import vector
from pilots.reports.blocks import (
    Block,
    Chart,
    DescriptionList,
    Document,
    FlatBlock,
    Heading,
    Item,
    Items,
    Numbers,
    Paragraph,
    Quote,
    Signature,
    SmallPrint,
    Table,
    flat,
)

_STYLE = Path(__file__).with_name("web.css")

_ONLY_ITSELF = "default-src 'none'; img-src data: blob:; style-src 'unsafe-inline'; script-src {}"
"""What the file may load, whatever stands in it."""


@dataclass(frozen=True)
class Scripted:
    """The charts of a document as figures, and the program that draws them in a browser."""

    figures: Mapping[Chart, Mapping[str, Any]]
    """Each with data, layout and config."""
    program: str


Charts = Mapping[Chart, str] | Scripted
"""Charts as SVG, or what it takes to draw them."""


def write(document: Document, charts: Charts, logo: bytes | None = None) -> bytes:
    """The document as HTML."""
    title = escape(document.title)
    scripts = "'unsafe-inline'" if isinstance(charts, Scripted) else "'none'"
    program = charts.program if isinstance(charts, Scripted) and document.charts else ""
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{document.language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ONLY_ITSELF.format(scripts)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>",
        *([f"<script>{program}</script>"] if program else []),
        "</head>",
        "<body>",
        "<main>",
        *_letterhead(document.publisher, logo),
        f"<h1>{title}</h1>",
        *_body(document.blocks, charts),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join([*lines, ""]).encode()


def _letterhead(publisher: str, logo: bytes | None) -> Iterator[str]:
    if not publisher:
        return
    # Its name stands beside it, so who hears the page misses nothing.
    source = f"data:image/jpeg;base64,{b64encode(logo).decode()}" if logo else ""
    picture = f'<img alt="" src="{source}">' if logo else ""
    yield f"<header><span>{escape(publisher)}</span>{picture}</header>"


def _body(blocks: Sequence[Block], charts: Charts) -> Iterator[str]:
    numbers = count(1)
    for block in flat(blocks):
        yield _chart(block, charts, next(numbers)) if isinstance(block, Chart) else _block(block)


def _block(block: FlatBlock) -> str:
    match block:
        case Heading():
            return f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>"
        case Paragraph():
            return f"<p>{_lines(block.text)}</p>"
        case SmallPrint():
            return f'<p class="small">{_lines(block.text)}</p>'
        case Quote():
            small = (
                f'<p class="small">{_lines(block.small_print)}</p>' if block.small_print else ""
            )
            return f"<blockquote>{_lines(block.text)}</blockquote>{small}"
        case DescriptionList():
            rows = (
                f"<dt>{escape(label)}</dt><dd>{_lines(text)}</dd>" for label, text in block.rows
            )
            return f"<dl>{''.join(rows)}</dl>"
        case Items():
            return f"<ul>{''.join(map(_item, block.items))}</ul>"
        case Table():
            return _table("table", block)
        case Numbers():
            return _table("numbers", block)
        case Signature():
            return f"<footer>{_lines(block.text)}</footer>"
        case Chart():
            raise TypeError("a chart has a number")


def _item(item: Item) -> str:
    lines = "".join(f"<br>{_lines(text)}" for text in item.lines)
    under = "".join(f"<li>{_lines(text)}</li>" for text in item.under)
    below = f"<ul>{under}</ul>" if under else ""
    return f"<li><strong>{_lines(item.text)}</strong>{lines}{below}</li>"


def _table(looks: str, block: Table | Numbers) -> str:
    header = "".join(f'<th scope="col">{escape(name)}</th>' for name in block.header)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row)}</tr>" for row in block.rows
    )
    return f'<table class="{looks}"><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>'


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _chart(chart: Chart, charts: Charts, nth: int) -> str:
    caption = f"<figcaption>{_lines(chart.caption)}</figcaption>" if chart.caption else ""
    if isinstance(charts, Scripted):
        # A browser would take the first </ for the end of the script.
        figure = json.dumps(charts.figures[chart], default=str).replace("<", "\\u003c")
        draw = (
            f"const f = {figure}; "
            f'Plotly.newPlot("chart-{nth}", f.data, f.layout, {{...f.config, staticPlot: true, '
            "responsive: true});"
        )
        # Plotly keeps what stands in its place, so the caption stands outside of that.
        place = f'<div id="chart-{nth}" role="img" aria-label="{escape(chart.alt)}"></div>'
        return f"<figure>{place}{caption}</figure><script>{{{draw}}}</script>"
    svg = vector.with_label(vector.prefix_ids(charts[chart], nth), chart.alt)
    return f"<figure>{svg}{caption}</figure>"
