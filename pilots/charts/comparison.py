"""Pilots side by side: how far each of their outcomes is between baseline and target."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, figure, plain, shorten
from pilots.evidence import Comparison, Lane, Mark, percents
from pilots.language import _, number, plural
from pilots.points import RecordPoint, write

_ROW = 48
"""Pixels: a line of words, and the marks beneath it."""


def comparison_chart(
    comparison: Comparison, colours: Mapping[str, str] | None = None, limit: int = 26
) -> go.Figure:
    """A row per pilot: its name, and a mark per outcome between baseline and target.

    An outcome that moved away from its target is an arrow to the left, one beyond it an arrow to
    the right, and one exactly at it a star. `colours` are those of the pilots (#rrggbb), by id;
    `limit` is the number of characters of a name.
    """
    rows = len(comparison.lanes)
    return figure(
        [
            _tracks(comparison),
            _names(comparison, colours or {}, limit),
            _unknown(comparison),
            _marks(comparison, colours or {}),
        ],
        height=_ROW * max(rows, 1) + 56,
        margin={"l": 8, "r": 8, "t": 30, "b": 24},
        xaxis={
            "range": [-6, 106],
            "tickvals": [0, 25, 50, 75, 100],
            "ticktext": ["0%", "25%", "50%", "75%", "100%"],
            "showgrid": True,
            "zeroline": False,
        },
        yaxis={"range": [rows - 0.4, -0.6], "visible": False},
        shapes=[_edge(0, "dot", GREY), _edge(100, "dash", ORANGE)],
        annotations=[
            _edge_words(0, _("Baseline"), "left"),
            _edge_words(100, _("Target"), "right"),
        ],
    )


def _tracks(comparison: Comparison) -> dict[str, Any]:
    """A thin line per pilot, from baseline to target."""
    known = [row for row, lane in enumerate(comparison.lanes) if lane.marks]
    return {
        "type": "scatter",
        "x": [x for _row in known for x in (0, 100, None)],
        "y": [y for row in known for y in (row + 0.2, row + 0.2, None)],
        "mode": "lines",
        "line": {"color": GREY, "width": 1},
        "hoverinfo": "skip",
    }


def _names(comparison: Comparison, colours: Mapping[str, str], limit: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [2.5] * len(comparison.lanes),
        "y": [row - 0.2 for row in range(len(comparison.lanes))],
        "mode": "markers+text",
        # What one clicks on to open the pilot.
        "marker": {
            "symbol": "square",
            "size": 13,
            "color": [colours.get(lane.id, BLUE) for lane in comparison.lanes],
        },
        "text": [
            f" <b>{plain(shorten(lane.name, limit))}</b>{_done(lane)}" for lane in comparison.lanes
        ],
        "textposition": "middle right",
        "cliponaxis": False,
        "hovertext": [f"{plain(lane.name)}{_done_lately(lane)}" for lane in comparison.lanes],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [write(RecordPoint("pilot", lane.id)) for lane in comparison.lanes],
    }


def _done(lane: Lane) -> str:
    return f" · {plural('{n} action done', '{n} actions done', lane.done)}"


def _done_lately(lane: Lane) -> str:
    done = plural(
        "{n} action done in the last 12 weeks", "{n} actions done in the last 12 weeks", lane.done
    )
    return f"<br>{done}"


def _unknown(comparison: Comparison) -> dict[str, Any]:
    silent = [row for row, lane in enumerate(comparison.lanes) if not lane.marks]
    return {
        "type": "scatter",
        "x": [0.5] * len(silent),
        "y": [row + 0.2 for row in silent],
        "mode": "text",
        "text": [_("not known yet")] * len(silent),
        "textposition": "middle right",
        "hoverinfo": "skip",
    }


def _marks(comparison: Comparison, colours: Mapping[str, str]) -> dict[str, Any]:
    marks = [(row, lane, mark) for row, lane in enumerate(comparison.lanes) for mark in lane.marks]
    return {
        "type": "scatter",
        "x": [100 * min(max(mark.share, 0), 1) for _row, _lane, mark in marks],
        "y": [row + 0.2 for row, _lane, _mark in marks],
        "mode": "markers",
        "marker": {
            "size": 16,
            "opacity": 0.9,
            "color": [colours.get(lane.id, BLUE) for _row, lane, _mark in marks],
            "symbol": [_symbol(mark) for _row, _lane, mark in marks],
        },
        "text": [
            f"{plain(shorten(lane.name))}: {plain(shorten(mark.statement, 60))}"
            f"<br>{_percent(mark)}"
            for _row, lane, mark in marks
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [
            write(RecordPoint("measurement", mark.measurement)) for _row, _lane, mark in marks
        ],
    }


def _symbol(mark: Mark) -> str:
    if mark.share < 0:
        return "triangle-left"
    if mark.share > 1:
        return "triangle-right"
    return "star" if mark.share == 1 else "circle"


def _percent(mark: Mark) -> str:
    if mark.share < 0:
        return _("Further from the target than at the start")
    return _("{percent}% of the way to the target", percent=number(percents(mark.share)))


def _edge(at: int, dash: str, colour: str) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"dash": dash, "color": colour, "width": 2},
        "layer": "below",
    }


def _edge_words(at: int, words: str, side: str) -> dict[str, Any]:
    return {
        "text": words,
        "showarrow": False,
        "x": at,
        "xanchor": side,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 12},
    }
