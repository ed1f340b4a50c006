"""A heat map of actions done: a square per kind and month, with its number in it."""

from datetime import date
from typing import Any

import plotly.graph_objects as go
from babel import dates

from pilots.charts.template import BLUE, figure, plain
from pilots.evidence import WorkDone
from pilots.language import _, chosen, plural

_ROW = 38
"""Pixels of a row: a number fits, and a thumb meets one square."""


def work_done_chart(done: WorkDone) -> go.Figure:
    """Kinds from top to bottom, time from left to right; darker is more."""
    highest = max((n for row in done.counts for n in row), default=0)
    columns = list(range(len(done.starts)))
    return figure(
        [
            {
                "type": "heatmap",
                "x": columns,
                "y": list(range(len(done.kinds))),
                "z": [[n or None for n in row] for row in done.counts],
                "zmin": 0,
                "zmax": max(highest, 1),
                "colorscale": [[0, "#d6e4f1"], [1, BLUE]],
                "showscale": False,
                "xgap": 3,
                "ygap": 3,
                "text": [[_words(done, k, c) for c in columns] for k in range(len(done.kinds))],
                "hovertemplate": "%{text}<extra></extra>",
            }
        ],
        height=_ROW * max(len(done.kinds), 1) + 62,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={
            "tickvals": columns,
            "ticktext": [_column(done, start, n) for n, start in enumerate(done.starts)],
            "tickangle": 0,
            "zeroline": False,
        },
        yaxis={
            "tickvals": list(range(len(done.kinds))),
            "ticktext": [plain(kind) for kind in done.kinds],
            "autorange": "reversed",
            "showgrid": False,
        },
        annotations=[
            _number(n, column, row, highest)
            for row, counts in enumerate(done.counts)
            for column, n in enumerate(counts)
            if n
        ],
    )


def _number(n: int, column: int, row: int, highest: int) -> dict[str, Any]:
    return {
        "text": str(n),
        "x": column,
        "y": row,
        "showarrow": False,
        # White on the darkest squares, ink on the others: both at least 4.5 to 1.
        "font": {"color": "#ffffff" if n == highest > 1 else "#10161d", "size": 13},
    }


def _column(done: WorkDone, start: date, nth: int) -> str:
    """A month or quarter in short, with the year where that begins."""
    year = f"<br>{start.year}" if nth == 0 or start.month == 1 else ""
    return f"{_name(done, start)}{year}"


def _name(done: WorkDone, start: date) -> str:
    if done.by_quarter:
        return _("Q{n}", n=(start.month + 2) // 3)
    return str(dates.format_date(start, "LLL", locale=chosen()))


def _words(done: WorkDone, kind: int, column: int) -> str:
    start = done.starts[column]
    counted = plural("{n} action", "{n} actions", done.counts[kind][column])
    return f"{plain(done.kinds[kind])}, {_name(done, start)} {start.year}: {counted}"
