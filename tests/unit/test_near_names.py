"""What a search offers where it finds nothing, and who is asked about as one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.folding import folded
from pilots.rules.near_names import alike, near
from tests.support.spellings import NAMES, spellings

KNOWN = ["Fatima Zahraoui", "Piet Jansen", "Zoë", "Buurttuin Noord", "06-12345678"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Fatma Zahraoui", "Fatima Zahraoui"),
        ("Zahroui", "Fatima Zahraoui"),
        ("fatmia", "Fatima Zahraoui"),
        ("P. Jansen", "Piet Jansen"),
        ("Piet Janssen", "Piet Jansen"),
        ("Zoey", "Zoë"),
        ("buurtuin", "Buurttuin Noord"),
        ("0612345687", "06-12345678"),
    ],
)
def test_a_name_with_a_slip_in_it_is_offered(typed: str, name: str) -> None:
    assert near(typed, KNOWN)[0] == name


@pytest.mark.parametrize("typed", ["", " ", "Koen", "Mohammed el Idrissi", "?"])
def test_what_is_far_off_is_not(typed: str) -> None:
    assert near(typed, KNOWN) == []


@given(st.sampled_from(NAMES).flatmap(spellings))
def test_a_spelling_of_what_was_found_is_not_offered_again(written: str) -> None:
    found = [name for name in NAMES if folded(name) == folded(written)]
    assert found
    assert not set(near(written, NAMES)) & set(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Piet Jansen", "piet  jansen"),
        ("Piet Jansen", "P. Jansen"),
        ("Jan Peter de Vries", "J.P. de Vries"),
        ("Anne-Marie Bos", "Annemarie Bos"),
        ("Piet Jansen", "Piet Janssen"),
        ("Fatima Zahraoui", "Fatmia Zahraoui"),
        ("06-12345678", "+31 6 1234 5678"),
        ("f@example.org", "F@example.org"),
    ],
)
def test_who_is_written_nearly_alike_looks_like_one_person(one: str, other: str) -> None:
    assert alike({"a": [one], "b": [other]}) == [("a", "b")]
    assert alike({"a": ["Ans", one], "b": ["Bea"], "c": ["Cor", other]}) == [("a", "c")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Piet Jansen", "Piet Bakker"),
        ("P. Jansen", "K. Jansen"),
        ("P. Jansen", "Klaas Jansen"),
        ("Groep 1a", "Groep 2a"),
        ("Anna", "Anne"),
        ("Jan", "Januari"),
        ("0612345678", "0612345679"),
    ],
)
def test_who_is_not_stays_two(one: str, other: str) -> None:
    assert alike({"a": [one], "b": [other]}) == []


def test_nobody_is_like_themselves() -> None:
    assert alike({"a": ["Piet Jansen", "P. Jansen"], "b": []}) == []
    assert alike({}) == []
    assert alike({"a": ["Zoë"], "b": ["zoe"], "c": ["ZOË"]}) == [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
    ]
