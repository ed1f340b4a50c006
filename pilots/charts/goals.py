"""Goal attainment: a bar for each goal, from as planned, with its level described in words.

The y axis counts pixels from the top, so that a goal takes as much room as its words need.
"""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, figure, plain, shorten
from pilots.evidence import GoalAttainment
from pilots.evidence.goals import HIGHEST, LOWEST
from pilots.language import number
from pilots.points import SeriesPoint, write

AXIS, BAR, LINE, GAP = 44, 34, 19, 18
"""Pixels: the words above the axis, a bar, a line of words, and the space between two goals."""

WIDTH, LINES = 44, 2
"""Characters per line, and lines, of a goal and of its level: what fits on a phone."""


def goals_chart(
    attained: GoalAttainment,
    levels: Sequence[str],
    descriptions: Mapping[str, str],
    ids: Mapping[str, str],
) -> go.Figure:
    """A bar per scored goal. `levels` are the names of the five levels, the lowest first;
    `descriptions` of the level reached, and `ids`, are by the name of the goal."""
    notes: list[dict[str, Any]] = []
    bars: list[float] = []
    at = 0
    for goal in attained.goals:
        name, words = _lines(goal.name), _lines(descriptions.get(goal.name, ""))
        notes.append(_note(f"<b>{'<br>'.join(name)}</b>", at, 14))
        at += LINE * len(name)
        bars.append(at + BAR / 2)
        at += BAR
        notes.append(_note("<br>".join(words), at, 13))
        at += LINE * len(words) + GAP
    scores = [goal.score for goal in attained.goals]
    shared = {
        "y": bars,
        "hovertext": [
            f"{plain(shorten(goal.name, WIDTH))}: {signed(goal.score)}" for goal in attained.goals
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [write(SeriesPoint("scores", (ids[goal.name],))) for goal in attained.goals],
    }
    colours = [BLUE if score >= 0 else ORANGE for score in scores]
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": scores,
                "width": BAR / 3,
                **shared,
                "marker": {"color": colours},
            },
            # A bar for as planned has no length, so each bar ends in a point.
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": scores,
                **shared,
                "marker": {"size": 18, "color": colours, "opacity": 1},
                "text": [f"<b>{signed(score)}</b>" for score in scores],
                "textposition": [
                    "middle left" if score < 0 else "middle right" for score in scores
                ],
            },
        ],
        height=AXIS + max(at, BAR) + 8,
        margin={"l": 8, "r": 8, "t": AXIS, "b": 0},
        xaxis={
            "side": "top",
            "range": [LOWEST - 0.55, HIGHEST + 0.55],
            "tickvals": list(range(LOWEST, HIGHEST + 1)),
            "ticktext": [plain(level).replace(" ", "<br>", 1) for level in levels],
            "tickangle": 0,
            "tickfont": {"size": 12},
            "zeroline": False,
        },
        yaxis={"range": [max(at, BAR), 0], "showticklabels": False, "showgrid": False},
        annotations=notes,
        shapes=[_tick(level, bar) for bar in bars for level in range(LOWEST, HIGHEST + 1)],
    )


def signed(score: int) -> str:
    """A score with its sign: −2, 0, +1."""
    return number(score) if score == 0 else f"{'+' if score > 0 else '−'}{number(abs(score))}"


def _tick(level: int, bar: float) -> dict[str, Any]:
    """A tick of a level at one bar; a line through all bars would cross the words."""
    return {
        "type": "line",
        "x0": level,
        "x1": level,
        "y0": bar - BAR / 2,
        "y1": bar + BAR / 2,
        "layer": "below",
        "line": {"color": GREY, "width": 1 if level else 2},
        "opacity": 0.4 if level else 1,
    }


def _note(text: str, at: int, size: int) -> dict[str, Any]:
    """Words at a height, left-aligned, over the full width."""
    return {
        "text": text,
        "showarrow": False,
        "align": "left",
        "font": {"size": size},
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": at,
        "yanchor": "top",
    }


def _lines(text: str) -> list[str]:
    """The beginning of a text in lines that fit, safe to show; a long word is cut."""
    lines = wrap(" ".join(text.split()), WIDTH)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :]), WIDTH)]
    return [plain(line) for line in lines]
