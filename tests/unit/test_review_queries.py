"""The questions of a meeting: what happened since the one before it, and what was decided."""

from collections.abc import Iterator
from datetime import date, timedelta
from inspect import getmembers, isfunction
from typing import Any

import pytest

from pilots.access import Grant, Viewer
from pilots.queries import review
from pilots.tracker import Tracker
from schemas import (
    Action,
    Decision,
    Measurement,
    Outcome,
    Principle,
    PrincipleCheck,
    Review,
    Stakeholder,
)
from tests.support.cast import ANNA
from tests.support.meeting import FIRST_DAY, SECOND_DAY, Team, hold_two_reviews

pytestmark = pytest.mark.slow

YESTERDAY = FIRST_DAY - timedelta(days=1)


@pytest.fixture
def team(tracker: Tracker, anna: Viewer) -> Team:
    return Team(tracker, anna)


def ask(team: Team, question: Any, *about: Any) -> Any:
    return team.tracker.ask(question, team.viewer.scope, *about)


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def done(team: Team, id: str, on: date = FIRST_DAY, **fields: Any) -> None:
    team.of(Action, id, title=f"Actie {id}", done_on=on, **fields)


# --- reviews -----------------------------------------------------------------------------


def test_a_review_is_under_way_until_it_says_how_far_it_looked(team: Team) -> None:
    assert ask(team, review.under_way, "north") is None
    team.begin("r", FIRST_DAY)
    assert ask(team, review.under_way, "north")["id"] == "r"
    assert ask(team, review.under_way, "south") is None
    assert ask(team, review.closed_reviews, "north") == []
    team.close("r", FIRST_DAY)
    assert ask(team, review.under_way, "north") is None
    assert ids(ask(team, review.closed_reviews, "north")) == ["r"]


def test_of_two_reviews_that_were_begun_the_last_one_is_under_way(team: Team) -> None:
    team.begin("r", FIRST_DAY)
    team.begin("s", FIRST_DAY)
    assert ask(team, review.under_way, "north")["id"] == "s"


def test_the_last_review_comes_first_whatever_day_was_filled_in(team: Team) -> None:
    team.begin("r", FIRST_DAY)
    team.close("r", SECOND_DAY)
    team.begin("s", FIRST_DAY)
    team.close("s", FIRST_DAY)
    team.of(Review, "r", held_on=SECOND_DAY, upto=1, status="on_track", why="Verbeterd.")
    assert ids(ask(team, review.closed_reviews, "north")) == ["s", "r"]
    assert ask(team, review.closed_reviews, "south") == []


def test_the_newest_line_of_a_review_moves_with_every_word_of_a_review_and_nothing_else(
    team: Team,
) -> None:
    assert ask(team, review.newest_line, "north") == 0
    team.begin("r", FIRST_DAY)
    done(team, "a")
    assert ask(team, review.newest_line, "north") == 1
    team.close("r", FIRST_DAY)
    assert ask(team, review.newest_line, "north") == 3
    team.tracker.withdraw(team.viewer, 3)
    assert ask(team, review.newest_line, "north") == 4
    assert ask(team, review.newest_line, "south") == 0


def test_a_pilot_stands_as_its_last_review_that_is_over_said(team: Team) -> None:
    assert ask(team, review.current_status, "north") is None
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY, status="off_track")
    team.begin("s", SECOND_DAY)
    assert ask(team, review.current_status, "north") == "off_track"
    team.close("s", SECOND_DAY)
    assert ask(team, review.current_status, "north") == "on_track"


def test_what_was_dropped_taken_up_and_dropped_again_is_met_again(team: Team) -> None:
    team.of(Action, "a", title="Flyers", status="dropped")
    since = team.tracker.head
    assert ask(team, review.dropped_actions, "north", since) == []
    team.of(Action, "a", title="Flyers", status="planned")
    team.of(Action, "a", title="Flyers", status="dropped")
    team.of(Action, "a", title="Flyers drukken", status="dropped")
    assert [row["id"] for row in ask(team, review.dropped_actions, "north", since)] == ["a"]
    assert ask(team, review.dropped_actions, "north", since + 2) == [], (
        "told anew is not dropped anew"
    )


def test_who_was_there_last_is_named_first_and_once(team: Team) -> None:
    team.begin("r", FIRST_DAY, present=["Anna", "Bram"])
    team.begin("s", SECOND_DAY, present=["Chaima", "Bram"])
    assert ask(team, review.earlier_participants, "north") == ["Bram", "Chaima", "Anna"]
    assert ask(team, review.earlier_participants, "south") == []


