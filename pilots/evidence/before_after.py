"""Before and after of the same people: did they change, how much, and can that be chance?

It compares people with themselves, so it says that they changed and not why: there is nobody to
compare with who did not take part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import lcm

from pilots.evidence.arguments import Better, as_direction, as_fraction, as_level, as_values
from pilots.evidence.chances import sure, too_early
from pilots.evidence.chart_words import direction_sentence
from pilots.evidence.exact_tests import ALPHA, doubled_ranks, signed_ranks
from pilots.evidence.same_people import MIN_CHANGED, pairs_of, verdict
from pilots.language import _, number, plural, significant


@dataclass(frozen=True)
class PairedChange:
    """How a value changed in the same people: signed rank test and Hodges-Lehmann estimate."""

    people: int
    """People with a value at both moments."""
    up: int
    same: int
    down: int
    left_out: int
    """People with a value at one moment only."""
    change: float | None
    """The Hodges-Lehmann estimate of the change; None without people."""
    low: float | None
    """The lower end of its exact confidence interval; None where people are too few for it."""
    high: float | None
    level: float
    """The confidence that the interval has, at least what was asked; 0 without an interval."""
    p: float
    """The p-value of the two-sided exact signed rank test."""
    better: Better

    @property
    def needed(self) -> int:
        """How many more people must change before chance can be excluded."""
        return max(MIN_CHANGED - self.up - self.down, 0)

    @property
    def is_change(self) -> bool:
        """Whether test and interval both exclude that nothing changed."""
        excludes = self.low is not None and self.high is not None and self.low * self.high > 0
        return self.p <= ALPHA and excludes

    @property
    def sentence(self) -> str:
        """Who changed, how much, and whether that can be chance, in the reader's language."""
        if not self.people:
            return too_early(plural("{n} person", "{n} people", 1))
        return " ".join(filter(None, self._sentences()))

    def _sentences(self) -> Iterator[str]:
        yield _(
            "Of {people}, {up} went up, {down} went down and {same} stayed.",
            people=plural("{n} person", "{n} people", self.people),
            up=number(self.up),
            down=number(self.down),
            same=number(self.same),
        )
        yield self._how_much()
        yield from verdict(self.needed, self.is_change)
        if self.is_change and self.better != "neither":
            is_right = ((self.change or 0) > 0) == (self.better == "higher")
            yield direction_sentence("improvement" if is_right else "concern")
        if self.left_out:
            yield plural(
                "{n} person was seen once, and is left out.",
                "{n} people were seen once, and are left out.",
                self.left_out,
            )

    def _how_much(self) -> str:
        """The typical change; its interval too, unless all changed the same."""
        if self.change is None or self.low is None or self.high is None:
            return ""
        if self.low == self.high:
            return _("The typical change is {change}.", change=significant(self.change))
        return _(
            "The typical change is {change}; with {percent} certainty it lies between {low} and "
            "{high}.",
            change=significant(self.change),
            percent=sure(self.level),
            low=significant(self.low, self.high),
            high=significant(self.high, self.low),
        )


def paired_change(
    before: Sequence[float | None],
    after: Sequence[float | None],
    better: Better = "higher",
    *,
    level: float = 0.95,
) -> PairedChange:
    """The change of people with values `before` and `after`, in the same order.

    None where a value is not known: that person is left out. The p-value is that of Wilcoxon's
    signed rank test: people who stayed are left out, equal changes share their ranks, and every
    way to give them a sign is counted. `change` is the Hodges-Lehmann estimate, the median of the
    means of all pairs of changes (a change with itself too); `low` to `high` are those pair means
    between which it lies with a confidence of at least `level`, exact where no two changes are
    equal. (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3.1-3.3.) Raises
    ValueError for two series of different lengths, and for values that are no numbers.
    """
    direction, confidence = as_direction(better), as_level(level)
    pairs = pairs_of(as_values(before), as_values(after))
    moved = [as_fraction(b) - as_fraction(a) for a, b in pairs if a is not None and b is not None]
    changes = [float(change) for change in moved]
    # Twice the means, in whole numbers: to sort fractions takes twenty times as long.
    times = lcm(*(change.denominator for change in moved))
    whole = [int(change * times) for change in moved]
    doubled = sorted(one + two for at, one in enumerate(whole) for two in whole[at:])

    def mean(twice: int) -> float:
        return float(Fraction(twice, 2 * times))

    at = _end(len(moved), confidence)
    distribution = signed_ranks([2 * rank for rank in range(1, len(moved) + 1)])
    middle = len(doubled) // 2
    return PairedChange(
        people=len(moved),
        up=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        down=sum(change < 0 for change in changes),
        left_out=len(pairs) - len(moved),
        change=mean(doubled[middle] + doubled[-1 - middle]) / 2 if doubled else None,
        low=mean(doubled[at - 1]) if at else None,
        high=mean(doubled[-at]) if at else None,
        level=float(1 - 2 * distribution.at_most(2 * (at - 1))) if at else 0.0,
        p=_signed_rank_test(changes),
        better=direction,
    )


def _signed_rank_test(changes: Sequence[float]) -> float:
    moved = [change for change in changes if change]
    ranks = doubled_ranks([abs(change) for change in moved])
    up = sum(rank for rank, change in zip(ranks, moved, strict=True) if change > 0)
    return signed_ranks(ranks).two_sided(up)


def _end(n: int, level: float) -> int:
    """Which pair mean, counted from the lowest as 1, ends the interval; 0 where there is none."""
    ways = signed_ranks([2 * rank for rank in range(1, n + 1)]).ways[::2]
    allowed = (1 - as_fraction(level)) / 2 * sum(ways)
    return next(at for at, below in enumerate(accumulate(ways)) if below > allowed)
