"""Change or chance: limits, the four rules, the icons, and how often a chart is wrong."""

import dataclasses
import random
from itertools import chain
from math import sqrt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom, nbinom

from pilots.evidence import ControlChart, assurance, control_chart, count_chart, share_chart
from pilots.evidence.xmr import FALSE_ALARMS, FALSE_ALARMS_LOCKED
from pilots.language import speaking

pytestmark = pytest.mark.slow

WHEELER = [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685]
WHEELER += [3463, 5200]
"""Understanding Variation, page 382 in the suites that quote it."""
FIRST = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39]
SECOND = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19]
"""Of his table 9.1."""
STEADY = [4, 6, 5, 7, 5, 6, 4, 5, 6, 5, 7, 6]
PILOT = [*STEADY, 8, 9, 7, 10, 9, 8, 11, 9]
FIVES = [4, 6] * 6
"""A baseline with mean 5, limits 10.32 and -0.32, and the upper one near from 8.5467 on."""


def by(chart: ControlChart, rule: str) -> list[int]:
    """Which points, counted from 1, stand out by this rule."""
    found = [point.signal and point.signal.rule for point in chart.points]
    return [at for at, one in enumerate(found, 1) if one == rule]


def standing_out(chart: ControlChart) -> list[Any]:
    return [point.signal for point in chart.points]


def both(chart: ControlChart) -> tuple[str, str]:
    with speaking("nl"):
        dutch = chart.sentence
    with speaking("en"):
        return dutch, chart.sentence


# --- the limits --------------------------------------------------------------------------


def test_the_limits_are_those_that_wheeler_published() -> None:
    chart = control_chart(WHEELER, baseline=len(WHEELER))
    assert chart.limits is not None
    assert chart.limits.mean == 4135.5
    assert chart.limits.average_range == pytest.approx(355.93, abs=0.005)
    assert chart.limits.upper == pytest.approx(5082.28, abs=0.005)
    assert chart.limits.lower == pytest.approx(3188.72, abs=0.005)
    assert chart.limits.range_limit == pytest.approx(1163.19, abs=0.005)
    assert by(chart, "outside") == [16]
    assert chart.points[15].moving_range == 1737 > chart.limits.range_limit


@pytest.mark.parametrize(("values", "upper", "lower"), [(FIRST, 43.9, 25.6), (SECOND, 39.3, 18.0)])
def test_the_limits_of_two_halves_are_as_published(
    values: list[int], upper: float, lower: float
) -> None:
    limits = control_chart(values).limits
    assert limits is not None
    assert (round(limits.upper, 1), round(limits.lower, 1)) == (upper, lower)


def test_a_baseline_that_was_measured_before_judges_what_comes_after() -> None:
    chart = control_chart(SECOND, baseline=FIRST)
    assert chart.limits == control_chart(FIRST).limits
    assert by(chart, "outside") == [8, 9, 11, 12]
    assert chart.is_locked


def test_ten_in_a_row_have_the_published_lines() -> None:
    chart = control_chart(range(1, 11))
    assert chart.limits is not None
    lines = chart.limits
    assert (lines.mean, lines.upper, lines.lower) == (5.5, 8.16, 2.84)
    assert lines.near_upper == pytest.approx(7.27333, abs=1e-5)
    assert lines.near_lower == pytest.approx(3.72667, abs=1e-5)
    assert (by(chart, "outside"), by(chart, "trend")) == ([1, 2, 9, 10], [3, 4, 5, 6, 7, 8])


def test_limits_lock_at_twelve_points_and_show_the_shift_of_a_pilot() -> None:
    chart = control_chart(PILOT)
    assert chart.limits is not None
    assert (chart.baseline, chart.is_locked, chart.is_provisional) == (12, True, False)
    assert chart.limits.mean == 5.5
    assert chart.limits.lower == pytest.approx(1.6309, abs=5e-5)
    assert chart.limits.upper == pytest.approx(9.3691, abs=5e-5)
    assert by(chart, "outside") == [16, 19]
    assert by(chart, "shift") == [11, 12, 13, 14, 15, 17, 18, 20]
    assert {signal.points for signal in standing_out(chart) if signal} == {1, 10}
    assert chart.variation == "improvement"
    assert control_chart(PILOT, better="lower").variation == "concern"
    assert control_chart(PILOT, better="neither").variation == "neutral"
    assert control_chart(PILOT, baseline=20).limits != chart.limits


