"""What is asked and what is offered, by theme: bars to two sides of one line."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import (
    BLUE,
    LEGEND,
    ORANGE,
    WHOLE,
    figure,
    plain,
    shorten,
    whole_steps,
)
from pilots.evidence.mismatch import Mismatch, ThemeCount
from pilots.language import _, plural

MOST = 15
"""Themes in the picture; the table has them all."""

_BAR = 34
"""Pixels for a theme: a finger wide."""


def mismatch_chart(found: Mismatch) -> go.Figure:
    """Asked to the left and offered to the right; what is asked most and offered least on top."""
    themes = found.themes[:MOST]
    names = [plain(shorten(name_of(each), 22)) for each in themes]
    highest = max((max(each.asked, each.offered) for each in themes), default=1)
    asked = {"color": ORANGE, "pattern": {"shape": "/", "fillmode": "overlay", "solidity": 0.2}}
    step = whole_steps(highest)
    ticks = [n for n in range(-highest, highest + 1) if n % step == 0]
    return figure(
        [
            _bars(_("Asked"), names, [-each.asked for each in themes], _asked(themes), asked),
            _bars(
                _("Offered"),
                names,
                [each.offered for each in themes],
                _offered(themes),
                {"color": BLUE},
            ),
        ],
        height=90 + _BAR * max(len(themes), 2),
        barmode="relative",
        showlegend=True,
        legend=LEGEND,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        xaxis={
            "tickformat": WHOLE,
            "tickvals": ticks,
            "ticktext": [str(abs(n)) for n in ticks],
            "range": [-highest * 1.1, highest * 1.1],
            "zeroline": True,
        },
        yaxis={"autorange": "reversed", "type": "category"},
    )


def name_of(count: ThemeCount) -> str:
    """The theme in words; that there is none."""
    return count.theme or _("without a theme")


def _bars(
    name: str, themes: Sequence[str], numbers: Sequence[int], words: list[str], marker: Any
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(themes),
        "x": [n or None for n in numbers],
        "marker": marker,
        "hovertext": words,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _asked(themes: Sequence[ThemeCount]) -> list[str]:
    return [
        f"{plain(name_of(each))}: {plural('asked {n} time', 'asked {n} times', each.asked)}"
        for each in themes
    ]


def _offered(themes: Sequence[ThemeCount]) -> list[str]:
    return [
        f"{plain(name_of(each))}: {plural('offered {n} time', 'offered {n} times', each.offered)}"
        for each in themes
    ]
