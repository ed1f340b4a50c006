"""Actions done per week, as bars from zero."""

import plotly.graph_objects as go

from pilots.charts.template import BLUE, figure
from pilots.evidence import Pace
from pilots.language import _, day, plural


def weeks_chart(pace: Pace) -> go.Figure:
    """A bar a week; a week without actions is an empty place, not left out."""
    bars = {
        "type": "bar",
        "x": list(pace.weeks),
        "y": list(pace.done),
        "marker": {"color": BLUE},
        "text": [
            _("Week of {day}: {actions}", day=day(week), actions=_actions(done))
            for week, done in zip(pace.weeks, pace.done, strict=True)
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    return figure(
        [bars],
        xaxis={"tickformat": "%-d %b", "nticks": 8},
        yaxis={"rangemode": "tozero", "dtick": _step(max(pace.done, default=0))},
    )


def _actions(n: int) -> str:
    return plural("{n} action", "{n} actions", n)


def _step(highest: int) -> int:
    """Whole numbers on the axis, at most about six of them: half an action does not exist."""
    return max(1, -(-highest // 6))