# --- since the last review ---------------------------------------------------------------


def test_what_was_recorded_late_of_a_day_before_the_last_review_is_met_in_the_next(
    team: Team,
) -> None:
    done(team, "in-time")
    since = team.tracker.head
    done(team, "late", YESTERDAY - timedelta(days=300))
    assert ids(ask(team, review.done_actions, "north", since)) == ["late"]
    assert ids(ask(team, review.done_actions, "north", 0)) == ["late", "in-time"]


def test_what_was_done_before_is_not_met_again_when_its_text_is_mended(team: Team) -> None:
    done(team, "a")
    since = team.tracker.head
    done(team, "a", happened="Er was soep.")
    assert ask(team, review.done_actions, "north", since) == []


def test_what_was_planned_before_and_done_since_is_met(team: Team) -> None:
    team.of(Action, "a", title="Soep")
    since = team.tracker.head
    done(team, "a")
    assert ids(ask(team, review.done_actions, "north", since)) == ["a"]


def test_what_is_no_longer_done_or_withdrawn_is_not_met(team: Team) -> None:
    done(team, "a")
    done(team, "b")
    team.of(Action, "a", title="Toch niet")
    team.tracker.withdraw(team.viewer, 2)
    assert ask(team, review.done_actions, "north", 0) == []


def test_what_was_done_comes_by_day_and_of_this_pilot_alone(team: Team) -> None:
    done(team, "b")
    done(team, "a", YESTERDAY)
    done(Team(team.tracker, team.viewer, "south"), "elsewhere")
    assert ids(ask(team, review.done_actions, "north", 0)) == ["a", "b"]


def test_what_was_dropped_since_is_met_and_what_was_dropped_before_is_not(team: Team) -> None:
    team.of(Action, "before", title="Flyers", status="dropped")
    team.of(Action, "since", title="Posters")
    since = team.tracker.head
    team.of(Action, "since", title="Posters", status="dropped")
    team.of(Action, "before", title="Flyers drukken", status="dropped")
    assert ids(ask(team, review.dropped_actions, "north", since)) == ["since"]


def test_who_was_written_down_since_is_new_and_who_was_changed_is_not(team: Team) -> None:
    team.of(Stakeholder, "sam", name="Sam")
    since = team.tracker.head
    team.of(Stakeholder, "toon", name="Toon")
    team.of(Stakeholder, "fatma", name="Fatma")
    team.of(Stakeholder, "sam", name="Sam de Wit")
    assert ids(ask(team, review.new_stakeholders, "north", since)) == ["toon", "fatma"]
    assert ask(team, review.new_stakeholders, "south", since) == []


def people(team: Team, *names: str) -> None:
    for name in names:
        team.of(Stakeholder, name.lower(), name=name)


def links(team: Team, since: int = 0) -> list[tuple[str, str, str]]:
    rows = ask(team, review.new_ties, "north", since)
    return [(row["one"], row["other"], row["title"]) for row in rows]


def test_each_pair_of_those_who_did_something_together_is_a_link_of_the_first_time(
    team: Team,
) -> None:
    people(team, "Ans", "Bea", "Cor")
    done(team, "1", with_whom=["bea", "ans"])
    since = team.tracker.head
    done(team, "2", with_whom=["ans", "bea", "cor"])
    assert links(team) == [
        ("Ans", "Bea", "Actie 1"),
        ("Ans", "Cor", "Actie 2"),
        ("Bea", "Cor", "Actie 2"),
    ]
    assert links(team, since) == links(team)[1:]


def test_a_plan_is_no_link_yet_and_somebody_alone_never_is(team: Team) -> None:
    people(team, "Ans", "Bea")
    team.of(Action, "plan", title="Soep", with_whom=["ans", "bea"])
    done(team, "alone", with_whom=["ans"])
    assert links(team) == []


def test_a_link_counts_from_when_it_was_recorded_as_done_with_whatever_day(team: Team) -> None:
    people(team, "Ans", "Bea")
    since = team.tracker.head
    done(team, "1", date(2020, 1, 1), with_whom=["ans", "bea"])
    assert links(team, since) == [("Ans", "Bea", "Actie 1")]


def measure(team: Team, id: str, outcome: str, value: float = 1) -> None:
    team.of(Measurement, id, outcome=outcome, measured_on=YESTERDAY, value=value)