@pytest.mark.parametrize("n", range(6))
def test_below_six_points_there_are_no_limits_and_it_says_why(n: int) -> None:
    chart = control_chart([1, 5, 2, 8, 90][:n])
    assert (chart.limits, chart.variation, chart.needed) == (None, None, 6 - n)
    assert (chart.assurance, chart.drawn_lower, chart.is_provisional) == (None, None, False)
    assert standing_out(chart) == [None] * n
    dutch, english = both(chart)
    many = "1 measurement" if n == 5 else f"{6 - n} measurements"
    assert english.startswith(f"Too early to say: {many} more needed. With fewer than 6")
    assert dutch.startswith("Nog te vroeg om iets te zeggen.")


def test_from_six_to_eleven_points_limits_are_provisional_and_move_with_each_point() -> None:
    seen = [control_chart(STEADY[:n]) for n in range(6, 13)]
    assert [chart.is_provisional for chart in seen] == [True] * 6 + [False]
    assert [chart.is_locked for chart in seen] == [False] * 6 + [True]
    assert [chart.baseline for chart in seen] == [6, 7, 8, 9, 10, 11, 12]
    assert len({chart.limits for chart in seen}) == 7
    assert "Provisional: based on fewer than 12 measurements" in both(seen[0])[1]
    assert "Provisional" not in both(seen[-1])[1]


def test_a_short_baseline_of_choice_locks_and_stays_provisional() -> None:
    chart = control_chart(PILOT, baseline=8)
    assert (chart.baseline, chart.is_locked, chart.is_provisional) == (8, True, True)
    assert chart.limits == control_chart(PILOT[:8]).limits


def test_a_longer_baseline_of_choice_is_not_locked_before_it_is_complete() -> None:
    chart = control_chart(PILOT, baseline=24)
    assert (chart.baseline, chart.is_locked, chart.is_provisional) == (20, False, False)


def test_a_baseline_from_before_that_is_too_short_needs_more_of_itself() -> None:
    chart = control_chart(PILOT, baseline=[4, 5, None])
    assert (chart.limits, chart.needed, chart.baseline) == (None, 4, 2)


def test_a_missing_period_is_left_out_and_never_a_zero() -> None:
    gaps = list(chain.from_iterable([value, None] for value in PILOT))
    chart, whole = control_chart([None, *gaps]), control_chart(PILOT)
    assert chart.limits == whole.limits
    assert standing_out(chart) == standing_out(whole)
    assert [point.period for point in chart.points] == list(range(1, 41, 2))
    assert chart.points[0].moving_range is None
    assert chart.points[1].moving_range == 2


def test_screening_leaves_a_moving_range_at_its_bound_out_once() -> None:
    spiked = [*FIVES[:11], 40.0]
    plain, screened = control_chart(spiked), control_chart(spiked, screen=True)
    assert plain.limits is not None
    assert screened.limits is not None
    assert plain.limits.average_range == pytest.approx((10 * 2 + 36) / 11)
    assert screened.limits.average_range == 2
    assert screened.limits.mean == plain.limits.mean
    assert screened.limits.range_limit == pytest.approx(3.268 * 2)


def test_screening_looks_once_though_the_new_mean_would_leave_out_more() -> None:
    values = [0, 1, 0, 1, 0, 1, 0, 1, 0, 9, 1009, 1000]
    limits = control_chart(values, screen=True).limits
    assert limits is not None
    assert limits.average_range == (8 + 9 + 9) / 10


def test_screening_at_exactly_its_bound_leaves_out() -> None:
    """Ranges of which the mean is 1000, and the largest 3267."""
    ranges = [3267, *[433, 434, 433, 433], 1000]
    values = [0]
    for step in ranges:
        values.append(values[-1] + step)
    limits = control_chart(values, screen=True).limits
    assert sum(ranges) / len(ranges) == 1000
    assert limits is not None
    assert limits.average_range == pytest.approx((6000 - 3267) / 5)


def test_a_series_without_any_change_has_limits_of_no_width() -> None:
    chart = control_chart([0.1] * 14, target=0.1, screen=True)
    assert chart.limits is not None
    assert chart.limits.mean == chart.limits.upper == chart.limits.lower == 0.1
    assert (chart.variation, chart.assurance) == ("common", "hit or miss")
    assert both(chart)[1] == "The same in all 14 measurements: 0.1."
    assert by(control_chart([*[0.1] * 12, 0.2]), "outside") == [13]


