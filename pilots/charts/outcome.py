"""An outcome over time: what was measured, where it began, where it should go."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, HEIGHT, ORANGE, TEAL, figure, plain, shorten
from pilots.evidence import Progress
from pilots.language import _, day


def outcome_chart(progress: Progress, actions: Sequence[Mapping[str, Any]] = ()) -> go.Figure:
    """Measurements as a line, baseline dotted, target dashed, actions as marks on the axis.

    `actions` are rows with id, done_on and title.
    """
    levels = list(_levels(progress))
    return figure(
        [_measurements(progress), *_actions(actions)],
        xaxis={"tickformatstops": _TICKS, "range": _span(progress, actions)},
        yaxis={"title": {"text": plain(shorten(progress.unit))}, "range": _reach(progress)},
        # The marks of actions stand on the floor of the chart, whatever its values are.
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
        shapes=[shape for shape, _words in levels],
        annotations=[*(words for _shape, words in levels), *_newest(progress)],
    )


_SOME = 40
"""More marks than this stand so close that each has to be smaller."""

_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b"},
    {"dtickrange": ["M1", "M12"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def _measurements(progress: Progress) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [point.on for point in progress.points],
        "y": [point.value for point in progress.points],
        "mode": "lines+markers",
        "line": {"color": BLUE, "width": 2},
        "marker": {"color": BLUE, "size": _sizes(len(progress.points))},
        "text": [
            f"{day(point.on)}: {plain(progress.words(point))}"
            + (f"<br>{plain(shorten(point.note, 80))}" if point.note else "")
            for point in progress.points
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "customdata": [
            f"measurement:{point.id}" if point.id else None for point in progress.points
        ],
    }


def _sizes(n: int) -> list[int]:
    """Marks that do not melt into one where there are many; the newest stands out."""
    each = 10 if n <= _SOME else 6 if n <= 3 * _SOME else 3
    return [each] * (n - 1) + [12] * (n > 0)


def _actions(actions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Small marks on the floor of the chart: what was done when."""
    if not actions:
        return []
    return [
        {
            "type": "scatter",
            "x": [action["done_on"] for action in actions],
            "y": [0.03] * len(actions),
            "yaxis": "y2",
            "mode": "markers",
            # Many triangles would be one long bar; strokes beside each other stay strokes.
            "marker": {"symbol": "triangle-up", "size": 11, "color": TEAL}
            if len(actions) <= _SOME
            else {"symbol": "line-ns", "size": 11, "line": {"width": 1, "color": TEAL}},
            "text": [
                f"{day(action['done_on'])}: {plain(shorten(action['title'], 80))}"
                for action in actions
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "customdata": [f"action:{action['id']}" for action in actions],
        }
    ]


def _newest(progress: Progress) -> Iterator[dict[str, Any]]:
    """The newest value in words, beside its mark."""
    if progress.newest:
        yield {
            "text": f"<b>{plain(shorten(progress.words(progress.newest), 30))}</b>",
            "showarrow": False,
            "x": progress.newest.on,
            "xanchor": "right",
            "y": progress.newest.value,
            "yanchor": "bottom",
            "yshift": _room_for_words(progress),
        }


_PLOT, _WORDS = HEIGHT - 70, 22
"""Pixels: how high the chart is between its axes, and a line of words in it."""


def _room_for_words(progress: Progress) -> int:
    """Pixels from the newest mark up to the words beside it, clear of the lines across.

    On the side where the measurements do not come from: beside the mark, or else beyond the
    line that is in the way there. Then the other side.
    """
    low, high = _reach(progress)
    values = [point.value for point in progress.points]
    pixel = _PLOT / (high - low)
    levels = [v for v in (progress.baseline, progress.target) if v is not None]
    lines = [round((level - values[-1]) * pixel) for level in levels]
    above = [8, *sorted(line + 2 for line in lines if line > 0)]
    below = [-8 - _WORDS, *sorted((line - 2 - _WORDS for line in lines if line < 0), reverse=True)]
    falls = len(values) > 1 and values[-2] > values[-1]
    places = [*below, *above] if falls else [*above, *below]
    floor, ceiling = (low - values[-1]) * pixel + _WORDS, (high - values[-1]) * pixel
    free = (
        place
        for place in places
        if floor <= place <= ceiling
        and not any(place - 2 < line < place + _WORDS for line in lines)
    )
    return next(free, above[0])


def _levels(progress: Progress) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Baseline and target: a line across, and its words where measurements seldom come."""
    if progress.baseline is not None:
        words = _("Baseline {value}", value=progress.say(progress.baseline))
        side = "left" if _meets_newest(progress, progress.baseline) else "right"
        yield _level(progress, progress.baseline, words, "dot", GREY, side)
    if progress.target is not None:
        words = _("Target {value}", value=progress.say(progress.target))
        yield _level(progress, progress.target, words, "dash", ORANGE, side="left")


def _meets_newest(progress: Progress, baseline: float) -> bool:
    """Whether words at the right would stand in those of the newest value, and not at the left
    in those of the target."""
    low, high = _reach(progress)
    near = (high - low) * 0.16
    newest, target = progress.newest, progress.target
    crowded = newest is not None and abs(newest.value - baseline) < near
    return crowded and (target is None or abs(target - baseline) >= near)


def _level(
    progress: Progress, value: float, words: str, dash: str, colour: str, side: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    low, high = _reach(progress)
    line = {
        "type": "line",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"dash": dash, "color": colour, "width": 2},
    }
    label = {
        "text": plain(shorten(words, 40)),
        "showarrow": False,
        "xref": "x domain",
        "x": 0.01 if side == "left" else 0.99,
        "xanchor": side,
        "y": value,
        "yanchor": "bottom",
        # On the floor stand the marks of actions.
        "yshift": max(0, 18 - round((value - low) * _PLOT / (high - low))),
    }
    return line, label


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
    first, last = (datetime.combine(edge(days), time()) for edge in (min, max))
    room = (last - first) * 0.04
    return [first - room, last + room]
