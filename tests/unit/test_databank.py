"""Needs and offers put together: what belongs together and why, and what is told of a gap."""

from datetime import date, timedelta

import pytest

from pilots.access import Viewer
from pilots.assessments import databank as assessed
from pilots.assessments.databank import Suggestion
from pilots.language import today
from pilots.queries import databank
from pilots.rules.expiry import LASTS_DAYS, ends_on, has_ended
from pilots.tracker import Tracker
from schemas import (
    Action,
    ActionStatus,
    Asset,
    ListingStatus,
    Match,
    MatchStatus,
    Need,
    Offer,
    Phase,
    Pilot,
    Place,
    Stakeholder,
    Tie,
)
from tests.support.rows import FUNDER

PILOT = "wijk"
TODAY = today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def wijk(tracker: Tracker, anna: Viewer) -> Tracker:
    tracker.record(
        anna,
        Pilot(id=PILOT, name="Wijk"),
        *(Stakeholder(id=id, pilot=PILOT, name=id.capitalize()) for id in ("ali", "bea", "cor")),
        Place(id="kas", pilot=PILOT, name="De kas"),
    )
    return tracker


def need(id: str, title: str, who: str | None = "ali", **fields: object) -> Need:
    return Need(id=id, pilot=PILOT, title=title, stakeholder=who, **fields)


def offer(id: str, title: str, who: str | None = "bea", **fields: object) -> Offer:
    return Offer(id=id, pilot=PILOT, title=title, stakeholder=who, **fields)


def suggested(tracker: Tracker, viewer: Viewer) -> list[Suggestion]:
    return tracker.ask(assessed.suggestions, viewer.scope, PILOT, TODAY)


def pairs(tracker: Tracker, viewer: Viewer) -> list[tuple[str, str]]:
    return [(it.need["id"], it.offer["id"]) for it in suggested(tracker, viewer)]


# --- suggestions -------------------------------------------------------------------------------


