"""Pilots on the map of the Netherlands (PDOK)."""

from math import cos, log2, radians
from typing import Any

import plotly.graph_objects as go

from pilots.charts.template import figure, plain, shorten
from pilots.evidence import Places
from pilots.points import RecordPoint, write
from pilots.settings import MAPS

_TILES = f"{MAPS}/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{{z}}/{{x}}/{{y}}.png"

_PLAIN = {
    "version": 8,
    "sources": {},
    "layers": [{"id": "plain", "type": "background", "paint": {"background-color": "#e4e7eb"}}],
}
"""The background where no tiles load: without a connection, or abroad."""

_BACKGROUND = {
    "sourcetype": "raster",
    "source": [_TILES],
    "sourceattribution": "Kaartgegevens: Kadaster (PDOK)",
    "below": "traces",
}
"""A layer, and no part of the style: Plotly waits for the whole style before it listens to
clicks, and so for ever where the host does not answer."""

_NARROW = 340
"""Pixels: the width of the map on a phone; what fits there fits everywhere."""
_CLOSEST, _FURTHEST = 13.0, 5.5
"""Zoom levels: a neighbourhood, and the country."""


def places_chart(places: Places) -> go.Figure:
    """A mark per pilot, with its number in the list beside the map."""
    spots = places.spots
    return figure(
        [
            {
                "type": "scattermap",
                "lat": [spot.latitude for spot in spots],
                "lon": [spot.longitude for spot in spots],
                "mode": "markers+text",
                "marker": {"size": 26, "color": [spot.colour for spot in spots]},
                "text": [str(spot.number) for spot in spots],
                "textfont": {"size": 14, "color": "#ffffff"},
                "textposition": "middle center",
                "hovertext": [
                    "<br>".join(
                        plain(shorten(words, 60))
                        for words in (f"{spot.number}. {spot.label}", spot.place)
                        if words
                    )
                    for spot in spots
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
                "customdata": [write(RecordPoint("pilot", spot.id)) for spot in spots],
            }
        ],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        map={"style": _PLAIN, "layers": [_BACKGROUND], **_view(places)},
    )


def _view(places: Places) -> dict[str, Any]:
    """The centre of all spots, and the closest zoom with all of them in sight."""
    lats = [spot.latitude for spot in places.spots] or [52.2]
    lons = [spot.longitude for spot in places.spots] or [5.3]
    middle = {"lat": (min(lats) + max(lats)) / 2, "lon": (min(lons) + max(lons)) / 2}
    # A degree to the north is longer than one to the east.
    span = max(max(lons) - min(lons), (max(lats) - min(lats)) / cos(radians(middle["lat"])))
    zoom = log2(_NARROW * 0.75 * 360 / 512 / span) if span else _CLOSEST
    return {"center": middle, "zoom": min(max(zoom, _FURTHEST if span < 5 else 0), _CLOSEST)}
