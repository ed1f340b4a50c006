"""Chances that a target is met: of counts, of shares, of levels, and how sure a share is."""

import dataclasses
import re
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from math import sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.evidence import (
    Chance,
    RatePosterior,
    ShareInterval,
    chance_of_count,
    chance_of_level,
    chance_of_share,
    how_likely,
    likelihood,
    rate_posterior,
    share_interval,
)
from pilots.evidence.counts import dispersion
from pilots.evidence.mixture import local_level, straight_line
from pilots.language import speaking

RISING = [4, 6, 5, 7, 6, 8, 9, 8, 10, 9]
WAVY = [5, 4, 6, 5, 7, 6]


def both(result: Chance | RatePosterior | ShareInterval) -> tuple[str, str]:
    with speaking("nl"):
        dutch = result.sentence  # type: ignore[union-attr]
    with speaking("en"):
        return dutch, result.sentence  # type: ignore[union-attr]


# --- counts ------------------------------------------------------------------------------


def test_the_chance_of_a_count_is_the_known_one() -> None:
    found = chance_of_count(18, 10, 16, 60)
    assert found.chance == pytest.approx(0.0950, abs=5e-5)
    assert (found.low, found.high) == (37, 59)
    assert (found.likelihood, found.needed) == ("very unlikely", 0)


def test_a_count_that_is_there_stays_there() -> None:
    for target in (18, 17.5, 0, -3):
        found = chance_of_count(18, 10, 16, target)
        assert (found.chance, found.is_reached) == (1.0, True)
    assert chance_of_count(0, 0, 10, 0).chance == 1.0
    assert not chance_of_count(18, 10, 16, 18.5).is_reached


def test_a_target_between_two_counts_takes_the_higher() -> None:
    assert chance_of_count(18, 10, 16, 59.2) == dataclasses.replace(
        chance_of_count(18, 10, 16, 60), target=59.2
    )


def test_when_no_time_is_left_the_count_is_what_it_is() -> None:
    for target, chance in ((18, 1.0), (19, 0.0)):
        found = chance_of_count(18, 10, 0, target)
        assert (found.chance, found.low, found.high) == (chance, 18, 18)
    assert chance_of_count(0, 0, 0, 5).chance == 0.0


def test_a_count_before_the_first_period_is_too_early_whatever_the_prior() -> None:
    for prior in ((0.5, 0.0), (10.0, 2.0)):
        found = chance_of_count(0, 0, 16, 60, prior)
        assert (found.chance, found.low, found.high, found.needed) == (None, None, None, 4)
        assert found.likelihood is None


def test_of_fewer_than_four_periods_nothing_is_said() -> None:
    found = chance_of_count(12, 2 / 7, 26 - 2 / 7, 60)
    assert (found.chance, found.low, found.high, found.needed) == (None, None, None, 4)
    assert both(found)[1] == "Too early to say: 4 weeks more needed."
    assert chance_of_count(12, 3.9, 22.1, 60).chance is None
    assert chance_of_count(12, 4, 22, 60).chance is not None
    # What is there needs no forecast.
    assert chance_of_count(60, 2 / 7, 26, 60).chance == 1.0


def test_a_total_of_fewer_than_four_increments_is_too_early_whatever_the_time() -> None:
    found = chance_of_count(12, 20, 22, 60, increments=[(10, 12), (10, 0)])
    assert (found.chance, found.measurements_needed) == (None, 2)
    assert both(found)[1] == "Too early to say: 2 measurements more needed."
    both_lack = chance_of_count(12, 2, 22, 60, increments=[(1, 12), (1, 0), (1, 0)])
    assert both(both_lack)[1] == "Too early to say: 2 weeks and 1 measurement more needed."


def test_people_who_come_in_groups_make_the_range_wider_and_that_is_said() -> None:
    alone = chance_of_count(40, 8, 8, 80, increments=[(1, 5)] * 8)
    groups = chance_of_count(40, 8, 8, 80, increments=[(1, n) for n in (0, 12, 0, 8, 0, 12, 0, 8)])
    assert alone.dispersion == 1
    assert groups.dispersion == pytest.approx(np.var([0, 12, 0, 8, 0, 12, 0, 8], ddof=1) / 5)
    assert alone.low is not None
    assert alone.high is not None
    assert groups.low is not None
    assert groups.high is not None
    assert groups.low < alone.low <= alone.high < groups.high
    assert both(groups)[1].endswith("They come in groups, so this is less certain.")
    assert both(groups)[0].endswith("Ze komen in groepen, dus dit is minder zeker.")
    assert "groups" not in both(alone)[1]


