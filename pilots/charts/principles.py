"""Which principles were kept and which broken, review by review: a square each."""

import plotly.graph_objects as go

from pilots.charts.template import BLUE, ORANGE, figure, hover_lines, plain, shorten
from pilots.evidence import Principles
from pilots.evidence.principles import Check
from pilots.language import _, short_day
from pilots.points import RecordPoint, write

ROW, EDGES = 36, 70
"""Pixels: a row, and around them all."""

LABEL = 30
"""Characters of a principle beside its squares: what fits on a phone."""


def principles_chart(principles: Principles) -> go.Figure:
    """Days from left to right, principles from top to bottom; each square has a sign too.

    Squares and no heat map, because Plotly reports clicks on points only.
    """
    days = [short_day(on) for on in principles.days]
    labels = [_label(n, text) for n, text in enumerate(principles.texts, start=1)]
    checks = [
        (label, text, check)
        for label, text, row in zip(labels, principles.texts, principles.checks, strict=True)
        for check in row
    ]
    return figure(
        [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [short_day(check.on) for _label, _text, check in checks],
                "y": [label for label, _text, _look in checks],
                "marker": {
                    "symbol": "square",
                    "size": ROW - 10,
                    "opacity": 1,
                    "color": [BLUE if check.kept else ORANGE for _label, _text, check in checks],
                },
                "text": ["✓" if check.kept else "✗" for _label, _text, check in checks],
                "textfont": {"color": "#ffffff", "size": 16},
                "hovertext": [_words(text, check) for _label, text, check in checks],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "customdata": [
                    write(RecordPoint("principle_check", check.id))
                    for _label, _text, check in checks
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
    """With a number, so that two principles that begin alike stay apart."""
    return f"{number}. {plain(shorten(text, LABEL))}"


def _words(text: str, check: Check) -> str:
    result = _("Kept") if check.kept else _("Broken")
    lines = [f"<b>{result}</b>, {short_day(check.on)}", *hover_lines(text)]
    return "<br>".join([*lines, *(f"<i>{line}</i>" for line in hover_lines(check.example))])