def test_an_outcome_moved_where_it_was_measured_since_and_not_where_that_was_corrected(
    team: Team,
) -> None:
    for id, statement in (("z", "Rust"), ("a", "Vertrouwen"), ("b", "buren")):
        team.of(Outcome, id, statement=statement)
    measure(team, "old", "z")
    since = team.tracker.head
    measure(team, "old", "z", 2)
    for n, outcome in enumerate(("a", "b", "b")):
        measure(team, f"m{n}", outcome)
    moved = ask(team, review.new_measurements, "north", since)
    assert list(moved.items()) == [("b", 2), ("a", 1)], "by name, capitals or not"
    assert ask(team, review.new_measurements, "south", since) == {}


def test_an_open_action_is_overdue_the_day_after_it_was_due(team: Team) -> None:
    team.of(Action, "doing", title="Bellen", status="doing", due=YESTERDAY)
    team.of(Action, "planned", title="Schrijven", due=YESTERDAY - timedelta(days=1))
    team.of(Action, "today", title="Vandaag", due=FIRST_DAY)
    team.of(Action, "no-day", title="Ooit")
    team.of(Action, "dropped", title="Laat maar", status="dropped", due=YESTERDAY)
    done(team, "done", due=YESTERDAY)
    assert ids(ask(team, review.overdue_actions, "north", FIRST_DAY)) == ["planned", "doing"]
    assert ask(team, review.overdue_actions, "south", FIRST_DAY) == []


# --- what a review brings ----------------------------------------------------------------


def decide(team: Team, id: str, review: str | None = "r", **fields: Any) -> None:
    team.of(Decision, id, text=f"Besluit {id}", review=review, **fields)


def test_what_was_decided_in_a_review_comes_in_that_order_also_after_a_change(team: Team) -> None:
    decide(team, "b")
    decide(team, "a")
    decide(team, "other", "s")
    decide(team, "b", reason="Daarom.")
    assert ids(ask(team, review.decisions, "r")) == ["b", "a"]
    assert ask(team, review.decisions, "unknown") == []


def test_a_decision_is_met_again_until_it_is_said_what_came_of_it(team: Team) -> None:
    decide(team, "open")
    decide(team, "done")
    decide(team, "said-now")
    decide(team, "done", carried="done")
    since = team.tracker.head
    decide(team, "said-now", carried="not_done")
    decide(team, "mine", "s")
    decide(team, "in-between", None)
    decide(Team(team.tracker, team.viewer, "south"), "elsewhere")
    met = ask(team, review.decisions_to_follow_up, "north", "s", since)
    assert ids(met) == ["open", "said-now", "in-between"]


def test_the_actions_that_follow_from_decisions_come_by_their_day(team: Team) -> None:
    team.of(Action, "no-day", title="Ooit", decision="a")
    team.of(Action, "late", title="Later", decision="a", due=SECOND_DAY)
    team.of(Action, "soon", title="Gauw", decision="a", due=FIRST_DAY)
    team.of(Action, "other", title="Anders")
    found = ask(team, review.follow_up_actions, ["a", "b"])
    assert {id: ids(rows) for id, rows in found.items()} == {
        "a": ["soon", "late", "no-day"],
        "b": [],
    }
    assert ask(team, review.follow_up_actions, []) == {}


def test_what_was_planned_or_changed_during_a_review_and_is_open_was_agreed_in_it(
    team: Team,
) -> None:
    team.of(Action, "left", title="Ongemoeid")
    team.of(Action, "before", title="Van eerder")
    team.begin("r", FIRST_DAY)
    team.of(Action, "before", title="Van eerder", due=SECOND_DAY)
    team.of(Action, "agreed", title="Afgesproken")
    team.of(Action, "following", title="Volgt uit een besluit", decision="a")
    done(team, "done")
    team.of(Review, "r", held_on=FIRST_DAY, present=["Anna"])
    assert ids(ask(team, review.agreed_actions, "north", "r")) == [
        "before",
        "agreed",
        "following",
    ]
    assert ask(team, review.agreed_actions, "north", "unknown") == []
    assert ask(team, review.agreed_actions, "south", "r") == []


def check(team: Team, id: str, principle: str, held: str, review: str = "r") -> None:
    team.of(
        PrincipleCheck, id, principle=principle, held=held, checked_on=FIRST_DAY, review=review
    )


def test_of_each_principle_the_last_that_was_said_in_this_review_counts(team: Team) -> None:
    check(team, "1", "small", "kept")
    check(team, "2", "small", "broken")
    check(team, "3", "join", "kept")
    check(team, "4", "other", "kept", "s")
    found = ask(team, review.principle_checks, "r")
    assert {id: row["held"] for id, row in found.items()} == {"small": "broken", "join": "kept"}


