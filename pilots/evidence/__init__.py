"""What the numbers say: rows in, frozen results out, each with its own sentence."""

from pilots.evidence.burnup import Burnup, burnup
from pilots.evidence.chances import Chance, Likelihood, how_likely, likelihood
from pilots.evidence.comparison import Comparison, Lane, Mark, comparison
from pilots.evidence.control import control_chart
from pilots.evidence.counts import CountChance, RatePosterior, chance_of_count, rate_posterior
from pilots.evidence.decision_card import DecisionCard, decision_card
from pilots.evidence.forecast import Forecast, Reach
from pilots.evidence.goals import Goal, GoalAttainment, goal_attainment
from pilots.evidence.how_sure import how_sure
from pilots.evidence.judged import Break, Judged, Part, judged
from pilots.evidence.kept import Kept, looking_back
from pilots.evidence.ladder import LadderMovement, ladder_movement
from pilots.evidence.levels import LevelChance, chance_of_level
from pilots.evidence.limits import Limits
from pilots.evidence.notes import Method, Note, note
from pilots.evidence.pace import Pace, pace
from pilots.evidence.places import Places, Spot, places
from pilots.evidence.plan import Plan, Stretch, plan
from pilots.evidence.principles import Principles, principles
from pilots.evidence.progress import Point, Progress, percents, progress
from pilots.evidence.promise import Promise, overall, promise, side_by_side
from pilots.evidence.shares import ShareChance, ShareInterval, chance_of_share, share_interval
from pilots.evidence.signals import Signal
from pilots.evidence.turnout import Turnout, turnout
from pilots.evidence.work_done import WorkDone, work_done
from pilots.evidence.xmr import ChartPoint, ControlChart, assurance

__all__ = [
    "Break",
    "Burnup",
    "Chance",
    "ChartPoint",
    "Comparison",
    "ControlChart",
    "CountChance",
    "DecisionCard",
    "Forecast",
    "Goal",
    "GoalAttainment",
    "Judged",
    "Kept",
    "LadderMovement",
    "Lane",
    "LevelChance",
    "Likelihood",
    "Limits",
    "Mark",
    "Method",
    "Note",
    "Pace",
    "Part",
    "Places",
    "Plan",
    "Point",
    "Principles",
    "Progress",
    "Promise",
    "RatePosterior",
    "Reach",
    "ShareChance",
    "ShareInterval",
    "Signal",
    "Spot",
    "Stretch",
    "Turnout",
    "WorkDone",
    "assurance",
    "burnup",
    "chance_of_count",
    "chance_of_level",
    "chance_of_share",
    "comparison",
    "control_chart",
    "decision_card",
    "goal_attainment",
    "how_likely",
    "how_sure",
    "judged",
    "ladder_movement",
    "likelihood",
    "looking_back",
    "note",
    "overall",
    "pace",
    "percents",
    "places",
    "plan",
    "principles",
    "progress",
    "promise",
    "rate_posterior",
    "share_interval",
    "side_by_side",
    "turnout",
    "work_done",
]