def test_it_takes_a_theme_or_a_word_to_belong_together(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(
        anna,
        need("n", "Kraan lekt", place="kas", available="dinsdag"),
        offer("same", "Repareert van alles"),
        offer("other", "Zingt in het koor", place="kas", available="dinsdag"),
    )
    assert pairs(wijk, anna) == [("n", "same")]


def test_who_has_most_reasons_comes_first_and_three_are_enough(
    wijk: Tracker, anna: Viewer
) -> None:
    wijk.record(
        anna,
        need("n", "Kraan lekt", theme="klussen", place="kas"),
        *(offer(f"plain-{n}", "Klust") for n in range(4)),
        offer("best", "Klust", theme="klussen", place="kas"),
    )
    found = pairs(wijk, anna)
    assert found[0] == ("n", "best")
    assert len(found) == 3


def test_a_theme_of_the_one_that_is_a_word_of_the_other_is_a_reason_that_is_said(
    wijk: Tracker, anna: Viewer
) -> None:
    wijk.record(anna, need("n", "Rail vastzetten", theme="klussen"), offer("o", "Een boormachine"))
    (found,) = suggested(wijk, anna)
    assert (found.theme, found.words) == ("", ("klussen (boormachine)",))


@pytest.mark.parametrize(
    "fields",
    [
        {"until": ago(1)},
        {"status": ListingStatus.FULFILLED},
        {"status": ListingStatus.WITHDRAWN},
        {"stakeholder": "ali"},
    ],
)
def test_what_is_over_or_ones_own_is_not_suggested(
    wijk: Tracker, anna: Viewer, fields: dict[str, object]
) -> None:
    wijk.record(
        anna, need("n", "Taal leren"), offer("o", "Taal oefenen").model_copy(update=fields)
    )
    assert pairs(wijk, anna) == []


@pytest.mark.parametrize("status", MatchStatus)
def test_what_was_tried_is_not_suggested_again(
    wijk: Tracker, anna: Viewer, status: MatchStatus
) -> None:
    wijk.record(anna, need("n", "Taal leren"), offer("o", "Taal oefenen"))
    wijk.record(anna, Match(pilot=PILOT, need="n", offer="o", status=status))
    assert pairs(wijk, anna) == []


def test_who_could_introduce_them_knows_both(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(anna, need("n", "Taal leren"), offer("o", "Taal oefenen"))
    assert suggested(wijk, anna)[0].known_to_both == ()
    wijk.record(anna, Tie(pilot=PILOT, who="ali", other="cor", since=ago(9)))
    assert suggested(wijk, anna)[0].known_to_both == ()
    wijk.record(anna, Tie(id="t", pilot=PILOT, who="cor", other="bea", since=ago(9)))
    assert suggested(wijk, anna)[0].known_to_both == ("cor",)
    ended = Tie(id="t", pilot=PILOT, who="cor", other="bea", since=ago(9), ended_on=ago(1))
    wijk.record(anna, ended)
    assert suggested(wijk, anna)[0].known_to_both == ()


def test_a_recruiter_knows_whom_they_linked(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(
        anna,
        need("n", "Taal leren"),
        offer("o", "Taal oefenen"),
        Tie(pilot=PILOT, who="ali", place="kas", made_by="cor", since=ago(9)),
        Tie(pilot=PILOT, who="bea", place="kas", made_by="cor", since=ago(9)),
    )
    (found,) = suggested(wijk, anna)
    assert (found.known_to_both, found.visited_by_both) == (("cor",), ("kas",))


def test_two_who_know_each_other_need_nobody(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(
        anna,
        need("n", "Taal leren"),
        offer("o", "Taal oefenen"),
        Tie(pilot=PILOT, who="ali", other="bea", since=ago(9)),
    )
    (found,) = suggested(wijk, anna)
    assert found.know_each_other
    assert found.known_to_both == ()


def test_without_somebody_behind_it_nobody_can_introduce_them(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(anna, need("n", "Taal leren", who=None), offer("o", "Taal oefenen", who=None))
    (found,) = suggested(wijk, anna)
    assert not found.know_each_other
    assert found.known_to_both == ()


def test_without_rights_to_names_nothing_is_suggested(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(anna, need("n", "Taal leren", theme="taal"), offer("o", "Taal", theme="taal"))
    assert wijk.ask(assessed.suggestions, FUNDER, PILOT, TODAY) == []
    assert wijk.ask(databank.give_and_take, FUNDER, PILOT) == []
    hidden = wijk.ask(databank.listings, FUNDER, PILOT)
    assert {row["title"] for row in hidden} == {row["stakeholder"] for row in hidden} == {None}


# --- follow-ups ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asset", "days"),
    [(Asset.PEOPLE, databank.FOLLOW_UP_DAYS), (Asset.THINGS, databank.FOLLOW_UP_DAYS_OF_A_THING)],
)
def test_a_thing_is_asked_after_sooner_than_help(
    wijk: Tracker, anna: Viewer, asset: Asset, days: int
) -> None:
    wijk.record(anna, need("n", "Iets"), offer("o", "Iets", asset=asset))
    match = {"pilot": PILOT, "need": "n", "offer": "o", "status": MatchStatus.INTRODUCED}
    wijk.record(anna, Match(id="m", **match, introduced_on=ago(days - 1)))
    assert wijk.ask(databank.follow_ups, anna.scope, TODAY) == []
    wijk.record(anna, Match(id="m", **match, introduced_on=ago(days)))
    (row,) = wijk.ask(databank.follow_ups, anna.scope, TODAY)
    assert (row["id"], row["due"], row["total"]) == ("m", TODAY, 1)
    assert (row["asker"], row["offerer"]) == ("ali", "bea")


def test_a_pilot_that_is_over_asks_nobody(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(
        anna,
        need("n", "Iets"),
        offer("o", "Iets"),
        Match(
            pilot=PILOT,
            need="n",
            offer="o",
            status=MatchStatus.INTRODUCED,
            introduced_on=ago(90),
        ),
    )
    assert wijk.ask(databank.follow_ups, anna.scope, TODAY)
    wijk.record(anna, Pilot(id=PILOT, name="Wijk", phase=Phase.STOPPED))
    assert wijk.ask(databank.follow_ups, anna.scope, TODAY) == []


# --- what is lacking -----------------------------------------------------------------------------


def test_synonyms_are_one_theme_and_no_theme_is_read_from_the_title(
    wijk: Tracker, anna: Viewer
) -> None:
    wijk.record(
        anna,
        need("n", "Naar de markt", theme="vervoer"),
        offer("lift", "Neemt graag mensen mee", theme="lift"),
        need("kraan", "Kraan repareren"),
        offer("klus", "Handig", theme="klussen"),
    )
    found = wijk.ask(assessed.lacking, anna.scope, PILOT, TODAY).mismatch
    assert {(it.theme, it.asked, it.offered) for it in found.themes} == {
        ("lift", 1, 1),
        ("klussen", 1, 1),
    }
    assert found.gaps == ()


def test_an_action_about_a_theme_is_named_with_its_gap(wijk: Tracker, anna: Viewer) -> None:
    wijk.record(anna, need("n", "Naar de markt", theme="vervoer"))
    planned = Action(id="a", pilot=PILOT, title="Zoeken wie kan rijden")
    about_another = Action(id="b", pilot=PILOT, title="Soep koken")
    wijk.record(anna, planned, about_another)
    (told,) = wijk.ask(assessed.lacking, anna.scope, PILOT, TODAY).gaps
    assert told.action
    assert told.action["id"] == "a"
    dropped = planned.model_copy(update={"status": ActionStatus.DROPPED})
    wijk.record(anna, dropped)
    (told,) = wijk.ask(assessed.lacking, anna.scope, PILOT, TODAY).gaps
    assert told.action is None


# --- how long it lasts ---------------------------------------------------------------------------


def test_every_kind_says_how_long_it_lasts() -> None:
    assert set(LASTS_DAYS) == set(Asset)
    assert ends_on(Asset.THINGS, TODAY) < ends_on(Asset.PEOPLE, TODAY) < ends_on("places", TODAY)


def test_what_has_no_day_never_ends() -> None:
    assert not has_ended(None, TODAY)
    assert not has_ended(TODAY, TODAY)
    assert has_ended(ago(1), TODAY)
