"""How pilots stood over time: a strip each, that begins anew with every review."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import (
    BLUE,
    GREY,
    LEGEND,
    ORANGE,
    RED,
    TEAL,
    figure,
    hover_lines,
    plain,
    shorten,
    words_of_row,
)
from pilots.evidence.standings import Judgement, Standings, Track
from pilots.language import day

_ROW, _EDGES = 70, 86
"""Pixels: a line of words with its strip, and what stands around them all."""

_LOOKS: Mapping[str, tuple[str, str]] = {
    "on_track": (BLUE, "circle"),
    "at_risk": (ORANGE, "triangle-up"),
    "off_track": (RED, "square"),
    "scale": (TEAL, "star"),
    "stop": (GREY, "x"),
}
"""The colour and the shape of each status, and of each decision that turns a pilot."""

_WORDS, _STRIP, _TURN = -0.32, 0.04, 0.3
"""Where the words, the strip and the decisions of a row are, in rows from its middle."""


def standings_chart(standings: Standings) -> go.Figure:
    """Time from left to right; a mark is a review or a decision; the legend names the shapes."""
    rows = len(standings.tracks)
    return figure(
        [
            trace
            # Marks after all strips, so that none is half hidden.
            for draw in (_strips, _marks)
            for status in _LOOKS
            if (trace := draw(standings, status))["x"]
        ],
        height=_EDGES + _ROW * max(rows, 1),
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
        showlegend=True,
        legend=LEGEND,
        xaxis={"range": _span(standings), "type": "date", "nticks": 5, "tickformat": "%b<br>%Y"},
        yaxis={"range": [rows - 0.5, -0.5], "visible": False},
        annotations=[
            _name(standings, n, track)
            for n, track in enumerate(standings.tracks)
            if track.pilot_name
        ],
    )


def _strips(standings: Standings, status: str) -> dict[str, Any]:
    """A broad line for as long as the team said this."""
    stretches = [
        (n, judgement)
        for n, track in enumerate(standings.tracks)
        for judgement in track.judgements
        if judgement.status == status
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [on for _n, stretch in stretches for on in (stretch.since, stretch.until, None)],
        "y": [y for n, _stretch in stretches for y in (n + _STRIP, n + _STRIP, None)],
        "line": {"color": _LOOKS[status][0], "width": 12},
        "opacity": 0.35,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _marks(standings: Standings, status: str) -> dict[str, Any]:
    """A mark on each day on which it was said, or decided."""
    colour, shape = _LOOKS[status]
    marks = [
        (n + y, on, words)
        for n, track in enumerate(standings.tracks)
        for y, on, words in _said(standings, track, status)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": standings.word(status),
        "x": [on for _y, on, _words in marks],
        "y": [y for y, _on, _words in marks],
        "marker": {"size": 15, "color": colour, "symbol": shape},
        "hovertext": [words for _y, _on, words in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }


def _said(standings: Standings, track: Track, status: str) -> Iterator[tuple[float, date, str]]:
    for judgement in track.judgements:
        if judgement.status == status:
            yield _STRIP, judgement.since, _hover(standings, judgement)
    for turn in track.turns:
        if turn.kind == status:
            yield _TURN, turn.on, f"<b>{standings.word(status)}</b>, {day(turn.on)}"


def _hover(standings: Standings, judgement: Judgement) -> str:
    first = f"<b>{standings.word(judgement.status)}</b>, {day(judgement.since)}"
    return "<br>".join([first, *hover_lines(judgement.why)])


def _name(standings: Standings, n: int, track: Track) -> dict[str, Any]:
    """The pilot and how it stands now, above its strip."""
    now = standings.word(track.judgements[-1].status)
    text = f"<b>{plain(shorten(track.pilot_name, 34))}</b> · {now}"
    return words_of_row(text, n + _WORDS, "middle")


def _span(standings: Standings) -> list[datetime] | None:
    """The range of the axis, with room for half a mark at both ends."""
    days = [
        on
        for track in standings.tracks
        for on in (
            *(on for each in track.judgements for on in (each.since, each.until)),
            *(turn.on for turn in track.turns),
        )
    ]
    if not days:
        return None
    first, last = (datetime.combine(edge(days), time()) for edge in (min, max))
    room = max((last - first) * 0.03, timedelta(days=2))
    return [first - room, last + room]
