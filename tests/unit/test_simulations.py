"""How often the methods are right, in simulated series with a known truth.

Each share is compared with its published figure; they may differ by three and a half times the
Monte Carlo error, and by the rounding of the figure. What a figure does not say of how series are
made stands beside it here.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pilots.evidence import (
    ControlChart,
    CountChance,
    PairedChange,
    assess,
    chance_of_count,
    chance_of_level,
    control_chart,
    count_chart,
    paired_change,
    phase_change,
    share_chart,
)
from pilots.evidence.cautions import COUNTS, DEPENDENT, SEASONAL, UNEVEN
from pilots.evidence.dependence import looks_like_before
from pilots.evidence.exact_tests import sign_test
from pilots.evidence.mixture import straight_line

pytestmark = pytest.mark.slow

Values = NDArray[np.float64]
Random = np.random.Generator
ROUNDING = 0.005


def near(share: float, published: float, series: int) -> bool:
    """Whether a share found in so many series fits a published one."""
    error = sqrt(published * (1 - published) / series)
    return abs(share - published) <= 3.5 * error + ROUNDING


def plain(values: Values) -> list[float]:
    return [round(float(value), 4) for value in values]


def share_of(series: int, holds: Callable[[Random], bool]) -> float:
    chance = np.random.default_rng(20261120)
    return sum(holds(chance) for _ in range(series)) / series


# --- series in which nothing changes -------------------------------------------------------


def autoregressive(chance: Random, n: int, correlation: float = 0.5) -> Values:
    noise = chance.normal(size=n)
    values = [noise[0] / sqrt(1 - correlation**2)]
    for step in noise[1:]:
        values.append(correlation * values[-1] + step)
    return np.array(values)


def seasonal(chance: Random, n: int) -> Values:
    """A season of twelve, as high as one standard deviation of the rest."""
    moments = np.arange(n) + chance.integers(12)
    return np.sin(2 * np.pi * moments / 12) + chance.normal(size=n)


def in_groups(chance: Random, n: int) -> Values:
    """One group in each period on average, of 1 to 10 people."""
    return np.array([chance.integers(1, 11, k).sum() for k in chance.poisson(1, n)], float)


def wandering(chance: Random, gaps: list[int]) -> Values:
    """A correlation that falls with the days between, to 1/e in twenty days."""
    values = [chance.normal()]
    for gap in gaps:
        kept = np.exp(-gap / 20)
        values.append(kept * values[-1] + sqrt(1 - kept**2) * chance.normal())
    return np.array(values)


NOTHING_CHANGES: dict[str, tuple[float, Callable[[Random], Values]]] = {
    "normal": (0.31, lambda chance: chance.normal(size=24)),
    "counts of 4": (0.35, lambda chance: chance.poisson(4, 24)),
    "counts of 2": (0.40, lambda chance: chance.poisson(2, 24)),
    "counts of 1": (0.51, lambda chance: chance.poisson(1, 24)),
    "people in groups": (0.47, lambda chance: in_groups(chance, 24)),
    "x of 20 at 95%": (0.50, lambda chance: chance.binomial(20, 0.95, 24)),
    "autocorrelation of one half": (DEPENDENT, lambda chance: autoregressive(chance, 24)),
    "a season": (SEASONAL, lambda chance: seasonal(chance, 24)),
    "pairs two days apart": (UNEVEN, lambda chance: wandering(chance, [2, 60] * 12)[:24]),
    "the same, evenly": (0.50, lambda chance: wandering(chance, [31] * 23)),
}


def stands_out(chart: ControlChart, since: int = 0) -> bool:
    return any(point.signal for point in chart.points[since:])


@pytest.mark.parametrize("kind", NOTHING_CHANGES)
def test_false_alarms_of_an_xmr_chart_are_as_frequent_as_published(kind: str) -> None:
    published, make = NOTHING_CHANGES[kind]
    found = share_of(800, lambda chance: stands_out(control_chart(plain(make(chance)))))
    assert near(found, published, 800), found


@pytest.mark.parametrize("mean", [1, 2, 3])
def test_limits_of_small_counts_let_few_points_out(mean: int) -> None:
    """The rule of a point outside: 0.6 of 100 charts with a mean of 1."""

    def is_outside(chance: Random) -> bool:
        chart = count_chart(chance.poisson(mean, 24).tolist())
        return any(point.signal and point.signal.rule == "outside" for point in chart.points)

    found = share_of(600, is_outside)
    assert found <= 0.006 + 3.5 * sqrt(0.006 / 600) + (mean - 1) * 0.01, found


@pytest.mark.parametrize("mean", [0.1, 0.2, 0.5])
def test_seven_weeks_without_what_is_rare_are_no_shift(mean: float) -> None:
    found = share_of(
        300, lambda chance: stands_out(count_chart(chance.poisson(mean, 24).tolist()))
    )
    assert found <= COUNTS[24], found


@pytest.mark.parametrize(("chart", "published"), [(count_chart, 0.45), (control_chart, 0.81)])
def test_a_doubled_count_is_found_in_as_many_charts_as_published(
    chart: Callable[[list[float]], ControlChart], published: float
) -> None:
    def is_found(chance: Random) -> bool:
        values = np.concatenate([chance.poisson(1, 12), chance.poisson(2, 12)])
        return stands_out(chart(values.tolist()), since=12)

    assert near(share_of(800, is_found), published, 800)


@pytest.mark.parametrize("points", [12, 24])
def test_the_caution_of_counts_and_shares_is_about_right(points: int) -> None:
    def counts(chance: Random) -> bool:
        return stands_out(count_chart(chance.poisson(1, points).tolist()))

    def shares(chance: Random) -> bool:
        hits = chance.binomial(20, 0.95, points).tolist()
        return stands_out(share_chart(hits, [20] * points))

    for kind in (counts, shares):
        assert share_of(500, kind) == pytest.approx(COUNTS[points], abs=0.09)


@pytest.mark.parametrize(("correlation", "published"), [(0.0, 0.04), (0.5, 0.68)])
def test_what_looks_like_the_one_before_is_seen_as_often_as_published(
    correlation: float, published: float
) -> None:
    found = share_of(
        4000, lambda chance: looks_like_before(plain(autoregressive(chance, 24, correlation)))
    )
    assert near(found, published, 4000), found


# --- forecasts of a level --------------------------------------------------------------------

MOST = 1000
"""Series of which forecasts are made, once for all tests."""
AHEAD = 8
MOMENTS = np.arange(12 + AHEAD)

LEVELS: dict[str, tuple[float | None, Callable[[Random], Values]]] = {
    "line and noise": (0.79, lambda chance: 0.3 * MOMENTS + chance.normal(size=20)),
    "steady": (0.80, lambda chance: chance.normal(size=20)),
    "random walk": (0.36, lambda chance: np.cumsum(chance.normal(size=20))),
    "autocorrelation of one half": (0.61, lambda chance: autoregressive(chance, 20)),
    "saturating": (
        0.00,
        lambda chance: 10 * (1 - np.exp(-MOMENTS / 4)) + 0.5 * chance.normal(size=20),
    ),
}
"""The published coverage of the straight line alone: 12 points, 8 ahead."""


def interval_score(low: float, high: float, value: float) -> float:
    """Width, and ten times how far the value lies outside (Gneiting and Raftery 2007)."""
    return high - low + 10 * max(low - value, 0) + 10 * max(value - high, 0)


@cache
def forecasts_of(kind: str) -> Values:
    """Of each series whether line and mixture held the value, their scores and their widths."""
    chance, make = np.random.default_rng(20261120), LEVELS[kind][1]
    rows = []
    for _ in range(MOST):
        values = plain(make(chance))
        known, later = values[:12], values[-1]
        line = straight_line(list(enumerate(known)), Fraction(11 + AHEAD))
        ends = (line.quantile(0.1), line.quantile(0.9))
        found = chance_of_level(known, 0, AHEAD, least=-1e6)
        assert found.low is not None
        assert found.high is not None
        both = (ends, (found.low, found.high))
        rows.append(
            [low <= later <= high for low, high in both]
            + [interval_score(low, high, later) for low, high in both]
            + [high - low for low, high in both]
        )
    return np.array(rows, float)


def forecasts(kind: str, series: int) -> dict[str, Any]:
    """How often line and mixture held the value, their mean scores and widths, in the first
    so many series."""
    assert series <= MOST
    means = np.mean(forecasts_of(kind)[:series], axis=0)
    names = ("line", "mix", "score", "mix_score", "width", "mix_width")
    return dict(zip(names, means, strict=True))


@pytest.mark.parametrize("kind", LEVELS)
def test_the_line_alone_covers_as_published(kind: str) -> None:
    published = LEVELS[kind][0]
    assert published is not None
    assert near(forecasts(kind, 1000)["line"], published, 1000)


def test_half_line_half_level_covers_eight_of_ten_where_the_line_covers_six() -> None:
    found = [forecasts(kind, 500) for kind in LEVELS]
    line, mixed = (np.mean([one[name] for one in found]) for name in ("line", "mix"))
    assert line < 0.6
    assert 0.75 <= mixed <= 0.9
    assert min(one["mix"] for one in found) >= 0.6
    scores = [np.mean([one[name] for one in found]) for name in ("score", "mix_score")]
    assert scores[1] <= 0.78 * scores[0]  # published: 22% better
    steady = forecasts("steady", 1000)
    assert steady["mix_width"] <= 1.1 * steady["width"]


def test_looking_back_further_ahead_warns_more_often_of_series_that_wander() -> None:
    """Published of the line alone: 11 of 100 random walks one ahead, 52 of 100 four ahead."""

    def warns(chance: Random, target_on: date) -> bool:
        values = plain(100 + np.cumsum(chance.normal(size=16)))
        row = {
            "statement": "",
            "unit": "",
            "better": "higher",
            "baseline": None,
            "baseline_on": None,
            "target": 200,
            "target_on": target_on,
            "frequency": "weekly",
            "counts_people": False,
            "only_grows": False,
            "target_of": None,
        }
        first = date(2026, 1, 1)
        rows = [
            {
                "id": str(n),
                "measured_on": first + timedelta(weeks=n),
                "value": value,
                "of_how_many": None,
                "note": None,
                "recorded_at": datetime(2026, 1, 1),
            }
            for n, value in enumerate(values)
        ]
        return assess(row, rows, [], first + timedelta(weeks=15), rows).is_unreliable

    begin = date(2026, 1, 1)
    one = share_of(200, lambda chance: warns(chance, begin + timedelta(weeks=16)))
    four = share_of(200, lambda chance: warns(chance, begin + timedelta(weeks=19)))
    assert one <= 0.11 + 3.5 * sqrt(0.11 * 0.89 / 200)
    assert four >= one + 0.1


# --- totals ----------------------------------------------------------------------------------

TOTALS: dict[str, tuple[float, Callable[[Random], Values]]] = {
    "one by one": (0.81, lambda chance: chance.poisson(4, 24)),
    "variance three times the mean": (
        0.56,
        lambda chance: chance.negative_binomial(2, 1 / 3, 24),
    ),
    "in groups of 1 to 10": (0.40, lambda chance: in_groups(chance, 24)),
}
"""The published coverage of the Poisson prediction: 12 periods, 12 ahead."""


@pytest.mark.parametrize("kind", TOTALS)
def test_totals_are_covered_as_published_and_divided_by_phi_as_often_as_said(kind: str) -> None:
    published, make = TOTALS[kind]

    @cache  # without increments all that counts is how many came
    def alone_of(count: int) -> CountChance:
        return chance_of_count(count, 12, 12, 1e6)

    def is_covered(chance: Random, *, with_groups: bool) -> bool:
        came = make(chance)
        count, increments = int(came[:12].sum()), [(1.0, float(each)) for each in came[:12]]
        found = (
            chance_of_count(count, 12, 12, 1e6, increments=increments)
            if with_groups
            else alone_of(count)
        )
        return (found.low or 0) <= came.sum() <= (found.high or 0)

    alone = share_of(1200, lambda chance: is_covered(chance, with_groups=False))
    assert alone == pytest.approx(published, abs=0.05)
    divided = share_of(1200, lambda chance: is_covered(chance, with_groups=True))
    assert 0.75 <= divided <= 0.89, divided  # whole numbers at both ends hold a little more


# --- before and after ------------------------------------------------------------------------


def test_the_signed_rank_test_finds_what_the_sign_test_misses() -> None:
    def changes(shift: float) -> list[PairedChange]:
        chance = np.random.default_rng(20261120)
        return [paired_change([0.0] * 18, plain(chance.normal(shift, 1, 18))) for _ in range(800)]

    shifted = changes(0.8)
    assert near(np.mean([found.p <= 0.05 for found in shifted]), 0.88, 800)
    assert near(np.mean([sign_test(it.up, it.down) <= 0.05 for it in shifted]), 0.69, 800)
    assert np.mean([found.p <= 0.05 for found in changes(0.0)]) <= 0.05 + 3.5 * 0.0077


def test_the_interval_of_a_change_holds_the_change() -> None:
    def holds(chance: Random) -> bool:
        found = paired_change([0.0] * 12, plain(chance.normal(0.8, 1, 12)))
        return (found.low or 0) <= 0.8 <= (found.high or 0)

    assert near(share_of(800, holds), 0.954, 800)


@pytest.mark.parametrize(("shift", "phases", "chart"), [(1.5, 0.74, 0.70), (0.0, 0.04, 0.16)])
def test_phases_find_as_much_as_the_rules_of_a_chart_with_fewer_false_alarms(
    shift: float, phases: float, chart: float
) -> None:
    def made(chance: Random) -> tuple[list[float], list[float]]:
        return plain(chance.normal(size=12)), plain(chance.normal(shift, 1, 6))

    def by_chart(chance: Random) -> bool:
        before, after = made(chance)
        return stands_out(control_chart([*before, *after]), since=12)

    assert near(share_of(800, lambda chance: phase_change(*made(chance)).p <= 0.05), phases, 800)
    assert near(share_of(800, by_chart), chart, 800)
