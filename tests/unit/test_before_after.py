"""Before and after: of the same people, in one pilot's phases, and in several pilots."""

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pilots.evidence import multiple_baseline, paired_change, phase_change, yes_no_change
from pilots.evidence.exact_tests import doubled_ranks, rank_sums, sign_test, signed_ranks
from pilots.language import speaking

BEFORE = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
"""Depression before and after a tranquilizer: Hollander and Wolfe (1973), page 29, and the example
of R's wilcox.test."""


def both(result: Any) -> tuple[str, str]:
    with speaking("nl"):
        dutch = result.sentence
    with speaking("en"):
        return dutch, result.sentence


# --- the same people -----------------------------------------------------------------------


def test_the_signed_rank_test_and_its_interval_are_the_published_ones() -> None:
    found = paired_change(BEFORE, AFTER, "lower")
    assert found.p == pytest.approx(0.0390625)
    assert found.change == pytest.approx(-0.46)
    assert (found.low, found.high) == pytest.approx((-0.786, -0.010))
    assert found.level == pytest.approx(0.9609375)
    assert (found.people, found.up, found.down, found.same) == (9, 2, 7, 0)
    assert both(found) == (
        "Van 9 mensen: 2 omhoog, 7 omlaag, 0 gelijk gebleven. De gewone verandering is -0,46; met "
        "96,09% zekerheid ligt die tussen -0,79 en -0,01. Zo’n grote verandering komt zelden door "
        "toeval. Het zegt niet waarom. Dat is de goede kant op.",
        "Of 9 people, 2 went up, 7 went down and 0 stayed. The typical change is -0.46; with "
        "96.09% certainty it lies between -0.79 and -0.01. So large a change rarely happens by "
        "chance. It does not say why. That is the right direction.",
    )


@given(st.lists(st.integers(-30, 30), max_size=14, unique_by=abs))
@settings(max_examples=60)
def test_without_ties_it_is_the_exact_test_of_scipy(changes: list[int]) -> None:
    moved = [change for change in changes if change]
    found = paired_change([0] * len(changes), changes)
    expected = stats.wilcoxon(moved, method="exact").pvalue if moved else 1
    assert found.p == pytest.approx(expected)


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=9))
@settings(max_examples=60)
def test_with_ties_it_counts_every_way_to_give_a_sign(changes: list[int]) -> None:
    moved = [change for change in changes if change]
    ranks = stats.rankdata(np.abs(moved)) if moved else []
    seen = sum(rank for rank, change in zip(ranks, moved, strict=True) if change > 0)
    sums = np.array([np.dot(signs, ranks) for signs in product((0, 1), repeat=len(moved))])
    expected = min(1, 2 * min(np.mean(sums <= seen), np.mean(sums >= seen)))
    assert paired_change([0] * len(changes), changes).p == pytest.approx(expected)


@given(st.lists(st.integers(-40, 40), min_size=6, max_size=20))
@settings(max_examples=60)
def test_the_change_lies_in_its_interval_and_mirrors(changes: list[int]) -> None:
    found = paired_change([0] * len(changes), changes)
    turned = paired_change(changes, [0] * len(changes))
    assert found.low is not None
    assert found.change is not None
    assert found.high is not None
    assert found.low <= found.change <= found.high
    assert found.level >= 0.95
    assert (turned.change, turned.low, turned.high) == (-found.change, -found.high, -found.low)
    assert turned.p == found.p
    said = both(found)[1]
    if "rarely happens by chance" in said:
        assert found.p <= 0.05
        assert found.low > 0 or found.high < 0


def test_the_interval_of_ten_covers_as_the_tables_say() -> None:
    """Of ten people the 9th lowest and highest of 55 pair means hold with 95.1%."""
    found = paired_change([0] * 10, [n * n for n in range(1, 11)])
    assert found.level == pytest.approx(1 - 2 * 25 / 1024)
    assert (found.low, found.high) == (12.5, 64.0)


@pytest.mark.parametrize("n", range(6))
def test_of_fewer_than_six_who_changed_nothing_can_be_said(n: int) -> None:
    found = paired_change([1] * (n + 2), [5] * n + [1, 1])
    assert (found.needed, found.low if n < 4 else None) == (6 - n, None)
    assert "Too few people changed" in both(found)[1]
    assert "rarely happens by chance" not in both(found)[1]


