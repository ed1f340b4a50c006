"""The rate of a count, such as visits a week: its Gamma-Poisson posterior, with an interval.

Events are assumed to come alone and at a constant rate. (Gelman et al., Bayesian Data Analysis,
2.6.)
"""

from dataclasses import dataclass

from pilots.evidence.arguments import as_count, as_level, as_nonnegative, as_prior
from pilots.evidence.chances import Every, span, sure, too_early
from pilots.evidence.counts import JEFFREYS
from pilots.evidence.distributions import stats
from pilots.language import _, number, significant


@dataclass(frozen=True)
class RatePosterior:
    """The posterior of a rate, Gamma(shape, rate), with a credible interval."""

    events: int
    """Events counted."""
    periods: float
    """In how many periods (weeks, months)."""
    shape: float
    """Of the Gamma distribution: a + events."""
    rate: float
    """Of the Gamma distribution, in periods: b + periods."""
    mean: float | None
    """Expected events in one period; None without periods and with a prior rate of 0."""
    low: float | None
    """The lower end of the interval, in events per period; None as for `mean`."""
    high: float | None
    """The upper end."""
    level: float
    """The probability that the interval holds; the rest is split evenly over both tails."""
    every: Every
    """What one period is called."""

    @property
    def sentence(self) -> str:
        """The interval and what it rests on, in the reader's language."""
        if not self.periods or self.low is None or self.high is None:
            return too_early(span(1, self.every))
        return _(
            "Counted: {events} in {span}. With {percent} certainty the true average lies between "
            "{low} and {high} each time.",
            events=number(self.events),
            span=span(self.periods, self.every),
            percent=sure(self.level),
            low=significant(self.low, self.high),
            high=significant(self.high, self.low),
        )


def rate_posterior(
    events: int,
    periods: float,
    prior: tuple[float, float] = JEFFREYS,
    *,
    level: float = 0.95,
    every: Every = "week",
) -> RatePosterior:
    """The posterior of the rate after `events` in `periods`: Gamma(a + y, b + t).

    Raises ValueError for events in 0 periods, and for arguments out of their range.
    """
    y, t = (
        as_count(events, "The number of events"),
        as_nonnegative(periods, "The number of periods"),
    )
    a, b = as_prior(prior, second_may_be_zero=True)
    within = as_level(level)
    if y and not t:
        raise ValueError(f"Nothing can happen in no time: {y} events in 0 periods.")
    shape, rate = a + y, b + t
    if not rate:
        return RatePosterior(y, t, shape, rate, None, None, None, within, every)
    ends = stats().gamma(shape, scale=1 / rate)
    low, high = (float(ends.ppf(tail)) for tail in ((1 - within) / 2, (1 + within) / 2))
    return RatePosterior(y, t, shape, rate, shape / rate, low, high, within, every)
