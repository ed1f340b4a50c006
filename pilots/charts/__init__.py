"""Charts: functions from results of `pilots.evidence` to Plotly figures."""

from pilots.charts.actions_per_week import actions_per_week_chart
from pilots.charts.assessment import meanings
from pilots.charts.burnup import burnup_chart
from pilots.charts.comparison import comparison_chart
from pilots.charts.goals import goals_chart
from pilots.charts.ladder import ladder_chart
from pilots.charts.mismatch import mismatch_chart
from pilots.charts.outcome import outcome_chart
from pilots.charts.outcome_overview import outcome_overview_chart
from pilots.charts.palette import hex_of, letters_on
from pilots.charts.places import places_chart
from pilots.charts.plan import plan_chart
from pilots.charts.principles import principles_chart
from pilots.charts.template import config
from pilots.charts.turnout import turnout_chart
from pilots.charts.work_done import work_done_chart

__all__ = [
    "actions_per_week_chart",
    "burnup_chart",
    "comparison_chart",
    "config",
    "goals_chart",
    "hex_of",
    "ladder_chart",
    "letters_on",
    "meanings",
    "mismatch_chart",
    "outcome_chart",
    "outcome_overview_chart",
    "places_chart",
    "plan_chart",
    "principles_chart",
    "turnout_chart",
    "work_done_chart",
]
