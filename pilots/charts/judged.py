"""What the numbers of an outcome mean, drawn beneath them: what is usual, and where it is going.

Blue is better and orange is worse, and each has a shape of its own: nobody needs the colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, plain
from pilots.evidence import ChartPoint, Judged, Part
from pilots.language import _, day

Look = tuple[str, str]
"""The colour and the symbol of a mark."""

LOOKS: Mapping[str, Look] = {
    "improvement": (BLUE, "diamond"),
    "concern": (ORANGE, "square"),
    "neutral": (TEAL, "hexagon"),
    "common": (GREY, "circle"),
}
"""How a point looks, by what it means (`evidence.ControlChart.points`)."""


def looks(judged: Judged) -> list[Look]:
    """How each measurement looks, oldest first; all the same where nothing is judged."""
    marks = [mark for part in judged.parts for mark in _marks(part)]
    earlier = len(judged.known.points) - len(marks)
    return [LOOKS["common"]] * earlier + marks


def _marks(part: Part) -> list[Look]:
    if part.chart is None or part.chart.limits is None:
        return [(BLUE, "circle")] * len(part.points)
    return [LOOKS[point.variation] for point in part.chart.points]


def meanings(judged: Judged) -> list[str]:
    """For each measurement what it says if it stands out; '' where it does not."""
    said = [_standing_out(point) for part in judged.parts for point in _points(part)]
    return [""] * (len(judged.known.points) - len(said)) + said


def _points(part: Part) -> Sequence[ChartPoint | None]:
    return part.chart.points if part.chart else [None] * len(part.points)


def _standing_out(point: ChartPoint | None) -> str:
    if point is None or point.signal is None:
        return ""
    return {
        "improvement": _("Stands out, for the better"),
        "concern": _("Stands out, for the worse"),
    }.get(point.variation, _("Stands out"))


def gaps(judged: Judged) -> set[date]:
    """The days on which a line is broken, because something else is measured from then on."""
    return {found.since for found in judged.breaks if found.is_redefined}


# --- beneath the measurements --------------------------------------------------------------


def beneath(judged: Judged) -> list[dict[str, Any]]:
    """The band of what chance usually gives, part by part, and the fan of what is to come."""
    return [*_bands(judged), *_fan(judged)]


def _bands(judged: Judged) -> Iterator[dict[str, Any]]:
    ends = [*(part.points[0].on for part in judged.parts[1:]), None]
    for part, end in zip(judged.parts, ends, strict=bool(judged.parts)):
        chart = part.chart
        if chart is None or chart.limits is None or chart.drawn_lower is None:
            continue
        days = [part.points[0].on, end or part.points[-1].on]
        dash = "dash" if chart.is_provisional else "solid"
        edge = {"color": GREY, "width": 1, "dash": dash}
        low, high, mean = (
            _say(judged, value)
            for value in (chart.drawn_lower, chart.limits.upper, chart.limits.mean)
        )
        at_least = _("Chance usually gives no less than {value}.", value=low)
        at_most = _("Chance usually gives no more than {value}.", value=high)
        yield _line(days, chart.drawn_lower, at_least, edge)
        yield _line(days, chart.limits.upper, at_most, edge) | _FILLED
        yield _line(days, chart.limits.mean, _("Average: {value}", value=mean), edge)


_FILLED = {"fill": "tonexty", "fillcolor": "rgba(128, 135, 144, 0.14)"}


def _say(judged: Judged, value: float) -> str:
    return plain(judged.known.say(round(value, 1)))


def _line(
    days: Sequence[date], value: float, said: str, line: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(days),
        "y": [value] * len(days),
        "line": dict(line),
        "text": [said] * len(days),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _fan(judged: Judged) -> Iterator[dict[str, Any]]:
    """Where it will be in 8 of 10 cases; a dotted edge, since nobody knows."""
    fan = judged.forecast.fan if judged.forecast else ()
    if len(fan) < 2:
        return
    ends = [(reach.on, _least(judged, reach.low), reach.high) for reach in fan]
    said = [
        _(
            "{day}: in 8 of 10 cases {low} to {high}.",
            day=day(on),
            low=judged.known.say(round(low, 1)),
            high=judged.known.say(round(high, 1)),
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
            "text": [plain(words) for words in said],
            "hovertemplate": "%{text}<extra></extra>",
            **filled,
        }


_FAN = {"fill": "tonexty", "fillcolor": "rgba(20, 137, 126, 0.16)"}


def _least(judged: Judged, value: float) -> float:
    """A number of people or things is not drawn below 0."""
    least = judged.newest.least if judged.newest else 0.0 if judged.known.baseline == 0 else None
    return value if least is None else max(value, least)


def limits(judged: Judged) -> list[float]:
    """The values between which the bands lie."""
    return [
        value
        for part in judged.parts
        if part.chart and part.chart.limits and part.chart.drawn_lower is not None
        for value in (part.chart.drawn_lower, part.chart.limits.upper)
    ]


def ahead(judged: Judged) -> list[float]:
    """The values between which the fan lies."""
    fan = judged.forecast.fan if judged.forecast else ()
    return [value for it in fan for value in (_least(judged, it.low), it.high)]


def upright(judged: Judged) -> Iterator[dict[str, Any]]:
    """A line across where it is judged anew."""
    for found in judged.breaks:
        yield {
            "type": "line",
            "x0": found.since,
            "x1": found.since,
            "yref": "y domain",
            "y0": 0,
            "y1": 1,
            "line": {"color": GREY, "width": 2, "dash": "solid" if found.is_redefined else "dot"},
            "layer": "below",
        }
