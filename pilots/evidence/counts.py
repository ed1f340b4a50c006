"""Things that happen now and then, such as visits: how often, and whether a target is met.

They are taken to come independently and at one rate, so that a count is Poisson. The prior of
the rate is Gamma(a, b), by default that of Jeffreys (a = 0.5, b = 0), and what is known of it
after y events in t periods is Gamma(a + y, b + t). (Gelman et al., Bayesian Data Analysis, 2.6.)
"""

from dataclasses import dataclass
from math import ceil

from pilots.evidence.chances import TAIL, Chance, Every, how_likely, span, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.evidence.given import a_count, a_level, a_number, a_prior, at_least_zero
from pilots.language import _, number

JEFFREYS = (0.5, 0.0)
"""As good as nothing known beforehand: half an event in no time."""


@dataclass(frozen=True)
class CountChance(Chance):
    """The chance that a count reaches its target in the time that is left."""

    events: int
    """What was counted so far."""
    periods: float
    """How many periods (weeks, months) that took: what the chance rests on."""
    periods_left: float
    """How many there are to go."""
    target: float
    """The total to reach, the events so far included."""
    low: int | None
    """The total at the end is less than this in 1 of 10 cases; None where it is too early."""
    high: int | None
    """The total at the end is more than this in 1 of 10 cases; None where it is too early."""
    every: Every
    """What one period is called."""

    @property
    def is_reached(self) -> bool:
        """Whether there are enough already."""
        return self.events >= self.target

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        if self.is_reached:
            return f"{_('The target of {target} is reached.', target=self._aim)} {self._so_far}"
        if not self.periods_left:
            over = _("Time is up and the target of {target} was not met.", target=self._aim)
            return f"{over} {self._so_far}"
        if self.chance is None:
            return too_early(span(self.needed, self.every))
        likely = _(
            "Meeting the target of {target}: {likely}.",
            target=self._aim,
            likely=how_likely(self.chance),
        )
        ahead = _(
            "If it goes on like this for {left}, it will be {low} to {high} in 8 of 10 cases.",
            left=span(self.periods_left, self.every),
            low=number(self.low or 0),
            high=number(self.high or 0),
        )
        return f"{likely} {self._so_far} {ahead}"

    @property
    def _aim(self) -> str:
        return number(self.target)

    @property
    def _so_far(self) -> str:
        return _(
            "So far: {events} in {span}.",
            events=number(self.events),
            span=span(self.periods, self.every),
        )


@dataclass(frozen=True)
class RatePosterior:
    """What is known of how often something happens: Gamma(shape, rate)."""

    events: int
    """What was counted."""
    periods: float
    """In how many periods (weeks, months): what it rests on."""
    shape: float
    """Of the Gamma distribution: a + events."""
    rate: float
    """Of the Gamma distribution, in periods: b + periods."""
    mean: float | None
    """Events in one period, as expected; None where nothing is known: no periods, no prior."""
    low: float | None
    """Events in one period: the lower end of the interval."""
    high: float | None
    """Events in one period: the upper end of the interval."""
    level: float
    """How much of the probability the interval holds, evenly cut off at both ends."""
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
            percent=f"{number(100 * self.level)}%",
            low=number(self.low),
            high=number(self.high),
        )


def chance_of_count(
    events: int,
    periods: float,
    periods_left: float,
    target: float,
    prior: tuple[float, float] = JEFFREYS,
    *,
    every: Every = "week",
) -> CountChance:
    """The chance that `events` in `periods` grow to `target` in `periods_left` more.

    With y events in t periods, w to go and target T:
    `nbinom.sf(T - y - 1, a + y, (b + t) / (b + t + w))`. What is still to come is a Poisson
    count of which the rate is Gamma(a + y, b + t), and that is negative binomial. The range is
    its 10th to 90th percentile, with y added.
    """
    y, t = a_count(events, "The number of events"), at_least_zero(periods, "The number of periods")
    w = at_least_zero(periods_left, "The number of periods left")
    aim = a_number(target, "The target")
    a, b = a_prior(prior, second_may_be_zero=True)
    if y and not t:
        raise ValueError(f"Nothing can happen in no time: {y} events in 0 periods.")
    chance: float | None
    low: int | None
    high: int | None
    if not w:
        chance, low, high = float(y >= aim), y, y
    elif not t:
        chance, low, high = (1.0 if y >= aim else None), None, None
    else:
        to_come = stats().nbinom(a + y, (b + t) / (b + t + w))
        chance = within_bounds(to_come.sf(ceil(aim) - y - 1))
        low, high = (y + int(to_come.ppf(tail)) for tail in (TAIL, 1 - TAIL))
    return CountChance(chance, int(chance is None), y, t, w, aim, low, high, every)


def rate_posterior(
    events: int,
    periods: float,
    prior: tuple[float, float] = JEFFREYS,
    *,
    level: float = 0.95,
    every: Every = "week",
) -> RatePosterior:
    """How often something happens, by `events` in `periods`: Gamma(a + y, b + t)."""
    y, t = a_count(events, "The number of events"), at_least_zero(periods, "The number of periods")
    a, b = a_prior(prior, second_may_be_zero=True)
    within = a_level(level)
    if y and not t:
        raise ValueError(f"Nothing can happen in no time: {y} events in 0 periods.")
    shape, rate = a + y, b + t
    if not rate:
        return RatePosterior(y, t, shape, rate, None, None, None, within, every)
    ends = stats().gamma(shape, scale=1 / rate)
    low, high = (float(ends.ppf(tail)) for tail in ((1 - within) / 2, (1 + within) / 2))
    return RatePosterior(y, t, shape, rate, shape / rate, low, high, within, every)