def test_who_was_seen_once_is_left_out_and_named() -> None:
    found = paired_change([1, 2, None, 4], [2, None, 3, 4])
    assert (found.people, found.left_out) == (2, 2)
    assert both(found)[1].endswith("2 people were seen once, and are left out.")
    assert both(paired_change([], []))[1] == "Too early to say: 1 person more needed."


def test_of_two_hundred_people_it_is_exact_too() -> None:
    chance = np.random.default_rng(1)
    changes = chance.permutation(np.arange(1, 201) * chance.choice((-1, 1), 200, p=(0.4, 0.6)))
    found = paired_change([0] * 200, changes.tolist())
    assert found.p == pytest.approx(stats.wilcoxon(changes, method="exact").pvalue)


def test_mcnemars_exact_test_is_the_known_one() -> None:
    """Agresti, Categorical Data Analysis, table 11.1: approval of the president, asked twice."""
    yes, no = True, False
    before = [yes] * 794 + [yes] * 150 + [no] * 86 + [no] * 570
    after = [yes] * 794 + [no] * 150 + [yes] * 86 + [no] * 570
    found = yes_no_change(before, after)
    assert found.p == pytest.approx(stats.binomtest(86, 236).pvalue)
    assert found.p == pytest.approx(3.716e-05, rel=1e-3)
    assert (found.people, found.became_yes, found.became_no) == (1600, 86, 150)


def test_a_yes_or_no_of_the_same_people_in_words() -> None:
    yes, no = True, False
    found = yes_no_change([no] * 9 + [yes] * 6 + [no] * 3, [yes] * 9 + [yes] * 5 + [no] * 4)
    assert found.p == pytest.approx(22 / 1024)
    assert both(found) == (
        "Van 18 mensen zeiden er eerst 6 ja en later 14: 9 werden ja en 1 werd nee. Zo’n grote "
        "verandering komt zelden door toeval. Het zegt niet waarom.",
        "Of 18 people, 6 said yes first and 14 later: 9 changed to yes and 1 to no. So large a "
        "change rarely happens by chance. It does not say why.",
    )
    assert "Too few people changed" in both(yes_no_change([no] * 5, [yes] * 5))[1]
    even = yes_no_change([no] * 4 + [yes] * 3, [yes] * 4 + [no] * 3)
    assert "could well be chance" in both(even)[1]
    assert yes_no_change([yes, None], [yes, no]).left_out == 1


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_sign_test_is_that_of_scipy(up: int, down: int) -> None:
    expected = stats.binomtest(up, up + down).pvalue if up + down else 1
    assert sign_test(up, down) == pytest.approx(expected)


def test_eight_up_and_one_down_is_the_known_answer() -> None:
    assert sign_test(8, 1) == 0.0390625


# --- ranks ---------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 9), max_size=20))
def test_equal_values_get_the_mean_of_their_ranks(values: list[int]) -> None:
    assert doubled_ranks(values) == [2 * rank for rank in stats.rankdata(values)]


def test_every_permutation_is_counted_once() -> None:
    assert signed_ranks([2, 4, 6]).ways == (1, 0, 1, 0, 1, 0, 2, 0, 1, 0, 1, 0, 1)
    ways = rank_sums(list(range(2, 62, 2)), 12).ways
    assert sum(ways) == 86_493_225  # 30 over 12


# --- phases --------------------------------------------------------------------------------

PARKER = ([2, 3, 5, 3], [4, 5, 5, 7, 6])
"""20 pairs, of which 17 are higher and 1 is lower; in the first phase 4 of 6 rise and 1 falls."""


def test_tau_counts_pairs_and_tau_u_takes_the_earlier_trend_off() -> None:
    found = phase_change(*PARKER)
    assert (found.higher, found.lower) == (17, 1)
    assert found.tau == 16 / 20
    assert (found.trend_pairs, found.trend) == (3, 0.5)
    assert found.tau_u == 13 / 20
    assert found.was_changing


@given(st.lists(st.integers(0, 99), min_size=6, max_size=14, unique=True), st.integers(3, 11))
@settings(max_examples=60)
def test_phases_without_ties_have_the_p_value_of_scipy(values: list[int], at: int) -> None:
    at = min(at, len(values) - 3)
    found = phase_change(values[:at], values[at:])
    expected = stats.mannwhitneyu(values[:at], values[at:], method="exact").pvalue
    assert found.p == pytest.approx(expected)


