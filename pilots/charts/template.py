"""The house style of charts: colours with a meaning, quiet axes, the reader's notation."""

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from babel import Locale, dates

from pilots.language import chosen

# Contrast of at least 3 to 1 with a light and with a dark page (WCAG 1.4.11). Words need more,
# which no colour has on both, so `legible` colours them when the page is known.
BLUE = "#2f78b7"
"""Improvement, and what was done."""
ORANGE = "#d2691e"
"""Concern, and the target to reach."""
RED = "#d0433f"
"""Stuck."""
GREY = "#808790"
"""What came before; what is common."""
TEAL = "#14897e"
"""Accent."""

HEIGHT = 340
"""Pixels: fits a phone with the keyboard away, and leaves room for words on a desk."""


def plain(text: str) -> str:
    """Escape a person's text for a chart: Plotly renders some HTML, and formulas between $."""
    for char, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        text = text.replace(char, safe)
    return text


def shorten(text: str, limit: int = 40) -> str:
    """A text of at most `limit` characters, with an ellipsis where it is cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def month(first: date) -> str:
    """A month as people say it: november 2026."""
    return str(dates.format_date(first, "LLLL y", locale=chosen()))


def figure(traces: Sequence[Mapping[str, Any]], **layout: Any) -> go.Figure:
    """A figure in the house style, from plain data; `layout` names the axes it has.

    Everything is passed at once: each later change makes Plotly validate the whole figure again,
    which costs more than making it.
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
    page = "rgba(23, 22, 20, 0.5)" if dark else "rgba(255, 255, 255, 0.5)"
    axes = {
        name: {
            **axis,
            "tickfont": {**axis.get("tickfont", {}), **ink},
            "title": {**axis.get("title", {}), "font": ink},
        }
        for name, axis in layout.items()
        if name.startswith(("xaxis", "yaxis"))
    }
    # A line that passes behind words is paler there, and a measurement can still be seen.
    notes = [
        note if "color" in note.get("font", {}) else {"bgcolor": page, **note}
        for note in layout.get("annotations", ())
    ]
    font = {**layout.get("font", {}), **ink}
    coloured = {**layout, **axes, "font": font, "annotations": notes}
    return _enlarged(coloured) if large else coloured


def _enlarged(layout: Mapping[str, Any]) -> dict[str, Any]:
    font = {"size": LARGE}
    notes = [
        {**note, "font": {**note.get("font", {}), **font}}
        for note in layout.get("annotations", ())
    ]
    return {**layout, "font": {**layout["font"], **font}, "annotations": notes}


def _quiet(axis: str) -> dict[str, Any]:
    """The defaults of an axis."""
    own = {"showgrid": False} if axis.startswith("x") else {"zeroline": False}
    return {"automargin": True, "fixedrange": True, **own}


LEGEND = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 1.02,
    "yanchor": "bottom",
    # A tap on a name would hide its bars, and few people know how to get them back.
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}
"""A legend above the chart in one row, where parts cannot be labelled in place."""


def whole_steps(highest: int) -> int:
    """The distance of ticks on an axis of whole numbers: round, and about six ticks at most."""
    least = max(1, -(-highest // 6))
    size: int = 10 ** (len(str(least)) - 1)
    return min(step * size for step in (1, 2, 5, 10) if step * size >= least)


WHOLE = ",d"
"""The number format of an axis of whole numbers: 4.578 in Dutch."""


def hover_lines(text: str, width: int = 50) -> list[str]:
    """A text in lines, safe to show: a hover does not wrap."""
    return [plain(line) for line in wrap(text, width)]


def upright(on: date, words: str) -> dict[str, Any]:
    """Shapes and annotations of a vertical line on a day, with its words above."""
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


def words_of_row(text: str, y: float, yanchor: str) -> dict[str, Any]:
    """An annotation at the left edge: the words of a row that has no axis."""
    return {
        "text": text,
        "showarrow": False,
        "font": {"size": 13},
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "align": "left",
        "y": y,
        "yanchor": yanchor,
    }


def config(tools: bool = True) -> dict[str, Any]:
    """Plotly's configuration: tools on hover, months and days in the reader's language.

    Without `tools` on a touch screen, which cannot hover: they would always be in sight.
    """
    locale = Locale.parse(chosen())
    days, months = locale.days["format"], locale.months["format"]
    return {
        "displaylogo": False,
        "displayModeBar": "hover" if tools else False,
        # A wheel that scrolls the page does not zoom a map it passes.
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
