"""Before and after the start of something, in one pilot (AB) or in several (multiple baseline).

Several pilots that start at different times say more than one: what else happened at one moment
does not explain a change at each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pilots.evidence.arguments import (
    Better,
    as_direction,
    as_fraction,
    as_values,
    as_whole_number,
)
from pilots.evidence.cautions import dependent
from pilots.evidence.chances import span, too_early
from pilots.evidence.chart_words import direction_sentence
from pilots.evidence.dependence import looks_like_before
from pilots.evidence.exact_tests import ALPHA, Distribution, doubled_ranks, rank_sums
from pilots.evidence.progress import percents
from pilots.language import _, number, plural

MIN_EACH = 3
"""With fewer measurements in a phase nothing is said of it."""
ALREADY = 0.4
"""From this trend on in the first phase it was already changing (Parker et al. 2011)."""


@dataclass(frozen=True)
class PhaseChange:
    """Measurements before and after a start: Tau-U, and a permutation test."""

    before: int
    """Measurements before the start."""
    after: int
    """Measurements from the start on."""
    higher: int
    """Of all pairs of a measurement before and one after: how often the one after is higher."""
    lower: int
    """How often it is lower."""
    trend: float
    """Kendall's tau of the first phase with time: 1 if it rose each time, -1 if it fell."""
    trend_pairs: int
    """Pairs in the first phase that rise, minus those that fall."""
    p: float
    """The p-value of the exact two-sided rank sum test; 1 where measurements are too few."""
    is_dependent: bool
    """Whether, within the phases, each measurement looks like the one before it."""
    better: Better

    @property
    def tau(self) -> float:
        """Pairs that are higher minus pairs that are lower, as a share of all: from -1 to 1."""
        pairs = self.before * self.after
        return (self.higher - self.lower) / pairs if pairs else 0.0

    @property
    def tau_u(self) -> float:
        """The same, corrected for a trend that was there before the start; from -1 to 1."""
        pairs = self.before * self.after
        corrected = (self.higher - self.lower - self.trend_pairs) / pairs if pairs else 0.0
        return min(max(corrected, -1.0), 1.0)

    @property
    def needed(self) -> int:
        """How many more measurements are needed to say something; 0 if none."""
        return sum(max(MIN_EACH - n, 0) for n in (self.before, self.after))

    @property
    def was_changing(self) -> bool:
        """Whether it was already moving the same way before the start."""
        return abs(self.trend) >= ALREADY and self.trend * self.tau > 0

    @property
    def sentence(self) -> str:
        """What is different since the start, in the reader's language."""
        if self.needed:
            return too_early(span(self.needed, "measurement"))
        return " ".join(filter(None, self._sentences()))

    def _sentences(self) -> Iterator[str]:
        yield _compared(self.higher, self.lower, self.before * self.after)
        yield from _verdict(self.p, self.tau, self.better, is_already=self.was_changing)
        if self.is_dependent:
            yield dependent()


@dataclass(frozen=True)
class MultipleBaseline:
    """Several pilots, each before and after its own start."""

    pilots: tuple[PhaseChange, ...]
    """In the order given."""
    starts: int
    """How many different moments of start there are."""
    p: float
    """The p-value of the exact two-sided test on all pilots together, each compared with itself
    (a stratified rank sum test)."""
    better: Better

    @property
    def tau(self) -> float:
        """Tau of all pairs within pilots together: from -1 to 1."""
        pairs = sum(one.before * one.after for one in self.pilots)
        return sum(one.higher - one.lower for one in self.pilots) / pairs if pairs else 0.0

    @property
    def needed(self) -> int:
        """How many more measurements are needed to say something; 0 if none."""
        return sum(one.needed for one in self.pilots)

    @property
    def sentence(self) -> str:
        """What is different since the starts, in the reader's language."""
        if self.needed or not self.pilots:
            return too_early(span(self.needed or 2 * MIN_EACH, "measurement"))
        return " ".join(filter(None, self._sentences()))

    def _sentences(self) -> Iterator[str]:
        up = sum(one.tau > 0 for one in self.pilots)
        down = sum(one.tau < 0 for one in self.pilots)
        yield _(
            "Since the start it has been higher in {up} of {pilots}, and lower in {down}.",
            up=number(up),
            down=number(down),
            pilots=plural("{n} pilot", "{n} pilots", len(self.pilots)),
        )
        already = any(one.was_changing for one in self.pilots)
        yield from _verdict(self.p, self.tau, self.better, is_already=already)
        if self.starts < 2:
            yield _("They all started at once, so something else of that moment may explain it.")
        if any(one.is_dependent for one in self.pilots):
            yield dependent()


