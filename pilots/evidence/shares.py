"""How many out of how many: how sure the share is, and whether a target is met.

The prior of the share is Beta(a, b), by default uniform (a = b = 1), and what is known of it
after x of n is Beta(a + x, b + n - x). (Gelman et al., Bayesian Data Analysis, 2.1-2.4.)
"""

from dataclasses import dataclass
from math import ceil, floor

from pilots.evidence.chances import TAIL, Chance, how_likely, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.evidence.given import a_count, a_level, a_prior
from pilots.evidence.progress import Point
from pilots.language import _, number

UNIFORM = (1.0, 1.0)
"""Every share is as likely as every other beforehand."""


@dataclass(frozen=True)
class ShareChance(Chance):
    """The chance that enough of those who are planned will be a hit."""

    hits: int
    """How many so far (people who said yes, came back, …)."""
    trials: int
    """Out of how many so far: what the chance rests on."""
    hits_needed: int
    """How many it must be in the end, those of now included."""
    trials_planned: int
    """Out of how many in the end, those of now included."""
    low: int | None
    """The hits in the end are fewer than this in 1 of 10 cases; None where it is too early."""
    high: int | None
    """The hits in the end are more than this in 1 of 10 cases; None where it is too early."""

    @property
    def is_reached(self) -> bool:
        """Whether there are enough already."""
        return self.hits >= self.hits_needed

    @property
    def is_out_of_reach(self) -> bool:
        """Whether there would be too few even if all that are to come were hits."""
        return self.hits + self.trials_planned - self.trials < self.hits_needed

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        needed, planned = number(self.hits_needed), number(self.trials_planned)
        if self.is_reached:
            reached = _("The target of {needed} of {all} is reached.", needed=needed, all=planned)
            return f"{reached} {self._so_far}"
        if self.is_out_of_reach:
            gone = _(
                "The target of {needed} of {all} can no longer be met.", needed=needed, all=planned
            )
            return f"{gone} {self._so_far}"
        if self.chance is None:
            return too_early(number(self.needed))
        likely = _(
            "Meeting the target of {needed} of {all}: {likely}.",
            needed=needed,
            all=planned,
            likely=how_likely(self.chance),
        )
        ahead = _(
            "If it goes on like this, it will be {low} to {high} of {all} in 8 of 10 cases.",
            low=number(self.low or 0),
            high=number(self.high or 0),
            all=planned,
        )
        return f"{likely} {self._so_far} {ahead}"

    @property
    def _so_far(self) -> str:
        return _(
            "So far: {hits} out of {trials}.", hits=number(self.hits), trials=number(self.trials)
        )


@dataclass(frozen=True)
class ShareInterval:
    """What is known of a share: Beta(a + hits, b + trials - hits)."""

    hits: int
    """How many."""
    trials: int
    """Out of how many: what it rests on."""
    mean: float
    """The share as expected, from 0 to 1: hits / trials, drawn a little to the prior."""
    low: float
    """The lower end of the interval, from 0 to 1."""
    high: float
    """The upper end of the interval, from 0 to 1."""
    level: float
    """How much of the probability the interval holds, evenly cut off at both ends."""

    @property
    def sentence(self) -> str:
        """The interval and what it rests on; its ends are rounded outwards, in whole percents."""
        if not self.trials:
            return too_early(number(1))
        return _(
            "Counted: {hits} out of {trials}. With {percent} certainty the true share lies "
            "between {low} and {high}.",
            hits=number(self.hits),
            trials=number(self.trials),
            percent=f"{number(100 * self.level)}%",
            low=f"{floor(100 * self.low)}%",
            high=f"{ceil(100 * self.high)}%",
        )


def chance_of_share(
    hits: int,
    trials: int,
    hits_needed: int,
    trials_planned: int,
    prior: tuple[float, float] = UNIFORM,
) -> ShareChance:
    """The chance that `hits` of `trials` become `hits_needed` of `trials_planned`.

    With x of n so far, N in the end and k needed:
    `betabinom.sf(k - x - 1, N - n, a + x, b + n - x)`. The range is the 10th to the 90th
    percentile of the same distribution, with x added.
    """
    x, n = _hits(hits, trials)
    k = a_count(hits_needed, "The number of hits needed")
    planned = a_count(trials_planned, "The number of trials planned")
    a, b = a_prior(prior)
    if planned < n:
        raise ValueError(f"Of {planned} trials that are planned, {n} cannot be behind us.")
    chance: float | None
    low: int | None
    high: int | None
    if planned == n:
        chance, low, high = float(x >= k), x, x
    elif not n:
        certain = 0.0 if k > planned else 1.0 if k == 0 else None
        chance, low, high = certain, None, None
    else:
        to_come = stats().betabinom(planned - n, a + x, b + n - x)
        chance = within_bounds(to_come.sf(k - x - 1))
        low, high = (x + int(to_come.ppf(tail)) for tail in (TAIL, 1 - TAIL))
    return ShareChance(chance, int(chance is None), x, n, k, planned, low, high)


def share_interval(
    hits: int,
    trials: int,
    level: float = 0.95,
    prior: tuple[float, float] = UNIFORM,
) -> ShareInterval:
    """Between which shares the true one lies, by `hits` of `trials`: Beta(a + x, b + n - x).

    Without trials the interval is that of the prior, and the sentence says that it is too early.
    """
    x, n = _hits(hits, trials)
    within = a_level(level)
    a, b = a_prior(prior)
    known = stats().beta(a + x, b + n - x)
    low, high = (float(known.ppf(tail)) for tail in ((1 - within) / 2, (1 + within) / 2))
    return ShareInterval(x, n, (a + x) / (a + b + n), low, high, within)


def share_of(newest: Point | None) -> ShareInterval | None:
    """The interval of a measurement of people that is x of n; None where it is not."""
    if newest is None or not newest.of_how_many:
        return None
    hits, trials = newest.value, newest.of_how_many
    if hits != int(hits) or not 0 <= hits <= trials:
        return None
    return share_interval(int(hits), trials)


def _hits(hits: object, trials: object) -> tuple[int, int]:
    x, n = a_count(hits, "The number of hits"), a_count(trials, "The number of trials")
    if x > n:
        raise ValueError(f"There cannot be more hits than trials: {x} of {n}.")
    return x, n
