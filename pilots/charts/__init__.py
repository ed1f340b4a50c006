"""Pictures: results in, Plotly figures out."""

from pilots.charts.outcome import outcome_chart
from pilots.charts.template import config
from pilots.charts.weeks import weeks_chart

__all__ = ["config", "outcome_chart", "weeks_chart"]
