"""The figure of each chart in a document: on screen, and on white paper.

A document holds results of `pilots.evidence`, because `pilots.reports` knows no Plotly.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from pilots import charts
from pilots.charts.outcome_overview import PAPER, Layout
from pilots.charts.stored_figure import plain_data
from pilots.charts.template import legible
from pilots.evidence import Assessment, Burnup, WorkDone
from pilots.evidence.carried_out import CarriedOut
from pilots.evidence.outcome_overview import Overview
from pilots.evidence.small_cells import ParticipantSpans
from pilots.evidence.standings import Standings
from pilots.reports.blocks import Chart

WIDTH = 680
"""Pixels: as wide as a page, with letters that are as large as those around it."""

_GRID = "#dfe4e9"

_ON_WHITE: Mapping[str, Any] = {
    "layout": {
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "xaxis": {"gridcolor": _GRID, "linecolor": _GRID, "zerolinecolor": _GRID},
        "yaxis": {"gridcolor": _GRID, "linecolor": _GRID, "zerolinecolor": _GRID},
    }
}
"""What a page of the app gets from its theme."""


def chart(result: Hashable, overview: Layout = PAPER) -> Any:
    """The figure of a result; raises TypeError where there is none. `overview` is how an overview
    of outcomes is laid out."""
    match result:
        case Assessment():
            return charts.outcome_chart(result.progress, (), result)
        case WorkDone():
            return charts.work_done_chart(result)
        case Overview():
            return charts.outcome_overview_chart(result.rows, {}, overview)
        case Standings():
            return charts.standings_chart(result)
        case CarriedOut():
            return charts.carried_out_chart(result)
        case ParticipantSpans():
            return charts.participants_chart(result)
        case Burnup():
            return charts.burnup_chart(result)
    raise TypeError(f"there is no chart of {type(result).__name__}")


def on_paper(chart_block: Chart) -> dict[str, Any]:
    """The same as plain data, to be drawn on paper: data, layout and config."""
    figure = plain_data(chart(chart_block.result))
    layout = {**legible(figure["layout"], dark=False), "template": _ON_WHITE}
    traces = figure["data"]
    if any(trace["type"] == "heatmap" for trace in traces):
        traces, layout = _as_squares(traces, layout)
    return {"data": traces, "layout": layout, "config": charts.config(tools=False)}


# --- squares -----------------------------------------------------------------------------
# Plotly draws a heatmap in dots. As shapes its squares stay sharp, however large.


def _as_squares(
    traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    (heat,) = traces
    columns, rows = len(heat["x"]), len(heat["y"])
    axes = {
        "xaxis": {**layout["xaxis"], "range": [-0.5, columns - 0.5]},
        "yaxis": {**layout["yaxis"], "range": [rows - 0.5, -0.5], "autorange": False},
    }
    # Axes are drawn for what stands on them.
    corners = {
        "type": "scatter",
        "x": [0, columns - 1],
        "y": [0, rows - 1],
        "mode": "markers",
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
    }
    return [corners], {**layout, **axes, "shapes": list(_squares(heat))}


def _squares(heat: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    (_least, light), (_most, dark) = heat["colorscale"]
    for y, row in enumerate(heat["z"]):
        for x, n in enumerate(row):
            if n:
                yield {
                    "type": "rect",
                    "x0": x - 0.48,
                    "x1": x + 0.48,
                    "y0": y - 0.46,
                    "y1": y + 0.46,
                    "fillcolor": _between(light, dark, n / heat["zmax"]),
                    "line": {"width": 0},
                    "layer": "below",
                }


def _between(light: str, dark: str, share: float) -> str:
    parts = ((int(light[i : i + 2], 16), int(dark[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)