def test_the_drawn_limit_is_clipped_and_the_calculated_one_is_not() -> None:
    values = [0, 3, 0, 2, 0, 3, 1, 0, 3, 0, 2, 0]
    plain, clipped = control_chart(values), control_chart(values, least=0)
    assert plain.limits == clipped.limits
    assert plain.limits is not None
    assert plain.limits.lower < 0
    assert (plain.drawn_lower, clipped.drawn_lower) == (plain.limits.lower, 0)
    assert standing_out(plain) == standing_out(clipped)
    assert "stands out: 0 to" in both(clipped)[1]
    assert control_chart(FIRST, least=0).drawn_lower == control_chart(FIRST).drawn_lower


# --- the rules ---------------------------------------------------------------------------


def against_fives(*values: float | None) -> ControlChart:
    return control_chart(values, baseline=FIVES)


def test_a_point_on_a_limit_is_within_it() -> None:
    chart = against_fives(10.32, 10.33, -0.32, -0.33)
    assert by(chart, "outside") == [2, 4]
    assert [signal.is_up for signal in standing_out(chart) if signal] == [True, False]


def test_a_trend_takes_seven_points_and_a_tie_breaks_it() -> None:
    assert by(against_fives(2, 3, 4, 5, 6, 7), "trend") == []
    assert by(against_fives(2, 3, 4, 5, 6, 7, 8), "trend") == [1, 2, 3, 4, 5, 6, 7]
    assert by(against_fives(8, 7, 6, 5, 4, 3, 2), "trend") == [1, 2, 3, 4, 5, 6, 7]
    assert by(against_fives(1, 2, 3, 3, 4, 5, 6), "trend") == []
    assert by(control_chart([1, 2, 3, 3, 4, 5, 6]), "trend") == []


def test_a_missing_period_does_not_break_a_trend() -> None:
    assert len(by(against_fives(2, 3, None, 4, 5, 6, None, 7, 8), "trend")) == 7


def test_the_top_of_a_rise_and_a_fall_counts_as_falling() -> None:
    chart = against_fives(2, 3, 4, 5, 6, 7, 8, 7.5, 7, 6, 5, 4, 3)
    assert len(by(chart, "trend")) == 13
    ways = [signal.is_up for signal in standing_out(chart) if signal]
    assert ways == [True] * 6 + [False] * 7


def test_two_of_three_near_a_limit_on_one_side_of_the_mean() -> None:
    assert by(against_fives(9, 6, 9), "two of three") == [1, 3]
    assert by(against_fives(9, 9, 6), "two of three") == [1, 2]
    assert by(against_fives(1, 4, 1), "two of three") == [1, 3]
    assert by(against_fives(9, 9, 9), "two of three") == [1, 2, 3]


def test_two_of_three_ends_at_the_other_side_and_at_the_mean() -> None:
    for between in (4, 5, 1):
        assert by(against_fives(9, between, 9), "two of three") == []
    assert by(against_fives(9, 6, 6, 9), "two of three") == []
    assert by(against_fives(9, 9), "two of three") == []


def test_a_point_outside_a_limit_is_not_near_it_and_can_be_the_third() -> None:
    chart = against_fives(9, 11, 6)
    assert (by(chart, "two of three"), by(chart, "outside")) == ([], [2])
    chart = against_fives(9, 11, 9)
    assert (by(chart, "two of three"), by(chart, "outside")) == ([1, 3], [2])


def test_near_a_limit_is_strictly_beyond_two_thirds_and_a_limit_itself_is_near() -> None:
    # On a mean of 5.5 with moving ranges of 3 the near line is 10.82 exactly.
    wide = [4, 7] * 6
    assert by(control_chart([10.82, 10.82, 6], baseline=wide), "two of three") == []
    assert by(control_chart([10.83, 10.83, 6], baseline=wide), "two of three") == [1, 2]
    assert by(control_chart([13.48, 13.48, 6], baseline=wide), "two of three") == [1, 2]


