"""A finished figure, stored as plain data."""

from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure


def plain_data(figure: go.Figure) -> dict[str, Any]:
    """A figure as JSON values, validated and with all defaults filled in."""
    data: dict[str, Any] = figure.to_plotly_json()
    return data


class StoredFigure(BaseFigure):  # type: ignore[misc]  # Plotly's own classes are not typed
    """A figure from stored data that Streamlit can show, without Plotly's validation.

    Validating every value again takes longer than everything else on a page with charts.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        # Plotly's own constructor validates everything, so it is not called.
        self._stored = data

    def to_dict(self) -> dict[str, Any]:
        """The stored data; Streamlit asks for nothing else."""
        return self._stored
