"""Exact permutation tests, for numbers so small that an approximation would mislead.

The exact methods of scipy's `wilcoxon` and `mannwhitneyu` hold only without ties, and most of
what people answer has ties. Here ties get the mean of their ranks, and every permutation of those
is counted, in whole numbers. (Conover, Practical Nonparametric Statistics, 3.4, 5.1 and 5.7.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

from pilots.evidence.arguments import as_fraction

ALPHA = 0.05
"""The level of significance: up to this p a difference is not put down to chance."""


@dataclass(frozen=True)
class Distribution:
    """How many permutations give each sum of ranks; ranks are doubled, so that they are whole."""

    ways: tuple[int, ...]
    """For each sum from 0 on."""

    def at_most(self, total: int) -> Fraction:
        """The share of permutations with this sum or less."""
        return Fraction(sum(self.ways[: max(total + 1, 0)]), sum(self.ways))

    def two_sided(self, total: int) -> float:
        """Twice the smaller tail from this sum on, at most 1."""
        lower, upper = self.at_most(total), 1 - self.at_most(total - 1)
        return float(min(2 * min(lower, upper), Fraction(1)))

    def plus(self, other: "Distribution") -> "Distribution":
        """The distribution of the sum of two that are independent."""
        ways = [0] * (len(self.ways) + len(other.ways) - 1)
        for one, n in enumerate(self.ways):
            if n:
                for two, m in enumerate(other.ways):
                    ways[one + two] += n * m
        return Distribution(tuple(ways))


def sign_test(up: int, down: int) -> float:
    """The p-value of the two-sided sign test, which is also that of McNemar's exact test.

    With u up and d down `p = min(1, 2 P(X <= min(u, d)))`, X binomial(u + d, 1/2).
    """
    moved = up + down
    outcomes = sum(comb(moved, fewer) for fewer in range(min(up, down) + 1))
    return min(1.0, 2 * outcomes / (1 << moved))


def doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each value, 2 for the lowest; equal values get the mean of theirs."""
    exact = [as_fraction(value) for value in values]
    ordered = sorted(exact)
    first = {value: at for at, value in reversed(list(enumerate(ordered)))}
    last = {value: at for at, value in enumerate(ordered)}
    return [first[value] + last[value] + 2 for value in exact]


def signed_ranks(ranks: Sequence[int]) -> Distribution:
    """The sum of those of these (doubled) ranks that are positive, each with a chance of half."""
    counted = _Counted(bits=len(ranks) + 1)
    ways = 1
    for rank in ranks:
        ways += counted.shifted(ways, rank)
    return counted.distribution(ways, sum(ranks))


def rank_sums(ranks: Sequence[int], size: int) -> Distribution:
    """The sum of `size` of these (doubled) ranks, every choice of them equally likely."""
    counted = _Counted(bits=len(ranks) + 1)
    ways = [1] + [0] * size
    for rank in ranks:
        for chosen in range(size, 0, -1):
            ways[chosen] += counted.shifted(ways[chosen - 1], rank)
    return counted.distribution(ways[size], sum(ranks))


@dataclass(frozen=True)
class _Counted:
    """Numbers of ways as the digits of one large whole number: adding a rank is one shift."""

    bits: int
    """No number of ways takes more."""

    @property
    def _bytes(self) -> int:
        return self.bits // 8 + 1

    def shifted(self, ways: int, rank: int) -> int:
        return ways << (8 * self._bytes * rank)

    def distribution(self, ways: int, highest: int) -> Distribution:
        return Distribution(tuple(self._digits(ways, highest)))

    def _digits(self, ways: int, highest: int) -> Iterator[int]:
        width = self._bytes
        digits = ways.to_bytes(width * (highest + 1), "little")
        for at in range(0, len(digits), width):
            yield int.from_bytes(digits[at : at + width], "little")