def test_what_holds_for_all_comes_before_what_this_pilot_holds_on_to(team: Team) -> None:
    team.keep(
        Principle(id="own", pilot="north", text="Iedereen kookt mee."),
        Principle(id="first", text="Begin klein."),
        Principle(id="elsewhere", pilot="south", text="Elders."),
        Principle(id="second", text="Sluit aan."),
        Principle(id="first", text="Begin heel klein."),
    )
    assert ids(ask(team, review.principles, "north")) == ["first", "second", "own"]


# --- for whom ----------------------------------------------------------------------------

ASKED: dict[str, tuple[Any, ...]] = {
    "under_way": ("north",),
    "being_held": (SECOND_DAY,),
    "closed_reviews": ("north",),
    "current_status": ("north",),
    "newest_line": ("north",),
    "earlier_participants": ("north",),
    "done_actions": ("north", 0),
    "dropped_actions": ("north", 0),
    "new_stakeholders": ("north", 0),
    "new_ties": ("north", 0),
    "new_measurements": ("north", 0),
    "overdue_actions": ("north", SECOND_DAY),
    "decisions": ("second",),
    "decisions_to_follow_up": ("north", "second", 0),
    "follow_up_actions": (["music"],),
    "agreed_actions": ("north", "second"),
    "principle_checks": ("second",),
    "principles": ("north",),
}
"""Every question, with what it is asked about."""

NAMES = ("Sam de Wit", "Fatma Aydın", "Otto Bos", "Bram", "Anna")


def test_every_question_there_is_is_asked_here() -> None:
    public = {
        name
        for name, function in getmembers(review, isfunction)
        if function.__module__ == review.__name__ and not name.startswith("_")
    }
    assert public == set(ASKED)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Two reviews that are over and a third that was begun, for tests that only read."""
    tracker = Tracker(tmp_path_factory.mktemp("whole") / "tracker.duckdb")
    team = Team(tracker, ANNA)
    hold_two_reviews(team)
    team.begin("third", SECOND_DAY, 1, present=["Anna"])
    decide(team, "still-open", "first", decider="Otto Bos")
    yield team
    tracker.close()


@pytest.mark.parametrize("name", ASKED)
def test_the_team_gets_an_answer_and_an_outsider_none(
    whole: Team, bram: Viewer, dirk: Viewer, name: str
) -> None:
    question = getattr(review, name)
    answer = whole.tracker.ask(question, bram.scope, *ASKED[name])
    assert answer
    # Who wrote down what all pilots share is for who is there for all of them.
    assert nameless(answer) == nameless(ask(whole, question, *ASKED[name]))
    nothing = whole.tracker.ask(question, dirk.scope, *ASKED[name])
    assert not nothing or nothing == {"music": []}


def nameless(answer: Any) -> Any:
    if not isinstance(answer, list) or are_words(answer):
        return answer
    return [{**row, "_actor": None} if row.get("pilot", "") is None else row for row in answer]


def are_words(answer: list[Any]) -> bool:
    """Whether these are no rows but words."""
    return not all(isinstance(row, dict) for row in answer)


@pytest.mark.parametrize("name", ASKED)
def test_no_answer_gives_a_funder_a_name(whole: Team, chaima: Viewer, name: str) -> None:
    answer = repr(whole.tracker.ask(getattr(review, name), chaima.scope, *ASKED[name]))
    for person in NAMES:
        assert person not in answer, person


@pytest.mark.parametrize(
    "name",
    [
        "done_actions",
        "dropped_actions",
        "new_ties",
        "agreed_actions",
        "earlier_participants",
        "newest_line",
    ],
)
def test_what_is_asked_of_the_logbook_is_for_the_team_alone(
    whole: Team, chaima: Viewer, name: str
) -> None:
    assert not whole.tracker.ask(getattr(review, name), chaima.scope, *ASKED[name])


@pytest.mark.parametrize("name", ASKED)
def test_who_is_there_for_another_pilot_gets_nothing_of_this_one(whole: Team, name: str) -> None:
    elsewhere = Viewer("Noor", (Grant(whole.viewer.grants[0].role, frozenset({"south"})),))
    answer = whole.tracker.ask(getattr(review, name), elsewhere.scope, *ASKED[name])
    if name == "principles":
        assert ids(answer) == ["small", "join"], "they hold for all pilots"
    else:
        assert not answer or answer == {"music": []}
