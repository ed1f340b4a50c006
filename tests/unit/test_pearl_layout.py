"""Pearls stay where they are, whoever joins, and lie neither on each other nor on a link."""

from contextlib import closing
from datetime import date, timedelta
from itertools import combinations
from math import dist
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.access import Viewer
from pilots.assessments.pearls import string_of_pearls
from pilots.evidence.pearl_layout import APART, positions
from pilots.exchange import export_file, restore
from pilots.tracker import Tracker
from schemas import Pilot, Stakeholder, Tie

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


def test_places_are_the_same_after_a_rebuild_and_after_export_and_restore(
    tracker: Tracker, anna: Viewer, tmp_path: Path
) -> None:
    people = [Stakeholder(id=f"p{n}", pilot="north", name=f"P{n}") for n in range(12)]
    tracker.record(anna, Pilot(id="north", name="Noord"), *people)
    ties = [("p0", "p1"), ("p1", "p2"), ("p5", "p6"), ("p2", "p5"), ("p7", "p0"), ("p8", "p9")]
    for n, (who, other) in enumerate(ties):
        since = date(2026, 6, 1) - timedelta(days=n)  # not the order in which they are recorded
        tracker.record(anna, Tie(id=f"t{n}", pilot="north", who=who, other=other, since=since))
    gone = Tie(id="gone", pilot="north", who="p3", other="p4", since=date(2026, 5, 1))
    (line,) = tracker.record(anna, gone)
    tracker.withdraw(anna, line.seq)
    before = tracker.ask(string_of_pearls, anna.scope, "north").places
    assert len(before) > 8
    export_file(tracker, tmp_path / "out.jsonl")
    tracker.close()
    tracker.path.unlink()
    with closing(Tracker(tracker.path)) as rebuilt:
        assert rebuilt.ask(string_of_pearls, anna.scope, "north").places == before
    with closing(Tracker(tmp_path / "other" / "tracker.duckdb")) as other:
        restore(other, tmp_path / "out.jsonl")
        assert other.ask(string_of_pearls, anna.scope, "north").places == before


def test_nothing_is_nowhere() -> None:
    assert positions([]) == {}
