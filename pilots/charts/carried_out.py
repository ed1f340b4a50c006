"""What became of decisions: a mark each, the oldest first."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import (
    BLUE,
    GREY,
    LEGEND,
    ORANGE,
    figure,
    hover_lines,
    plain,
    shorten,
    words_of_row,
)
from pilots.evidence.carried_out import CarriedOut, Decided
from pilots.language import day

_LINE, _MARK, _EDGES = 20, 36, 52
"""Pixels: a line of words, the marks below them, and what stands around all rows."""

_LEAST = 12
"""Decisions that have room at least, so that few of them stand close together."""

_LOOKS: Mapping[str, tuple[str, str]] = {
    "done": (BLUE, "circle"),
    "not_done": (ORANGE, "x"),
    "open": (GREY, "circle-open"),
}
"""The colour and the shape of what came of a decision."""

_TOP, _MARKS = -0.46, 0.22
"""Where the words of a row begin and where its marks are, in rows from its middle."""


def carried_out_chart(found: CarriedOut) -> go.Figure:
    """A row for each pilot; the legend names the shapes."""
    rows = len(found.piles)
    lines = 2 if any(pile.pilot_name for pile in found.piles) else 1
    most = max((len(pile.decisions) for pile in found.piles), default=0)
    return figure(
        [trace for status in _LOOKS if (trace := _marks(found, status, most))["x"]],
        height=_EDGES + (lines * _LINE + _MARK) * max(rows, 1),
        margin={"l": 8, "r": 8, "t": 44, "b": 4},
        showlegend=True,
        legend=LEGEND,
        xaxis={"range": [-0.5, max(most, _LEAST) - 0.5], "visible": False},
        yaxis={"range": [rows - 0.5, -0.5], "visible": False},
        annotations=[_name(found, n) for n in range(rows)],
    )


def _marks(found: CarriedOut, status: str, most: int) -> dict[str, Any]:
    colour, shape = _LOOKS[status]
    marks = [
        (n, nth, decided)
        for n, pile in enumerate(found.piles)
        for nth, decided in enumerate(pile.decisions)
        if decided.status == status
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": found.word(status),
        "x": [nth for _n, nth, _decided in marks],
        "y": [n + _MARKS for n, _nth, _decided in marks],
        "marker": {
            "size": 16 if most <= 2 * _LEAST else 8,
            "color": colour,
            "symbol": shape,
            "line": {"width": 3 if shape.endswith("open") else 0, "color": colour},
        },
        "hovertext": [_hover(found, decided) for _n, _nth, decided in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _hover(found: CarriedOut, decided: Decided) -> str:
    on = f", {day(decided.on)}" if decided.on else ""
    first = f"<b>{found.word(decided.status)}</b>{on}"
    return "<br>".join([first, *hover_lines(decided.text)])


def _name(found: CarriedOut, n: int) -> dict[str, Any]:
    """The pilot, and how many of its decisions became what."""
    pile = found.piles[n]
    name = f"<b>{plain(shorten(pile.pilot_name))}</b><br>" if pile.pilot_name else ""
    return words_of_row(f"{name}{found.counts([pile])}", n + _TOP, "top")
