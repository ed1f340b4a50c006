"""The string of pearls on a day: on whom it hangs, what changed, and how it is drawn."""

from datetime import date
from typing import Any

import pytest

from pilots.access import EVERYTHING, Scope
from pilots.assessments.pearls import string_of_pearls
from pilots.charts.pearls import View, legend, pearls_chart
from pilots.evidence.pearls import Pearls, change
from pilots.language import speaking
from pilots.queries import pearls as queries
from pilots.tracker import Tracker
from schemas import Place, Stakeholder, Tie
from tests.support.cast import ANNA

MARCH, JUNE, TODAY = date(2026, 3, 2), date(2026, 6, 1), date(2026, 12, 1)
PILOT = "north"


def person(id: str, **fields: Any) -> Stakeholder:
    return Stakeholder(id=id, pilot=PILOT, name=id.capitalize(), **({"kind": "resident"} | fields))


def tie(id: str, who: str, other: str = "", since: date = MARCH, **fields: Any) -> Tie:
    end = {"place": "hal"} if not other else {"other": other}
    return Tie(id=id, pilot=PILOT, who=who, since=since, **end, **fields)


@pytest.fixture
def string(tracker: Tracker) -> Tracker:
    """Truus knows the hall, Gerrit and Wim; Wim alone knows Joop until June, then Gerrit does."""
    tracker.record(
        ANNA,
        *(person(id) for id in ("truus", "gerrit", "wim", "joop", "koos")),
        person("bakker", kind="business"),
        Place(id="hal", pilot=PILOT, name="De hal"),
        tie("1", "truus"),
        tie("2", "gerrit", "truus", made_by="truus"),
        tie("3", "wim", "truus", made_by="truus"),
        tie("4", "joop", "wim", made_by="wim", ended_on=JUNE),
        tie("5", "joop", "gerrit", since=date(2026, 9, 1), made_by="gerrit"),
    )
    return tracker


def read(tracker: Tracker) -> Pearls:
    return tracker.ask(string_of_pearls, EVERYTHING, PILOT)


def ids(some: Any) -> set[str]:
    return {each.id for each in some}


def test_who_is_linked_depends_on_the_day(string: Tracker) -> None:
    found = read(string)
    assert ids(found.linked(date(2026, 3, 1))) == set()
    assert ids(found.linked(MARCH)) == {"truus", "hal", "gerrit", "wim", "joop"}
    assert ids(found.linked(JUNE)) == {"truus", "hal", "gerrit", "wim"}
    assert ids(found.linked(TODAY)) == {"truus", "hal", "gerrit", "wim", "joop"}
    assert ids(found.unlinked(TODAY)) == {"koos", "bakker"}


def test_the_string_in_words(string: Tracker) -> None:
    with speaking("en"):
        assert read(string).sentence(TODAY) == (
            "5 pearls and 4 links. Everything is connected. For 2 of them Truus is the only link."
        )
        assert read(string).sentence(date(2026, 1, 1)) == "Nobody is linked yet."


def test_who_stops_leaves_others_without_a_link(string: Tracker) -> None:
    found = read(string)
    with speaking("en"):
        assert found.removal_sentence(TODAY, ["truus"]) == (
            "If Truus stops, 2 pearls lose their only link. The string falls apart into 3 parts; "
            "the largest has 2 of 4."
        )
        assert found.removal_sentence(TODAY, ["wim"]) == (
            "If Wim stops, nobody loses their only link. Everything else stays connected."
        )
        both = found.removal_sentence(TODAY, ["truus", "gerrit"])
        assert both.startswith("If Truus and Gerrit stop, 3 pearls lose their only link.")
        assert found.removal_sentence(TODAY, ["wim", "joop"]).startswith(
            "If Wim and Joop stop, nobody loses their only link."
        )
    with speaking("nl"):
        assert found.removal_sentence(TODAY, ["wim"]).startswith(
            "Als Wim stopt, verliest niemand zijn enige schakel."
        )


def test_what_came_and_went_between_two_days(string: Tracker) -> None:
    found = read(string)
    lost = change(found, MARCH, JUNE)
    assert (ids(lost.came), ids(lost.went), ids(lost.left)) == (set(), {"4"}, {"joop"})
    mended = change(found, MARCH, TODAY)
    assert (ids(mended.came), ids(mended.went), ids(mended.left)) == ({"5"}, {"4"}, set())
    assert mended.survival == pytest.approx(3 / 5)


def test_a_correction_moves_no_pearl(string: Tracker) -> None:
    before = read(string).places
    string.record(ANNA, tie("4", "joop", "truus", made_by="wim"))
    string.withdraw(ANNA, string.head - 3)  # the link of Wim
    string.record(ANNA, tie("6", "koos", "joop"))
    after = read(string).places
    assert {id: after[id] for id in before} == before
    assert set(after) == {*before, "koos"}


def test_shapes_say_what_a_pearl_is(string: Tracker) -> None:
    string.record(ANNA, tie("6", "bakker"), person("wervers", kind="group_of_residents"))
    shapes = {pearl.id: pearl.shape for pearl in read(string).pearls.values()}
    assert shapes["truus"] == "person"
    assert (shapes["bakker"], shapes["wervers"], shapes["hal"]) == (
        "organisation",
        "group",
        "place",
    )


def test_the_picture_grows_month_by_month_and_stays_in_its_frame(string: Tracker) -> None:
    with speaking("nl"):
        drawn = pearls_chart(read(string), View(TODAY))
    assert [frame.name for frame in drawn.frames] == [
        "maart 2026",
        *("april 2026", "mei 2026", "juni 2026", "juli 2026", "augustus 2026"),
        *("september 2026", "oktober 2026", "november 2026", "december 2026"),
    ]
    beads = [len(frame.data[-1].x) for frame in drawn.frames]
    assert beads == [5, 5, 5, 4, 4, 4, 5, 5, 5, 5]
    assert {len(frame.data) for frame in drawn.frames} == {len(drawn.data)}
    low, high = drawn.layout.xaxis.range
    assert all(low < x < high for frame in drawn.frames for x in frame.data[-1].x)


def test_who_is_thought_away_is_crossed_out_and_their_links_are_dotted(string: Tracker) -> None:
    drawn = pearls_chart(read(string), View(TODAY, gone=("truus",)))
    assert not drawn.frames
    *_links, dotted, _glow, beads = drawn.data
    assert dotted.line.dash == "dot"
    assert len([x for x in dotted.x if x is not None]) == 6
    assert list(beads.marker.symbol).count("x") == 1


def test_each_recruiter_has_a_colour_of_their_own(string: Tracker) -> None:
    names = [name for name, _colour in legend(read(string))]
    assert names == ["Truus", "Gerrit", "Wim"]
    assert len({colour for _name, colour in legend(read(string))}) == 3


def test_outside_the_team_there_are_places_and_no_people_or_links(string: Tracker) -> None:
    reader = string.reader(Scope(pilots=None, personal=frozenset()))
    assert [row["name"] for row in queries.pearls(reader, PILOT)] == ["De hal"]
    assert queries.ties(reader, PILOT) == []
    assert queries.tie_lines(reader, PILOT) == []
