"""A Gantt chart of actions: from when they begin to when they are due or were done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, figure, plain, shorten, upright
from pilots.evidence import Plan, Stretch
from pilots.language import _, day
from pilots.points import RecordPoint, write

_ROW = 34
"""Pixels: a line of words, and the bar beneath it."""
_FURTHEST = timedelta(days=400)
"""From today, on either side: one action far away would make all others too small to see."""

_LOOKS: Mapping[str, dict[str, Any]] = {
    "done": {"color": BLUE, "symbol": "circle", "pattern": ""},
    "doing": {"color": TEAL, "symbol": "diamond", "pattern": "/"},
    "planned": {"color": GREY, "symbol": "circle-open", "pattern": "."},
    "overdue": {"color": ORANGE, "symbol": "x", "pattern": "x"},
}
"""Per state the colour, the mark at the end and the pattern of the bar; the title has the word."""


def plan_chart(plan: Plan, limit: int = 30) -> go.Figure:
    """A row per action: its title and how far it is, and a bar beneath.

    The words are above the bars, because a phone has no room beside them. A bar without an end
    has an arrow. `limit` is the number of characters of a title.
    """
    rows = len(plan.stretches)
    today = upright(plan.today, _("today"))
    return figure(
        [*_bars(plan), _ends(plan), _titles(plan, limit)],
        height=_ROW * max(rows, 1) + 84,
        margin={"l": 8, "r": 12, "t": 48, "b": 28},
        barmode="overlay",
        xaxis={"range": _span(plan), "type": "date", "side": "top", "nticks": 5, "showgrid": True}
        | {"tickformat": "%-d %b<br>%Y"},
        xaxis2={"overlaying": "x", "range": [0, 1], "visible": False},
        yaxis={"range": [rows - 0.35, -0.65], "visible": False},
        shapes=[*today["shapes"], *map(_guide_line, range(rows))],
        annotations=[today["annotations"][0] | {"y": 0, "yanchor": "top"}],
    )


def _guide_line(row: int) -> dict[str, Any]:
    """A thin line from a title to its bar, for the eye to follow."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": row + 0.22,
        "y1": row + 0.22,
        "line": {"color": GREY, "width": 0.5},
        "layer": "below",
    }


def _bars(plan: Plan) -> Iterator[dict[str, Any]]:
    for state, look in _LOOKS.items():
        mine = [(row, s) for row, s in enumerate(plan.stretches) if s.state == state]
        if mine:
            yield {
                "type": "bar",
                "orientation": "h",
                "y": [row + 0.22 for row, _stretch in mine],
                "base": [stretch.first for _row, stretch in mine],
                "x": [_milliseconds(stretch) for _row, stretch in mine],
                "width": 0.26,
                "marker": {
                    "color": look["color"],
                    "pattern": {
                        "shape": look["pattern"],
                        "fillmode": "replace",
                        "size": 5,
                        "solidity": 0.4,
                    },
                    "line": {"color": look["color"], "width": 1.5},
                },
                **_hover([stretch for _row, stretch in mine]),
                "textposition": "none",
            }


def _milliseconds(stretch: Stretch) -> int:
    return (stretch.last - stretch.first).days * 24 * 3600 * 1000


def _ends(plan: Plan) -> dict[str, Any]:
    """A mark at the end of each bar, so that an action of one day is seen too."""
    looks = [_LOOKS[stretch.state] for stretch in plan.stretches]
    return {
        "type": "scatter",
        "x": [stretch.last for stretch in plan.stretches],
        "y": [row + 0.22 for row in range(len(plan.stretches))],
        "mode": "markers",
        "marker": {
            "size": 13,
            "color": [look["color"] for look in looks],
            "symbol": [
                "triangle-right" if stretch.is_open else look["symbol"]
                for stretch, look in zip(plan.stretches, looks, strict=True)
            ],
            "line": {"width": 2, "color": [look["color"] for look in looks]},
        },
        **_hover(plan.stretches),
    }


def _titles(plan: Plan, limit: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "xaxis": "x2",
        "x": [0] * len(plan.stretches),
        "y": [row - 0.22 for row in range(len(plan.stretches))],
        "mode": "text",
        "text": [
            f"<b>{plain(shorten(stretch.title, limit))}</b> · {stretch.words}"
            for stretch in plan.stretches
        ],
        "textposition": "middle right",
        "textfont": {"size": 13},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _hover(stretches: Sequence[Stretch]) -> dict[str, Any]:
    """The hover text and the point of each action."""
    return {
        "hovertext": [
            f"{plain(shorten(stretch.title, 80))}<br>{_days(stretch)} · {stretch.words}"
            for stretch in stretches
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [write(RecordPoint("action", stretch.id)) for stretch in stretches],
    }


def _days(stretch: Stretch) -> str:
    if stretch.is_open:
        return _("From {day}, no due date", day=day(stretch.first))
    if stretch.first == stretch.last:
        return day(stretch.last)
    return _("{first} to {last}", first=day(stretch.first), last=day(stretch.last))


def _span(plan: Plan) -> list[datetime]:
    days = [plan.today]
    days += [on for stretch in plan.stretches for on in (stretch.first, stretch.last)]
    first = _at(max(min(days), plan.today - _FURTHEST))
    last = _at(min(max(days), plan.today + _FURTHEST))
    room = max((last - first) * 0.05, timedelta(days=2))
    return [first - room, last + room]


def _at(on: date) -> datetime:
    return datetime.combine(on, time())
