"""The card of what was said beforehand: its light, its sentence, and the day to decide."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.evidence import DecisionCard, decision_card
from pilots.evidence.decision_card import Light
from pilots.language import speaking

TODAY = date(2026, 11, 23)

CARD = DecisionCard(
    better="higher",
    unit="neighbours",
    expected=25.0,
    green=20.0,
    red=10.0,
    decide_by=None,
    is_beforehand=True,
    value=None,
    decided=None,
    today=TODAY,
)
"""Twenty is enough, ten is not."""

numbers = st.integers(-1000, 1000).map(float)
maybe = st.none() | numbers
cards = st.builds(
    DecisionCard,
    better=st.sampled_from(["higher", "lower", "neither"]),
    unit=st.sampled_from(["", "neighbours"]),
    expected=maybe,
    green=maybe,
    red=maybe,
    decide_by=st.none() | st.dates(TODAY - timedelta(3), TODAY + timedelta(3)),
    is_beforehand=st.booleans(),
    value=maybe,
    decided=st.sampled_from([None, "continue", "adapt", "scale", "stop"]),
    today=st.just(TODAY),
)


def card(**fields: Any) -> DecisionCard:
    return replace(CARD, **fields)


def english(found: DecisionCard) -> str:
    with speaking("en"):
        return found.sentence


def dutch(found: DecisionCard) -> str:
    with speaking("nl"):
        return found.sentence


def mirrored(found: DecisionCard) -> DecisionCard:
    turned = {"higher": "lower", "lower": "higher", "neither": "neither"}
    held = {name: getattr(found, name) for name in ("expected", "green", "red", "value")}
    values = {name: -value for name, value in held.items() if value is not None}
    return replace(found, better=turned[found.better], **values)


# --- the light ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "light"),
    [(9.99, "red"), (10, "red"), (10.01, "amber"), (19.99, "amber"), (20, "green"), (21, "green")],
)
def test_at_or_past_one_value_is_green_at_or_short_of_the_other_red(
    value: float, light: Light
) -> None:
    assert card(value=value).light == light


@pytest.mark.parametrize(
    ("value", "light"),
    [(13, "red"), (12, "red"), (11.9, "amber"), (7.1, "amber"), (7, "green"), (0, "green")],
)
def test_it_is_mirrored_where_lower_is_better(value: float, light: Light) -> None:
    assert card(better="lower", green=7.0, red=12.0, value=value).light == light


@pytest.mark.parametrize(
    ("fields", "light"),
    [
        ({"red": None, "value": 20}, "green"),
        ({"red": None, "value": 0}, "amber"),
        ({"green": None, "value": 10}, "red"),
        ({"green": None, "value": 999}, "amber"),
    ],
)
def test_one_value_alone_tells_half(fields: dict[str, Any], light: Light) -> None:
    assert card(**fields).light == light


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"green": None, "red": None},
        {"green": 10.0, "red": 20.0},
        {"green": 10.0, "red": 10.0},
        {"better": "lower"},
        {"better": "neither"},
        {"better": "neither", "red": None},
    ],
)
def test_there_is_no_light_where_nothing_can_be_told(fields: dict[str, Any]) -> None:
    assert card(**{"value": 15.0, **fields}).light is None


@given(cards)
def test_mirrored_data_give_the_same_light(found: DecisionCard) -> None:
    assert mirrored(found).light == found.light


@given(cards, st.floats(0, 1e6))
def test_a_better_value_never_gives_a_worse_light(found: DecisionCard, step: float) -> None:
    order: list[Light | None] = ["red", "amber", "green"]
    if found.light is None or found.value is None:
        return
    better = found.value + (step if found.better == "higher" else -step)
    assert order.index(replace(found, value=better).light) >= order.index(found.light)


@given(cards)
def test_values_that_fit_and_a_measurement_always_give_a_light(found: DecisionCard) -> None:
    fits = found.better != "neither" and not found.green is found.red is None
    if found.green is not None and found.red is not None:
        far = found.green - found.red
        fits = fits and (far > 0 if found.better == "higher" else far < 0)
    assert (found.light is not None) == (fits and found.value is not None)


# --- the day to decide -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("decide_by", "decided", "is_to_decide"),
    [
        (None, None, False),
        (TODAY + timedelta(1), None, False),
        (TODAY, None, True),
        (TODAY - timedelta(1), None, True),
        (TODAY, "continue", False),
        (TODAY - timedelta(90), "stop", False),
    ],
)
def test_it_is_to_be_decided_from_the_day_until_somebody_did(
    decide_by: date | None, decided: str | None, is_to_decide: bool
) -> None:
    assert card(decide_by=decide_by, decided=decided).is_to_decide is is_to_decide


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "We decide by 24 November 2026."),
        (0, "Today is the day to decide."),
        (-1, "The day to decide was 22 November 2026, and it has passed."),
    ],
)
def test_the_sentence_says_when_it_is_decided_until_it_was(days: int, words: str) -> None:
    found = card(decide_by=TODAY + timedelta(days), value=20.0)
    assert english(found).endswith(f": continue. {words}")
    assert english(replace(found, decided="continue")).endswith(": continue.")


def test_the_day_is_no_part_of_the_verdict() -> None:
    found = card(decide_by=TODAY, value=20.0)
    with speaking("en"):
        assert found.verdict + " Today is the day to decide." == found.sentence


# --- the sentence ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "in_english", "in_dutch"),
    [
        (
            {"value": 20.0},
            "We said in advance: at 20 neighbours or more we continue. It is 20: continue.",
            "We zeiden vooraf: vanaf 20 neighbours gaan we door. Het is 20: doorgaan.",
        ),
        (
            {"value": 15.0},
            "We said in advance: at 20 neighbours or more we continue, at 10 neighbours or less "
            "we stop. It is 15: in between. Adapt, or wait a little longer.",
            "We zeiden vooraf: vanaf 20 neighbours gaan we door, bij 10 neighbours of minder "
            "stoppen we. Het is 15: ertussenin. Pas aan, of kijk nog even.",
        ),
        (
            {"value": 10.0},
            "We said in advance: at 10 neighbours or less we stop. It is 10: stop.",
            "We zeiden vooraf: bij 10 neighbours of minder stoppen we. Het is 10: stoppen.",
        ),
        (
            {"better": "lower", "green": 7.5, "red": 12.0, "unit": "", "value": 7.0},
            "We said in advance: at 7.5 or less we continue. It is 7: continue.",
            "We zeiden vooraf: bij 7,5 of minder gaan we door. Het is 7: doorgaan.",
        ),
        (
            {"better": "lower", "green": 7.0, "red": 12.0, "unit": "", "value": 12.0},
            "We said in advance: at 12 or more we stop. It is 12: stop.",
            "We zeiden vooraf: vanaf 12 stoppen we. Het is 12: stoppen.",
        ),
        (
            {"red": None, "value": 3.0},
            "We said in advance: at 20 neighbours or more we continue. It is 3: not yet. Adapt, "
            "or wait a little longer.",
            "We zeiden vooraf: vanaf 20 neighbours gaan we door. Het is 3: nog niet. Pas aan, "
            "of kijk nog even.",
        ),
        (
            {},
            "We said in advance: at 20 neighbours or more we continue, at 10 neighbours or less "
            "we stop. Nothing has been measured yet.",
            "We zeiden vooraf: vanaf 20 neighbours gaan we door, bij 10 neighbours of minder "
            "stoppen we. Er is nog niets gemeten.",
        ),
        (
            {"green": None, "red": None, "value": 3.0},
            "We said in advance: we expect 25 neighbours. It was not agreed at which value we "
            "continue or stop. It is 3.",
            "We zeiden vooraf: we verwachten 25 neighbours. Bij welke waarde we doorgaan of "
            "stoppen, is niet afgesproken. Het is 3.",
        ),
        (
            {"green": None, "red": None, "expected": None, "value": 3.0},
            "It was not agreed at which value we continue or stop. It is 3.",
            "Bij welke waarde we doorgaan of stoppen, is niet afgesproken. Het is 3.",
        ),
        (
            {"better": "lower", "expected": None, "value": 3.0},
            "The values for continuing and stopping do not fit the direction that is better. It "
            "is 3.",
            "De waarden om door te gaan en te stoppen passen niet bij welke kant beter is. "
            "Het is 3.",
        ),
    ],
)
def test_it_says_what_was_agreed_what_it_is_and_what_that_means(
    fields: dict[str, Any], in_english: str, in_dutch: str
) -> None:
    found = card(**fields)
    assert english(found) == in_english
    assert dutch(found) == in_dutch


def test_what_was_changed_after_measuring_says_so() -> None:
    found = card(is_beforehand=False, value=20.0)
    assert english(found).startswith("We said this only after the first measurement: at 20")
    assert dutch(found).startswith("We zeiden, toen er al gemeten was: vanaf 20")
    assert "beforehand" not in english(found)


def test_what_did_not_work_and_was_stopped_is_a_result() -> None:
    found = card(value=4.0, decided="stop", decide_by=TODAY)
    assert english(found).endswith(
        "It is 4: stop. It did not work, and we stopped. That is a result too: now we know."
    )
    assert "is een resultaat" in dutch(found)


@pytest.mark.parametrize("value", [None, 15.0, 20.0])
def test_who_stops_without_a_red_light_is_not_told_that_it_did_not_work(
    value: float | None,
) -> None:
    said = english(card(value=value, decided="stop"))
    assert "did not work" not in said
    assert said.endswith("We stopped. That is a result too: now we know.")


@given(cards)
def test_every_card_can_be_said_in_both_languages(found: DecisionCard) -> None:
    for said in (english(found), dutch(found)):
        assert said.endswith(".")
        assert not {"{", "}"} & set(said)
        assert "None" not in said
        assert "  " not in said
    assert english(found) != dutch(found)


@given(cards)
def test_the_sentence_names_the_value_that_gave_the_light(found: DecisionCard) -> None:
    said = english(found)
    if found.light == "green":
        assert ": continue." in said
        assert "we continue" in said
    if found.light == "red":
        assert ": stop." in said
        assert "we stop" in said


# --- from a row --------------------------------------------------------------------------


def row(**fields: Any) -> dict[str, Any]:
    return {
        "id": "card",
        "better": "higher",
        "unit": None,
        "expected": 25.0,
        "green": 20.0,
        "red": 10.0,
        "decide_by": TODAY,
        "is_beforehand": True,
        "value": 12.0,
        "decided": None,
        **fields,
    }


def test_a_row_becomes_a_card() -> None:
    assert decision_card(row(), TODAY) == card(unit="", decide_by=TODAY, value=12.0)


def test_where_nothing_was_expected_there_is_no_card() -> None:
    assert decision_card(row(id=None), TODAY) is None
