"""Before and after of the same people: did they change, how much, and can that be chance?

It compares people with themselves, so it says that they changed and not why: there is nobody to
compare with who did not take part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from pilots.evidence.arguments import Better, as_direction, as_fraction, as_level, as_values
from pilots.evidence.chances import sure, too_early
from pilots.evidence.chart_words import direction_sentence
from pilots.evidence.exact_tests import ALPHA, doubled_ranks, sign_test, signed_ranks
from pilots.language import _, number, plural, significant

MIN_CHANGED = 6
"""If fewer people changed, p is above 0.05 even if all changed the same way."""


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
        yield from _verdict(self.needed, self.is_change)
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


@dataclass(frozen=True)
class YesNoChange:
    """How a yes or no changed in the same people: McNemar's exact test."""

    stayed_yes: int
    became_yes: int
    became_no: int
    stayed_no: int
    left_out: int
    """People whose answer is known at one moment only."""
    p: float
    """The p-value of the two-sided exact test, on those who changed."""

    @property
    def people(self) -> int:
        """People whose answer is known at both moments."""
        return self.stayed_yes + self.became_yes + self.became_no + self.stayed_no

    @property
    def needed(self) -> int:
        """How many more people must change before chance can be excluded."""
        return max(MIN_CHANGED - self.became_yes - self.became_no, 0)

    @property
    def sentence(self) -> str:
        """Who changed, and whether that can be chance, in the reader's language."""
        if not self.people:
            return too_early(plural("{n} person", "{n} people", 1))
        changed = _(
            "Of {people}, {before} said yes first and {after} later: {gained} changed to yes and "
            "{lost} to no.",
            people=plural("{n} person", "{n} people", self.people),
            before=number(self.stayed_yes + self.became_no),
            after=number(self.stayed_yes + self.became_yes),
            gained=number(self.became_yes),
            lost=number(self.became_no),
        )
        return " ".join((changed, *_verdict(self.needed, self.p <= ALPHA)))


def _verdict(needed: int, is_change: bool) -> Iterator[str]:
    if needed:
        yield _(
            "Too few people changed to say whether that is chance: at least {n} are needed.",
            n=number(MIN_CHANGED),
        )
    elif is_change:
        yield _("So large a change rarely happens by chance. It does not say why.")
    else:
        yield _("Such a change can well be chance.")


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
    pairs = _pairs(as_values(before), as_values(after))
    moved = [as_fraction(b) - as_fraction(a) for a, b in pairs if a is not None and b is not None]
    changes = [float(change) for change in moved]
    means = sorted((one + two) / 2 for at, one in enumerate(moved) for two in moved[at:])
    at = _end(len(moved), confidence)
    distribution = signed_ranks([2 * rank for rank in range(1, len(moved) + 1)])
    middle = len(means) // 2
    return PairedChange(
        people=len(moved),
        up=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        down=sum(change < 0 for change in changes),
        left_out=len(pairs) - len(moved),
        change=float((means[middle] + means[-1 - middle]) / 2) if means else None,
        low=float(means[at - 1]) if at else None,
        high=float(means[-at]) if at else None,
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


def yes_no_change(before: Sequence[bool | None], after: Sequence[bool | None]) -> YesNoChange:
    """The change of people who said yes (True) or no (False) before and after, in one order.

    None where an answer is not known: that person is left out. Of those who changed it tests
    whether as many went either way: `p = min(1, 2 P(X <= min(b, c)))`, X binomial(b + c, 1/2).
    (McNemar 1947; Agresti, Categorical Data Analysis, 11.1.) Raises ValueError for two series of
    different lengths, and for answers that are neither.
    """
    pairs = _pairs(_answers(before), _answers(after))
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    gained, lost = known.count((False, True)), known.count((True, False))
    return YesNoChange(
        stayed_yes=known.count((True, True)),
        became_yes=gained,
        became_no=lost,
        stayed_no=known.count((False, False)),
        left_out=len(pairs) - len(known),
        p=sign_test(gained, lost),
    )


def _answers(given: Sequence[bool | None]) -> list[bool | None]:
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ValueError(f"Answers must be a list or a tuple of True and False, not {given!r}.")
    for answer in given:
        if answer is not None and not isinstance(answer, bool):
            raise ValueError(f"An answer must be True, False or None, not {answer!r}.")
    return list(given)


T = TypeVar("T")


def _pairs(before: Sequence[T], after: Sequence[T]) -> list[tuple[T, T]]:
    if len(before) != len(after):
        raise ValueError(
            f"Each person must be in both: there are {len(before)} values before and "
            f"{len(after)} after."
        )
    return list(zip(before, after, strict=True))
