"""Special cause variation: the four rules of Making Data Count (NHS England), in their order.

(As in the R package NHSRplotthedots. The Nelson and Western Electric rules are more, and each
rule adds false alarms.)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from typing import Literal

from pilots.evidence.limits import Band

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


def signals(rates: Sequence[Fraction], bands: Sequence[Band]) -> tuple[Signal | None, ...]:
    """For each value, oldest first, why it stands out; None where it does not.

    Values and bands are per unit of size (see `Band`), a band for each value.
    """
    found: dict[int, Signal] = {}
    for rule, hits in RULES.items():
        new = {at: Signal(rule, side > 0, points) for at, side, points in hits(rates, bands)}
        found = new | found  # what an earlier rule found stays
    return tuple(found.get(at) for at in range(len(rates)))


Hits = list[tuple[int, int, int]]
"""For each point that meets a rule its index, its side (1 up, -1 down), and how many points meet
the rule together."""


def _outside(rates: Sequence[Fraction], bands: Sequence[Band]) -> Hits:
    """Beyond a limit; a point on it is within it."""
    pairs = enumerate(zip(rates, bands, strict=True))
    return [
        (at, 1 if rate > band.upper else -1, 1)
        for at, (rate, band) in pairs
        if not band.lower <= rate <= band.upper
    ]


def _trend(rates: Sequence[Fraction], _bands: Sequence[Band]) -> Hits:
    """Seven points that each rise, or each fall; two equal values end it.

    The point where a rise turns into a fall belongs to both, and counts as what comes after.
    """
    return [
        (at, side, n + 1)
        for first, side, n in _runs([_sign(later - earlier) for earlier, later in pairwise(rates)])
        if side and n + 1 >= RUN
        for at in range(first, first + n + 1)
    ]


def _two_of_three(rates: Sequence[Fraction], bands: Sequence[Band]) -> Hits:
    """Three points on one side, of which two or more are near the limit; only those stand out."""
    near = [
        band.near_upper < rate <= band.upper or band.lower <= rate < band.near_lower
        for rate, band in zip(rates, bands, strict=True)
    ]
    sides = _sides(rates, bands)
    return [
        (at, sides[first], sum(near[first : first + WINDOW]))
        for first in range(len(rates) - WINDOW + 1)
        if abs(sum(sides[first : first + WINDOW])) == WINDOW
        and sum(near[first : first + WINDOW]) >= 2
        for at in range(first, first + WINDOW)
        if near[at]
    ]


def _shift(rates: Sequence[Fraction], bands: Sequence[Band]) -> Hits:
    """Seven points on one side of the centre (see `Band`); a point on it ends it."""
    return [
        (at, side, n)
        for first, side, n in _runs(_sides(rates, bands))
        if side and n >= RUN
        for at in range(first, first + n)
    ]


RULES: dict[Rule, Callable[[Sequence[Fraction], Sequence[Band]], Hits]] = {
    "outside": _outside,
    "trend": _trend,
    "two of three": _two_of_three,
    "shift": _shift,
}


def _sides(rates: Sequence[Fraction], bands: Sequence[Band]) -> list[int]:
    return [
        (rate > band.centre) - (rate < band.centre)
        for rate, band in zip(rates, bands, strict=True)
    ]


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
