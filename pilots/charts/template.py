"""How every chart looks: colours with a meaning, quiet axes, the reader's own notation."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
from babel import Locale

from pilots.language import chosen

# Each stands out from a light and from a dark page by at least 3 to 1 (WCAG 1.4.11). Words in
# a chart have the page's own colour, which stands out by more.
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


def figure(
    traces: Sequence[Mapping[str, Any]],
    xaxis: Mapping[str, Any],
    yaxis: Mapping[str, Any],
    **layout: Any,
) -> go.Figure:
    """A figure in the house's look, from plain data.

    All of it goes in at once: each later change of a figure checks the whole anew, and
    costs more than making it.
    """
    quiet = {"automargin": True, "fixedrange": True}
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
                "xaxis": {"showgrid": False, **quiet, **xaxis},
                "yaxis": {"zeroline": False, **quiet, **yaxis},
                **layout,
            },
        }
    )


def config() -> dict[str, Any]:
    """Plotly's own settings: tools only on hover, months and days in the reader's language."""
    locale = Locale.parse(chosen())
    days, months = locale.days["format"], locale.months["format"]
    return {
        "displaylogo": False,
        "displayModeBar": "hover",
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
