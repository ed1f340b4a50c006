"""How many people took part: a bar for each span of months that holds at least five of them.

No month of a span is told apart, and what is left after the last one has no height.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, WHOLE, figure, month, whole_steps
from pilots.evidence.small_cells import FEWEST, ParticipantSpans, Span, few
from pilots.language import _, number

_FEW = 14
"""With more bars there is no room for a number above each, and the axis says them."""

_GAP = timedelta(days=3)
"""Between two bars."""


def participants_chart(found: ParticipantSpans) -> go.Figure:
    """A bar is as wide as its months and as high as the people in all of them."""
    said = len(found.spans) <= _FEW
    highest = max((span.people or 0 for span in found.spans), default=FEWEST)
    spans = [*found.spans, *((found.rest,) if found.rest else ())]
    return figure(
        [
            _bars(found.spans, said),
            *([_rest(found.rest)] if found.rest else []),
        ],
        height=200,
        margin={"l": 8, "r": 8, "t": 16, "b": 8},
        xaxis={
            "range": [_begin(spans[0]), _end(spans[-1]) + _GAP] if spans else None,
            "type": "date",
            "nticks": 7,
            "tickformat": "%b<br>%Y",
            "ticklabelmode": "period",
        },
        yaxis={
            "range": [0, highest * 1.18],
            "visible": not said,
            "dtick": max(FEWEST, whole_steps(highest)),
            "tickformat": WHOLE,
        },
        annotations=list(_few_words(found.rest)) if found.rest else [],
    )


def _bars(spans: Sequence[Span], said: bool) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [_begin(span) + (_end(span) - _begin(span)) / 2 for span in spans],
        "y": [span.people for span in spans],
        "width": [(_end(span) - _begin(span) - _GAP).total_seconds() * 1000 for span in spans],
        "marker": {"color": BLUE},
        "text": [number(span.people or 0) if said else "" for span in spans],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "hovertext": [f"{_months(span)}: {_people(span)}" for span in spans],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _rest(rest: Span) -> dict[str, Any]:
    """The months of which only is said that they hold few: a line on the floor."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_begin(rest), _end(rest)],
        "y": [0, 0],
        "line": {"color": GREY, "width": 8},
        "cliponaxis": False,
        "hovertext": [f"{_months(rest)}: {few()}"] * 2,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _few_words(rest: Span) -> Iterator[dict[str, Any]]:
    yield {
        "text": f"&lt; {number(FEWEST)}",
        "showarrow": False,
        "x": _begin(rest) + (_end(rest) - _begin(rest)) / 2,
        "y": 0,
        "yanchor": "bottom",
        "yshift": 8,
    }


def _people(span: Span) -> str:
    return _("about {n} participants", n=number(span.people or 0))


def _months(span: Span) -> str:
    return " – ".join(dict.fromkeys((month(span.first), month(span.last))))


def _begin(span: Span) -> datetime:
    return datetime.combine(span.first, time())


def _end(span: Span) -> datetime:
    last: date = span.last.replace(day=monthrange(span.last.year, span.last.month)[1])
    return datetime.combine(last, time()) + timedelta(days=1)