def test_seven_on_one_side_are_a_shift_and_a_point_on_the_mean_breaks_it() -> None:
    assert by(against_fives(6, 7, 6, 7, 6, 7), "shift") == []
    assert by(against_fives(6, 7, 6, 7, 6, 7, 6), "shift") == [1, 2, 3, 4, 5, 6, 7]
    assert by(against_fives(4, 3, 4, 3, 4, 3, 4), "shift") == [1, 2, 3, 4, 5, 6, 7]
    assert by(against_fives(6, 7, 6, 5, 7, 6, 7, 6), "shift") == []
    assert by(against_fives(6, 7, 6, 4, 7, 6, 7, 6), "shift") == []


def test_the_first_rule_in_their_order_gives_the_name() -> None:
    # The same rise is a shift from its first point, comes near the limit and ends outside it.
    chart = against_fives(6, 6.5, 7, 7.5, 8, 9, 9.5, 11)
    assert by(chart, "outside") == [8]
    assert by(chart, "trend") == [1, 2, 3, 4, 5, 6, 7]
    chart = against_fives(6, 9, 9, 6, 7, 6, 7)
    assert (by(chart, "two of three"), by(chart, "shift")) == ([2, 3], [1, 4, 5, 6, 7])


def test_decimals_on_the_mean_are_on_it_however_a_computer_rounds() -> None:
    chart = control_chart([0.3] * 3 + [0.2] + [0.3] * 3, baseline=[0.1, 0.2, 0.3] * 4)
    assert chart.limits is not None
    assert chart.limits.mean == 0.2
    assert by(chart, "shift") == []


# --- counts and shares -------------------------------------------------------------------


def test_limits_of_counts_and_shares_are_quantiles_of_what_the_baseline_predicts() -> None:
    counts = count_chart([1, 0, 2, 1, 0, 1, 3, 0, 1, 2, 0, 1])
    assert counts.limits
    assert counts.limits.upper == nbinom.ppf(0.99865, 12.5, 12 / 13)
    assert (counts.limits.mean, counts.limits.lower) == (1, 0)
    shares = share_chart([15, 16, 14, 17, 15, 16], [20] * 6)
    assert shares.limits
    ends = betabinom(20, 93.5, 27.5).ppf([0.00135, 0.99865])
    assert [shares.limits.lower, shares.limits.upper] == list(ends)
    assert shares.limits.mean == 93 / 6


def test_limits_are_wider_where_less_was_looked_at() -> None:
    weeks = count_chart([4, 8, 4, 9, 5, 8, 4], exposures=[1, 2, 1, 2, 1, 2, 1])
    rates = [
        (point.limits.lower / point.size, point.limits.upper / point.size)
        for point in weeks.points
        if point.limits
    ]
    assert rates[0][1] > rates[1][1]
    assert rates[0][0] <= rates[1][0]
    assert weeks.sizes_differ
    assert weeks.assurance is None
    with speaking("en"):
        assert "In 7 measurements nothing stands out" in weeks.sentence


def test_a_share_is_judged_against_its_own_number_of_people() -> None:
    chart = share_chart([8, 16, 8, 17, 9, 15, 8, 16, 8, 16, 9, 16, 8], [10, 20] * 6 + [20])
    assert by(chart, "outside") == [13]
    with speaking("en"):
        assert "The last value, 40%, is lower than chance usually gives:" in chart.sentence


