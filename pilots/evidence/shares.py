"""The Beta-binomial model of a share, x of n people: its interval, and whether a target is met.

Answers are assumed to be independent. The prior of the share is Beta(a, b), by default uniform
(a = b = 1); after x of n the posterior is Beta(a + x, b + n - x). (Gelman et al., Bayesian Data
Analysis, 2.1-2.4.)
"""

from dataclasses import dataclass
from math import ceil, floor

from pilots.evidence.arguments import as_count, as_level, as_prior
from pilots.evidence.chances import TAIL, Chance, how_likely, sure, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.evidence.progress import Point
from pilots.language import _, number

UNIFORM = (1.0, 1.0)
"""The prior for which every share is as likely as every other."""


@dataclass(frozen=True)
class ShareChance(Chance):
    """The chance that there will be enough hits among all the trials planned."""

    hits: int
    """So far: people who said yes, came back, …"""
    trials: int
    """Out of how many so far: what the chance rests on."""
    hits_needed: int
    """Hits needed in the end, those so far included."""
    trials_planned: int
    """Trials in the end, those so far included."""
    low: int | None
    """The 10th percentile of the hits in the end; None where it is too early."""
    high: int | None
    """The 90th percentile of the hits in the end; None where it is too early."""
    is_over: bool = False
    """Whether the day of the target has come, so that nobody is still to be asked."""

    @property
    def is_reached(self) -> bool:
        """Whether the hits so far are enough."""
        return self.hits >= self.hits_needed

    @property
    def is_out_of_reach(self) -> bool:
        """Whether there are too few even if all trials to come are hits."""
        return self.hits + self.trials_planned - self.trials < self.hits_needed

    @property
    def is_settled(self) -> bool:
        """Whether it is known, whatever is still to come."""
        return self.is_reached or self.is_out_of_reach or self.is_over

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        needed, planned = number(self.hits_needed), number(self.trials_planned)
        if self.is_reached:
            reached = _("The target of {needed} of {all} is reached.", needed=needed, all=planned)
            return f"{reached} {self._so_far}"
        if self.is_over:
            over = _(
                "Time is up and the target of {needed} of {all} was not met.",
                needed=needed,
                all=planned,
            )
            return f"{over} {self._so_far}"
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
    """The credible interval of a share, from its posterior Beta(a + hits, b + trials - hits)."""

    hits: int
    """People who said yes, came back, …"""
    trials: int
    """Out of how many."""
    mean: float
    """The posterior mean, from 0 to 1: hits / trials, drawn a little to the prior."""
    low: float
    """The lower end of the interval, from 0 to 1."""
    high: float
    """The upper end of the interval, from 0 to 1."""
    level: float
    """The probability that the interval holds; the rest is split evenly over both tails."""

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
            percent=sure(self.level),
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
    `betabinom.sf(k - x - 1, N - n, a + x, b + n - x)`, the posterior predictive distribution of
    the hits to come. `low` to `high` is its 80% prediction interval, with x added. The chance is
    None without trials, unless the outcome is certain. Raises ValueError for more hits than
    trials, more trials than planned, and arguments out of their range.
    """
    x, n = _hits(hits, trials)
    k = as_count(hits_needed, "The number of hits needed")
    planned = as_count(trials_planned, "The number of trials planned")
    a, b = as_prior(prior)
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
    """The credible interval of a share after `hits` of `trials`: Beta(a + x, b + n - x).

    Without trials it is the interval of the prior, and its sentence says that it is too early.
    Raises ValueError for more hits than trials, and arguments out of their range.
    """
    x, n = _hits(hits, trials)
    within = as_level(level)
    a, b = as_prior(prior)
    known = stats().beta(a + x, b + n - x)
    low, high = (float(known.ppf(tail)) for tail in ((1 - within) / 2, (1 + within) / 2))
    return ShareInterval(x, n, (a + x) / (a + b + n), low, high, within)


def share_of(newest: Point | None) -> ShareInterval | None:
    """The interval of a measurement that is x of n people, in whole numbers; None elsewhere."""
    if newest is None or not newest.of_how_many or newest.is_bound:
        return None
    hits, trials = newest.value, newest.of_how_many
    if hits != int(hits) or not 0 <= hits <= trials:
        return None
    return share_interval(int(hits), trials)


def _hits(hits: object, trials: object) -> tuple[int, int]:
    x, n = as_count(hits, "The number of hits"), as_count(trials, "The number of trials")
    if x > n:
        raise ValueError(f"There cannot be more hits than trials: {x} of {n}.")
    return x, n
