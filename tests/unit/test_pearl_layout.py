"""Pearls stay where they are, whoever joins, and lie neither on each other nor on a link."""

from itertools import combinations
from math import dist

from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.evidence.pearl_layout import APART, positions

PEARLS = [f"p{n}" for n in range(40)]
TIES = st.lists(
    st.tuples(st.sampled_from(PEARLS), st.sampled_from(PEARLS)).filter(
        lambda tie: tie[0] != tie[1]
    ),
    max_size=80,
)


@given(TIES)
@settings(max_examples=60)
def test_a_newcomer_moves_nobody(ties: list[tuple[str, str]]) -> None:
    whole = positions(ties)
    for n in range(len(ties)):
        before = positions(ties[:n])
        assert {pearl: whole[pearl] for pearl in before} == before
    assert set(whole) == {pearl for tie in ties for pearl in tie}


@given(TIES)
@settings(max_examples=60)
def test_no_two_pearls_are_on_one_spot(ties: list[tuple[str, str]]) -> None:
    places = positions(ties).values()
    assert all(dist(one, other) >= APART for one, other in combinations(places, 2))


def test_three_hundred_pearls_on_one_hub_find_room() -> None:
    places = positions([("hub", f"p{n}") for n in range(300)])
    assert len(set(places.values())) == 301
    assert max(dist((0, 0), place) for place in places.values()) < 20


def test_nothing_is_nowhere() -> None:
    assert positions([]) == {}
