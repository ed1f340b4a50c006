"""What the numbers say: rows in, frozen results out, each with its own sentence."""

from pilots.evidence.burnup import Burnup, burnup
from pilots.evidence.comparison import Comparison, Lane, Mark, comparison
from pilots.evidence.pace import Pace, pace
from pilots.evidence.places import Places, Spot, places
from pilots.evidence.plan import Plan, Stretch, plan
from pilots.evidence.principles import Principles, principles
from pilots.evidence.progress import Point, Progress, percents, progress
from pilots.evidence.turnout import Turnout, turnout

__all__ = [
    "Burnup",
    "Comparison",
    "Lane",
    "Mark",
    "Pace",
    "Places",
    "Plan",
    "Point",
    "Principles",
    "Progress",
    "Spot",
    "Stretch",
    "Turnout",
    "burnup",
    "comparison",
    "pace",
    "percents",
    "places",
    "plan",
    "principles",
    "progress",
    "turnout",
]