def test_where_most_weeks_have_none_seven_without_are_no_shift() -> None:
    rare = count_chart([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    assert standing_out(rare) == [None] * 14
    nearly_all = share_chart([5, 5, 5, 4, *[5] * 10], [5] * 14)
    assert standing_out(nearly_all) == [None] * 14
    assert by(control_chart([0, 0, 0, 1, *[0] * 10]), "shift")


@pytest.mark.parametrize(
    ("chart", "arguments", "words"),
    [
        (count_chart, ([1.5],), "whole number"),
        (count_chart, ([-1],), "between 0 and"),
        (count_chart, ({1: 2},), "list or a tuple"),
        (share_chart, ([3], [2]), "at most the number of trials"),
        (share_chart, ([3], [4.5]), "at most the number of trials"),
        (share_chart, ([3], [None]), "must be above 0"),
        (share_chart, ([3, 4], [5]), "2 counts, and 1 sizes"),
        (share_chart, ([3], [5], "higher", None, 5), "at least 6 points"),
    ],
)
def test_what_are_no_counts_or_shares_is_refused(
    chart: Any, arguments: tuple[Any, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        chart(*arguments)
    with pytest.raises(ValueError, match="above 0"):
        count_chart([1], exposures=[0])


# --- the icons ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lower", "upper", "target", "higher", "lower_is_better"),
    [
        (1, 3, 4, "fail", "pass"),
        (5, 7, 4, "pass", "fail"),
        (1, 5, 4, "hit or miss", "hit or miss"),
        (1, 4, 4, "hit or miss", "hit or miss"),
        (4, 6, 4, "hit or miss", "hit or miss"),
    ],
)
def test_the_assurance_icon_is_as_published(
    lower: float, upper: float, target: float, higher: str, lower_is_better: str
) -> None:
    assert assurance(lower, upper, target, "higher") == higher
    assert assurance(lower, upper, target, "lower") == lower_is_better


def test_a_chart_promises_by_its_limits_and_only_with_a_direction() -> None:
    assert control_chart(STEADY, target=20).assurance == "fail"
    assert control_chart(STEADY, target=1).assurance == "pass"
    assert control_chart(STEADY, target=5).assurance == "hit or miss"
    assert control_chart(STEADY, target=20, better="lower").assurance == "pass"
    assert control_chart(STEADY, target=20, better="neither").assurance is None
    assert control_chart(STEADY).assurance is None


def test_the_variation_icon_is_that_of_the_last_point_alone() -> None:
    assert control_chart([*PILOT, 5]).variation == "common"
    assert control_chart([*PILOT, 5, 0]).variation == "concern"
    assert control_chart([], baseline=FIVES).variation is None


# --- properties --------------------------------------------------------------------------

SERIES = st.lists(st.integers(-40, 40), max_size=30)
MIRRORED = {"improvement": "concern", "concern": "improvement", "pass": "fail", "fail": "pass"}


@given(SERIES, st.integers(-1000, 1000), st.sampled_from([0.1, 0.5, 3, 1000]))
@settings(max_examples=60)
def test_another_scale_or_zero_point_changes_no_judgement(
    values: list[int], shift: int, scale: float
) -> None:
    moved = [round(value * scale + shift, 6) for value in values]
    plain, other = control_chart(values), control_chart(moved)
    assert standing_out(plain) == standing_out(other)
    if plain.limits and other.limits:
        assert other.limits.upper == pytest.approx(plain.limits.upper * scale + shift)
        assert other.limits.lower == pytest.approx(plain.limits.lower * scale + shift)
        assert other.limits.average_range == pytest.approx(plain.limits.average_range * scale)


@given(SERIES, st.integers(-40, 40))
@settings(max_examples=60)
def test_a_series_upside_down_has_its_icons_turned(values: list[int], target: int) -> None:
    plain = control_chart(values, target=target)
    turned = control_chart([-value for value in values], target=-target)
    for point, other in zip(plain.points, turned.points, strict=True):
        assert other.variation == MIRRORED.get(point.variation, point.variation)
        assert (point.signal is None) == (other.signal is None)
        if point.signal and other.signal:
            up = not point.signal.is_up
            assert dataclasses.replace(point.signal, is_up=up) == other.signal
    assert turned.assurance == MIRRORED.get(plain.assurance or "", plain.assurance)
    both_ways = control_chart([-value for value in values], "lower", -target)
    assert both_ways.variation == plain.variation
    assert both_ways.assurance == plain.assurance


@given(SERIES)
@settings(max_examples=60)
def test_values_that_come_twice_never_make_a_trend(values: list[int]) -> None:
    twice = [value for value in values for _again in range(2)]
    assert by(control_chart(twice), "trend") == []


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), max_size=5))
@settings(max_examples=60)
def test_the_mean_twice_among_every_six_makes_no_trend_and_no_shift(
    parts: list[list[int]],
) -> None:
    chart = against_fives(*chain.from_iterable([*part[:5], 5, 5] for part in parts))
    assert by(chart, "shift") == by(chart, "trend") == []


@given(SERIES)
@settings(max_examples=40)
def test_what_happened_is_not_rewritten_once_the_limits_are_locked(values: list[int]) -> None:
    """A later point can add a signal to an earlier one, and never takes a limit away."""
    whole = control_chart([*STEADY, *values])
    for n in range(len(values)):
        part = control_chart([*STEADY, *values[:n]])
        assert part.limits == whole.limits
        for earlier, later in zip(part.points, whole.points, strict=False):
            assert earlier.signal is None or later.signal is not None


