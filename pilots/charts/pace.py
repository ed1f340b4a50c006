"""Actions per week, as bars from zero: done, planned and dropped on top of each other."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import (
    BLUE,
    GREY,
    LEGEND,
    TEAL,
    WHOLE,
    figure,
    upright,
    whole_steps,
)
from pilots.evidence import Pace
from pilots.language import _, day, plural
from pilots.points import ActionsKind, ActionsPoint, write

_WEEK = 7 * 24 * 3600 * 1000


def pace_chart(pace: Pace) -> go.Figure:
    """A bar a week, from its Monday on; a week without actions is an empty place.

    Done is full, planned is striped, dropped is dotted: the colour is never the only sign.
    """
    highest = max(map(sum, zip(pace.done, pace.planned, pace.dropped, strict=True)), default=0)
    return figure(
        [
            _bars(pace, "done", _("Done"), pace.done, _done, {"color": BLUE}),
            _bars(pace, "planned", _("Planned"), pace.planned, _planned, _filled(TEAL, "/")),
            _bars(pace, "dropped", _("Dropped"), pace.dropped, _dropped, _filled(GREY, ".")),
        ],
        barmode="stack",
        showlegend=True,
        legend={**LEGEND, "y": 1.1},
        xaxis={"tickformat": "%-d %b", "nticks": 7},
        yaxis={"rangemode": "tozero", "dtick": whole_steps(highest), "tickformat": WHOLE},
        **(upright(pace.today, _("today")) if pace.weeks else {}),
    )


def _bars(
    pace: Pace,
    kind: ActionsKind,
    name: str,
    counts: Sequence[int],
    words: Callable[[int], str],
    marker: dict[str, Any],
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(pace.weeks),
        # A bar of nothing would still be outlined.
        "y": [n or None for n in counts],
        # A bar stands on its week, and not half on the one before.
        "offset": 0,
        "width": _WEEK * 0.86,
        "marker": marker,
        "text": [
            _("Week of {day}: {actions}", day=day(week), actions=words(n))
            for week, n in zip(pace.weeks, counts, strict=True)
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [
            write(ActionsPoint(kind, week, week + timedelta(days=6))) if n else None
            for week, n in zip(pace.weeks, counts, strict=True)
        ],
    }


def _filled(colour: str, pattern: str) -> dict[str, Any]:
    return {
        "color": colour,
        "pattern": {"shape": pattern, "fillmode": "replace", "size": 6, "solidity": 0.4},
        "line": {"color": colour, "width": 1.5},
    }


def _done(n: int) -> str:
    return plural("{n} action done", "{n} actions done", n)


def _planned(n: int) -> str:
    return plural("{n} action planned", "{n} actions planned", n)


def _dropped(n: int) -> str:
    return plural("{n} action dropped", "{n} actions dropped", n)
