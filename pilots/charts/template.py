"""How every chart looks: colours with a meaning, quiet axes, the reader's own notation."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
from babel import Locale, dates

from pilots.language import chosen

# Each stands out from a light and from a dark page by at least 3 to 1 (WCAG 1.4.11). Words need
# more, and no colour has that on both: they get theirs when the page is known (`legible`).
BLUE = "#2f78b7"
"""Improvement, and what was done."""
ORANGE = "#d2691e"
"""Concern, and the target to reach."""
GREY = "#808790"
"""What came before; what is common."""
TEAL = "#14897e"
"""Accent."""

HEIGHT = 340
"""Pixels: fits a phone with the keyboard away, and leaves room for words on a desk."""


def plain(text: str) -> str:
    """A person's text, safe in a chart: Plotly reads some HTML, and formulas between $."""
    for char, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        text = text.replace(char, safe)
    return text


def shorten(text: str, most: int = 40) -> str:
    """A text that fits beside a point."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def month(first: date) -> str:
    """A month as people say it: november 2026."""
    return str(dates.format_date(first, "LLLL y", locale=chosen()))


def figure(traces: Sequence[Mapping[str, Any]], **layout: Any) -> go.Figure:
    """A figure in the house's look, from plain data; `layout` names the axes it has.

    All of it goes in at once: each later change of a figure checks the whole anew, and
    costs more than making it.
    """
    return go.Figure(
        {
            "data": list(traces),
            "layout": {
                "height": HEIGHT,
                "margin": {"l": 8, "r": 8, "t": 24, "b": 8},
                "showlegend": False,
                "hovermode": "closest",
                "separators": ",." if chosen() == "nl" else ".,",
                "dragmode": False,
                "font": {"size": 14},
                **layout,
                **{name: _quiet(name) | axis for name, axis in layout.items() if "axis" in name},
            },
        }
    )


LARGE = 20
"""Pixels of a letter that can be read from across a room."""


def legible(layout: Mapping[str, Any], dark: bool, large: bool = False) -> dict[str, Any]:
    """A layout whose words can be read on a dark or on a light page; `large`: from five metres."""
    ink = {"color": "#e3e7eb" if dark else "#2b333c"}
    axes = {
        name: {
            **axis,
            "tickfont": {**axis.get("tickfont", {}), **ink},
            "title": {**axis.get("title", {}), "font": ink},
        }
        for name, axis in layout.items()
        if name.startswith(("xaxis", "yaxis"))
    }
    found = {**layout, **axes, "font": {**layout.get("font", {}), **ink}}
    return _enlarged(found) if large else found


def _enlarged(layout: Mapping[str, Any]) -> dict[str, Any]:
    font = {"size": LARGE}
    notes = [
        {**note, "font": {**note.get("font", {}), **font}}
        for note in layout.get("annotations", ())
    ]
    return {**layout, "font": {**layout["font"], **font}, "annotations": notes}


def _quiet(axis: str) -> dict[str, Any]:
    """How an axis is, unless its chart says otherwise."""
    own = {"showgrid": False} if axis.startswith("x") else {"zeroline": False}
    return {"automargin": True, "fixedrange": True, **own}


LEGEND = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 1.02,
    "yanchor": "bottom",
    # A tap on a word would make its bars go away, and few would know how to get them back.
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}
"""For pictures whose parts cannot be labelled where they are: above, in one row."""


def whole_steps(highest: int) -> int:
    """Whole and round numbers on an axis, about six at most: half an action does not exist."""
    least = max(1, -(-highest // 6))
    size: int = 10 ** (len(str(least)) - 1)
    return min(step * size for step in (1, 2, 5, 10) if step * size >= least)


WHOLE = ",d"
"""How numbers are written on an axis of whole numbers: 4.578 in Dutch."""


def upright(on: date, words: str) -> dict[str, Any]:
    """Shapes and annotations of a line through a day, with its words above the picture."""
    line = {
        "type": "line",
        "x0": on,
        "x1": on,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": GREY, "width": 2},
        "layer": "below",
    }
    label = {
        "text": words,
        "showarrow": False,
        "x": on,
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "font": {"size": 12},
    }
    return {"shapes": [line], "annotations": [label]}


def config(tools: bool = True) -> dict[str, Any]:
    """Plotly's own settings: tools only on hover, months and days in the reader's language.

    Without `tools` for a finger, that cannot hover: they would always stand in the picture.
    """
    locale = Locale.parse(chosen())
    days, months = locale.days["format"], locale.months["format"]
    return {
        "displaylogo": False,
        "displayModeBar": "hover" if tools else False,
        # A wheel that scrolls the page does not zoom a map on its way.
        "scrollZoom": False,
        "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
        "locale": chosen(),
        "locales": {
            chosen(): {
                "format": {
                    # Babel's week starts on Monday (0), Plotly's on Sunday.
                    "days": [days["wide"][day] for day in (6, 0, 1, 2, 3, 4, 5)],
                    "shortDays": [days["abbreviated"][day] for day in (6, 0, 1, 2, 3, 4, 5)],
                    "months": [months["wide"][month] for month in range(1, 13)],
                    "shortMonths": [months["abbreviated"][month] for month in range(1, 13)],
                    "date": "%d-%m-%Y",
                }
            }
        },
    }
