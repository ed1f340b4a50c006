"""Spellings of one name are one name, for whoever searches, chooses, warns or erases."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilots.folding import folded, is_in, phone_number, traced, unique
from pilots.privacy.person import Person
from pilots.privacy.pii import Kind, findings
from pilots.rules.naming import find_or_make
from schemas import Stakeholder
from tests.support.spellings import NAMES, spellings

NUMBER = "0612345678"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("van 't Hof", "van ’t Hof"),
        ("van 't Hof", "VAN ‘T HOF"),
        ("van 't Hof", "van t Hof"),
        ("D'Angelo", "d`angelo"),
        ("Zoë", "Zoe"),
        ("Zoë", "Zoe\u0308"),
        ("Zo\u00adë", "Zoë\u200b"),
        ("Anne-Marie", "Anne–Marie"),
        ("Anne\u2011Marie", "anne marie"),
        ("Groß", "GROSS"),
        ("İlker", "ilker"),
        ("Yılmaz", "YILMAZ"),
        ("\u0132sbrand", "ijsbrand"),
        ("Łukasz Østergård", "Lukasz Ostergard"),
        ("Ｊａｎ", "Jan"),
        ("P. Jansen", "P Jansen"),
        ("Ans\u00a0 de\tVries", " ans de vries "),
        ("أحمد", "احمد"),
        ("06-12345678", "+31 (0)6 12 34 56 78"),
        ("0031 6 12345678", "06 12 34 56 78"),
        ("010-4123456", "+31104123456"),
        ("0032 470 12 34 56", "+32470123456"),
    ],
)
def test_two_spellings_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan", "Januari"),
        ("Jan", "Jans"),
        ("Ans Bos", "Ansbos"),
        ("-", "?"),
        ("கமல்", "கமலா"),
        ("0612345678", "0612345679"),
        ("0612345678", "0101234567"),
    ],
)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text())
def test_folding_again_changes_nothing_nor_does_the_form_of_unicode(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)  # type: ignore[arg-type]
    assert bool(folded(text)) == bool(text.strip())


@given(st.text(st.sampled_from("0123456789+() -/.'"), max_size=18))
def test_a_number_folded_again_is_the_same_number(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), spellings(name))))
def test_who_is_one_person_when_chosen_is_found_warned_of_and_erased(
    pair: tuple[str, str],
) -> None:
    name, written = pair
    assert folded(written) == folded(name)
    assert find_or_make([written], Stakeholder, "north", {"a": name}) == (["a"], [])
    text = unicodedata.normalize("NFC", f"Koffie bij {written}, en {written}'s zus")
    for known, sought in ((name, name), (written, name), (name, written)):
        person = Person([sought])
        assert person.is_identifier(known)
        assert is_in(text, sought)
        assert person.redacted(text, "*") == "Koffie bij *, en *'s zus"
    found = [it.kind for it in findings(text, [name])]
    assert found == [Kind.NAME, Kind.NAME]


@given(st.text(), st.text())
def test_what_is_the_same_name_is_recognised_as_the_same_person(one: str, other: str) -> None:
    assume("@" not in one + other)
    for text in (other, f" {one.upper()}\u200b"):
        is_same = bool(one.strip()) and folded(one) == folded(text)
        assert Person([one]).is_identifier(text) == is_same
    if any(map(str.isalnum, folded(one))):
        assert Person([one]).is_named_in(one)


@pytest.mark.parametrize(
    "written",
    [
        NUMBER,
        "06-12345678",
        "06 1234 5678",
        "+31612345678",
        "+31 (0)6 12 34 56 78",
        "(06) 12345678",
    ],
)
def test_a_number_is_one_number_however_it_is_written(written: str) -> None:
    assert phone_number(written) == "612345678"
    assert is_in(f"Bel {written} na vijven", NUMBER)
    assert Person([NUMBER]).redacted(f"Bel {written} na vijven", "*") == "Bel * na vijven"
    assert find_or_make([written], Stakeholder, "north", {"a": NUMBER}) == (["a"], [])


def test_a_number_abroad_is_found_too() -> None:
    for written in ("+32 470 12 34 56", "0032470123456"):
        assert Person(["+32470123456"]).redacted(f"Bel {written}.", "*") == "Bel *."


@pytest.mark.parametrize("text", ["In januari", "Janus", "Jan\u200buari", "Jánuari", "Marjan"])
def test_nobody_is_found_within_a_longer_word(text: str) -> None:
    assert not Person(["Jan"]).is_named_in(text)


def test_an_address_of_somebody_else_is_left_alone() -> None:
    person = Person(["jan.bos@example.org"])
    for other in ("jan-bos@example.org", "piet.jan.bos@example.org", "jan.bos@example.org.nl"):
        assert not person.is_named_in(f"Mail {other} terug")
        assert not person.is_identifier(other)
    assert person.redacted("Mail Jan.Bos@Example.org.", "*") == "Mail *."


@given(st.text())
def test_what_is_found_is_found_where_it_stands(text: str) -> None:
    found = traced(text)
    assert len(found.positions) == len(found.folded) + 1
    assert found.positions == sorted(found.positions)
    if found.folded:
        start, end = found.span(0, len(found.folded))
        assert traced(found.original[start:end]).folded == found.folded


def test_each_name_is_offered_once_in_its_first_spelling() -> None:
    assert unique(["Zoë", "Ans", "zoe", "ANS", "Zoé"]) == ["Zoë", "Ans"]