# --- how often it is wrong ---------------------------------------------------------------


def false_alarms(points: int, baseline: int, charts: int) -> float:
    """In how many charts of a series in which nothing changes some point stands out."""
    chance = random.Random(1)
    series = ([round(chance.gauss(0, 1e6)) for _ in range(points)] for _ in range(charts))
    wrong = sum(any(standing_out(control_chart(one, baseline=baseline))) for one in series)
    return wrong / charts


@pytest.mark.parametrize(
    ("points", "baseline", "known", "told"),
    [
        (12, 12, 0.048, FALSE_ALARMS[12]),
        (24, 24, 0.156, FALSE_ALARMS[24]),
        (24, 12, 0.312, FALSE_ALARMS_LOCKED),
    ],
)
def test_false_alarms_are_as_frequent_as_is_said(
    points: int, baseline: int, known: float, told: float
) -> None:
    """The known 4.8% and 15.6% are of limits that rest on all the points shown.

    With limits locked at 12 a chart of 24 points is wrong twice as often: the points after the
    baseline are not in its mean, so an unlucky mean stays, and makes shifts.
    """
    charts = 1500
    error = sqrt(known * (1 - known) / charts)
    found = false_alarms(points, baseline, charts)
    assert found == pytest.approx(known, abs=3 * error)
    assert found == pytest.approx(told, abs=3 * error)


def test_the_caution_names_the_false_alarms() -> None:
    with speaking("en"):
        said = control_chart([]).caution
    assert "not a verdict" in said
    assert "5 of 100" in said
    assert "15 of 100" in said
    assert "31 of 100" in said


# --- the sentence ------------------------------------------------------------------------