def test_periods_of_unequal_length_do_not_make_groups() -> None:
    assert dispersion([(1, 2), (2, 4), (3, 6), (4, 8)]) == 1
    assert dispersion([(1, 0), (1, 0)]) == dispersion([]) == 1
    with pytest.raises(ValueError, match="list of pairs"):
        dispersion({(1, 2): 3})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above 0"):
        dispersion([(0, 1), (1, 1)])


def test_a_period_in_which_nothing_happened_tells_something() -> None:
    found = chance_of_count(0, 4, 10, 30)
    assert found.chance is not None
    assert 0 < found.chance < 0.01


def test_more_that_is_known_beforehand_counts_as_if_it_was_seen() -> None:
    """18 in 10 weeks with a prior of 9 in 5 is 27 in 15 with a prior of nothing."""
    with_prior = chance_of_count(18, 10, 16, 60, prior=(9.5, 5.0))
    seen = chance_of_count(27, 15, 16, 69)
    assert with_prior.chance == pytest.approx(seen.chance)


@given(
    st.integers(0, 200),
    st.integers(4, 50),
    st.integers(0, 50),
    st.integers(0, 400),
)
@settings(max_examples=60)
def test_a_chance_of_a_count_is_a_chance_and_rises_with_the_count(
    events: int, periods: int, left: int, target: int
) -> None:
    found = chance_of_count(events, periods, left, target)
    more = chance_of_count(events + 1, periods, left, target)
    higher = chance_of_count(events, periods, left, target + 1)
    assert found.chance is not None
    assert more.chance is not None
    assert higher.chance is not None
    assert 0 <= higher.chance <= found.chance <= more.chance + 1e-12 <= 1 + 1e-12
    assert found.low is not None
    assert found.high is not None
    assert events <= found.low <= found.high


def test_the_chance_of_a_count_agrees_with_a_simulation() -> None:
    chance, draws = np.random.default_rng(20261120), 200_000
    totals = 18 + chance.poisson(chance.gamma(18.5, 1 / 10, draws) * 16)
    found = chance_of_count(18, 10, 16, 50)
    assert found.chance is not None
    assert float(np.mean(totals >= 50)) == pytest.approx(
        found.chance, abs=4 * sqrt(found.chance * (1 - found.chance) / draws)
    )
    assert [float(np.quantile(totals, tail)) for tail in (0.1, 0.9)] == [found.low, found.high]


# --- rates -------------------------------------------------------------------------------


def test_the_rate_is_the_published_one() -> None:
    found = rate_posterior(6 + 2 + 2 + 1, 4, prior=(10, 2))
    assert (found.shape, found.rate, found.mean) == (21, 6, 3.5)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 3.5 < found.high


def test_the_interval_of_a_rate_holds_as_much_as_it_says() -> None:
    drawn = np.random.default_rng(1).gamma(18.5, 1 / 10, 100_000)
    for level in (0.5, 0.8, 0.95):
        found = rate_posterior(18, 10, level=level)
        assert found.low is not None
        assert found.high is not None
        below, above = float(np.mean(drawn < found.low)), float(np.mean(drawn > found.high))
        assert below == pytest.approx((1 - level) / 2, abs=0.005)
        assert above == pytest.approx((1 - level) / 2, abs=0.005)


def test_a_rate_of_nothing_is_not_known() -> None:
    found = rate_posterior(0, 0)
    assert (found.mean, found.low, found.high) == (None, None, None)
    assert rate_posterior(0, 0, prior=(10, 2)).mean == 5
    assert both(found) == both(rate_posterior(0, 0, prior=(10, 2)))


# --- shares ------------------------------------------------------------------------------


def test_the_chance_of_a_share_is_the_known_one() -> None:
    found = chance_of_share(12, 18, 24, 40)
    assert found.chance == pytest.approx(0.8092, abs=5e-5)
    assert found.likelihood == "likely"


def test_a_share_that_is_reached_or_out_of_reach_is_certain() -> None:
    reached, gone = chance_of_share(12, 18, 12, 40), chance_of_share(2, 18, 25, 40)
    assert (reached.chance, reached.is_reached) == (1.0, True)
    assert (gone.chance, gone.is_out_of_reach) == (0.0, True)
    just = chance_of_share(2, 18, 24, 40)
    assert just.chance is not None
    assert just.chance > 0
    assert not just.is_out_of_reach


