"""Movement on a ladder: a slope chart with a line per pair of rungs, wider for more people."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, figure, plain
from pilots.language import number
from pilots.points import SeriesPoint, write

RUNG, EDGES = 46, 50
"""Pixels: between two rungs, and around them all."""

NARROW, WIDE = 3, 15
"""Pixels: the line of one person, and the widest line."""

NAMED, WIDTH = 10, 40
"""The number of people that the hover names, and of characters on a line."""


@dataclass(frozen=True)
class Move:
    """Everybody who went from one rung to another, or stayed."""

    before: int
    """The rung at the first moment, 1 the lowest."""
    after: int
    """The rung at the second moment."""
    people: tuple[str, ...]
    """Their names."""
    ids: tuple[str, ...]
    """Their stakeholder ids, in the same order."""


def ladder_chart(moves: Sequence[Move], rungs: Sequence[str], moments: Sequence[str]) -> go.Figure:
    """Time from left to right, rungs from bottom to top.

    `rungs` are the names of all rungs, the lowest first; `moments` those of both moments.
    """
    # Narrow lines are drawn last: a wide one would hide them.
    widest_first = sorted(moves, key=lambda move: len(move.people), reverse=True)
    return figure(
        [_line(move, rungs) for move in widest_first],
        height=EDGES + RUNG * max(len(rungs), 1),
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={
            "tickvals": [0, 1],
            "ticktext": [plain(moment) for moment in moments],
            "tickangle": 0,
            "range": [-0.2, 1.2],
            "zeroline": False,
        },
        yaxis={
            "tickvals": list(range(1, len(rungs) + 1)),
            "ticktext": [plain(rung) for rung in rungs],
            "range": [0.5, len(rungs) + 0.5],
            "gridcolor": "rgba(128, 135, 144, .25)",
        },
        annotations=[*_totals(moves, 0), *_totals(moves, 1)],
    )


def _line(move: Move, rungs: Sequence[str]) -> dict[str, Any]:
    colour = GREY
    if move.after != move.before:
        colour = BLUE if move.after > move.before else ORANGE
    width = min(NARROW * len(move.people), WIDE)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        # A point halfway, so that the line itself can be pointed at.
        "x": [0, 0.5, 1],
        "y": [move.before, (move.before + move.after) / 2, move.after],
        "line": {"color": colour, "width": width},
        "marker": {"color": [GREY, colour, GREY], "size": [12, width, 12], "opacity": 1},
        "hovertext": _words(move, rungs),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [write(SeriesPoint("rungs", move.ids))] * 3,
    }


def _words(move: Move, rungs: Sequence[str]) -> str:
    title = " → ".join(dict.fromkeys((rungs[move.before - 1], rungs[move.after - 1])))
    names = ", ".join(move.people[:NAMED]) + (", …" if len(move.people) > NAMED else "")
    return "<br>".join([f"<b>{plain(title)}</b>", *(plain(line) for line in wrap(names, WIDTH))])


def _totals(moves: Sequence[Move], moment: int) -> list[dict[str, Any]]:
    """The number of people on each rung at moment 0 or 1, beside the lines."""
    people: dict[int, int] = {}
    for move in moves:
        rung = move.after if moment else move.before
        people[rung] = people.get(rung, 0) + len(move.people)
    return [
        {
            "text": f"<b>{number(n)}</b>",
            "showarrow": False,
            "x": moment,
            "y": rung,
            "xanchor": "left" if moment else "right",
            "xshift": 12 if moment else -12,
        }
        for rung, n in people.items()
    ]
