"""The Gamma-Poisson model of a count, such as visits: its rate, and whether a target is met.

Events are assumed to come at a constant rate: alone, so that a count is Poisson, or in groups, so
that it is overdispersed. The prior of the rate is Gamma(a, b), by default Jeffreys' (a = 0.5,
b = 0); after y events in t periods the posterior is Gamma(a + y, b + t). (Gelman et al., Bayesian
Data Analysis, 2.6; quasi-Poisson: McCullagh and Nelder, Generalized Linear Models, 6.2.)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from pilots.evidence.arguments import as_count, as_nonnegative, as_number, as_prior
from pilots.evidence.chances import TAIL, Chance, Every, how_likely, span, too_early
from pilots.evidence.distributions import stats, within_bounds
from pilots.language import _, listing, number

JEFFREYS = (0.5, 0.0)
"""The prior that assumes next to nothing: half an event in no time."""
MIN_PERIODS = 4
"""With fewer periods, or fewer increments in them, nothing is said of the rate."""
IN_GROUPS = 1.5
"""From this dispersion on it is said that events come in groups."""


@dataclass(frozen=True)
class CountChance(Chance):
    """The chance that a count reaches its target in the time that is left."""

    events: int
    """Events counted so far."""
    periods: float
    """In how many periods (weeks, months): what the chance rests on."""
    periods_left: float
    """Periods to go."""
    target: float
    """The total to reach, with the events so far."""
    low: int | None
    """The 10th percentile of the total at the end; None where it is too early."""
    high: int | None
    """The 90th percentile of the total at the end; None where it is too early."""
    every: Every
    """What one period is called."""
    dispersion: float
    """Variance divided by mean of the increments: 1 if events come alone, more if in groups."""
    measurements_needed: int
    """How many more measurements are needed, besides the periods; 0 if none."""

    @property
    def is_reached(self) -> bool:
        """Whether the events so far are enough."""
        return self.events >= self.target

    @property
    def is_settled(self) -> bool:
        """Whether it is known: a total that is there stays, or no time is left."""
        return self.is_reached or not self.periods_left

    @property
    def sentence(self) -> str:
        """How likely it is and on what that rests, in the reader's language."""
        if self.is_reached:
            return f"{_('The target of {target} is reached.', target=self._aim)} {self._so_far}"
        if not self.periods_left:
            over = _("Time is up and the target of {target} was not met.", target=self._aim)
            return f"{over} {self._so_far}"
        if self.chance is None:
            return too_early(listing(self._lacking()))
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
        groups = _("They come in groups, so this is less certain.")
        more = groups if self.dispersion >= IN_GROUPS else ""
        return " ".join(filter(None, (likely, self._so_far, ahead, more)))

    def _lacking(self) -> list[str]:
        measurements = span(self.measurements_needed, "measurement")
        periods = span(self.needed, self.every)
        return [periods] * bool(self.needed) + [measurements] * bool(self.measurements_needed)

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


def chance_of_count(
    events: int,
    periods: float,
    periods_left: float,
    target: float,
    prior: tuple[float, float] = JEFFREYS,
    *,
    every: Every = "week",
    increments: Sequence[tuple[float, float]] | None = None,
) -> CountChance:
    """The chance that `events` in `periods` grow to `target` in `periods_left` more.

    With y events in t periods, w to go, target T and dispersion phi, what is to come is
    `phi * nbinom(a + y / phi, (b + t) / (b + t + w))`: for phi = 1 a Poisson count with a rate
    that is Gamma(a + y, b + t). `low` to `high` is its 80% prediction interval, with y added.

    `increments` are pairs: in how many periods how many events came. From them follows phi
    (`dispersion`); without them events are taken to come alone. The chance is None with fewer
    than 4 periods or fewer than 4 increments, unless the target is reached. Raises ValueError for
    events in 0 periods, and for arguments that are negative or no numbers.
    """
    y, t = (
        as_count(events, "The number of events"),
        as_nonnegative(periods, "The number of periods"),
    )
    w = as_nonnegative(periods_left, "The number of periods left")
    aim = as_number(target, "The target")
    a, b = as_prior(prior, second_may_be_zero=True)
    if y and not t:
        raise ValueError(f"Nothing can happen in no time: {y} events in 0 periods.")
    phi = 1.0 if increments is None else dispersion(increments)
    short = 0 if increments is None else max(MIN_PERIODS - len(increments), 0)
    chance: float | None
    low: int | None
    high: int | None
    if not w:
        chance, low, high = float(y >= aim), y, y
    elif t < MIN_PERIODS or short:
        chance, low, high = (1.0 if y >= aim else None), None, None
    else:
        # Not nbinom(*shape): to make a distribution takes longer than all that is asked of it.
        to_come, shape = stats().nbinom, (a + y / phi, (b + t) / (b + t + w))
        chance = within_bounds(to_come.sf(ceil((ceil(aim) - y) / phi) - 1, *shape))
        low = y + floor(phi * int(to_come.ppf(TAIL, *shape)))
        high = y + ceil(phi * int(to_come.ppf(1 - TAIL, *shape)))
    is_early = chance is None
    needed = ceil(max(MIN_PERIODS - t, 0)) if is_early else 0
    short = short if is_early else 0
    return CountChance(chance, needed, y, t, w, aim, low, high, every, phi, short)


def dispersion(increments: Sequence[tuple[float, float]]) -> float:
    """How much more the increments vary than a Poisson count: at least 1.

    Pearson's chi-square over its degrees of freedom: for periods of equal length that is their
    variance divided by their mean. Pairs of a length and a number of events; 1 with fewer than
    two. Raises ValueError for a length that is not above 0.
    """
    if isinstance(increments, str | Mapping) or not isinstance(increments, Sequence):
        raise ValueError(f"Increments must be a list of pairs of numbers, not {increments!r}.")
    pairs = [
        (
            as_nonnegative(length, "The length of a period"),
            as_nonnegative(count, "An increment"),
        )
        for length, count in increments
    ]
    if any(not length for length, _count in pairs):
        raise ValueError("The length of a period must be above 0.")
    total = sum(count for _length, count in pairs)
    if len(pairs) < 2 or not total:
        return 1.0
    rate = total / sum(length for length, _count in pairs)
    chi_square = sum((count - rate * length) ** 2 / (rate * length) for length, count in pairs)
    return max(chi_square / (len(pairs) - 1), 1.0)
