"""Statistics: pure functions from rows or numbers to frozen results that word themselves."""

from pilots.evidence.actions_per_week import ActionsPerWeek, actions_per_week
from pilots.evidence.assessment import Assessment, assess
from pilots.evidence.backtest import PastForecast, track_record
from pilots.evidence.before_after import (
    PairedChange,
    paired_change,
)
from pilots.evidence.burnup import Burnup, burnup
from pilots.evidence.certainty import certainty
from pilots.evidence.chances import Chance, Likelihood, how_likely, likelihood
from pilots.evidence.comparison import Comparison, Lane, Mark, comparison
from pilots.evidence.control import control_chart
from pilots.evidence.counts import (
    CountChance,
    chance_of_count,
    dispersion,
)
from pilots.evidence.decision_card import DecisionCard, decision_card
from pilots.evidence.dependence import lag_one, looks_like_before
from pilots.evidence.discrete_charts import count_chart, share_chart
from pilots.evidence.forecast import Forecast
from pilots.evidence.goals import GoalAttainment, ScoredGoal, goal_attainment
from pilots.evidence.ladder import LadderMovement, ladder_movement
from pilots.evidence.levels import LevelChance, chance_of_level
from pilots.evidence.limits import Limits
from pilots.evidence.network import Network, network, tie_survival
from pilots.evidence.notes import Method, Note, note
from pilots.evidence.phases import (
    MultipleBaseline,
    PhaseChange,
    multiple_baseline,
    phase_change,
)
from pilots.evidence.places import Places, Spot, places
from pilots.evidence.plan import Plan, Stretch, plan
from pilots.evidence.prediction import PredictionInterval
from pilots.evidence.principles import Principles, principles
from pilots.evidence.progress import Point, Progress, percents, progress
from pilots.evidence.promise import Promise, State, overall, promise
from pilots.evidence.rates import RatePosterior, rate_posterior
from pilots.evidence.segments import Break, Segment
from pilots.evidence.shares import ShareChance, ShareInterval, chance_of_share, share_interval
from pilots.evidence.signals import Signal
from pilots.evidence.turnout import Turnout, turnout
from pilots.evidence.work_done import WorkDone, work_done
from pilots.evidence.xmr import ChartPoint, ControlChart, assurance
from pilots.evidence.yes_no import YesNoChange, yes_no_change

__all__ = [
    "ActionsPerWeek",
    "Assessment",
    "Break",
    "Burnup",
    "Chance",
    "ChartPoint",
    "Comparison",
    "ControlChart",
    "CountChance",
    "DecisionCard",
    "Forecast",
    "GoalAttainment",
    "LadderMovement",
    "Lane",
    "LevelChance",
    "Likelihood",
    "Limits",
    "Mark",
    "Method",
    "MultipleBaseline",
    "Network",
    "Note",
    "PairedChange",
    "PastForecast",
    "PhaseChange",
    "Places",
    "Plan",
    "Point",
    "PredictionInterval",
    "Principles",
    "Progress",
    "Promise",
    "RatePosterior",
    "ScoredGoal",
    "Segment",
    "ShareChance",
    "ShareInterval",
    "Signal",
    "Spot",
    "State",
    "Stretch",
    "Turnout",
    "WorkDone",
    "YesNoChange",
    "actions_per_week",
    "assess",
    "assurance",
    "burnup",
    "certainty",
    "chance_of_count",
    "chance_of_level",
    "chance_of_share",
    "comparison",
    "control_chart",
    "count_chart",
    "decision_card",
    "dispersion",
    "goal_attainment",
    "how_likely",
    "ladder_movement",
    "lag_one",
    "likelihood",
    "looks_like_before",
    "multiple_baseline",
    "network",
    "note",
    "overall",
    "paired_change",
    "percents",
    "phase_change",
    "places",
    "plan",
    "principles",
    "progress",
    "promise",
    "rate_posterior",
    "share_chart",
    "share_interval",
    "tie_survival",
    "track_record",
    "turnout",
    "work_done",
    "yes_no_change",
]
