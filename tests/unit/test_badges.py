"""The signs before names and states."""

import pytest

from pilots.screens.kit import badges
from schemas import Standing


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Parelketting Zuidwijk", "PZ"),
        ("Hagendoornschool", "HA"),
        ("De tuin van het plein", "DP"),
        ("élan", "ÉL"),
        ("**Vet** [hier](x)", "VX"),
        ("☂", "?"),
    ],
)
def test_a_pilot_is_recognised_by_two_letters_of_its_name(name: str, letters: str) -> None:
    assert badges.initials(name) == letters


def test_how_a_pilot_is_doing_has_a_colour_of_its_own_a_sign_and_a_word() -> None:
    said = [badges.standing(standing) for standing in Standing]
    assert [words.split("-")[0] for words in said] == [":green", ":orange", ":red"]
    assert all(":material/" in words and words.endswith("]") for words in said)
