"""Who moved on a ladder, such as that of participation, between two moments.

Rungs have an order and no distance, so there is no average rung. The numbers are of people:
for who may not recognise anybody they go through `small_cells` first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from pilots.evidence.chances import too_early
from pilots.evidence.given import a_whole_number
from pilots.language import _, number, plural

HIGHEST = 100
"""No ladder has more rungs."""
FEWEST = 6
"""With fewer people who moved, even if all went the same way, it can be chance (p > 0.05)."""
RARE = 0.05
"""From this p on a difference is taken to be no chance."""


@dataclass(frozen=True)
class LadderMovement:
    """The same people at two moments."""

    rungs: tuple[int, ...]
    """From the lowest on which anybody stood to the highest; empty where nobody did."""
    before: tuple[float, ...]
    """For each of the rungs which share of the people (0 to 1) stood on it or higher, at first."""
    after: tuple[float, ...]
    """The same at the second moment."""
    up: int
    """People who went up."""
    same: int
    """People who stayed where they were."""
    down: int
    """People who went down."""
    left_out: int
    """People of whom the rung is known at one moment only, or at none."""
    p: float
    """How often, from 0 to 1, chance alone gives a difference between up and down as large as
    this, or larger: the two-sided sign test."""

    @property
    def people(self) -> int:
        """What it rests on: people of whom both rungs are known."""
        return self.up + self.same + self.down

    @property
    def needed(self) -> int:
        """How many more people must have moved before the sign test can say anything."""
        return max(FEWEST - self.up - self.down, 0)

    @property
    def sentence(self) -> str:
        """Who moved, and whether that can be chance, in the reader's language."""
        if not self.people:
            return too_early(plural("{n} person", "{n} people", 1))
        moved = _(
            "Of {people}, {up} went up, {down} went down and {same} stayed.",
            people=plural("{n} person", "{n} people", self.people),
            up=number(self.up),
            down=number(self.down),
            same=number(self.same),
        )
        return f"{moved} {self._verdict()}"

    def _verdict(self) -> str:
        if self.needed:
            return _(
                "Too few people moved to say whether that is chance: at least {n} are needed.",
                n=number(FEWEST),
            )
        if self.p <= RARE:
            return _("So large a difference between up and down rarely happens by chance.")
        return _("Such a difference between up and down can well be chance.")


def ladder_movement(before: Sequence[int | None], after: Sequence[int | None]) -> LadderMovement:
    """How people moved: their rungs (1 is lowest), each person in the same place in both.

    None where a rung is not known; who has none at one of the moments is left out. The sign
    test leaves out who stayed, and takes up and down to be equally likely: with u up and d down
    `p = min(1, 2 P(X <= min(u, d)))`, X binomial(u + d, 1/2) (Conover, Practical Nonparametric
    Statistics, 3.4). It is calculated in whole numbers, so that it is exact.
    """
    first, second = _rungs(before), _rungs(after)
    if len(first) != len(second):
        raise ValueError(
            f"Each person must be in both: there are {len(first)} rungs before and "
            f"{len(second)} after."
        )
    pairs = [
        (old, new)
        for old, new in zip(first, second, strict=True)
        if old is not None and new is not None
    ]
    up, down = sum(new > old for old, new in pairs), sum(new < old for old, new in pairs)
    known = [rung for pair in pairs for rung in pair]
    rungs = tuple(range(min(known), max(known) + 1)) if known else ()
    return LadderMovement(
        rungs=rungs,
        before=_at_or_above(rungs, [old for old, _new in pairs]),
        after=_at_or_above(rungs, [new for _old, new in pairs]),
        up=up,
        same=len(pairs) - up - down,
        down=down,
        left_out=len(first) - len(pairs),
        p=_sign_test(up, down),
    )


def _at_or_above(rungs: Sequence[int], people: Sequence[int]) -> tuple[float, ...]:
    return tuple(sum(stands >= rung for stands in people) / len(people) for rung in rungs)


def _sign_test(up: int, down: int) -> float:
    moved = up + down
    ways = sum(comb(moved, fewer) for fewer in range(min(up, down) + 1))
    return min(1.0, 2 * ways / (1 << moved))


def _rungs(given: Sequence[int | None]) -> list[int | None]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"Rungs must be a list or a tuple of whole numbers, not {given!r}.")
    return [None if rung is None else _rung(rung) for rung in given]


def _rung(given: object) -> int:
    rung = a_whole_number(given, "A rung (None where it is not known)")
    if not 0 <= rung <= HIGHEST:
        raise ValueError(f"A rung must lie between 0 and {HIGHEST}, not {given!r}.")
    return rung
