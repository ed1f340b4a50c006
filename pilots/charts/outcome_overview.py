"""All outcomes below each other: from baseline to promise, with today and the range ahead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import BLUE, GREY, ORANGE, TEAL, figure, plain, shorten
from pilots.evidence import State
from pilots.evidence.outcome_overview import OverviewRow
from pilots.evidence.progress import percents
from pilots.language import _, number


@dataclass(frozen=True)
class Layout:
    """Where the parts of a row are: y in rows from its middle, x in percents of the track."""

    row: int
    """Pixels."""
    words: float
    verdict: float
    track: float
    ends: float
    right: float
    """The edge at the right, to which the verdict reaches."""
    most: float
    """As far as a mark or a range is drawn, as a share of the way."""
    now_is_above: bool
    limit: int
    """Characters of a line of words."""


DESK = Layout(66, -0.26, -0.26, 0.12, 0.4, 144, 1.02, now_is_above=False, limit=80)
PAPER = replace(DESK, row=54, limit=56)
PHONE = Layout(122, -0.43, -0.22, 0.19, 0.36, 114, 1.1, now_is_above=True, limit=44)

_LINE, _SLIM = 111, 0.83
"""Characters of the words and the verdict of a row, where those are on one line; the verdict has
no bold ones."""

LOOKS: Mapping[State, tuple[str, str]] = {
    "reached": (BLUE, "star"),
    "nearer": (BLUE, "circle"),
    "same": (GREY, "square"),
    "further": (ORANGE, "triangle-left"),
    "redefined": (GREY, "x"),
    "unknown": (GREY, "circle-open"),
}
"""The colour and the shape of each state."""


def outcome_overview_chart(
    rows: Sequence[OverviewRow], colours: Mapping[str, str], layout: Layout = DESK
) -> go.Figure:
    """A row for each outcome; `colours` are those of the pilots (#rrggbb), by id."""
    has_pilots = len({row.pilot for row in rows}) > 1
    return figure(
        [
            _tracks(rows, layout),
            *_ranges(rows, layout),
            _names(rows, colours, layout),
            _targets(rows, layout),
            _marks(rows, layout),
        ],
        height=layout.row * max(len(rows), 1) + 20,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis={"range": [-14, layout.right], "visible": False},
        yaxis={"range": [len(rows) - 0.4, -0.6], "visible": False},
        annotations=[
            note for n, row in enumerate(rows) for note in _words(n, row, layout, has_pilots)
        ],
    )


def _at(share: float, layout: Layout) -> float:
    """Where a share of the way is drawn: what lies far outside the track, at the edge."""
    return 100 * min(max(share, -0.1), layout.most)


def _tracks(rows: Sequence[OverviewRow], layout: Layout) -> dict[str, Any]:
    known = [n for n, row in enumerate(rows) if row.promised]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _n in known for x in (0, 100, None)],
        "y": [y for n in known for y in (n + layout.track, n + layout.track, None)],
        "line": {"color": GREY, "width": 1},
        "hoverinfo": "skip",
    }


def _ranges(rows: Sequence[OverviewRow], layout: Layout) -> Iterator[dict[str, Any]]:
    words = _("In 8 of 10 cases it will be here on the day of the target.")
    for n, row in enumerate(rows):
        if row.low is None or row.high is None:
            continue
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [_at(row.low, layout), _at(row.high, layout)],
            "y": [n + layout.track] * 2,
            "line": {"color": TEAL, "width": 9},
            "opacity": 0.35,
            "text": [words] * 2,
            "hovertemplate": "%{text}<extra></extra>",
        }


