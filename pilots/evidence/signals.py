"""Special cause variation: the four rules of Making Data Count (NHS England), in their order.

(As in the R package NHSRplotthedots. The Nelson and Western Electric rules are more, and each
rule adds false alarms.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from pilots.evidence.limits import NEAR, Band

RUN = 7
"""How many points in a row make a trend or a shift."""
WINDOW = 3
"""How many points the rule of two of three looks at."""

Rule = Literal["outside", "trend", "two of three", "shift"]
"""outside: beyond a limit. trend: seven rising or falling. two of three: beyond two sigma on one
side. shift: seven on one side of the mean."""


@dataclass(frozen=True)
class Signal:
    """Why a point stands out."""

    rule: Rule
    """The first of the rules, in their order, that it meets."""
    is_up: bool
    """Whether it is above the mean, or rising."""
    points: int
    """How many points meet the rule together: 1 outside, 2 or 3 of three, or the whole run."""


def signals(values: Sequence[Fraction], band: Band) -> tuple[Signal | None, ...]:
    """For each value, oldest first, why it stands out; None where it does not."""
    steps = [value - band.mean for value in values]
    found: dict[int, Signal] = {}
    for rule, hits in RULES.items():
        new = {
            at: Signal(rule, side > 0, points) for at, side, points in hits(steps, band.half_width)
        }
        found = new | found  # what an earlier rule found stays
    return tuple(found.get(at) for at in range(len(values)))


Hits = list[tuple[int, int, int]]
"""For each point that meets a rule its index, its side (1 up, -1 down), and how many points meet
the rule together. A rule takes the distances of the values to the mean (`steps`, below it
negative), and the distance of the limits to it (`half_width`)."""


def _outside(steps: Sequence[Fraction], half_width: Fraction) -> Hits:
    """Beyond a limit; a point on it is within it."""
    return [(at, _sign(step), 1) for at, step in enumerate(steps) if abs(step) > half_width]


def _trend(steps: Sequence[Fraction], _half_width: Fraction) -> Hits:
    """Seven points that each rise, or each fall; two equal values end it.

    The point where a rise turns into a fall belongs to both, and counts as what comes after.
    """
    return [
        (at, side, n + 1)
        for first, side, n in _runs([_sign(later - earlier) for earlier, later in pairwise(steps)])
        if side and n + 1 >= RUN
        for at in range(first, first + n + 1)
    ]


def _two_of_three(steps: Sequence[Fraction], half_width: Fraction) -> Hits:
    """Three points on one side, of which two or more are near the limit; only those stand out."""
    far = NEAR * half_width
    near = [far < abs(step) <= half_width for step in steps]
    sides = [_sign(step) for step in steps]
    return [
        (at, sides[first], sum(near[first : first + WINDOW]))
        for first in range(len(steps) - WINDOW + 1)
        if abs(sum(sides[first : first + WINDOW])) == WINDOW
        and sum(near[first : first + WINDOW]) >= 2
        for at in range(first, first + WINDOW)
        if near[at]
    ]


def _shift(steps: Sequence[Fraction], _half_width: Fraction) -> Hits:
    """Seven points on one side of the mean; a point on the mean ends it."""
    return [
        (at, side, n)
        for first, side, n in _runs([_sign(step) for step in steps])
        if side and n >= RUN
        for at in range(first, first + n)
    ]


RULES: dict[Rule, Callable[[Sequence[Fraction], Fraction], Hits]] = {
    "outside": _outside,
    "trend": _trend,
    "two of three": _two_of_three,
    "shift": _shift,
}


def _runs(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Equal signs in a row: the index of the first, the sign, and how many there are."""
    found, first = [], 0
    for sign, equal in groupby(signs):
        n = len(list(equal))
        found.append((first, sign, n))
        first += n
    return found


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