def _compared(higher: int, lower: int, pairs: int) -> str:
    return _(
        "Of all pairs of a measurement before and one after, the one after is higher in {higher} "
        "and lower in {lower}.",
        higher=f"{percents(higher / pairs)}%",
        lower=f"{percents(lower / pairs)}%",
    )


def _verdict(p: float, tau: float, better: Better, *, is_already: bool) -> Iterator[str]:
    if p > ALPHA:
        yield _("A difference like this could well be chance.")
        return
    yield _("So large a difference rarely happens by chance.")
    if better != "neither":
        is_right = (tau > 0) == (better == "higher")
        yield direction_sentence("improvement" if is_right else "concern")
    if is_already:
        yield _("But it was already moving that way before the start.")


def phase_change(
    before: Sequence[float | None], after: Sequence[float | None], better: Better = "higher"
) -> PhaseChange:
    """Measurements `before` and `after` a start, each oldest first; None where there is none.

    Each measurement before is compared with each one after (Tau-U: Parker, Vannest, Davis and
    Sauber, Combining nonoverlap and trend for single-case research, 2011). The p-value counts
    every way to divide the measurements into two such phases (Wilcoxon's rank sum test, ties
    included), which takes them to be independent: see `is_dependent`. Raises ValueError for values
    that are no numbers.
    """
    return _compare(as_values(before), as_values(after), better)[0]


def multiple_baseline(
    series: Sequence[Sequence[float | None]], starts: Sequence[int], better: Better = "higher"
) -> MultipleBaseline:
    """A series for each pilot, of the same periods, oldest first; None where there is none.

    `starts` has for each the index of its first period after the start. Each pilot is compared
    with itself as `phase_change` does; together they are tested by the sum of their rank sums,
    over all ways to divide each. (Heyvaert and Onghena, Randomization tests for single-case
    experiments, 2014.) Raises ValueError for a start outside its series, and for values that are
    no numbers.
    """
    if len(series) != len(starts):
        raise ValueError(f"There are {len(series)} series, and {len(starts)} starts.")
    found = []
    for values, start in zip(map(as_values, series), starts, strict=True):
        at = as_whole_number(start, "A start")
        if not 0 <= at <= len(values):
            raise ValueError(f"A start lies between 0 and {len(values)}, and is {start!r}.")
        found.append(_compare(values[:at], values[at:], better))
    total, all_ways = 0, Distribution((1,))
    for _one, rank_sum, ways in found:
        total, all_ways = total + rank_sum, all_ways.plus(ways)
    return MultipleBaseline(
        pilots=tuple(one for one, _sum, _ways in found),
        starts=len(set(starts)),
        p=all_ways.two_sided(total),
        better=as_direction(better),
    )


def _compare(
    before: Sequence[float | None], after: Sequence[float | None], better: Better
) -> tuple[PhaseChange, int, Distribution]:
    """The comparison, the sum of the (doubled) ranks after the start, and its distribution."""
    first = [value for value in before if value is not None]
    second = [value for value in after if value is not None]
    ranks = doubled_ranks([*first, *second])
    ways, rank_sum = rank_sums(ranks, len(second)), sum(ranks[len(first) :])
    old, new = ([as_fraction(value) for value in phase] for phase in (first, second))
    rises = [(b > a) - (b < a) for at, a in enumerate(old) for b in old[at + 1 :]]
    is_enough = min(len(first), len(second)) >= MIN_EACH
    change = PhaseChange(
        before=len(first),
        after=len(second),
        higher=sum(b > a for a in old for b in new),
        lower=sum(b < a for a in old for b in new),
        trend=sum(rises) / len(rises) if rises else 0.0,
        trend_pairs=sum(rises),
        p=ways.two_sided(rank_sum) if is_enough else 1.0,
        is_dependent=looks_like_before([*_centred(first), *_centred(second)]),
        better=as_direction(better),
    )
    return change, rank_sum, ways


def _centred(values: Sequence[float]) -> list[float]:
    """The distances to the mean of the phase: a step between phases is no dependence."""
    mean = sum(values) / len(values) if values else 0.0
    return [value - mean for value in values]