def test_when_nobody_is_to_come_the_share_is_what_it_is() -> None:
    for needed, chance in ((12, 1.0), (13, 0.0)):
        found = chance_of_share(12, 18, needed, 18)
        assert (found.chance, found.low, found.high) == (chance, 12, 12)


def test_a_share_of_nobody_is_too_early_unless_it_is_certain() -> None:
    found = chance_of_share(0, 0, 24, 40)
    assert (found.chance, found.low, found.needed) == (None, None, 1)
    assert chance_of_share(0, 0, 0, 40).chance == 1.0
    assert chance_of_share(0, 0, 41, 40).chance == 0.0
    assert chance_of_share(0, 0, 1, 0).chance == 0.0


@given(st.data())
@settings(max_examples=60)
def test_a_chance_of_a_share_is_a_chance_and_rises_with_the_hits(data: st.DataObject) -> None:
    trials = data.draw(st.integers(1, 40))
    hits = data.draw(st.integers(0, trials - 1))
    planned = trials + data.draw(st.integers(0, 40))
    needed = data.draw(st.integers(0, 80))
    found = chance_of_share(hits, trials, needed, planned)
    more = chance_of_share(hits + 1, trials, needed, planned)
    higher = chance_of_share(hits, trials, needed + 1, planned)
    assert found.chance is not None
    assert more.chance is not None
    assert higher.chance is not None
    assert 0 <= higher.chance <= found.chance + 1e-9 <= more.chance + 2e-9 <= 1 + 2e-9
    assert found.low is not None
    assert found.high is not None
    assert hits <= found.low <= found.high <= hits + planned - trials


def test_the_chance_of_a_share_agrees_with_a_simulation() -> None:
    chance, draws = np.random.default_rng(20261120), 200_000
    totals = 12 + chance.binomial(22, chance.beta(13, 7, draws))
    found = chance_of_share(12, 18, 24, 40)
    assert found.chance is not None
    assert float(np.mean(totals >= 24)) == pytest.approx(
        found.chance, abs=4 * sqrt(found.chance * (1 - found.chance) / draws)
    )
    assert [float(np.quantile(totals, tail)) for tail in (0.1, 0.9)] == [found.low, found.high]


def test_the_interval_of_a_share_is_the_published_one() -> None:
    found = share_interval(437, 980)
    assert found.mean == pytest.approx(0.44602851, abs=5e-9)
    assert found.low == pytest.approx(0.41506549, abs=5e-9)
    assert found.high == pytest.approx(0.47719977, abs=5e-9)
    small = share_interval(12, 18)
    assert small.mean == pytest.approx(0.65)
    assert (round(small.low, 2), round(small.high, 2)) == (0.43, 0.84)


def test_the_interval_of_nobody_is_that_of_the_prior_and_says_it_is_too_early() -> None:
    found = share_interval(0, 0)
    assert (found.mean, found.low, found.high) == pytest.approx((0.5, 0.025, 0.975))
    assert both(found)[1] == "Too early to say: 1 more needed."


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.1, 0.99))
@settings(max_examples=60)
def test_the_interval_of_a_share_mirrors_and_narrows(yes: int, no: int, level: float) -> None:
    found, turned = share_interval(yes, yes + no, level), share_interval(no, yes + no, level)
    assert 0 <= found.low <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((1 - turned.high, 1 - turned.low))
    tenfold = share_interval(10 * yes, 10 * (yes + no), level)
    assert tenfold.high - tenfold.low <= found.high - found.low + 1e-12


# --- levels ------------------------------------------------------------------------------


def test_the_line_through_a_level_is_the_known_one() -> None:
    line = straight_line(list(enumerate(map(float, RISING))), Fraction(15))
    assert line.expected == pytest.approx(13.309, abs=5e-4)
    assert (line.quantile(0.1), line.quantile(0.9)) == pytest.approx((11.473, 15.145), abs=5e-4)
    assert line.at_least(12) == pytest.approx(0.8258, abs=5e-5)


