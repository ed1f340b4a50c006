"""A network of people and places: what hangs together, and on what."""

from itertools import combinations

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.evidence import Network, network, tie_survival
from pilots.evidence.network import hanging_on, without
from pilots.language import LANGUAGES, speaking

FOURS = [*combinations("abcd", 2), *combinations("efgh", 2)]
"""Two groups of four in which all are linked."""
THIRD = [*combinations("ijk", 2), ("d", "i"), ("h", "j"), ("a", "k")]
"""A group of three, and three ties to the others."""


def test_two_groups_without_a_tie_between_them() -> None:
    found = network("abcdefgh", FOURS)
    assert found.density == pytest.approx(0.428571, abs=1e-6)
    assert found.components == (4, 4)
    assert found.connectedness == pytest.approx(0.4286, abs=1e-4)
    assert (found.bridges, found.articulation_points) == ((), ())


def test_one_tie_between_two_groups_is_a_bridge_between_two_people() -> None:
    found = network("abcdefgh", [*FOURS, ("d", "e")])
    assert found.density == pytest.approx(0.464286, abs=1e-6)
    assert [frozenset(tie) for tie in found.bridges] == [frozenset("de")]
    assert found.articulation_points == ("d", "e")
    assert found.components == (8,)
    assert found.ties_per_member == 3.25


def test_who_joins_with_ties_lowers_the_density_while_ties_per_person_rise() -> None:
    found = network("abcdefghijk", [*FOURS, ("d", "e"), *THIRD])
    assert (found.members, found.ties) == (11, 19)
    assert found.density == pytest.approx(0.345455, abs=1e-6)
    assert found.ties_per_member == pytest.approx(3.4545, abs=1e-4)
    assert found.bridges == ()


def test_in_the_krackhardt_kite_one_person_stands_between_the_most_others() -> None:
    kite = networkx.krackhardt_kite_graph()
    found = network(kite.nodes, kite.edges)
    assert max(found.betweenness.values()) == pytest.approx(0.389, abs=5e-4)


def test_within_two_steps_one_reaches_the_friends_of_friends() -> None:
    assert network("abcd", [("a", "b"), ("b", "c"), ("c", "d")]).reach == pytest.approx(10 / 12)
    assert network("a", []).reach == 0


def test_ties_of_two_moments_survive_in_either_order() -> None:
    assert tie_survival([("a", "b"), ("b", "c")], [("b", "a"), ("c", "d")]) == pytest.approx(1 / 3)
    assert tie_survival([], []) is None


@pytest.mark.parametrize(("ties", "problem"), [([("a", "x")], "no member"), ([("a", "a")], "two")])
def test_a_tie_to_a_stranger_or_to_oneself_is_refused(
    ties: list[tuple[str, str]], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        network("ab", ties)


PEOPLE = st.integers(0, 12).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(
            st.tuples(st.integers(0, max(n - 1, 0)), st.integers(0, max(n - 1, 0))).filter(
                lambda tie: tie[0] != tie[1]
            ),
            max_size=30,
        )
        if n > 1
        else st.just([]),
    )
)


@given(PEOPLE)
def test_what_falls_apart_without_a_bridge_or_a_person_is_what_is_named(
    people: tuple[int, list[tuple[int, int]]],
) -> None:
    n, ties = people
    found = network(range(n), ties)
    pairs = {frozenset(tie) for tie in ties}
    assert (found.members, found.ties, sum(found.components)) == (n, len(pairs), n)
    for tie in pairs:
        rest = network(range(n), [tuple(pair) for pair in pairs - {tie}])
        is_bridge = len(rest.components) > len(found.components)
        assert is_bridge == (tie in map(frozenset, found.bridges))
    for member in range(n):
        others = [each for each in range(n) if each != member]
        rest = network(others, [tuple(pair) for pair in pairs if member not in pair])
        is_cut = len(rest.components) > len(found.components)
        assert is_cut == (member in found.articulation_points)
    for share in (found.density, found.connectedness, found.reach):
        assert 0 <= share <= 1
    for language in LANGUAGES:
        with speaking(language):
            assert found.sentence


def test_the_sentence_says_what_hangs_on_whom() -> None:
    with speaking("en"):
        assert _sentence("abcdefgh", [*FOURS, ("d", "e")]) == (
            "13 links, 3.25 for each of 8. Everything is connected. There are 2 people whose "
            "leaving would split a part."
        )
        assert _sentence("abcdefgh", FOURS) == (
            "12 links, 3 for each of 8. There are 2 separate parts; the largest has 4. No part "
            "depends on just one of them."
        )
        assert _sentence("ab", []) == "Nobody is linked yet."


def _sentence(members: str, ties: list[tuple[str, str]]) -> str:
    found: Network = network(members, ties)
    return found.sentence


# --- what if somebody stops ---------------------------------------------------------------


def brute_force(
    members: list[str], ties: list[tuple[str, str]], gone: set[str]
) -> tuple[int, set[str], list[int]]:
    """Who is left, who lost their only link, and the sizes of the parts, by walking around."""
    left = [member for member in members if member not in gone]
    pairs = {frozenset(tie) for tie in ties if not gone & set(tie)}

    def neighbours(member: str) -> set[str]:
        return {other for pair in pairs if member in pair for other in pair} - {member}

    had = {member for tie in ties for member in tie}
    cut_off = {member for member in left if member in had and not neighbours(member)}
    sizes, seen = [], set[str]()
    for member in left:
        if member not in seen:
            part, ahead = {member}, [member]
            while ahead:
                new = neighbours(ahead.pop()) - part
                part |= new
                ahead += new
            seen |= part
            sizes.append(len(part))
    return len(left), cut_off, sorted(sizes, reverse=True)


@st.composite
def strings(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, str]], set[str]]:
    members = [f"p{n}" for n in range(draw(st.integers(2, 9)))]
    pair = st.permutations(members).map(lambda some: (some[0], some[1]))
    ties = draw(st.lists(pair, max_size=16))
    return members, ties, draw(st.sets(st.sampled_from(members), min_size=1, max_size=2))


@given(strings())
def test_what_is_left_is_what_walking_around_finds(
    string: tuple[list[str], list[tuple[str, str]], set[str]],
) -> None:
    members, ties, gone = string
    found = without(members, ties, gone)
    n, cut_off, sizes = brute_force(members, ties, gone)
    assert (found.members, set(found.cut_off), list(found.components)) == (n, cut_off, sizes)


def test_in_krackhardts_kite_one_of_ten_hangs_on_another() -> None:
    """Krackhardt (1990): Heather is the only way to Ike, and Ike the only link of Jane."""
    kite = networkx.krackhardt_kite_graph()
    diane, heather, ike, jane = 3, 7, 8, 9
    assert hanging_on(kite.nodes, kite.edges) == {ike: 1}
    found = without(kite.nodes, kite.edges, [ike])
    assert (found.cut_off, found.components) == ((jane,), (8, 1))
    assert without(kite.nodes, kite.edges, [heather]).components == (7, 2)
    assert without(kite.nodes, kite.edges, [diane]).components == (9,), "most known, not missed"
