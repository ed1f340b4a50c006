"""Which principles were kept and which broken, review by review: a square each."""

import plotly.graph_objects as go

from pilots.charts.template import BLUE, ORANGE, figure, plain, shorten
from pilots.evidence import Principles
from pilots.evidence.principles import Look
from pilots.language import _, short_day
from pilots.points import RecordPoint, write

ROW, EDGES = 36, 70
"""Pixels: of a principle, and of what stands around them all."""

LABEL = 30
"""Characters of a principle beside its squares: a phone has room for these."""


def principles_chart(principles: Principles) -> go.Figure:
    """Days from left to right, principles from top to bottom; a sign says what the colour says.

    Squares, and no heat map: those can be clicked one by one.
    """
    days = [short_day(on) for on in principles.days]
    labels = [_label(n, text) for n, text in enumerate(principles.texts, start=1)]
    looks = [
        (label, text, look)
        for label, text, row in zip(labels, principles.texts, principles.looks, strict=True)
        for look in row
    ]
    return figure(
        [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [short_day(look.on) for _label, _text, look in looks],
                "y": [label for label, _text, _look in looks],
                "marker": {
                    "symbol": "square",
                    "size": ROW - 10,
                    "opacity": 1,
                    "color": [BLUE if look.kept else ORANGE for _label, _text, look in looks],
                },
                "text": ["✓" if look.kept else "✗" for _label, _text, look in looks],
                "textfont": {"color": "#ffffff", "size": 16},
                "hovertext": [_words(text, look) for _label, text, look in looks],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "customdata": [
                    write(RecordPoint("principle_check", look.id)) for _label, _text, look in looks
                ],
            }
        ],
        height=EDGES + ROW * max(1, len(labels)),
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": days,
            "range": [-0.5, len(days) - 0.5],
            "side": "top",
            "showgrid": False,
        },
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": labels,
            "range": [len(labels) - 0.5, -0.5],
            "automargin": True,
            "showgrid": False,
        },
    )


def _label(number: int, text: str) -> str:
    """With a number, so that two that begin alike stay two."""
    return f"{number}. {plain(shorten(text, LABEL))}"


def _words(text: str, look: Look) -> str:
    held = _("Kept") if look.kept else _("Broken")
    said = [f"<b>{held}</b>, {short_day(look.on)}", *_lines(text)]
    return "<br>".join([*said, *(f"<i>{line}</i>" for line in _lines(look.example))])


def _lines(text: str, width: int = 50) -> list[str]:
    """A text in lines that fit in a hover, which has no end to the right."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [plain(line) for line in lines if line]
