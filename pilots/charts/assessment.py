"""The assessment of an outcome, drawn with its measurements: control limits, fan and signals.

Blue is better and orange is worse, and each has a shape of its own, so that nobody depends on
the colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, plain
from pilots.evidence import Assessment, ChartPoint, ControlChart, Segment
from pilots.evidence.chances import span
from pilots.evidence.chart_numbers import within
from pilots.language import _, day, number

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
        if chart is None or chart.limits is None:
            continue
        days = [point.on for point in segment.points]
        steps = [point.limits or chart.limits for point in chart.points]
        if not chart.sizes_differ:  # the lines are straight
            days, steps = [days[0], end or days[-1]], [steps[-1]] * 2
        edge = {
            "color": GREY,
            "width": 1,
            "dash": "dash" if chart.is_provisional else "solid",
            "shape": "hvh",
        }
        lows = [chart.bounds.clip(lines.lower) for lines in steps]
        highs = [chart.bounds.clip(lines.upper) for lines in steps]
        means = [lines.mean for lines in steps]
        words = [within(low, high, chart.decimals) for low, high in zip(lows, highs, strict=True)]
        at_least = [
            _("Chance usually gives no less than {value}.", value=_worded(assessment, low))
            for low, _high in words
        ]
        at_most = [
            _("Chance usually gives no more than {value}.", value=_worded(assessment, high))
            for _low, high in words
        ]
        yield _line(days, lows, at_least, edge)
        yield _line(days, highs, at_most, edge) | _FILLED
        yield _line(days, means, [_average(assessment, chart, mean) for mean in means], edge)


def _average(assessment: Assessment, chart: ControlChart, mean: float) -> str:
    value = _worded(assessment, number(mean, chart.decimals + 1))
    if chart.is_old:
        first = span(chart.baseline, "measurement")
        return _("Average of the first {span}: {value}", span=first, value=value)
    return _("Average: {value}", value=value)


_FILLED = {"fill": "tonexty", "fillcolor": "rgba(128, 135, 144, 0.14)"}


def _worded(assessment: Assessment, value: str) -> str:
    return plain(f"{value} {assessment.progress.unit}".strip())


def _line(
    days: Sequence[date], values: Sequence[float], words: Sequence[str], line: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(days),
        "y": list(values),
        "line": dict(line),
        "text": list(words),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _fan(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """A fan chart of the prediction intervals; its edges are dotted, because it is a forecast."""
    forecast = assessment.forecast
    if forecast is None or len(forecast.fan) < 2:
        return
    words = [forecast.words(interval) for interval in forecast.fan]
    hover = [
        _(
            "{day}: in 8 of 10 cases {low} to {high}.",
            day=day(interval.on),
            low=f"{low} {assessment.progress.unit}".strip(),
            high=f"{high} {assessment.progress.unit}".strip(),
        )
        for interval, (low, high) in zip(forecast.fan, words, strict=True)
    ]
    lows = [interval.low for interval in forecast.fan]
    highs = [interval.high for interval in forecast.fan]
    for values, filled in ((lows, {}), (highs, _FAN)):
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [interval.on for interval in forecast.fan],
            "y": values,
            "line": {"color": TEAL, "width": 1, "dash": "dot"},
            "text": [plain(words) for words in hover],
            "hovertemplate": "%{text}<extra></extra>",
            **filled,
        }


_FAN = {"fill": "tonexty", "fillcolor": "rgba(20, 137, 126, 0.16)"}


def limits(assessment: Assessment) -> list[float]:
    """The limits of all segments: values that must be in sight."""
    return [
        value
        for segment in assessment.segments
        if segment.chart
        for point in segment.chart.points
        if point.limits
        for value in map(segment.chart.bounds.clip, (point.limits.lower, point.limits.upper))
    ]


def fan_values(assessment: Assessment) -> list[float]:
    """The ends of the fan: values to have in sight if there is room."""
    fan = assessment.forecast.fan if assessment.forecast else ()
    return [value for interval in fan for value in (interval.low, interval.high)]


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