def test_the_chance_of_a_level_is_half_that_of_the_line_and_half_that_of_the_level() -> None:
    points = list(enumerate(map(float, RISING)))
    line, level = straight_line(points, Fraction(15)), local_level(points, Fraction(15))
    found = chance_of_level(RISING, 12, 6)
    assert found.chance == pytest.approx((line.at_least(12) + level.at_least(12)) / 2)
    assert found.expected == pytest.approx((line.expected + level.expected) / 2)
    for end, share in ((found.low, 0.1), (found.high, 0.9)):
        assert end is not None
        assert (line.at_most(end) + level.at_most(end)) / 2 == pytest.approx(share)
    assert (found.measurements, found.newest, found.is_exact) == (10, 9, False)


def test_the_level_is_smoothed_with_the_weight_that_fits_best() -> None:
    """As statsmodels' SimpleExpSmoothing does from the first value on, on a grid of weights."""
    points = list(enumerate([3.0, 5, 4, 6, 5, 7, 6, 8]))

    def squares(alpha: float) -> tuple[float, float]:
        level, total = 3.0, 0.0
        for _at, value in points[1:]:
            total, level = total + (value - level) ** 2, level + alpha * (value - level)
        return total, level

    best = min(np.arange(1, 21) / 20, key=lambda alpha: squares(alpha)[0])
    total, level = squares(best)
    found = local_level(points, Fraction(10))
    assert found.expected == pytest.approx(level)
    assert found.spread == pytest.approx(sqrt(total / 6 * (1 + 2 * best**2)))
    assert found.df == 6


def test_a_forecast_stays_within_what_is_possible() -> None:
    falling = chance_of_level([12, 10, 9, 7, 5, 4, 3, 2], 0, 6, "lower")
    assert falling.low == 0
    assert falling.high is not None
    assert falling.high > 0
    assert "-" not in both(falling)[1].split("cases")[1]
    percents = chance_of_level([70, 74, 81, 86, 92, 95, 97, 99], 100, 12, most=100)
    assert percents.low is not None
    assert percents.high == 100
    assert percents.low <= 100
    assert chance_of_level([70, 74, 81, 86, 92, 95], 101, 12, most=100).chance == 0
    assert chance_of_level([3, 2, 3, 1, 2, 1], -1, 4, "lower", least=0).chance == 0
    assert chance_of_level([3, 2, 3, 1, 2, 1], 0, 4, least=0).chance == 1
    # What was below zero once may be so again.
    assert (chance_of_level([3, 1, -1, -2, -4, -5], 0, 6, "lower").low or 0) < -5


@given(
    st.lists(st.integers(0, 20), min_size=6, max_size=14), st.integers(0, 20), st.integers(1, 60)
)
def test_any_forecast_lies_between_its_bounds_in_order(
    values: list[int], target: int, ahead: int
) -> None:
    found = chance_of_level(values, target, ahead, least=0, most=20)
    assert found.low is not None
    assert found.expected is not None
    assert found.high is not None
    assert 0 <= found.low <= found.expected <= found.high <= 20
    with speaking("en"):
        ends = re.findall(r"will be (\S+) to (\S+)\.", found.sentence)
    assert all(0 <= int(low) <= int(high) <= 20 for low, high in ends)


def test_small_numbers_are_told_apart() -> None:
    values = [0.008, 0.002, 0.006, 0.004, 0.007, 0.003]
    _dutch, english = both(chance_of_level(values, 0.002, 2, "lower"))
    low, high = re.findall(r"will be (\S+) to (\S+)\.", english)[0]
    assert 0 <= float(low) < 0.004 < float(high) < 0.02
    assert "target of 0.002" in english


@pytest.mark.parametrize("n", range(6))
def test_fewer_than_six_measurements_are_too_early(n: int) -> None:
    found = chance_of_level([None, *RISING[:n], None], 12, 6)
    assert (found.chance, found.expected, found.low, found.high) == (None, None, None, None)
    assert (found.needed, found.measurements) == (6 - n, n)
    many = "1 measurement" if n == 5 else f"{6 - n} measurements"
    assert both(found)[1] == f"Too early to say: {many} more needed."


def test_a_missing_period_takes_its_time_and_has_no_value() -> None:
    """Every second week of a line of 1 a week rises 2 from one measurement to the next."""
    values = [0, None, 2, None, 4, None, 6, None, 8, None, 10, None]
    assert chance_of_level(values, 15, 4).expected == (15 + 10) / 2
    assert chance_of_level(values[:-1], 15, 5).expected == (15 + 10) / 2