SAYS: dict[str, tuple[ControlChart, str, str]] = {
    "a shift above an old average": (
        control_chart(PILOT, every="week"),
        "De laatste 10 weken liggen boven het oude gemiddelde van 5,5. Dat gebeurt zelden door "
        "toeval. Dat is de goede kant op.",
        "The last 10 weeks lie above the old average of 5.5. That rarely happens by chance. "
        "That is the right direction.",
    ),
    "a shift below it, provisional": (
        control_chart([6, 5, 6, 5, 6, 5, 4, 3, 4, 3, 4, 3, 4], baseline=6, every="month"),
        "De laatste 8 maanden liggen onder het oude gemiddelde van 5,5. Dat gebeurt zelden door "
        "toeval. Dat is de verkeerde kant op. Voorlopig: dit rust op minder dan 12 maanden.",
        "The last 8 months lie below the old average of 5.5. That rarely happens by chance. "
        "That is the wrong direction. Provisional: based on fewer than 12 months.",
    ),
    "a shift above the average of all": (
        control_chart([1, 2, 1, 2, 1, 6, 7, 6, 7, 6, 7, 6], "neither", every="year"),
        "De laatste 7 jaar liggen boven het gemiddelde van 4,3. Dat gebeurt zelden door toeval.",
        "The last 7 years lie above the average of 4.3. That rarely happens by chance.",
    ),
    "a shift below the average of all": (
        control_chart([7, 6, 7, 6, 7, 2, 1, 2, 1, 2, 1, 2], "neither", every="quarter"),
        "De laatste 7 kwartalen liggen onder het gemiddelde van 3,7. Dat gebeurt zelden door "
        "toeval.",
        "The last 7 quarters lie below the average of 3.7. That rarely happens by chance.",
    ),
    "outside above": (
        control_chart([12], baseline=FIVES),
        "De laatste waarde, 12, is hoger dan toeval meestal geeft: hoogstens 10. Dat is de "
        "goede kant op.",
        "The last value, 12, is higher than chance usually gives: 10 at most. That is the "
        "right direction.",
    ),
    "outside below": (
        control_chart([-12], "lower", baseline=FIVES),
        "De laatste waarde, -12, is lager dan toeval meestal geeft: minstens 0. Dat is de "
        "goede kant op.",
        "The last value, -12, is lower than chance usually gives: 0 at least. That is the "
        "right direction.",
    ),
    "rising": (
        control_chart([2, 3, 4, 5, 6, 7, 8, 9], "neither", baseline=FIVES),
        "De laatste 8 metingen stijgen elke keer. Dat gebeurt zelden door toeval.",
        "The last 8 measurements rise each time. That rarely happens by chance.",
    ),
    "falling": (
        control_chart([8, 7, 6, 5, 4, 3, 2], "neither", baseline=FIVES),
        "De laatste 7 metingen dalen elke keer. Dat gebeurt zelden door toeval.",
        "The last 7 measurements fall each time. That rarely happens by chance.",
    ),
    "two of three above": (
        control_chart([9, 6, 9], "neither", baseline=FIVES),
        "Van de laatste 3 metingen liggen er 2 ver boven het oude gemiddelde van 5. Dat gebeurt "
        "zelden door toeval.",
        "Of the last 3 measurements, 2 lie far above the old average of 5. That rarely happens "
        "by chance.",
    ),
    "two of three below": (
        control_chart([1, 1, 1], "neither", baseline=FIVES),
        "Van de laatste 3 metingen liggen er 3 ver onder het oude gemiddelde van 5. Dat gebeurt "
        "zelden door toeval.",
        "Of the last 3 measurements, 3 lie far below the old average of 5. That rarely happens "
        "by chance.",
    ),
    "nothing stands out, and chance meets the target": (
        control_chart(STEADY, target=6),
        "In 12 metingen valt niets op: 2 tot 9 is wat toeval meestal geeft. Verandert er "
        "niets, dan bepaalt het toeval of de streefwaarde van 6 wordt gehaald.",
        "In 12 measurements nothing stands out: 2 to 9 is what chance usually gives. If "
        "nothing changes, chance decides whether the target of 6 is met.",
    ),
    "it was special once, and the target is out of reach": (
        control_chart([*STEADY, 12, 11, 5], target=20),
        "De laatste van 15 metingen valt binnen wat toeval meestal geeft. 2 eerdere vallen op. "
        "Verandert er niets, dan wordt de streefwaarde van 20 niet gehaald.",
        "The last of 15 measurements lies within what chance usually gives. 2 earlier ones stand "
        "out. If nothing changes, the target of 20 is not met.",
    ),
    "it was special once, and the target is met": (
        control_chart([*STEADY, 12, 5], target=1),
        "De laatste van 14 metingen valt binnen wat toeval meestal geeft. 1 eerdere valt op. "
        "Verandert er niets, dan wordt de streefwaarde van 1 steeds gehaald.",
        "The last of 14 measurements lies within what chance usually gives. 1 earlier one "
        "stands out. If nothing changes, the target of 1 is met every time.",
    ),
    "limits of before, and nothing yet": (
        control_chart([None], baseline=FIVES),
        "Er is nog niets gemeten.",
        "Nothing has been measured yet.",
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_it_says_what_it_shows_in_both_languages(case: str) -> None:
    chart, dutch, english = SAYS[case]
    assert both(chart) == (dutch, english)


# --- what it is given --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "more", "words"),
    [
        ("12345678", {}, "list or a tuple"),
        (5, {}, "list or a tuple"),
        ([1, "2"], {}, "must be a number, not '2'"),
        ([1, True], {}, "must be a number, not True"),
        ([1, float("nan")], {}, "None where there is none"),
        ([1, float("inf")], {}, "between -1e15 and 1e15"),
        ([1, 10**400], {}, "between -1e15 and 1e15"),
        ([1], {"better": "up"}, "one of higher, lower, neither"),
        ([1], {"target": "high"}, "The target must be a number"),
        ([1], {"baseline": 5}, "at least 6 points, not 5"),
        ([1], {"baseline": 7.5}, "whole number"),
        ([1], {"baseline": True}, "must be a number"),
        ([1], {"baseline": ["x"]}, "A value of the baseline"),
        ([1, -1], {"least": 0}, "below the least"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_a_sentence(
    values: Any, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        control_chart(values, **more)


def test_an_unknown_name_of_a_period_is_refused() -> None:
    with pytest.raises(ValueError, match="week, month"):
        _ = control_chart([], every="fortnight").sentence  # type: ignore[arg-type]


def test_the_result_is_plain_numbers_that_nobody_can_change() -> None:
    chart = control_chart(tuple(PILOT), target=9)
    assert chart == control_chart([float(value) for value in PILOT], target=9.0)
    assert chart.limits is not None
    assert {type(line) for line in dataclasses.astuple(chart.limits)} == {float}
    assert {type(point.value) for point in chart.points} == {float}
    with pytest.raises(dataclasses.FrozenInstanceError):
        chart.target = 3  # type: ignore[misc]
