"""What the numbers say: how far an outcome is, and how fast a pilot moves."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilots.evidence import Pace, Point, Progress, pace, progress
from pilots.language import speaking

# --- how far an outcome is ---------------------------------------------------------------

DAY = date(2026, 11, 20)
SET: dict[str, Any] = {
    "statement": "Buren kennen elkaar",
    "unit": "mensen",
    "better": "higher",
    "baseline": 10.0,
    "baseline_on": date(2026, 1, 1),
    "target": 30.0,
    "target_on": date(2026, 12, 31),
}


def measured(*values: float, of: int | None = None, **changes: Any) -> Progress:
    rows = [
        {"measured_on": DAY + timedelta(n), "value": value, "of_how_many": of, "note": None}
        for n, value in enumerate(values)
    ]
    return progress(SET | changes, rows)


def both(result: Progress | Pace) -> tuple[str, str]:
    """The sentence in Dutch and in English."""
    with speaking("en"):
        english = result.sentence
    return result.sentence, english


def test_it_is_laid_out_as_the_questions_answer_it() -> None:
    result = progress(
        SET | {"unit": None},
        [
            {"measured_on": DAY, "value": 1.0, "of_how_many": 4, "note": "n", "id": "x"},
            {"measured_on": DAY, "value": 2.0, "of_how_many": None, "note": None, "id": "y"},
        ],
    )
    assert result.unit == ""
    assert result.points == (Point(DAY, 1.0, 4, "n"), Point(DAY, 2.0))
    assert result.newest == Point(DAY, 2.0)
    assert (result.baseline_on, result.target_on) == (SET["baseline_on"], SET["target_on"])


LAST = ("Laatst gemeten op 20 november 2026: ", "Measured last on 20 November 2026: ")

SAYS = {
    "part of the way": (
        measured(15),
        "15 mensen. Dat is 25% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "15 mensen. That is 25% of the way from 10 to the target of 30 mensen.",
    ),
    "none of the way": (
        measured(10),
        "10 mensen. Dat is 0% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "10 mensen. That is 0% of the way from 10 to the target of 30 mensen.",
    ),
    "almost there is not there": (
        measured(29.99),
        "29,99 mensen. Dat is 99% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "29.99 mensen. That is 99% of the way from 10 to the target of 30 mensen.",
    ),
    "at the target": (
        measured(30),
        "30 mensen. De streefwaarde van 30 mensen is gehaald.",
        "30 mensen. The target of 30 mensen is reached.",
    ),
    "past the target": (
        measured(1234.5, target=1000.0),
        "1.234,5 mensen. De streefwaarde van 1.000 mensen is gehaald.",
        "1,234.5 mensen. The target of 1,000 mensen is reached.",
    ),
    "the wrong way": (
        measured(9),
        "9 mensen. Dat is verder van de streefwaarde van 30 mensen dan aan het begin.",
        "9 mensen. That is further from the target of 30 mensen than at the start.",
    ),
    "lower is better, part of the way": (
        measured(8, better="lower", target=0.0),
        "8 mensen. Dat is 20% van de weg van 10 naar de streefwaarde van 0 mensen.",
        "8 mensen. That is 20% of the way from 10 to the target of 0 mensen.",
    ),
    "lower is better, reached": (
        measured(0, better="lower", target=0.0),
        "0 mensen. De streefwaarde van 0 mensen is gehaald.",
        "0 mensen. The target of 0 mensen is reached.",
    ),
    "lower is better, the wrong way": (
        measured(11, better="lower", target=0.0),
        "11 mensen. Dat is verder van de streefwaarde van 0 mensen dan aan het begin.",
        "11 mensen. That is further from the target of 0 mensen than at the start.",
    ),
    "no baseline": (
        measured(15, baseline=None),
        "15 mensen. De streefwaarde is 30 mensen.",
        "15 mensen. The target is 30 mensen.",
    ),
    "no baseline, reached": (
        measured(31, baseline=None),
        "31 mensen. De streefwaarde van 30 mensen is gehaald.",
        "31 mensen. The target of 30 mensen is reached.",
    ),
    "baseline of zero": (
        measured(3, baseline=0.0, target=4.0),
        "3 mensen. Dat is 75% van de weg van 0 naar de streefwaarde van 4 mensen.",
        "3 mensen. That is 75% of the way from 0 to the target of 4 mensen.",
    ),
    "baseline equals target, not reached": (
        measured(29, baseline=30.0),
        "29 mensen. De streefwaarde is 30 mensen.",
        "29 mensen. The target is 30 mensen.",
    ),
    "baseline equals target, kept": (
        measured(30, baseline=30.0),
        "30 mensen. De streefwaarde van 30 mensen is gehaald.",
        "30 mensen. The target of 30 mensen is reached.",
    ),
    "no target, more": (
        measured(15, target=None),
        "15 mensen. Dat is 5 mensen meer dan aan het begin.",
        "15 mensen. That is 5 mensen more than at the start.",
    ),
    "no target, less": (
        measured(7.5, target=None),
        "7,5 mensen. Dat is 2,5 mensen minder dan aan het begin.",
        "7.5 mensen. That is 2.5 mensen less than at the start.",
    ),
    "no target, the same": (
        measured(10, target=None),
        "10 mensen. Dat is gelijk aan het begin.",
        "10 mensen. That is the same as at the start.",
    ),
    "no target, no baseline": (
        measured(10, target=None, baseline=None),
        "10 mensen.",
        "10 mensen.",
    ),
    "neither is better, past the target": (
        measured(40, better="neither"),
        "40 mensen. Dat is 30 mensen meer dan aan het begin.",
        "40 mensen. That is 30 mensen more than at the start.",
    ),
    "of how many": (
        measured(15, of=40),
        "15 mensen van 40. Dat is 25% van de weg van 10 naar de streefwaarde van 30 mensen.",
        "15 mensen of 40. That is 25% of the way from 10 to the target of 30 mensen.",
    ),
    "of nobody": (
        measured(0, of=0, target=None, baseline=None),
        "0 mensen van 0.",
        "0 mensen of 0.",
    ),
    "no unit": (
        measured(15, unit=None, target=None),
        "15. Dat is 5 meer dan aan het begin.",
        "15. That is 5 more than at the start.",
    ),
    "a unit with braces": (
        measured(15, unit="{x}", target=None, baseline=None),
        "15 {x}.",
        "15 {x}.",
    ),
}


@pytest.mark.parametrize("case", SAYS)
def test_it_says_how_far_it_is(case: str) -> None:
    result, dutch, english = SAYS[case]
    assert both(result) == (LAST[0] + dutch, LAST[1] + english)


def test_without_a_measurement_it_says_so() -> None:
    for result in (measured(), measured(baseline=None, target=None), measured(better="lower")):
        assert both(result) == ("Er is nog niets gemeten.", "Nothing has been measured yet.")
        assert (result.newest, result.share, result.is_reached) == (None, None, False)


def test_the_newest_measurement_counts_and_not_the_best() -> None:
    result = measured(40, 20)
    assert result.share == 0.5
    assert not result.is_reached
    assert "21 november 2026: 20 mensen" in result.sentence


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({}, 0.25),
        ({"baseline": None}, None),
        ({"target": None}, None),
        ({"target": 10.0}, None),
        ({"target": 12.5}, 2.0),
        ({"baseline": 20.0}, -0.5),
        ({"baseline": 0.0, "target": -15.0}, -1.0),
    ],
)
def test_the_share_of_the_way_that_is_covered(
    changes: dict[str, Any], share: float | None
) -> None:
    assert measured(15, **changes).share == share


def test_each_percent_of_a_hundred_is_said_as_that_percent() -> None:
    """29 of the way to 100 is 29%, though 0.29 times 100 is a little less than 29."""
    said = [measured(n, baseline=0.0, target=100.0).sentence for n in range(100)]
    assert [n for n in range(100) if f" {n}% " not in said[n]] == []


def test_nothing_is_more_than_all_of_the_way_to_a_target_that_is_not_reached() -> None:
    """Higher is better, and the target lies below the baseline: they do not go together."""
    result = measured(3, baseline=10.0, target=5.0)
    assert not result.is_reached
    assert "140%" not in result.sentence


values = st.integers(-10_000, 10_000).map(float)


@given(baseline=values, target=values, value=values, shift=values)
def test_moving_the_zero_of_a_scale_leaves_the_share(
    baseline: float, target: float, value: float, shift: float
) -> None:
    here = measured(value, baseline=baseline, target=target)
    there = measured(value + shift, baseline=baseline + shift, target=target + shift)
    assert here.share == there.share
    assert here.is_reached == there.is_reached


@given(baseline=values, target=values, value=values)
def test_lower_is_better_is_higher_is_better_in_a_mirror(
    baseline: float, target: float, value: float
) -> None:
    higher = measured(value, baseline=baseline, target=target)
    lower = measured(-value, baseline=-baseline, target=-target, better="lower")
    assert higher.share == lower.share
    assert higher.is_reached == lower.is_reached


@given(baseline=values, target=values, value=values)
def test_a_target_is_reached_where_all_of_the_way_is_covered(
    baseline: float, target: float, value: float
) -> None:
    assume(baseline < target)
    result = measured(value, baseline=baseline, target=target)
    assert result.is_reached == (result.share >= 1)


@given(
    st.sampled_from(["higher", "lower", "neither"]),
    *[st.none() | st.floats(-1e12, 1e12)] * 2,
    st.lists(st.floats(-1e12, 1e12), max_size=2),
)
def test_any_numbers_that_can_be_recorded_are_said_in_a_sentence(
    better: str, baseline: float | None, target: float | None, points: list[float]
) -> None:
    result = measured(*points, better=better, baseline=baseline, target=target)
    for sentence in both(result):
        assert sentence.endswith(".")
        assert "inf" not in sentence
        assert "nan" not in sentence


# --- how fast a pilot moves --------------------------------------------------------------

MONDAY = date(2026, 11, 2)


def weeks(*done: int) -> Pace:
    return pace([{"week": MONDAY + timedelta(weeks=n), "done": d} for n, d in enumerate(done)])


SINCE = ("Sinds 2 november 2026 ", "since 2 November 2026.")


@pytest.mark.parametrize(
    ("done", "dutch", "english"),
    [
        (
            (0,),
            "De afgelopen 1 week is er geen actie gedaan.",
            "No action was done in the last 1 week.",
        ),
        (
            (0, 0, 0),
            "De afgelopen 3 weken is er geen actie gedaan.",
            "No action was done in the last 3 weeks.",
        ),
        (
            (1,),
            "Sinds 2 november 2026 is er 1 actie gedaan. De laatste was deze week.",
            "1 action was done since 2 November 2026. The last one was this week.",
        ),
        (
            (2, 0, 3),
            "Sinds 2 november 2026 zijn er 5 acties gedaan. De laatste was deze week.",
            "5 actions were done since 2 November 2026. The last one was this week.",
        ),
        (
            (2, 1, 0),
            "Sinds 2 november 2026 zijn er 3 acties gedaan. De laatste was 1 week geleden.",
            "3 actions were done since 2 November 2026. The last one was 1 week ago.",
        ),
        (
            (1, 0, 0),
            "Sinds 2 november 2026 is er 1 actie gedaan. De laatste was 2 weken geleden.",
            "1 action was done since 2 November 2026. The last one was 2 weeks ago.",
        ),
        (
            (0, 1234),
            "Sinds 2 november 2026 zijn er 1.234 acties gedaan. De laatste was deze week.",
            "1,234 actions were done since 2 November 2026. The last one was this week.",
        ),
    ],
)
def test_it_says_how_much_was_done_and_how_long_ago(
    done: tuple[int, ...], dutch: str, english: str
) -> None:
    assert both(weeks(*done)) == (dutch, english)


def test_the_total_is_that_of_all_weeks() -> None:
    assert weeks(2, 0, 3).total == 5
    assert weeks().total == 0
    assert weeks(1, 2).weeks == (MONDAY, MONDAY + timedelta(weeks=1))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_quiet_weeks_before_the_first_change_nothing_but_the_day(done: list[int]) -> None:
    assume(sum(done))
    assert weeks(*done).sentence == weeks(*done).sentence
    silence = weeks(*done).sentence.split(". ")[1]
    assert weeks(0, *done).sentence.split(". ")[1] == silence
    assert weeks(*done, 0).sentence.split(". ")[1] != silence