@given(st.lists(st.integers(0, 3), min_size=6, max_size=9))
@settings(max_examples=40)
def test_phases_with_ties_count_every_way_to_divide_them(values: list[int]) -> None:
    ranks = stats.rankdata(values)
    seen = ranks[3:].sum()
    sums = np.array([sum(some) for some in combinations(ranks, len(values) - 3)])
    expected = min(1, 2 * min(np.mean(sums <= seen), np.mean(sums >= seen)))
    assert phase_change(values[:3], values[3:]).p == pytest.approx(expected)


def test_phases_in_words() -> None:
    found = phase_change([4, 6, 5, 6, 4, 5], [7, 9, 8, 8], "higher")
    assert both(found) == (
        "Van alle paren van een meting ervoor en een erna is die erna hoger in 100% en lager in "
        "0%. Zo’n groot verschil komt zelden door toeval. Dat is de goede kant op.",
        "Of all pairs of a measurement before and one after, the one after is higher in 100% and "
        "lower in 0%. So large a difference rarely happens by chance. That is the right "
        "direction.",
    )
    rising = phase_change([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])
    assert "But it was already moving that way before the start." in both(rising)[1]
    wandering = phase_change([1, 2, 3, 4, 5, 4, 3, 2], [1, 2, 3, 4, 5, 4, 3, 2])
    assert "looks like the one before" in both(wandering)[1]
    assert both(phase_change([1, 2], [5, None, 6]))[1].startswith("Too early to say: 2 meas")
    assert "could well be chance" in both(phase_change([4, 6, 5], [5, 6, 4]))[1]


def test_several_pilots_say_more_than_each_alone() -> None:
    values = [[4, 6, 5, 7, 6, 7, 8, 8], [3, 5, 4, 4, 6, 5, 7, 6], [6, 5, 7, 5, 6, 8, 6, 9]]
    found = multiple_baseline(values, [3, 4, 5])
    assert all(one.p > 0.05 for one in found.pilots)
    assert found.p <= 0.05
    assert found.starts == 3
    assert both(found)[1].startswith("Since the start it has been higher in 3 of 3 pilots, and")
    assert "all started at once" not in both(found)[1]
    assert "all started at once" in both(multiple_baseline(values, [4, 4, 4]))[1]
    alone = multiple_baseline(values[:1], [3])
    assert alone.p == alone.pilots[0].p == phase_change(values[0][:3], values[0][3:]).p
    assert alone.tau == alone.pilots[0].tau


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=3))
@settings(max_examples=20)
def test_several_pilots_count_every_way_to_divide_each(series: list[list[int]]) -> None:
    found = multiple_baseline([[*one, 1, 2] for one in series], [3] * len(series))
    each = [stats.rankdata([*one, 1, 2]) for one in series]
    seen = sum(ranks[3:].sum() for ranks in each)
    sums = np.array([0.0])
    for ranks in each:
        sums = np.add.outer(sums, [sum(some) for some in combinations(ranks, 3)]).ravel()
    below, above = np.mean(sums <= seen + 1e-9), np.mean(sums >= seen - 1e-9)
    assert found.p == pytest.approx(min(1, 2 * min(below, above)))


def test_lower_is_better_turns_the_direction_and_nothing_else() -> None:
    phases = [4, 6, 5, 6, 4, 5], [7, 9, 8, 8]
    higher, lower = phase_change(*phases), phase_change(*phases, "lower")
    assert (higher.p, higher.tau) == (lower.p, lower.tau)
    assert "right direction" in both(higher)[1]
    assert "wrong direction" in both(lower)[1]


REFUSED: list[tuple[Callable[..., Any], tuple[Any, ...], str]] = [
    (paired_change, ([1, 2], [1]), "2 values before and 1 after"),
    (paired_change, ([1, "2"], [1, 2]), "must be a number"),
    (paired_change, ({1: 2}, {2: 3}), "list or a tuple"),
    (paired_change, ([1], [2], "up"), "one of higher"),
    (yes_no_change, ([1], [0]), "True, False or None"),
    (yes_no_change, ("yes", "no!"), "list or a tuple"),
    (phase_change, ({1, 2, 3}, [4]), "list or a tuple"),
    (multiple_baseline, ([[1, 2]], [3]), "between 0 and 2"),
    (multiple_baseline, ([[1, 2]], []), "1 series, and 0 starts"),
]


@pytest.mark.parametrize(("method", "given_", "words"), REFUSED)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    method: Callable[..., Any], given_: tuple[Any, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        method(*given_)
