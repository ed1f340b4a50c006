"""Movement on an ordinal ladder, such as that of participation, between two moments.

Rungs have an order and no distance (an ordinal scale), so there is no average rung: the sign
test compares how many people went up and down. The counts are of people, so they pass through
`small_cells` before anybody outside the team sees them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pilots.evidence.arguments import as_whole_number
from pilots.evidence.chances import too_early
from pilots.evidence.exact_tests import ALPHA, sign_test
from pilots.language import _, number, plural

HIGHEST = 100
"""The highest rung that is accepted."""
MIN_MOVED = 6
"""If fewer people moved, p is above 0.05 even if all went the same way."""


@dataclass(frozen=True)
class LadderMovement:
    """How the same people moved between two moments, and the sign test."""

    rungs: tuple[int, ...]
    """All rungs from the lowest on which anybody stood to the highest; empty without people."""
    before: tuple[float, ...]
    """For each of `rungs` the share of people (0 to 1) at or above it, at the first moment."""
    after: tuple[float, ...]
    """The same at the second moment."""
    up: int
    """People who went up."""
    same: int
    """People who stayed where they were."""
    down: int
    """People who went down."""
    left_out: int
    """People whose rung is not known at both moments."""
    p: float
    """The p-value of the two-sided sign test: the probability of a difference between up and
    down at least this large if both are equally likely."""

    @property
    def people(self) -> int:
        """People whose rung is known at both moments."""
        return self.up + self.same + self.down

    @property
    def needed(self) -> int:
        """How many more people must move before the sign test can say anything."""
        return max(MIN_MOVED - self.up - self.down, 0)

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
                n=number(MIN_MOVED),
            )
        if self.p <= ALPHA:
            return _("So large a difference between up and down rarely happens by chance.")
        return _("A difference like this between up and down could well be chance.")


def ladder_movement(before: Sequence[int | None], after: Sequence[int | None]) -> LadderMovement:
    """The movement of people with rungs `before` and `after`, 1 the lowest, in the same order.

    None where a rung is not known: that person is left out. The sign test leaves out people who
    stayed; with u up and d down `p = min(1, 2 P(X <= min(u, d)))`, X binomial(u + d, 1/2)
    (Conover, Practical Nonparametric Statistics, 3.4), calculated exactly in whole numbers.
    Raises ValueError for rungs that are no whole numbers from 0 to 100, and for two series of
    different lengths.
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
        p=sign_test(up, down),
    )


def _at_or_above(rungs: Sequence[int], people: Sequence[int]) -> tuple[float, ...]:
    return tuple(sum(stands >= rung for stands in people) / len(people) for rung in rungs)


def _rungs(given: Sequence[int | None]) -> list[int | None]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"Rungs must be a list or a tuple of whole numbers, not {given!r}.")
    return [None if rung is None else _rung(rung) for rung in given]


def _rung(given: object) -> int:
    rung = as_whole_number(given, "A rung (None where it is not known)")
    if not 0 <= rung <= HIGHEST:
        raise ValueError(f"A rung must lie between 0 and {HIGHEST}, not {given!r}.")
    return rung
