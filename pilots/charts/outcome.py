"""An outcome over time: what was measured, where it began, where it should go."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, figure, plain, shorten
from pilots.evidence import Progress
from pilots.language import _, day


def outcome_chart(progress: Progress, actions: Sequence[Mapping[str, Any]] = ()) -> go.Figure:
    """Measurements as a line, baseline dotted, target dashed, actions as marks on the axis.

    `actions` are rows with done_on and title.
    """
    made = figure(_measurements(progress), *_actions(actions))
    if progress.baseline is not None:
        _level(made, progress.baseline, _("Baseline {value}"), "dot", GREY, progress, "right")
    if progress.target is not None:
        _level(made, progress.target, _("Target {value}"), "dash", ORANGE, progress, "left")
    made.update_yaxes(title=plain(progress.unit), range=_reach(progress))
    made.update_xaxes(tickformatstops=_TICKS, range=_span(progress, actions))
    # The marks of actions stand on the floor of the chart, whatever its values are.
    made.update_layout(
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True}
    )
    return made


_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b"},
    {"dtickrange": ["M1", "M12"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def _measurements(progress: Progress) -> go.Scatter:
    return go.Scatter(
        x=[point.on for point in progress.points],
        y=[point.value for point in progress.points],
        mode="lines+markers",
        line={"color": BLUE, "width": 2},
        marker={"color": BLUE, "size": 10},
        text=[
            f"{day(point.on)}: {plain(progress.say(point.value))}"
            + (f"<br>{plain(shorten(point.note, 80))}" if point.note else "")
            for point in progress.points
        ],
        hovertemplate="%{text}<extra></extra>",
    )


def _actions(actions: Sequence[Mapping[str, Any]]) -> list[go.Scatter]:
    """Small triangles on the floor of the chart: what was done when."""
    if not actions:
        return []
    return [
        go.Scatter(
            x=[action["done_on"] for action in actions],
            y=[0.03] * len(actions),
            yaxis="y2",
            mode="markers",
            marker={"symbol": "triangle-up", "size": 11, "color": TEAL},
            text=[
                f"{day(action['done_on'])}: {plain(shorten(action['title'], 80))}"
                for action in actions
            ],
            hovertemplate="%{text}<extra></extra>",
        )
    ]


def _level(
    made: go.Figure,
    value: float,
    words: str,
    dash: str,
    colour: str,
    progress: Progress,
    side: str,
) -> None:
    """A line across, with its words at one side: where measurements seldom come near it."""
    made.add_hline(
        y=value,
        line={"dash": dash, "color": colour, "width": 2},
        annotation={
            "text": plain(words.format(value=progress.say(value))),
            "xanchor": side,
            "x": 0.01 if side == "left" else 0.99,
            "yanchor": "bottom",
        },
    )


def _reach(progress: Progress) -> list[float]:
    """From zero, or below the lowest value, to a little above the highest."""
    values = [point.value for point in progress.points]
    values += [v for v in (progress.baseline, progress.target) if v is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low or 1.0) * 0.15
    return [low - (room if low < 0 else 0), high + room]


def _span(progress: Progress, actions: Sequence[Mapping[str, Any]]) -> list[Any] | None:
    """Days from the first to the last thing there is to see; Plotly's choice without any."""
    days = [point.on for point in progress.points] + [action["done_on"] for action in actions]
    days += [d for d in (progress.baseline_on, progress.target_on) if d]
    if len(set(days)) < 2:
        return None
    room = (max(days) - min(days)) * 0.04
    return [min(days) - room, max(days) + room]
