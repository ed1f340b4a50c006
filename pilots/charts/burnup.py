"""The burn-up chart: all actions there are, and how many of them are done, week by week."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, WHOLE, figure, whole_steps
from pilots.evidence import Burnup
from pilots.language import _, day, number, plural
from pilots.points import ActionsKind, ActionsPoint, write

_EVER = date(1900, 1, 1)
"""The first day that the schema accepts."""
_PALE = "rgba(47, 120, 183, 0.18)"


def burnup_chart(burnup: Burnup) -> go.Figure:
    """Two lines that begin at zero: what is done fills up towards what there is."""
    top = max(burnup.known, default=0)
    return figure(
        [
            _line(burnup, "known", burnup.known, {"color": GREY, "width": 3, "dash": "solid"}),
            _line(burnup, "done", burnup.done, {"color": BLUE, "width": 3})
            | {"fill": "tozeroy", "fillcolor": _PALE},
        ],
        xaxis={"tickformat": "%-d %b %Y" if len(burnup.weeks) < 3 else "%b %Y", "nticks": 6},
        yaxis={
            "range": [0, max(top, 1) * 1.15],
            "dtick": whole_steps(top),
            "tickformat": WHOLE,
        },
        # Room for the words at the ends of the lines.
        margin={"l": 8, "r": 96, "t": 24, "b": 8},
        annotations=_labels(burnup),
    )


def _line(
    burnup: Burnup, kind: ActionsKind, counts: Sequence[int], line: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": list(burnup.ends),
        "y": list(counts),
        "mode": "lines+markers",
        "line": {**line, "shape": "linear"},
        # Small marks, to point at; the last one is large.
        "marker": {
            "color": line["color"],
            "size": [10 if end == burnup.ends[-1] else 5 for end in burnup.ends],
            "symbol": "square" if kind == "known" else "circle",
        },
        "text": [
            _(
                "Up to {day}: {done} of {all} done",
                day=day(end),
                done=number(done),
                all=number(known),
            )
            for end, done, known in zip(burnup.ends, burnup.done, burnup.known, strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [
            write(ActionsPoint(kind, _EVER, end)) if n else None
            for end, n in zip(burnup.ends, counts, strict=True)
        ],
    }


def _labels(burnup: Burnup) -> list[dict[str, Any]]:
    """The names of the lines beside their ends; where they meet, one above the other."""
    if not burnup.weeks:
        return []
    done, known = burnup.done[-1], burnup.known[-1]
    return [
        _label(burnup, known, plural("{n} action", "{n} actions", known), "bottom"),
        _label(burnup, done, _("{n} done", n=number(done)), "top"),
    ]


def _label(burnup: Burnup, value: int, words: str, side: str) -> dict[str, Any]:
    return {
        "text": words,
        "showarrow": False,
        "x": burnup.ends[-1],
        "xanchor": "left",
        "xshift": 8,
        "y": value,
        "yanchor": side,
    }