def _names(
    rows: Sequence[OverviewRow], colours: Mapping[str, str], layout: Layout
) -> dict[str, Any]:
    """A square in the colour of the pilot before the words of each row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [-12] * len(rows),
        "y": [n + layout.words for n in range(len(rows))],
        "marker": {
            "symbol": "square",
            "size": 11,
            "color": [colours.get(row.pilot, BLUE) for row in rows],
        },
        "text": [plain(row.pilot_name) for row in rows],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _marks(rows: Sequence[OverviewRow], layout: Layout) -> dict[str, Any]:
    """Where each outcome is now."""
    known = [(n, row, row.share) for n, row in enumerate(rows) if row.share is not None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_at(share, layout) for _n, _row, share in known],
        "y": [n + layout.track for n, _row, _share in known],
        "marker": {
            "size": 15,
            "color": [LOOKS[row.state][0] for _n, row, _share in known],
            "symbol": [LOOKS[row.state][1] for _n, row, _share in known],
        },
        "text": [f"<b>{plain(shorten(row.now, 24))}</b>" for _n, row, _share in known],
        "textposition": [_side(share, layout) for _n, _row, share in known],
        "cliponaxis": False,
        "hovertext": [_hover(row) for _n, row, _share in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _side(share: float, layout: Layout) -> str:
    """Where the newest value stands beside its mark, so that no edge cuts it."""
    height = "top" if layout.now_is_above else "bottom"
    if share < 0.1:
        return f"{height} right"
    return f"{height} left" if share > 0.8 else f"{height} center"


def _targets(rows: Sequence[OverviewRow], layout: Layout) -> dict[str, Any]:
    known = [n for n, row in enumerate(rows) if row.promised]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [100] * len(known),
        "y": [n + layout.track for n in known],
        "marker": {"symbol": "line-ns", "size": 14, "line": {"width": 3, "color": ORANGE}},
        "hoverinfo": "skip",
    }


def _hover(row: OverviewRow) -> str:
    way = (
        _("{percent}% of the way to the target", percent=number(percents(row.share)))
        if row.share is not None and row.share >= 0
        else row.verdict
    )
    return "<br>".join(map(plain, (row.statement, row.pilot_name, f"{row.now}: {way}")))


def _words(n: int, row: OverviewRow, layout: Layout, has_pilots: bool) -> Iterator[dict[str, Any]]:
    """What should change, in which pilot, what became of it, and the ends of the track."""
    now = row.now if row.share is None else ""
    verdict = " · ".join(filter(None, (now, row.verdict, row.chance)))
    pilot = plain(shorten(row.pilot_name, 24)) if has_pilots else ""
    if layout.now_is_above:
        statement = f"<b>{plain(shorten(row.statement, layout.limit))}</b>"
        below = "<br>".join(filter(None, (pilot, plain(verdict))))
        yield _note(statement, -10, n + layout.words, "left")
        yield _note(below, -10, n + layout.verdict, "left") | {"align": "left"}
    else:
        limit = min(layout.limit, int(_LINE - _SLIM * len(verdict)) - len(pilot))
        statement = f"<b>{plain(shorten(row.statement, limit))}</b>"
        words = " · ".join(filter(None, (statement, pilot)))
        yield _note(words, -10, n + layout.words, "left")
        yield _note(plain(verdict), layout.right, n + layout.verdict, "right")
    if row.promised:
        words = row.promised
        if row.changed_to:
            words = _("{promised}, now {target}", promised=words, target=row.changed_to)
        if layout.now_is_above:
            yield _note(plain(words), layout.right, n + layout.ends, "right")
        else:
            yield _note(plain(words), 107, n + layout.track, "left")
    if row.began and row.promised and (layout.now_is_above or not _meets_now(row)):
        yield _note(plain(row.began), 0, n + layout.ends, "center")


def _meets_now(row: OverviewRow) -> bool:
    """Whether the newest value stands where the baseline would."""
    return row.share is not None and row.share < 0.12


def _note(text: str, x: float, y: float, side: str) -> dict[str, Any]:
    place = {"x": x, "y": y, "xanchor": side, "yanchor": "middle"}
    return {"text": text, "showarrow": False, "font": {"size": 13}, **place}
