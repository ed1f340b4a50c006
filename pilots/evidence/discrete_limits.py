"""Limits of counts (c and u chart) and of shares (np and p chart), as exact as counts allow.

Three sigma around a mean of 1 lets one count in thirty out, because counts are skewed and whole.
So a limit is a quantile of what the baseline predicts for one more point: negative binomial for
counts, beta-binomial for shares, at the tail areas of three and two sigma. Where most points are
equal, runs lie above or below that value and not the mean: seven weeks without a complaint are no
shift where most weeks have none. (Gelman et al.,
Bayesian Data Analysis, 2.1 and 2.6, with the priors of Jeffreys; the charts: Provost and Murray,
The Health Care Data Guide, chapter 5.)
"""

from fractions import Fraction
from functools import lru_cache

from pilots.evidence.distributions import stats
from pilots.evidence.limits import Band

OUTSIDE, NEAR_LIMIT = 0.00135, 0.02275
"""The tail areas of a normal distribution beyond three and beyond two sigma."""
MOST = 0.5
"""Where a larger share of points equals the median, that is the centre of runs."""
QUANTILES = (OUTSIDE, NEAR_LIMIT, 0.5, 1 - NEAR_LIMIT, 1 - OUTSIDE)


@lru_cache(maxsize=10_000)
def count_band(events: int, exposure: Fraction, size: Fraction) -> Band:
    """The band of a count over `size`, after `events` over `exposure` in the baseline.

    Sizes are in periods, people asked or whatever else the counts are of. The count is
    `nbinom(0.5 + events, exposure / (exposure + size))`.
    """
    chance = float(exposure / (exposure + size))
    return _band(stats().nbinom(0.5 + events, chance), events / exposure, size)


@lru_cache(maxsize=10_000)
def share_band(hits: int, trials: int, size: int) -> Band:
    """The band of the hits among `size` people, after `hits` of `trials` in the baseline.

    The hits are `betabinom(size, 0.5 + hits, 0.5 + trials - hits)`.
    """
    predicted = stats().betabinom(size, 0.5 + hits, 0.5 + trials - hits)
    return _band(predicted, Fraction(hits, trials), Fraction(size))


def _band(predicted: object, mean: Fraction, size: Fraction) -> Band:
    lines = [int(line) for line in predicted.ppf(QUANTILES)]  # type: ignore[attr-defined]
    usual = predicted.pmf(lines[2]) > MOST  # type: ignore[attr-defined]
    lower, near_lower, median, near_upper, upper = (Fraction(line) / size for line in lines)
    return Band(mean, median if usual else mean, lower, upper, near_lower, near_upper, size=size)
