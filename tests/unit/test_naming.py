"""From what somebody typed to the record that is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pilots.errors import UnclearPilot, UnknownPilot
from pilots.language import speaking
from pilots.rules.naming import find_or_make, find_pilot, is_unsure_split, split_names
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


@pytest.mark.parametrize("typed", ["Amelie", "amélie", "AMÉLIE", "Amélie\u200b"])
def test_another_spelling_is_the_same_person(typed: str) -> None:
    assert found(typed) == (["b"], [])


def test_of_two_namesakes_the_first_is_chosen() -> None:
    known = {"new": "Piet", "old": "piet"}
    assert find_or_make(["PIET"], Stakeholder, "north", known) == (["new"], [])


def test_another_name_of_somebody_finds_them_after_the_names_of_others() -> None:
    aliases = {"Opa": "a", "Amelie": "a"}
    ids, new = find_or_make(["opa", "amélie", "Oma"], Stakeholder, "north", KNOWN, aliases)
    assert ids[:2] == ["a", "b"]
    assert [record.headline for record in new] == ["Oma"]


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


# --- several names in one text -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Piet", ["Piet"]),
        ("Piet, Klaas en Marie", ["Piet", "Klaas", "Marie"]),
        ("piet, klaas en marie", ["piet", "klaas", "marie"]),
        ("Piet, Klaas, and Marie", ["Piet", "Klaas", "Marie"]),
        ("Piet en Klaas", ["Piet", "Klaas"]),
        ("Piet; Klaas Jansen\nMarie", ["Piet", "Klaas Jansen", "Marie"]),
        ("Mo d’Angelo & Jan van 't Hof", ["Mo d’Angelo", "Jan van 't Hof"]),
        ("محمد, أحمد en فاطمة", ["محمد", "أحمد", "فاطمة"]),
        ("Zoë, Ans en zoe", ["Zoë", "Ans"]),
        ("Vries, J. de", ["Vries, J. de"]),
        ("Buurt- en Speeltuinvereniging", ["Buurt- en Speeltuinvereniging"]),
        ("Ans (buurvrouw, 70)", ["Ans (buurvrouw, 70)"]),
        ("AT&T", ["AT&T"]),
        ("Engelen", ["Engelen"]),
        (" , ", []),
        ("", []),
    ],
)
def test_names_typed_together_are_as_many_people(typed: str, names: list[str]) -> None:
    assert split_names(typed) == names
    assert not is_unsure_split(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Bakkerij Jansen & Zonen",
        "Welzijn en Zorg",
        "Jansen, Piet",
        "Fatima en haar zus",
        "de heer en mevrouw Jansen",
        "piet en klaas",
        "GGD/GGZ",
        "Ans en Groep 8",
    ],
)
def test_what_may_be_one_name_is_asked_back(typed: str) -> None:
    assert len(split_names(typed)) == 2
    assert is_unsure_split(typed)


def test_names_that_are_in_use_make_it_clear() -> None:
    assert not is_unsure_split("piet en klaas", ["Klaas", "Piet", "Marie"])
    assert is_unsure_split("Jan en Alleman", ["Jan en Alleman"]), "one of that name is known"


@given(names=st.lists(st.sampled_from(["Ans", "Zoë Yılmaz", "Jan van 't Hof"]), unique=True))
def test_a_list_of_names_is_taken_apart_as_it_was_put_together(names: list[str]) -> None:
    for end in (", ", " en ", " and ", "; ", "\n"):
        together = end.join([", ".join(names[:-1]), *names[-1:]] if names[1:] else names)
        assert split_names(together) == names
