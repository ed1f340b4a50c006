"""Goal attainment scaling: goals that were written down beforehand, and what they are together."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.evidence import GoalAttainment, ScoredGoal, goal_attainment
from pilots.language import speaking


def both(result: GoalAttainment) -> tuple[str, str]:
    with speaking("nl"):
        dutch = result.sentence
    with speaking("en"):
        return dutch, result.sentence


@pytest.mark.parametrize(
    ("scores", "weights", "expected"),
    [
        ((-2, 0, -1, 2, 0, 1), (3, 5, 1, 4, 2, 6), 55.0),
        ((0, 1, -1, 2), (3, 2, 1, 2), 58.8666),
        ((0, 0, 0), None, 50.0),
        ((1,), None, 60.0),
        ((-2,), (7,), 30.0),
    ],
)
def test_goals_together_have_the_known_score(
    scores: tuple[int, ...], weights: tuple[int, ...] | None, expected: float
) -> None:
    assert goal_attainment(scores, weights).score == pytest.approx(expected, abs=5e-5)


def test_the_published_score_is_exact() -> None:
    assert goal_attainment((-2, 0, -1, 2, 0, 1), (3, 5, 1, 4, 2, 6)).score == 55.0


def test_a_goal_that_was_not_scored_is_left_out_with_its_weight_and_named() -> None:
    found = goal_attainment(
        {"tuin": 1, "koffie": None, "kas": -1}, {"tuin": 2, "koffie": 9, "kas": 1}
    )
    assert found.missing == ("koffie",)
    assert found.goals == (ScoredGoal("tuin", 1, 2.0), ScoredGoal("kas", -1, 1.0))
    assert found.score == goal_attainment([1, -1], [2, 1]).score


def test_goals_without_names_are_called_by_their_place() -> None:
    found = goal_attainment([2, None, 0])
    assert [goal.name for goal in found.goals] == ["1", "3"]
    assert found.missing == ("2",)


def test_weights_that_are_all_zero_count_as_one() -> None:
    assert goal_attainment([1, 2], [0, 0]) == goal_attainment([1, 2])
    # What is left after a goal without a score counts, whatever weight that goal had.
    assert goal_attainment([1, 2, None], [0, 0, 5]).score == goal_attainment([1, 2]).score
    assert goal_attainment([1, 2], [0, 3]).score == goal_attainment([2]).score


def test_weights_by_name_may_be_in_another_order() -> None:
    assert goal_attainment({"a": 2, "b": 0}, {"b": 1, "a": 3}) == goal_attainment(
        {"a": 2, "b": 0}, {"a": 3, "b": 1}
    )


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 9)), min_size=1, max_size=12))
@settings(max_examples=60)
def test_scores_mirror_around_fifty_and_rise_with_each_goal(goals: list[tuple[int, int]]) -> None:
    scores, weights = [score for score, _weight in goals], [weight for _score, weight in goals]
    found = goal_attainment(scores, weights).score
    assert found is not None
    assert goal_attainment([-score for score in scores], weights).score == pytest.approx(
        100 - found
    )
    assert goal_attainment(scores, [7 * weight for weight in weights]).score == pytest.approx(
        found
    )
    if scores[0] < 2:
        better = goal_attainment([scores[0] + 1, *scores[1:]], weights).score
        assert better is not None
        assert better >= found - 1e-9


def test_it_names_the_goals_first_and_says_that_fifty_is_no_percentage() -> None:
    found = goal_attainment({"tuin": 1, "koffie": None, "kas": -1, "soep": None}, None)
    assert both(found) == (
        "1 van de 2 doelen ging zoals verwacht of beter. Samen is dat een score van 50: 50 is "
        "zoals verwacht, en niet 50 procent. Zonder score, dus niet meegeteld: koffie en soep.",
        "1 of 2 goals went as expected or better. Together that is a score of 50: 50 is as "
        "expected, not 50 percent. Not scored, so left out: koffie and soep.",
    )
    assert both(goal_attainment([0, 2]))[0].startswith("2 van de 2 doelen gingen zoals")


@pytest.mark.parametrize("scores", [[], [None]])
def test_without_a_score_it_is_too_early(scores: list[None]) -> None:
    found = goal_attainment(scores)
    assert (found.goals, found.score) == ((), None)
    dutch, english = both(found)
    assert dutch.startswith("Nog te vroeg om iets te zeggen: er heeft nog geen doel een score.")
    assert english.startswith("Too early to say: no goal has been scored.")
    assert english.endswith("left out: 1.") == bool(scores)


@pytest.mark.parametrize(
    ("scores", "weights", "words"),
    [
        ([3], None, "between -2 and 2"),
        ([0.5], None, "The score of 1 must be a whole number"),
        (["1"], None, "must be a number"),
        ([True], None, "must be a number"),
        ("12", None, "must be a list"),
        (5, None, "must be a list"),
        ([1, 2], [1], "Every goal needs one weight"),
        ([1], {"a": 1}, "scores for 1 and weights for a"),
        ([], [1], "scores for none"),
        ([1], [-1], "The weight of 1 cannot be negative"),
        ([1], [float("nan")], "The weight of 1 must be a number"),
    ],
)
def test_what_is_no_score_or_weight_is_refused_in_a_sentence(
    scores: Any, weights: Any, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        goal_attainment(scores, weights)


def test_the_result_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        goal_attainment([1]).score = 3  # type: ignore[misc]