def test_lower_is_better_is_the_same_upside_down() -> None:
    turned = [-value for value in RISING]
    up = chance_of_level(RISING, 12, 6).chance
    assert up is not None
    assert chance_of_level(turned, -12, 6, "lower").chance == pytest.approx(up)
    assert chance_of_level(turned, -12, 6).chance == pytest.approx(1 - up)


def test_when_no_time_is_left_the_newest_measurement_decides() -> None:
    for target, better, chance in ((9, "higher", 1.0), (9.1, "higher", 0.0), (9, "lower", 1.0)):
        found = chance_of_level(RISING[-3:], target, 0, better)  # type: ignore[arg-type]
        assert (found.chance, found.low, found.high, found.needed) == (chance, 9, 9, 0)
    assert chance_of_level([], 9, 0).chance is None


def test_equal_measurements_are_certain_and_it_says_that_this_is_too_much() -> None:
    ahead = chance_of_level([0.1] * 8, 0.1, 4)
    assert (ahead.chance, ahead.is_exact) == (1.0, True)
    assert ahead.low == ahead.expected == ahead.high
    assert chance_of_level([0.1] * 8, 2, 4).chance == 0.0
    assert chance_of_level([0.1] * 8, 2, 4, "lower").chance == 1.0
    assert "sounds more certain than it is" in both(ahead)[1]


def test_measurements_on_one_line_may_also_stay_where_they_are() -> None:
    ahead = chance_of_level([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 1, 4)
    assert ahead.is_exact
    assert 0.5 <= (ahead.chance or 0) < 0.7
    assert "sounds more certain than it is" in both(ahead)[1]


@given(
    st.lists(st.integers(-50, 50), min_size=6, max_size=20),
    st.integers(-60, 60),
    st.integers(1, 20),
)
@settings(max_examples=60)
def test_a_chance_of_a_level_is_a_chance_and_rises_with_the_level(
    values: list[int], target: int, ahead: int
) -> None:
    found = chance_of_level(values, target, ahead)
    raised = chance_of_level([value + 1 for value in values], target, ahead)
    scaled = chance_of_level([10 * value for value in values], 10 * target, ahead)
    assert found.chance is not None
    assert raised.chance is not None
    assert 0 <= found.chance <= raised.chance + 1e-9 <= 1 + 1e-9
    assert scaled.chance == pytest.approx(found.chance)
    assert found.low is not None
    assert found.expected is not None
    assert found.high is not None
    assert found.low <= found.expected <= found.high


# --- the words ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chance", "word", "said"),
    [
        (1.0, "very likely", "very likely (more than 99%)"),
        (0.95, "very likely", "very likely (about 95%)"),
        (0.90, "very likely", "very likely (about 90%)"),
        (0.899, "likely", "likely (about 89%)"),
        (0.66, "likely", "likely (about 66%)"),
        (0.659, "could go either way", "could go either way (about 65%)"),
        (0.33, "could go either way", "could go either way (about 33%)"),
        (0.329, "unlikely", "unlikely (about 32%)"),
        (0.10, "unlikely", "unlikely (about 10%)"),
        (0.0999, "very unlikely", "very unlikely (about 9%)"),
        (0.01, "very unlikely", "very unlikely (about 1%)"),
        (0.0099, "very unlikely", "very unlikely (less than 1%)"),
        (0.0, "very unlikely", "very unlikely (less than 1%)"),
    ],
)
def test_the_words_for_chances_have_fixed_bounds(chance: float, word: str, said: str) -> None:
    assert likelihood(chance) == word
    with speaking("en"):
        assert how_likely(chance) == said


def test_the_words_are_dutch_for_who_reads_dutch() -> None:
    with speaking("nl"):
        assert [how_likely(c) for c in (0.95, 0.7, 0.5, 0.2, 0.05)] == [
            "heel waarschijnlijk (ongeveer 95%)",
            "waarschijnlijk (ongeveer 70%)",
            "kan beide kanten op (ongeveer 50%)",
            "onwaarschijnlijk (ongeveer 20%)",
            "heel onwaarschijnlijk (ongeveer 5%)",
        ]


