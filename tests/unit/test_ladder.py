"""Who moved on a ladder: shares from each rung up, movers, and whether that can be chance."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pilots.evidence import LadderMovement, ladder_movement
from pilots.language import speaking

BEFORE = [1] * 8 + [3] * 4
AFTER = [2] * 8 + [1] + [3] * 3
"""8 up, 1 down, 3 the same."""


def both(result: LadderMovement) -> tuple[str, str]:
    with speaking("nl"):
        dutch = result.sentence
    with speaking("en"):
        return dutch, result.sentence


def test_the_sign_test_gives_the_known_p() -> None:
    found = ladder_movement(BEFORE, AFTER)
    assert (found.up, found.down, found.same, found.people) == (8, 1, 3, 12)
    assert found.p == 0.0390625


def test_it_gives_the_share_at_each_rung_or_above() -> None:
    found = ladder_movement([1, 1, 2, 4], [2, 1, 4, 4])
    assert found.rungs == (1, 2, 3, 4)
    assert found.before == (1.0, 0.5, 0.25, 0.25)
    assert found.after == (1.0, 0.75, 0.5, 0.5)


def test_there_is_no_average_rung() -> None:
    names = {field.name for field in dataclasses.fields(LadderMovement)}
    assert names == {"rungs", "before", "after", "up", "same", "down", "left_out", "p"}


def test_who_is_known_at_one_moment_only_is_left_out() -> None:
    found = ladder_movement([1, None, 5, None], [2, 3, None, None])
    assert (found.people, found.left_out, found.rungs) == (1, 3, (1, 2))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=40))
@settings(max_examples=60)
def test_turning_time_around_turns_up_and_down_and_leaves_p(pairs: list[tuple[int, int]]) -> None:
    before, after = [old for old, _new in pairs], [new for _old, new in pairs]
    found, turned = ladder_movement(before, after), ladder_movement(after, before)
    assert (found.up, found.same, found.down) == (turned.down, turned.same, turned.up)
    assert (found.before, found.after, found.p) == (turned.after, turned.before, turned.p)
    assert found.people == len(pairs)
    assert sorted(found.before, reverse=True) == list(found.before)
    if pairs:
        assert max(found.before[0], found.after[0]) == 1.0
    moved = found.up + found.down
    expected = stats.binomtest(found.up, moved).pvalue if moved else 1.0
    assert found.p == pytest.approx(expected)


def test_many_people_are_counted_exactly() -> None:
    found = ladder_movement([1] * 3000, [2] * 1600 + [0] * 1400)
    assert found.p == pytest.approx(stats.binomtest(1600, 3000).pvalue, rel=1e-9)


@pytest.mark.parametrize(
    ("up", "down", "dutch", "english"),
    [
        (
            8,
            1,
            "Van 10 mensen: 8 omhoog, 1 omlaag, 1 gelijk gebleven. Zo'n groot verschil "
            "tussen omhoog en omlaag komt zelden door toeval.",
            "Of 10 people, 8 went up, 1 went down and 1 stayed. So large a difference between up "
            "and down rarely happens by chance.",
        ),
        (
            5,
            3,
            "Van 9 mensen: 5 omhoog, 3 omlaag, 1 gelijk gebleven. Zo'n verschil tussen "
            "omhoog en omlaag kan heel goed toeval zijn.",
            "Of 9 people, 5 went up, 3 went down and 1 stayed. A difference like this "
            "between up and down could well be chance.",
        ),
        (
            5,
            0,
            "Van 6 mensen: 5 omhoog, 0 omlaag, 1 gelijk gebleven. Er bewogen te weinig "
            "mensen om te zeggen of dat toeval is: daarvoor zijn er minstens 6 nodig.",
            "Of 6 people, 5 went up, 0 went down and 1 stayed. Too few people moved to say "
            "whether that is chance: at least 6 are needed.",
        ),
    ],
)
def test_it_says_who_moved_and_whether_that_can_be_chance(
    up: int, down: int, dutch: str, english: str
) -> None:
    found = ladder_movement([2] * (up + down + 1), [3] * up + [1] * down + [2])
    assert both(found) == (dutch, english)


def test_six_that_all_go_one_way_are_the_fewest_that_say_something() -> None:
    five, six = (ladder_movement([1] * n, [2] * n) for n in (5, 6))
    assert (five.needed, six.needed) == (1, 0)
    assert five.p > 0.05 > six.p


@pytest.mark.parametrize("rungs", [[], [None]])
def test_without_people_it_is_too_early(rungs: list[None]) -> None:
    found = ladder_movement(rungs, rungs)
    assert (found.rungs, found.before, found.people, found.p) == ((), (), 0, 1.0)
    assert both(found) == (
        "Nog te vroeg om iets te zeggen. Nog nodig: 1 persoon.",
        "Too early to say: 1 person more needed.",
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([1, 2], [1], "2 rungs before and 1 after"),
        ([1.5], [1], "whole number"),
        ([-1], [1], "between 0 and 100"),
        ([101], [1], "between 0 and 100"),
        (["1"], [1], "must be a number"),
        ("1", [1], "list or a tuple"),
        (1, [1], "list or a tuple"),
    ],
)
def test_what_is_no_ladder_is_refused_in_a_sentence(before: Any, after: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ladder_movement(before, after)
