"""An outcome over time: a run chart of its measurements, with baseline, target and assessment."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from pilots.charts import assessment, target_steps
from pilots.charts.template import BLUE, GREY, HEIGHT, ORANGE, TEAL, figure, plain, shorten
from pilots.evidence import Assessment, Point, Progress
from pilots.language import _, day
from pilots.points import RecordPoint, write


def outcome_chart(
    progress: Progress,
    actions: Sequence[Mapping[str, Any]] = (),
    found: Assessment | None = None,
) -> go.Figure:
    """Measurements as a line, baseline dotted, target dashed, actions as marks on the axis.

    `actions` are rows with id, done_on and title. `found` is the assessment: its limits and fan
    are drawn beneath the measurements, and its signals show in their marks.
    """
    value_range = _value_range(progress, found)
    levels = list(_levels(progress, value_range))
    beneath = assessment.beneath(found) if found else []
    steps = target_steps.are_drawn(progress)
    return figure(
        [
            *beneath,
            *([target_steps.trace(progress)] if steps else ()),
            _measurements(progress, found),
            *_actions(actions),
        ],
        xaxis={"tickformatstops": _TICKS, "range": _span(progress, actions)},
        yaxis={"title": {"text": plain(shorten(progress.unit))}, "range": value_range},
        # The marks of actions stand on the floor of the chart, whatever its values are.
        yaxis2={"overlaying": "y", "range": [0, 1], "visible": False, "fixedrange": True},
        shapes=[
            *(shape for shape, _words in levels),
            *(assessment.upright(found) if found else ()),
        ],
        annotations=[
            *(words for _shape, words in levels),
            *(target_steps.labels(progress) if steps else ()),
            *_newest(progress, value_range),
        ],
    )


ValueRange = tuple[float, float]
"""The lowest and the highest value of the axis."""

_FAR = timedelta(days=731)
"""An action so long before or after all else is left outside the picture."""

_MANY = 40
"""With more marks than these each is drawn smaller."""

_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b"},
    {"dtickrange": ["M1", "M12"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def _measurements(progress: Progress, found: Assessment | None) -> dict[str, Any]:
    mark_styles = (
        assessment.mark_styles(found) if found else [(BLUE, "circle")] * len(progress.points)
    )
    meanings = assessment.meanings(found) if found else [""] * len(progress.points)
    sizes = _sizes(len(progress.points))
    marks = [
        {
            "x": point.on,
            "y": point.value,
            "text": "<br>".join(filter(None, (*_hover(progress, point), words))),
            "customdata": write(RecordPoint("measurement", point.id)) if point.id else None,
            "color": colour,
            "symbol": symbol,
            "size": size,
        }
        for point, words, (colour, symbol), size in zip(
            progress.points, meanings, mark_styles, sizes, strict=True
        )
    ]
    marks = _interrupted(marks, assessment.gaps(found)) if found else marks
    shapes = ("color", "symbol", "size")
    column = {
        name: [mark[name] for mark in marks] for name in ("x", "y", "text", "customdata", *shapes)
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "line": {"color": GREY if found and found.segments else BLUE, "width": 2},
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {name: column[name] for name in shapes},
        **{name: values for name, values in column.items() if name not in shapes},
    }


def _hover(progress: Progress, point: Point) -> Iterator[str]:
    yield f"{day(point.on)}: {plain(progress.words(point))}"
    yield plain(shorten(point.note or "", 80))


def _interrupted(marks: Sequence[dict[str, Any]], gaps: set[date]) -> list[dict[str, Any]]:
    """The marks with an empty one on each of these days, where Plotly then interrupts the line."""
    with_gaps = list(marks)
    for since in sorted(gaps):
        at = next((n for n, mark in enumerate(with_gaps) if mark["x"] >= since), 0)
        if at:
            with_gaps.insert(
                at, {**with_gaps[at], "x": since, "y": None, "text": "", "customdata": None}
            )
    return with_gaps


def _sizes(n: int) -> list[int]:
    """The size of each of n marks: smaller where there are many, and larger for the newest."""
    each = 10 if n <= _MANY else 6 if n <= 3 * _MANY else 3
    return [each] * (n - 1) + [12] * (n > 0)


def _actions(actions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Small marks on the floor of the chart: the actions that were done."""
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
            if len(actions) <= _MANY
            else {"symbol": "line-ns", "size": 11, "line": {"width": 1, "color": TEAL}},
            "text": [
                f"{day(action['done_on'])}: {plain(shorten(action['title'], 80))}"
                for action in actions
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "customdata": [write(RecordPoint("action", action["id"])) for action in actions],
        }
    ]


def _newest(progress: Progress, value_range: ValueRange) -> Iterator[dict[str, Any]]:
    """The newest value in words, beside its mark."""
    if progress.newest:
        yield {
            "text": f"<b>{plain(shorten(progress.words(progress.newest), 30))}</b>",
            "showarrow": False,
            "x": progress.newest.on,
            "xanchor": "right",
            "y": progress.newest.value,
            "yanchor": "bottom",
            "yshift": _room_for_words(progress, value_range),
        }


_PLOT, _WORDS = HEIGHT - 70, 22
"""Pixels: how high the chart is between its axes, and a line of words in it."""