SAYS: dict[str, tuple[Chance | RatePosterior | ShareInterval, str, str]] = {
    "a count": (
        chance_of_count(18, 10, 16, 60),
        "De streefwaarde van 60 halen: heel onwaarschijnlijk (ongeveer 9%). Tot nu toe: 18 in 10 "
        "weken. Gaat het nog 16 weken zo door, dan worden het er in 8 van de 10 gevallen 37 tot "
        "59.",
        "Meeting the target of 60: very unlikely (about 9%). So far: 18 in 10 weeks. If it goes "
        "on like this for 16 weeks, it will be 37 to 59 in 8 of 10 cases.",
    ),
    "a count that is reached": (
        chance_of_count(60, 1, 16, 60, every="month"),
        "De streefwaarde van 60 is gehaald. Tot nu toe: 60 in 1 maand.",
        "The target of 60 is reached. So far: 60 in 1 month.",
    ),
    "a count of which the time is over": (
        chance_of_count(18, 2, 0, 60, every="year"),
        "De tijd is om en de streefwaarde van 60 is niet gehaald. Tot nu toe: 18 in 2 jaar.",
        "Time is up and the target of 60 was not met. So far: 18 in 2 years.",
    ),
    "a count too early": (
        chance_of_count(0, 0, 16, 60, every="quarter"),
        "Nog te vroeg om iets te zeggen. Nog nodig: 4 kwartalen.",
        "Too early to say: 4 quarters more needed.",
    ),
    "a rate": (
        rate_posterior(11, 4, (10, 2)),
        "Geteld: 11 in 4 weken. Met 95% zekerheid ligt het echte gemiddelde tussen 2,17 en 5,15 "
        "per keer.",
        "Counted: 11 in 4 weeks. With 95% certainty the true average lies between 2.17 and 5.15 "
        "each time.",
    ),
    "a share": (
        chance_of_share(12, 18, 24, 40),
        "De streefwaarde van 24 van de 40 halen: waarschijnlijk (ongeveer 80%). Tot nu toe: 12 "
        "van de 18. Gaat het zo door, dan worden het er in 8 van de 10 gevallen 22 tot 30 van de "
        "40.",
        "Meeting the target of 24 of 40: likely (about 80%). So far: 12 out of 18. If it goes on "
        "like this, it will be 22 to 30 of 40 in 8 of 10 cases.",
    ),
    "a share that is reached": (
        chance_of_share(24, 30, 24, 40),
        "De streefwaarde van 24 van de 40 is gehaald. Tot nu toe: 24 van de 30.",
        "The target of 24 of 40 is reached. So far: 24 out of 30.",
    ),
    "a share out of reach": (
        chance_of_share(2, 30, 24, 40),
        "De streefwaarde van 24 van de 40 is niet meer te halen. Tot nu toe: 2 van de 30.",
        "The target of 24 of 40 can no longer be met. So far: 2 out of 30.",
    ),
    "a share too early": (
        chance_of_share(0, 0, 24, 40),
        "Nog te vroeg om iets te zeggen. Nog nodig: 1.",
        "Too early to say: 1 more needed.",
    ),
    "an interval that is nearly certain": (
        share_interval(6, 10, level=0.99999),
        "Geteld: 6 van de 10. Met 99,999% zekerheid ligt het echte aandeel tussen 7% en 98%.",
        "Counted: 6 out of 10. With 99.999% certainty the true share lies between 7% and 98%.",
    ),
    "an interval, its ends rounded outwards": (
        share_interval(6, 10),  # 30.8% to 83.3%
        "Geteld: 6 van de 10. Met 95% zekerheid ligt het echte aandeel tussen 30% en 84%.",
        "Counted: 6 out of 10. With 95% certainty the true share lies between 30% and 84%.",
    ),
    "a level": (
        chance_of_level(RISING, 12, 6),
        "De streefwaarde van 12 halen, 6 weken na de laatste meting: kan beide kanten op "
        "(ongeveer 49%). Half alsof de lijn door 10 metingen doorgaat, en half alsof het blijft "
        "zoals het is: dan wordt het in 8 van de 10 gevallen 6 tot 15.",
        "Meeting the target of 12, 6 weeks after the last measurement: could go either way (about "
        "49%). Half as if the line through 10 measurements goes on, half as if it stays where it "
        "is: in 8 of 10 cases it will be 6 to 15.",
    ),
    "a level that is reached and may be left": (
        chance_of_level(WAVY, 6, 1, every="month"),
        "De streefwaarde van 6 is gehaald. 1 maand na de laatste meting nog steeds zo: kan beide "
        "kanten op (ongeveer 57%). Half alsof de lijn door 6 metingen doorgaat, en half alsof het "
        "blijft zoals het is: dan wordt het in 8 van de 10 gevallen 4 tot 9.",
        "The target of 6 is reached. Still true 1 month after the last measurement: could go "
        "either way (about 57%). Half as if the line through 6 measurements goes on, half as "
        "if it stays where it is: in 8 of 10 cases it will be 4 to 9.",
    ),
    "a level of which the time is over": (
        chance_of_level(WAVY, 12, 0),
        "De tijd is om en de streefwaarde van 12 is niet gehaald.",
        "Time is up and the target of 12 was not met.",
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_it_says_what_it_found_in_both_languages(case: str) -> None:
    result, dutch, english = SAYS[case]
    assert both(result) == (dutch, english)


# --- what they are given -----------------------------------------------------------------

REFUSED: list[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any], str]] = [
    (chance_of_count, (-1, 10, 16, 60), {}, "between 0 and 1000000"),
    (chance_of_count, (1.5, 10, 16, 60), {}, "whole number"),
    (chance_of_count, (1, -10, 16, 60), {}, "periods cannot be negative"),
    (chance_of_count, (1, 10, -16, 60), {}, "periods left cannot be negative"),
    (chance_of_count, (1, 0, 16, 60), {}, "in no time"),
    (chance_of_count, (1, 10, 16, None), {}, "target must be a number"),
    (chance_of_count, (1, 10, 16, 60), {"prior": (0, 0)}, "must be above 0"),
    (chance_of_count, (1, 10, 16, 60), {"prior": (1,)}, "two numbers"),
    (chance_of_count, (1, 10, 16, 60), {"prior": 3}, "two numbers"),
    (rate_posterior, (1, 0), {}, "in no time"),
    (rate_posterior, (1, 1), {"level": 95}, "between 0 and 1"),
    (chance_of_share, (19, 18, 24, 40), {}, "more hits than trials"),
    (chance_of_share, (1, 18, 24, 17), {}, "cannot be behind us"),
    (chance_of_share, (1, 18, -1, 40), {}, "between 0 and"),
    (chance_of_share, (1, 18, 24, 10**7), {}, "between 0 and"),
    (chance_of_share, (1, 18, 24, 40), {"prior": (1, 0)}, "must be above 0"),
    (share_interval, (3, 2), {}, "more hits than trials"),
    (share_interval, (1, 2), {"level": 1}, "between 0 and 1"),
    (share_interval, (1, 2), {"prior": (0, 1)}, "must be above 0"),
    (chance_of_level, (RISING, 12, -1), {}, "cannot be negative"),
    (chance_of_level, (RISING, 12, 6), {"better": "neither"}, "one of higher, lower, not"),
    (chance_of_level, (RISING, "12", 6), {}, "target must be a number"),
    (chance_of_level, ([*RISING, "9"], 12, 6), {}, "must be a number, not '9'"),
    (chance_of_level, ({1: 9, 2: 8, 3: 7, 4: 6, 5: 5, 6: 4}, 12, 6), {}, "list or a tuple"),
    (chance_of_level, ({1.0, 2.0, 3.0}, 12, 6), {}, "list or a tuple"),
    (chance_of_level, (RISING, 12, 6), {"least": "0"}, "The least must be a number"),
    (chance_of_count, (1, 10, 16, 60), {"increments": [(1, -1)]}, "cannot be negative"),
]


@pytest.mark.parametrize(("method", "given_", "more", "words"), REFUSED)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    method: Callable[..., Any], given_: tuple[Any, ...], more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        method(*given_, **more)


def test_results_are_plain_numbers_that_nobody_can_change() -> None:
    results = [result for result, _dutch, _english in SAYS.values()]
    for result in results:
        kinds = {type(value) for value in dataclasses.astuple(result)}
        assert kinds <= {int, float, bool, str, type(None)}
        with pytest.raises(dataclasses.FrozenInstanceError):
            result.chance = 1  # type: ignore[misc, union-attr]


def test_who_asks_for_no_chance_does_not_wait_for_scipy() -> None:
    program = (
        "import sys; from pilots import evidence as e; e.control_chart(range(20)).sentence; "
        "e.ladder_movement([1], [2]); e.goal_attainment([1]); print('scipy' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert found.stdout == "False\n", found.stderr
