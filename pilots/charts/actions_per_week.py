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
from pilots.evidence import ActionsPerWeek
from pilots.language import _, day, plural
from pilots.points import ActionsKind, ActionsPoint, write

_WEEK = 7 * 24 * 3600 * 1000


def actions_per_week_chart(counts: ActionsPerWeek) -> go.Figure:
    """A bar a week, from its Monday on; a week without actions is an empty place.

    Done is full, planned is striped, dropped is dotted: the colour is never the only sign.
    """
    highest = max(
        map(sum, zip(counts.done, counts.planned, counts.dropped, strict=True)), default=0
    )
    return figure(
        [
            _bars(counts, "done", _("Done"), counts.done, _done, {"color": BLUE}),
            _bars(counts, "planned", _("Planned"), counts.planned, _planned, _filled(TEAL, "/")),
            _bars(counts, "dropped", _("Dropped"), counts.dropped, _dropped, _filled(GREY, ".")),
        ],
        barmode="stack",
        showlegend=True,
        legend={**LEGEND, "y": 1.1},
        xaxis={"tickformat": "%-d %b", "nticks": 7},
        yaxis={"rangemode": "tozero", "dtick": whole_steps(highest), "tickformat": WHOLE},
        **(upright(counts.today, _("today")) if counts.weeks else {}),
    )


def _bars(
    counts: ActionsPerWeek,
    kind: ActionsKind,
    name: str,
    numbers: Sequence[int],
    words: Callable[[int], str],
    marker: dict[str, Any],
) -> dict[str, Any]:
    """The bars of one status; `words` says a number of actions of it."""
    return {
        "type": "bar",
        "name": name,
        "x": list(counts.weeks),
        # A bar of nothing would still be outlined.
        "y": [n or None for n in numbers],
        # A bar stands on its week, and not half on the one before.
        "offset": 0,
        "width": _WEEK * 0.86,
        "marker": marker,
        "text": [
            _("Week of {day}: {actions}", day=day(week), actions=words(n))
            for week, n in zip(counts.weeks, numbers, strict=True)
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [
            write(ActionsPoint(kind, week, week + timedelta(days=6))) if n else None
            for week, n in zip(counts.weeks, numbers, strict=True)
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