_LETTERS = 56
"""Bold letters that fit beside each other in a chart of a usual width."""


def _room_for_words(progress: Progress, value_range: ValueRange) -> int:
    """Pixels from the newest mark up to its words, clear of the measurements before it and of
    the lines of baseline and target.

    First on the side that the measurements do not come from, beside the mark or else beyond what
    is in the way; then on the other side.
    """
    low, high = value_range
    newest = progress.points[-1].value
    pixel = _PLOT / (high - low)
    levels = [v for v in (progress.baseline, progress.target) if v is not None]
    taken = [
        (round((bottom - newest) * pixel), round((top - newest) * pixel))
        for bottom, top in (*((level, level) for level in levels), *_before_newest(progress))
    ]
    above = [8, *sorted(top + 2 for _bottom, top in taken if top > 0)]
    below = [-8 - _WORDS, *sorted((b - 2 - _WORDS for b, _top in taken if b < 0), reverse=True)]
    falls = len(progress.points) > 1 and progress.points[-2].value > newest
    places = [*below, *above] if falls else [*above, *below]
    floor, ceiling = (low - newest) * pixel + _WORDS, (high - newest) * pixel
    free = (
        place
        for place in places
        if floor <= place <= ceiling
        and not any(bottom < place + _WORDS and place - 2 < top for bottom, top in taken)
    )
    return next(free, above[0])


def _before_newest(progress: Progress) -> Iterator[tuple[float, float]]:
    """The lowest and the highest value of each stretch of the line that passes where the words
    of the newest value are: at the left of its mark."""
    *earlier, newest = progress.points
    days = [d for d in (progress.baseline_on, progress.target_on) if d]
    days += [point.on for point in progress.points]
    width = (max(days) - min(days)) * len(progress.words(newest)) / _LETTERS
    for old, new in pairwise([*earlier, newest]):
        if new.on > newest.on - width:
            yield min(old.value, new.value), max(old.value, new.value)


def _levels(
    progress: Progress, value_range: ValueRange
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Baseline and target: a line across, and its words where measurements seldom come."""
    if progress.baseline is not None:
        words = _("Baseline {value}", value=progress.say(progress.baseline))
        side = "left" if _meets_newest(progress, progress.baseline, value_range) else "right"
        yield _level(value_range, progress.baseline, words, "dot", GREY, side)
    if progress.target is not None and not target_steps.are_drawn(progress):
        words = _("Target {value}", value=progress.say(progress.target))
        line, label = _level(value_range, progress.target, words, "dash", ORANGE, side="left")
        yield line, label | (_BELOW if _meets_target_words(progress, value_range) else {})


_BELOW = {"yanchor": "top", "yshift": 0}


def _meets_target_words(progress: Progress, value_range: ValueRange) -> bool:
    """Whether the words of the newest value are as high as those of the target: on a phone they
    would overlap."""
    if progress.newest is None or progress.target is None:
        return False
    away = (progress.newest.value - progress.target) * _PLOT / (value_range[1] - value_range[0])
    return -_WORDS < away + _room_for_words(progress, value_range) < _WORDS


def _meets_newest(progress: Progress, baseline: float, value_range: ValueRange) -> bool:
    """Whether the words of the baseline would overlap those of the newest value at the right, and
    not those of the target at the left."""
    low, high = value_range
    near = (high - low) * 0.16
    newest, target = progress.newest, progress.target
    crowded = newest is not None and abs(newest.value - baseline) < near
    return crowded and (target is None or abs(target - baseline) >= near)


def _level(
    value_range: ValueRange, value: float, words: str, dash: str, colour: str, side: str
) -> tuple[dict[str, Any], dict[str, Any]]:
    low, high = value_range
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


def _value_range(progress: Progress, found: Assessment | None) -> ValueRange:
    """From zero, or below the lowest value, to a little above the highest, limits included."""
    values = [point.value for point in progress.points]
    values += [v for v in (progress.baseline, progress.target) if v is not None]
    values += target_steps.targets(progress)
    values += assessment.limits(found) if found else []
    low, high = min([0.0, *values]), max([0.0, *values])
    # A wide fan of few measurements would press the rest into a line, so it is cut off where the
    # rest has more than half of the height left.
    fan = assessment.fan_values(found) if found else []
    low, high = (
        max(min([low, *fan]), low - (high - low) / 2),
        min(max([high, *fan]), high + (high - low) * 0.8),
    )
    room = (high - low or 1.0) * 0.15
    return low - (room if low < 0 else 0), high + room


def _span(progress: Progress, actions: Sequence[Mapping[str, Any]]) -> list[Any] | None:
    """The range of the x axis, with room at both ends; None leaves it to Plotly.

    An action far from all that was measured and promised, such as one of which the year was
    mistyped, does not press those into a line.
    """
    days = [point.on for point in progress.points]
    days += [d for d in (progress.baseline_on, progress.target_on) if d]
    if target_steps.are_drawn(progress):
        days += [step.since for step in progress.steps]
    done = [action["done_on"] for action in actions]
    days += [on for on in done if not days or min(days) - _FAR < on < max(days) + _FAR]
    if len(set(days)) < 2:
        return None
    first, last = (datetime.combine(edge(days), time()) for edge in (min, max))
    room = (last - first) * 0.04
    return [first - room, last + room]
