"""What chance alone rarely does: the four rules of the NHS, in their order.

("Making Data Count", as in the R package NHSRplotthedots. Nelson and Western Electric have
more rules; each of them adds false alarms.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from pilots.evidence.limits import NEAR, Band

RUN = 7
"""Points in a row that make a trend, or a shift."""
WINDOW = 3
"""Points of which two near a limit are one too many."""

Rule = Literal["outside", "trend", "two of three", "shift"]
"""outside: beyond a limit. trend: seven rising or falling. two of three: near the same limit.
shift: seven on one side of the mean."""


@dataclass(frozen=True)
class Signal:
    """Why a point stands out."""

    rule: Rule
    """The first of the rules, in their order, that it breaks."""
    is_up: bool
    """Upwards: above the mean, or rising."""
    points: int
    """How many points show it together: 1 outside, 2 or 3 of three, or all of the run."""


def signals(values: Sequence[Fraction], band: Band) -> tuple[Signal | None, ...]:
    """For each value, oldest first, why it stands out; None where it does not."""
    steps = [value - band.mean for value in values]
    found: dict[int, Signal] = {}
    for rule, shown in RULES.items():
        new = {at: Signal(rule, way > 0, points) for at, way, points in shown(steps, band.reach)}
        found = new | found  # what an earlier rule found stays
    return tuple(found.get(at) for at in range(len(values)))


Shown = list[tuple[int, int, int]]
"""Where a rule is broken, which way (1 up, -1 down), and by how many points together. Each rule
is given how far the values are from the mean, and how far the limits are from it."""


def _outside(steps: Sequence[Fraction], reach: Fraction) -> Shown:
    """Strictly: a point on a limit is within it."""
    return [(at, _sign(step), 1) for at, step in enumerate(steps) if abs(step) > reach]


def _trend(steps: Sequence[Fraction], _reach: Fraction) -> Shown:
    """Strictly: two equal values end it.

    The point where a rise turns into a fall belongs to both, and counts as what comes after.
    """
    return [
        (at, way, n + 1)
        for first, way, n in _runs([_sign(later - earlier) for earlier, later in pairwise(steps)])
        if way and n + 1 >= RUN
        for at in range(first, first + n + 1)
    ]


def _two_of_three(steps: Sequence[Fraction], reach: Fraction) -> Shown:
    """Only the points near the limit stand out. One outside it is not near it."""
    far = NEAR * reach
    near = [far < abs(step) <= reach for step in steps]
    sides = [_sign(step) for step in steps]
    return [
        (at, sides[first], sum(near[first : first + WINDOW]))
        for first in range(len(steps) - WINDOW + 1)
        if abs(sum(sides[first : first + WINDOW])) == WINDOW
        and sum(near[first : first + WINDOW]) >= 2
        for at in range(first, first + WINDOW)
        if near[at]
    ]


def _shift(steps: Sequence[Fraction], _reach: Fraction) -> Shown:
    """A point on the mean ends it."""
    return [
        (at, side, n)
        for first, side, n in _runs([_sign(step) for step in steps])
        if side and n >= RUN
        for at in range(first, first + n)
    ]


RULES: dict[Rule, Callable[[Sequence[Fraction], Fraction], Shown]] = {
    "outside": _outside,
    "trend": _trend,
    "two of three": _two_of_three,
    "shift": _shift,
}


def _runs(ways: Sequence[int]) -> list[tuple[int, int, int]]:
    """Equal ones in a row: where they begin, which one it is, and how many."""
    found, first = [], 0
    for way, equal in groupby(ways):
        n = len(list(equal))
        found.append((first, way, n))
        first += n
    return found


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
