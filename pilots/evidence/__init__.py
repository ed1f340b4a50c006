"""What the numbers say: rows in, frozen results out, each with its own sentence."""

from pilots.evidence.pace import Pace, pace
from pilots.evidence.progress import Point, Progress, progress

__all__ = ["Pace", "Point", "Progress", "pace", "progress"]
