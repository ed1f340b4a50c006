"""The string of pearls: pearls by shape, links in the colour of their recruiter, the newest glow.

Plotly draws from places that are worked out before (`evidence.pearl_layout`), and plays the growth
in the browser, from frames.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from pilots.charts.palette import hex_of
from pilots.charts.template import BLUE, GREY, ORANGE, figure, month, plain, shorten
from pilots.evidence.pearls import Pearl, Pearls, Shape
from pilots.language import _, plural
from pilots.points import RecordPoint, write
from schemas import Colour

SHAPES: Mapping[Shape, str] = {
    "person": "circle",
    "group": "hexagon2",
    "organisation": "square",
    "place": "diamond",
}

RECRUITERS = (Colour.TEAL, Colour.PURPLE, Colour.ORANGE, Colour.PINK, Colour.BLUE, Colour.OLIVE)
"""The colours of the recruiters with the most links; links of all others are grey."""

BEAD = 10.0
"""Pixels from the middle of a pearl to its edge."""

CHARACTER = 7.2
"""Pixels of a letter of a label."""


@dataclass(frozen=True)
class View:
    """What of the string is drawn."""

    on: date
    since: date | None = None
    """With what came and went since this day marked."""
    gone: tuple[str, ...] = ()
    """The ids of pearls that are thought away."""
    width: int = 1000
    """About how many pixels there are: labels stand only where they fit."""
    height: int = 520


def pearls_chart(string: Pearls, view: View) -> go.Figure:
    """The string on a day; without anything marked it can be played from its first month."""
    recruiters = _recruiters(string)
    is_still = view.since is not None or bool(view.gone)
    frames = [] if is_still else [*_frames(string, view, recruiters)]
    drawn = figure(
        _traces(string, view, recruiters),
        height=view.height,
        margin={"l": 4, "r": 4, "t": 4, "b": 64 if len(frames) > 1 else 4},
        xaxis=_axis([x for x, _y in string.places.values()]),
        yaxis=_axis([y for _x, y in string.places.values()]),
        uirevision="pearls",
        **(_player(frames, view.width) if len(frames) > 1 else {}),
    )
    drawn.frames = frames if len(frames) > 1 else []
    return drawn


def _axis(values: Sequence[float]) -> dict[str, Any]:
    low, high = min(values, default=0.0), max(values, default=1.0)
    return {"range": [low - 0.8, high + 1.1], "visible": False, "zeroline": False}


# --- what is drawn on one day ------------------------------------------------------------


def _traces(string: Pearls, view: View, recruiters: Mapping[str, str]) -> list[dict[str, Any]]:
    """Always as many, in the same order: frames replace them one by one."""
    return [
        *_links(string, view, recruiters),
        _changed(string, view),
        _glow(string, view),
        _beads(string, view, recruiters),
    ]


def _links(string: Pearls, view: View, recruiters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    gone = set(view.gone)
    for maker, colour in [*recruiters.items(), (None, GREY)]:
        ends = [
            strand.ends
            for strand in string.at(view.on)
            if (strand.made_by if strand.made_by in recruiters else None) == maker
            and not gone & set(strand.ends)
        ]
        yield _lines(string, ends, {"color": colour, "width": 2})


def _changed(string: Pearls, view: View) -> dict[str, Any]:
    """The links that went since a day, or that go with the pearls that are thought away."""
    now = {frozenset(strand.ends) for strand in string.at(view.on)}
    ends = [s.ends for s in string.at(view.on) if set(view.gone) & set(s.ends)]
    if view.since:
        before = string.at(view.since)
        ends += [strand.ends for strand in before if frozenset(strand.ends) not in now]
    return _lines(string, ends, {"color": ORANGE, "width": 2, "dash": "dot"})


def _lines(
    string: Pearls, ends: Sequence[tuple[str, str]], line: Mapping[str, Any]
) -> dict[str, Any]:
    points = [(string.places[one], string.places[other]) for one, other in ends]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for one, other in points for x in (one[0], other[0], None)],
        "y": [y for one, other in points for y in (one[1], other[1], None)],
        "line": line,
        "opacity": 0.75,
        "hoverinfo": "skip",
    }


def _glow(string: Pearls, view: View) -> dict[str, Any]:
    """Around the newest pearls, or those that came since a day."""
    drawn = {pearl.id for pearl in string.linked(view.on)}
    if view.since:
        fresh = drawn - {pearl.id for pearl in string.linked(view.since)}
    else:
        fresh = string.new(view.on) & drawn
    spots = [string.places[id] for id in sorted(fresh)]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _y in spots],
        "y": [y for _x, y in spots],
        "marker": {"size": 34, "color": "#f2b632", "opacity": 0.45},
        "hoverinfo": "skip",
    }


def _beads(string: Pearls, view: View, recruiters: Mapping[str, str]) -> dict[str, Any]:
    drawn = string.linked(view.on)
    degrees = string.degrees(view.on)
    ordered = sorted(drawn, key=lambda pearl: (-degrees[pearl.id], pearl.name))
    labelled = _with_room(string, ordered, view)
    spots = [string.places[pearl.id] for pearl in ordered]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, _y in spots],
        "y": [y for _x, y in spots],
        "marker": {
            "symbol": [_symbol(pearl, view) for pearl in ordered],
            "size": [min(26, 12 + 2 * degrees[pearl.id]) for pearl in ordered],
            "color": [recruiters.get(pearl.id, BLUE) for pearl in ordered],
            "line": {"width": 1.5, "color": "#ffffff"},
            "opacity": 1,
        },
        "text": [plain(shorten(p.name, 22)) if p.id in labelled else "" for p in ordered],
        "textposition": "top center",
        "textfont": {"size": 12},
        "hovertext": [_hover(pearl, degrees[pearl.id]) for pearl in ordered],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [write(RecordPoint(pearl.table, pearl.id)) for pearl in ordered],
        "cliponaxis": False,
    }


def _symbol(pearl: Pearl, view: View) -> str:
    return "x" if pearl.id in view.gone else SHAPES[pearl.shape]


def _hover(pearl: Pearl, links: int) -> str:
    return f"{plain(pearl.name)}<br>{plural('{n} link', '{n} links', links)}"


def _with_room(string: Pearls, ordered: Sequence[Pearl], view: View) -> set[str]:
    """The pearls whose names fit beside those of pearls with more links."""
    xs, ys = zip(*string.places.values(), strict=True) if string.places else ((0,), (0,))
    across = view.width / (max(xs) - min(xs) + 1.8)
    upward = view.height / (max(ys) - min(ys) + 1.8)
    drawn = [string.places[pearl.id] for pearl in ordered]
    taken = [(x * across, y * upward, BEAD) for x, y in drawn]
    named: set[str] = set()
    for pearl in ordered:
        x, y = string.places[pearl.id]
        half = CHARACTER * min(len(pearl.name), 22) / 2
        at = (x * across, y * upward + 18, half)
        if all(abs(at[1] - b) > 15 or abs(at[0] - a) > half + h + 4 for a, b, h in taken):
            taken.append(at)
            named.add(pearl.id)
    return named


def _recruiters(string: Pearls) -> dict[str, str]:
    """The colour (#rrggbb) of each recruiter, those with the most links first."""
    return {id: hex_of(colour) for id, colour in _with_colours(string)}


def legend(string: Pearls) -> list[tuple[str, Colour]]:
    """The name of each recruiter with their colour."""
    return [(string.pearls[id].name, colour) for id, colour in _with_colours(string)]


def _with_colours(string: Pearls) -> list[tuple[str, Colour]]:
    made = [strand.made_by for strand in string.strands if strand.made_by in string.pearls]
    most = sorted(dict.fromkeys(filter(None, made)), key=lambda id: (-made.count(id), id))
    return list(zip(most, RECRUITERS, strict=False))


# --- growing -----------------------------------------------------------------------------


def _frames(string: Pearls, view: View, recruiters: Mapping[str, str]) -> Iterator[go.Frame]:
    """The last day of each month since the first link, up to the day that is shown."""
    for on in _month_ends(string, view.on):
        then = View(on, width=view.width, height=view.height)
        yield go.Frame(data=_traces(string, then, recruiters), name=month(on))


def _month_ends(string: Pearls, until: date) -> Iterator[date]:
    days = [day for day in string.days if day <= until]
    if not days:
        return
    first = days[0].replace(day=1)
    while first <= until:
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        yield min(date.fromordinal(following.toordinal() - 1), until)
        first = following


def _player(frames: Sequence[go.Frame], width: int) -> dict[str, Any]:
    """A button that plays the growth, and a slider over its months."""
    beside = 125 / width  # the button's own width
    fast = {"mode": "immediate", "frame": {"duration": 0, "redraw": False}}
    slow = {
        "mode": "immediate",
        "fromcurrent": False,
        "frame": {"duration": 700, "redraw": False},
        "transition": {"duration": 300},
    }
    return {
        "updatemenus": [
            {
                "type": "buttons",
                "showactive": False,
                "x": 0,
                "y": 0,
                "xanchor": "left",
                "yanchor": "top",
                "pad": {"t": 18},
                "buttons": [
                    {"label": f"▶ {_('Play')}", "method": "animate", "args": [None, slow]}
                ],
            }
        ],
        "sliders": [
            {
                "active": len(frames) - 1,
                "x": beside,
                "len": 1 - beside,
                "y": 0,
                "pad": {"t": 4, "b": 0},
                "currentvalue": {"visible": True, "xanchor": "right", "offset": 4},
                "steps": [
                    {"label": frame.name, "method": "animate", "args": [[frame.name], fast]}
                    for frame in frames
                ],
                "tickcolor": GREY,
                "font": {"color": "rgba(0,0,0,0)", "size": 1},
            }
        ],
    }
