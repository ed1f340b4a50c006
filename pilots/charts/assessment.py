"""The assessment of an outcome, drawn with its measurements: control limits, fan and signals.

Blue is better and orange is worse, and each has a shape of its own, so that nobody depends on
the colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, plain
from pilots.evidence import Assessment, ChartPoint, Segment
from pilots.language import _, day

MarkStyle = tuple[str, str]
"""The colour and the symbol of a mark."""

STYLES: Mapping[str, MarkStyle] = {
    "improvement": (BLUE, "diamond"),
    "concern": (ORANGE, "square"),
    "neutral": (TEAL, "hexagon"),
    "common": (GREY, "circle"),
}
"""The style of a point, by its `variation`."""


def mark_styles(assessment: Assessment) -> list[MarkStyle]:
    """The style of each measurement, oldest first; points before the first segment are common."""
    styles = [style for segment in assessment.segments for style in _segment_styles(segment)]
    earlier = len(assessment.progress.points) - len(styles)
    return [STYLES["common"]] * earlier + styles


def _segment_styles(segment: Segment) -> list[MarkStyle]:
    if segment.chart is None or segment.chart.limits is None:
        return [(BLUE, "circle")] * len(segment.points)
    return [STYLES[point.variation] for point in segment.chart.points]


def meanings(assessment: Assessment) -> list[str]:
    """For each measurement, oldest first, how it stands out; '' where it does not."""
    words = [_signal_words(point) for segment in assessment.segments for point in _points(segment)]
    return [""] * (len(assessment.progress.points) - len(words)) + words


def _points(segment: Segment) -> Sequence[ChartPoint | None]:
    return segment.chart.points if segment.chart else [None] * len(segment.points)


def _signal_words(point: ChartPoint | None) -> str:
    if point is None or point.signal is None:
        return ""
    return {
        "improvement": _("Stands out, for the better"),
        "concern": _("Stands out, for the worse"),
    }.get(point.variation, _("Stands out"))


def gaps(assessment: Assessment) -> set[date]:
    """The days on which the line is interrupted: from then on it is measured in another way."""
    return {start.since for start in assessment.breaks if start.is_redefined}


# --- beneath the measurements --------------------------------------------------------------


def beneath(assessment: Assessment) -> list[dict[str, Any]]:
    """Traces to draw first: the band between the limits of each segment, and the fan."""
    return [*_bands(assessment), *_fan(assessment)]


def _bands(assessment: Assessment) -> Iterator[dict[str, Any]]:
    ends = [*(segment.points[0].on for segment in assessment.segments[1:]), None]
    for segment, end in zip(assessment.segments, ends, strict=bool(assessment.segments)):
        chart = segment.chart
        if chart is None or chart.limits is None or chart.drawn_lower is None:
            continue
        days = [segment.points[0].on, end or segment.points[-1].on]
        dash = "dash" if chart.is_provisional else "solid"
        edge = {"color": GREY, "width": 1, "dash": dash}
        low, high, mean = (
            _worded(assessment, value)
            for value in (chart.drawn_lower, chart.limits.upper, chart.limits.mean)
        )
        at_least = _("Chance usually gives no less than {value}.", value=low)
        at_most = _("Chance usually gives no more than {value}.", value=high)
        yield _line(days, chart.drawn_lower, at_least, edge)
        yield _line(days, chart.limits.upper, at_most, edge) | _FILLED
        yield _line(days, chart.limits.mean, _("Average: {value}", value=mean), edge)


_FILLED = {"fill": "tonexty", "fillcolor": "rgba(128, 135, 144, 0.14)"}


def _worded(assessment: Assessment, value: float) -> str:
    return plain(assessment.progress.say(round(value, 1)))


def _line(
    days: Sequence[date], value: float, words: str, line: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(days),
        "y": [value] * len(days),
        "line": dict(line),
        "text": [words] * len(days),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _fan(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """A fan chart of the prediction intervals; its edges are dotted, because it is a forecast."""
    fan = assessment.forecast.fan if assessment.forecast else ()
    if len(fan) < 2:
        return
    ends = [(interval.on, _clipped(assessment, interval.low), interval.high) for interval in fan]
    hover = [
        _(
            "{day}: in 8 of 10 cases {low} to {high}.",
            day=day(on),
            low=assessment.progress.say(round(low, 1)),
            high=assessment.progress.say(round(high, 1)),
        )
        for on, low, high in ends
    ]
    lows, highs = [low for _on, low, _high in ends], [high for *_on, high in ends]
    for values, filled in ((lows, {}), (highs, _FAN)):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [on for on, *_ends in ends],
            "y": values,
            "line": {"color": TEAL, "width": 1, "dash": "dot"},
            "text": [plain(words) for words in hover],
            "hovertemplate": "%{text}<extra></extra>",
            **filled,
        }


_FAN = {"fill": "tonexty", "fillcolor": "rgba(20, 137, 126, 0.16)"}


def _clipped(assessment: Assessment, value: float) -> float:
    """The value, or 0 for a number of people or things, which cannot be below it."""
    least = (
        assessment.newest.least
        if assessment.newest
        else 0.0
        if assessment.progress.baseline == 0
        else None
    )
    return value if least is None else max(value, least)


def limits(assessment: Assessment) -> list[float]:
    """The limits of all segments: values that must be in sight."""
    return [
        value
        for segment in assessment.segments
        if segment.chart and segment.chart.limits and segment.chart.drawn_lower is not None
        for value in (segment.chart.drawn_lower, segment.chart.limits.upper)
    ]


def fan_values(assessment: Assessment) -> list[float]:
    """The ends of the fan: values to have in sight if there is room."""
    fan = assessment.forecast.fan if assessment.forecast else ()
    return [
        value for interval in fan for value in (_clipped(assessment, interval.low), interval.high)
    ]


def upright(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """A vertical line where each segment begins."""
    for start in assessment.breaks:
        yield {
            "type": "line",
            "x0": start.since,
            "x1": start.since,
            "yref": "y domain",
            "y0": 0,
            "y1": 1,
            "line": {"color": GREY, "width": 2, "dash": "solid" if start.is_redefined else "dot"},
            "layer": "below",
        }
