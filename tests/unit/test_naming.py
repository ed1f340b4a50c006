"""From what somebody typed to the record that is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pilots.errors import UnclearPilot, UnknownPilot
from pilots.language import speaking
from pilots.rules.naming import find_or_make, find_pilot
from schemas import Stakeholder

PILOTS = {
    "parelketting": "Parelketting Zuidwijk",
    "databank": "Wijk-databank Zuidwijk",
    "tuin": "Tuin",
    "tuinfeest": "Tuinfeest",
}


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("parelketting", "parelketting"),
        ("Parelketting Zuidwijk", "parelketting"),
        ("  PARELKETTING   zuidwijk ", "parelketting"),
        ("parel", "parelketting"),
        ("BANK", "databank"),
        ("feest", "tuinfeest"),
    ],
)
def test_a_pilot_is_found_by_id_by_name_or_by_a_part_of_it(typed: str, id: str) -> None:
    assert find_pilot(typed, PILOTS) == id


def test_a_whole_name_wins_from_a_longer_one_that_holds_it() -> None:
    assert find_pilot("tuin", PILOTS) == "tuin"


def test_a_part_that_fits_more_than_one_pilot_is_asked_about() -> None:
    with pytest.raises(UnclearPilot) as unclear:
        find_pilot("zuidwijk", PILOTS)
    with speaking("en"):
        assert str(unclear.value) == (
            "'zuidwijk' fits more than one pilot: Parelketting Zuidwijk; Wijk-databank "
            "Zuidwijk. Type more of the name."
        )


@pytest.mark.parametrize("typed", ["", "  ", "\n", "west", "parel zuid", "*", "%"])
def test_a_name_that_fits_no_pilot_names_the_ones_there_are(typed: str) -> None:
    with pytest.raises(UnknownPilot) as unknown:
        find_pilot(typed, PILOTS)
    for name in PILOTS.values():
        assert name in str(unknown.value)


def test_where_there_are_no_pilots_none_is_found() -> None:
    with pytest.raises(UnknownPilot) as unknown:
        find_pilot("", {})
    assert str(unknown.value) == "Er is geen pilot die ‘’ heet. Kies uit: -."


def test_a_name_with_braces_is_said_as_it_was_typed() -> None:
    with pytest.raises(UnknownPilot, match=r"\{name\} \{0\}"):
        find_pilot("{name} {0}", PILOTS)


# --- names that may be new ---------------------------------------------------------------

KNOWN = {"a": "Ans de Vries", "b": "Amélie"}


def found(*typed: str) -> tuple[list[str], list[str]]:
    """The ids, and the names of the new records."""
    ids, new = find_or_make(typed, Stakeholder, "north", KNOWN)
    assert all(record.of_pilot == "north" for record in new)
    assert {record.id for record in new} <= set(ids)
    return ids, [record.headline for record in new]


@pytest.mark.parametrize("typed", ["a", "Ans de Vries", " ANS  de vries ", "ans de\tvries"])
def test_somebody_who_is_known_is_not_made_again(typed: str) -> None:
    assert found(typed) == (["a"], [])


def test_an_accent_typed_as_a_character_of_its_own_is_the_same_name() -> None:
    assert found("Ame\u0301lie") == (["b"], [])


def test_a_new_name_becomes_a_record_and_keeps_its_spelling() -> None:
    ids, new = found(" Bea  van Dijk")
    assert new == ["Bea van Dijk"]
    assert len(ids) == 1


def test_a_name_typed_twice_is_one_record() -> None:
    ids, new = found("Bea", "bea ", "a", "Ans de Vries", "BEA")
    assert new == ["Bea"]
    assert ids == [ids[0], "a"]


def test_a_part_of_a_name_is_somebody_else() -> None:
    ids, new = found("Ans")
    assert new == ["Ans"]
    assert ids != ["a"]


@pytest.mark.parametrize("typed", ["", "  ", "x" * 201, "a\0b", "\udcff"])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        find_or_make(["Bea", typed], Stakeholder, "north", KNOWN)


_names = st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8))


@given(typed=_names)
def test_asking_again_with_what_was_made_makes_nothing_new(typed: list[str]) -> None:
    ids, new = find_or_make(typed, Stakeholder, "north", KNOWN)
    known = KNOWN | {record.id: record.headline for record in new}
    again, none = find_or_make(typed, Stakeholder, "north", known)
    assert none == []
    assert again == ids
    assert len(set(ids)) == len(ids)
