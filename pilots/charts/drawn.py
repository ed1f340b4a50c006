"""A figure that was drawn before, kept as plain data."""

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure


def plain_data(figure: go.Figure) -> dict[str, Any]:
    """What a figure holds, checked and complete, as JSON values."""
    data: dict[str, Any] = figure.to_plotly_json()
    return data


class Drawn(BaseFigure):  # type: ignore[misc]  # Plotly's own classes are not typed
    """Looks like a figure to whoever shows it, and costs next to nothing to make.

    Making a real figure anew checks every value once more, which takes longer than all else
    that a page with charts does.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        # Not calling Plotly's own is the point: that is where everything is checked.
        self._data_as_drawn = data

    def to_dict(self) -> dict[str, Any]:
        return self._data_as_drawn
