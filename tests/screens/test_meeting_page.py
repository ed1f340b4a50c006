"""The meeting without a browser: what each step shows, and what a tap there writes down."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.language import speaking, today
from pilots.queries import programme, records
from pilots.queries import review as review_queries
from pilots.rules.parse_input import day_text
from pilots.screens.kit import answers, links, session
from pilots.screens.review import agenda, join
from pilots.store.meetings import MeetingClock, now
from pilots.tracker import Tracker
from schemas import (
    Action,
    Decision,
    DecisionStatus,
    Measurement,
    Outcome,
    Pilot,
    Review,
    RungReached,
    Stakeholder,
    Standing,
)
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.meeting import Team, hold_two_reviews
from tests.support.pool import OpenInApp

pytestmark = pytest.mark.slow

STEPS = list(agenda.steps())
PILOT = "north"
QUESTIONS = {
    "welcome": "Wat kwam er van vorige keer?",
    "happened": "Wat gebeurde er sindsdien?",
    "numbers": "Wat zeggen de cijfers?",
    "stuck": "Wat loopt vast?",
    "principles": "Hielden we vast aan onze principes?",
    "decide": "Hoe gaan we verder?",
    "to-do": "Wie doet wat, en wanneer?",
    "close": "Hoe staat de pilot ervoor?",
}


def fill_two_reviews(tracker: Tracker) -> None:
    """A pilot with two reviews that are over."""
    hold_two_reviews(Team(tracker, ANNA))


def fill_third_review(tracker: Tracker) -> None:
    """And a third one that has begun."""
    fill_two_reviews(tracker)
    last = tracker.ask(review_queries.closed_reviews, ANNA.scope, PILOT)[0]
    Team(tracker, ANNA).begin("third", today(), last["upto"])


@pytest.fixture
def team(open_in_app: OpenInApp) -> Team:
    return Team(open_in_app(fill_two_reviews), ANNA)


@pytest.fixture
def third(open_in_app: OpenInApp) -> Team:
    return Team(open_in_app(fill_third_review), ANNA)


def meet(step: str = "", language: str = "nl") -> AppTest:
    """The page of somebody who comes to the meeting when it is at this step."""
    if step:
        review = answers.for_viewer(review_queries.under_way, PILOT)
        assert review
        session.tracker().meetings.save(review["id"], MeetingClock(step, now(), 45))
    return open_page("review/page.py", language, pilot=PILOT)


def test_who_has_less_say_than_was_meant_is_asked_about_where_it_is_stuck(third: Team) -> None:
    third.of(Stakeholder, "ans", name="Ans", rung="co-produce")
    third.of(RungReached, "seen", stakeholder="ans", rung="inform", seen_on=today())
    text = shown(meet("stuck"))
    assert "1 persoon heeft minder te zeggen dan we bedoelden" in text
    assert "Ans" in text
    assert "1 persoon heeft minder" not in shown(meet("to_do"))


def keys(app: AppTest) -> list[str]:
    return [button.key or "" for button in app.button]


def tap(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


# --- beginning ---------------------------------------------------------------------------


def test_before_a_meeting_one_sees_what_it_will_be_about(team: Team) -> None:
    team.of(Action, "walk", title="Rondje door de wijk", done_on=today())
    app = meet()
    assert "1 actie gedaan" in shown(app)
    assert "Eerdere overleggen" in shown(app)


def test_a_review_looks_back_from_where_the_last_one_ended(team: Team) -> None:
    app = tap(meet(), "begin_review")
    last, new = (
        team.tracker.ask(review_queries.closed_reviews, team.viewer.scope, PILOT)[0],
        team.tracker.ask(review_queries.under_way, team.viewer.scope, PILOT),
    )
    assert new
    assert new["since"] == last["upto"]
    assert new["held_on"] == today()
    assert app.title[0].value == QUESTIONS["welcome"]


def test_beginning_twice_begins_one_review(team: Team) -> None:
    first, second = meet(), meet()
    tap(first, "begin_review")
    tap(second, "begin_review")
    reviews = [line for line in team.tracker.logbook.lines() if line.kind == "review"]
    begun = {line.subject for line in reviews} - {"first", "second"}
    assert len(begun) == 1


def test_beginning_can_be_undone(team: Team) -> None:
    app = tap(meet(), "begin_review")
    tap(app, "undo")
    assert team.tracker.ask(review_queries.under_way, team.viewer.scope, PILOT) is None


# --- every step --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_in_both_languages(third: Team, step: str, language: str) -> None:
    app = meet(step, language)
    assert not app.exception
    with speaking(language):
        assert app.title[0].value == agenda.steps()[step].question


@pytest.mark.parametrize("step", STEPS)
def test_every_step_of_a_pilot_of_which_only_the_name_is_known_opens(
    app_tracker: Tracker, anna: Viewer, step: str
) -> None:
    app_tracker.record(anna, Pilot(id=PILOT, name="Nog leeg"))
    app_tracker.record(anna, Review(pilot=PILOT, held_on=today()))
    app = meet(step)
    assert not app.exception
    assert app.title[0].value == QUESTIONS[step]


def test_a_funder_has_no_meeting(
    third: Team, chaima: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in (
        review_queries.done_actions,
        review_queries.dropped_actions,
        review_queries.new_ties,
    ):
        assert third.tracker.ask(query, chaima.scope, PILOT, 0) == []
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_app(pilot=PILOT)
    with pytest.raises(ValueError, match=r"review/page\.py"):
        app.switch_page("review/page.py")


# --- what a tap does ---------------------------------------------------------------------


def decision(team: Team, id: str) -> Decision:
    found = team.tracker.ask(records.one, team.viewer.scope, "decision", id)
    assert isinstance(found, Decision)
    return found


def test_a_decision_of_last_time_is_answered_for_with_one_tap_and_a_sentence(third: Team) -> None:
    app = meet("welcome")
    assert "We vragen de muziekschool" in shown(app)
    app = tap(app, "carried.not_done.music")
    assert decision(third, "music").carried is DecisionStatus.NOT_DONE
    field(app, "text_area", ".carried_why").input("Geen tijd").run()
    submit(app, "review.third.carried.music").click().run()
    assert decision(third, "music").carried_why == "Geen tijd"


def test_the_same_tap_again_takes_it_back(third: Team) -> None:
    app = tap(meet("welcome"), "carried.done.music")
    tap(app, "carried.done.music")
    assert decision(third, "music").carried is DecisionStatus.OPEN


def test_what_was_recorded_late_is_met_although_its_day_is_long_past(third: Team) -> None:
    third.of(Action, "late", title="Vergeten gesprek", done_on=date(2026, 1, 5))
    app = meet("happened")
    assert "Vergeten gesprek" in shown(app)
    assert "Soep op het plein" not in shown(app)


@pytest.mark.parametrize(
    ("target", "target_on", "is_off"),
    [(40, None, False), (40, today() - timedelta(days=1), True), (12, today(), False)],
)
def test_an_outcome_that_missed_its_day_is_said_to_be_off_track(
    third: Team, target: int, target_on: date | None, is_off: bool
) -> None:
    on = {"target_on": target_on} if target_on else {}
    said = {"statement": "Buren kennen elkaar", "unit": "buren", "baseline": 0}
    third.of(Outcome, "o", **said, target=target, **on, retargeted="Een ander doel.")
    assert ("1 loopt vast" in shown(meet("numbers"))) is is_off


def test_an_outcome_that_moved_away_from_its_target_is_off_track(third: Team) -> None:
    third.of(Measurement, "m2", outcome="o", measured_on=today(), value=-3)
    assert "1 loopt vast" in shown(meet("numbers"))


def test_a_principle_is_looked_at_with_one_tap_changed_by_another_and_taken_back(
    third: Team,
) -> None:
    def held() -> list[str]:
        found = third.tracker.ask(review_queries.principle_checks, third.viewer.scope, "third")
        return [row["held"] for row in found.values()]

    app = tap(meet("principles"), "kept.small")
    assert held() == ["kept"]
    app = tap(app, "broken.small")
    assert held() == ["broken"]
    field(app, "text_area", ".example").input("We wilden te snel").run()
    app = tap(app, "kept.small")
    assert held() == ["kept"]
    app = tap(app, "kept.small")
    assert held() == []
    # What was taken back can be said again, by the same tap or after an undo.
    app = tap(app, "kept.small")
    assert held() == ["kept"]
    app = app.button(key="undo").click().run()
    assert held() == []
    tap(app, "kept.small")
    assert held() == ["kept"]


def test_a_decision_brings_an_action_with_an_owner_and_a_day(third: Team) -> None:
    app = meet("decide")
    field(app, "pills", "0.kind").set_value("continue").run()
    field(app, "text_input", "0.text").input("We gaan naar twee middagen").run()
    field(app, "text_input", "1.title").input("Sleutel regelen").run()
    field(app, "text_input", "1.due").set_value(day_text(today() + timedelta(days=7))).run()
    submit(app, "review.third.decide").click().run()
    (made,) = third.tracker.ask(review_queries.decisions, third.viewer.scope, "third")
    assert made["text"] == "We gaan naar twee middagen"
    following = third.tracker.ask(
        review_queries.follow_up_actions, third.viewer.scope, [made["id"]]
    )
    assert [row["title"] for row in following[made["id"]]] == ["Sleutel regelen"]
    assert "Sleutel regelen" in shown(meet("to-do"))


def test_a_decision_without_an_action_is_a_decision_too(third: Team) -> None:
    app = meet("decide")
    field(app, "pills", "0.kind").set_value("continue").run()
    field(app, "text_input", "0.text").input("We wachten").run()
    submit(app, "review.third.decide").click().run()
    (made,) = third.tracker.ask(review_queries.decisions, third.viewer.scope, "third")
    assert third.tracker.ask(
        review_queries.follow_up_actions, third.viewer.scope, [made["id"]]
    ) == {made["id"]: []}


def test_a_decision_is_not_made_until_somebody_chooses_how_the_pilot_goes_on(
    third: Team,
) -> None:
    app = meet("decide")
    assert field(app, "pills", "0.kind").value is None
    field(app, "text_input", "0.text").input("We wachten").run()
    app = submit(app, "review.third.decide").click().run()
    assert "Kies er één." in shown(app)
    assert third.tracker.ask(review_queries.decisions, third.viewer.scope, "third") == []


def test_the_action_of_a_decision_has_a_day_without_anybody_choosing_one(third: Team) -> None:
    app = meet("decide")
    field(app, "pills", "0.kind").set_value("continue").run()
    field(app, "text_input", "0.text").input("We wachten").run()
    field(app, "text_input", "1.title").input("Sleutel regelen").run()
    submit(app, "review.third.decide").click().run()
    agreed = third.tracker.ask(review_queries.agreed_actions, third.viewer.scope, PILOT, "third")
    assert [(row["title"], row["due"]) for row in agreed] == [
        ("Sleutel regelen", today() + timedelta(weeks=2))
    ]


# --- actions that are late ---------------------------------------------------------------


def late(team: Team, id: str, **fields: Any) -> None:
    team.of(Action, id, title=f"Actie {id}", due=today() - timedelta(days=9), **fields)


def test_an_action_that_the_first_step_asked_about_is_not_asked_about_again(third: Team) -> None:
    late(third, "own")
    late(third, "follows", decision="music")
    first, stuck = meet("welcome"), meet("stuck")
    assert "done.follows" in keys(first)
    assert "done.follows" not in keys(stuck)
    assert "done.own" in keys(stuck)
    assert "Nog 1 te laat" in shown(stuck)


def test_an_action_gets_another_day_or_somebody_else_with_one_tap(third: Team) -> None:
    late(third, "own", owner="Otto Bos")
    app = meet("stuck")
    who = next(
        button.key
        for button in app.button
        if button.key.startswith("owner.own.") and button.label == "Bram"
    )
    app = tap(app, who)
    day = next(key for key in keys(app) if key.startswith("day.own.") and key.endswith(".7"))
    assert "done.own" not in keys(tap(app, day)), "it is not late any more"
    found = third.tracker.ask(records.one, third.viewer.scope, "action", "own")
    assert isinstance(found, Action)
    assert (found.due, found.owner) == (today() + timedelta(weeks=1), "Bram")
    agreed = third.tracker.ask(review_queries.agreed_actions, third.viewer.scope, PILOT, "third")
    assert "own" in [row["id"] for row in agreed]


def test_a_day_and_a_name_may_be_typed(third: Team) -> None:
    third.of(Action, "own", title="Zonder dag", decision="music")
    app = meet("to-do")
    field(app, "text_input", ".typed").input(day_text(today() + timedelta(days=3))).run()
    app = meet("to-do")
    box = next(it for it in app.text_input if it.key.startswith("owner.own."))
    box.input("Riet").run()
    found = third.tracker.ask(records.one, third.viewer.scope, "action", "own")
    assert isinstance(found, Action)
    assert (found.due, found.owner) == (today() + timedelta(days=3), "Riet")


# --- stopping ----------------------------------------------------------------------------


def test_a_decision_to_stop_offers_to_set_the_phase(third: Team) -> None:
    third.of(Decision, "enough", text="We stoppen", kind="stop", review="third")
    app = tap(meet("decide"), "phase.enough")
    names = third.tracker.ask(review_queries.under_way, third.viewer.scope, PILOT)
    assert names, "the meeting goes on"
    row = third.tracker.reader(third.viewer.scope).rows(
        "SELECT phase FROM register.pilot WHERE id = $id", id=PILOT
    )
    assert row == [{"phase": "stopped"}]
    assert not [button for button in app.button if button.key == "phase.enough"]


# --- joining -----------------------------------------------------------------------------


def test_an_address_of_one_computer_is_not_given_to_phones(third: Team) -> None:
    app = meet()
    assert "alleen op deze computer" in shown(app)
    assert not app.get("imgs")


def test_others_join_by_a_code_with_the_whole_address(
    third: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[str] = []
    monkeypatch.setattr(links, "origin", lambda: "https://tracker.example.org")
    drawn = join.qr_code
    monkeypatch.setattr(join, "qr_code", lambda text: codes.append(text) or drawn(text))
    app = meet()
    assert not app.exception
    assert "tracker\\.example\\.org" in shown(app)
    (code,) = codes
    assert code.startswith("https://tracker.example.org/vergadering?")
    assert code.endswith(f".{PILOT}")


# --- closing -----------------------------------------------------------------------------


def test_a_review_does_not_close_without_saying_how_the_pilot_stands(third: Team) -> None:
    app = meet("close")
    field(app, "text_area", ".notes").input("Koffie was op").run()
    submit(app, "review.third.close").click().run()
    app = meet("close")
    assert third.tracker.ask(review_queries.under_way, third.viewer.scope, PILOT)
    assert field(app, "text_area", ".notes").value == "Koffie was op"


def test_a_closed_review_says_how_far_it_looked_and_the_next_begins_there(third: Team) -> None:
    before = third.tracker.head
    app = meet("close")
    field(app, "pills", ".status").set_value("at_risk").run()
    field(app, "text_area", ".why").input("Er komt bijna niemand").run()
    app = submit(app, "review.third.close").click().run()
    last = third.tracker.ask(review_queries.closed_reviews, third.viewer.scope, PILOT)[0]
    assert (last["id"], last["upto"], last["status"]) == ("third", before, Standing.AT_RISK)
    assert last["next_on"] == today() + timedelta(weeks=6)
    assert third.tracker.meetings.find("third") is None
    assert "Er komt bijna niemand" in shown(app)


def test_a_pilot_that_was_stopped_can_be_closed_and_is_not_asked_for_a_next_review(
    third: Team,
) -> None:
    third.keep(Pilot(id=PILOT, name="Noord", phase="stopped"))
    names = {row["id"] for row in third.tracker.ask(programme.running, ANNA.scope, today())}
    assert PILOT in names, "the way into the meeting stays until it is closed"
    app = meet("close")
    assert not [it for it in app.text_input if it.key.endswith(".next_on")]
    field(app, "pills", ".status").set_value("off_track").run()
    field(app, "text_area", ".why").input("Het werkte niet").run()
    submit(app, "review.third.close").click().run()
    last = third.tracker.ask(review_queries.closed_reviews, third.viewer.scope, PILOT)[0]
    assert (last["id"], last["next_on"]) == ("third", None)
    names = {row["id"] for row in third.tracker.ask(programme.running, ANNA.scope, today())}
    assert PILOT not in names


def test_what_is_logged_while_a_review_is_being_closed_is_met_in_the_next(third: Team) -> None:
    app = meet("close")
    field(app, "pills", ".status").set_value("on_track").run()
    field(app, "text_area", ".why").input("Het loopt").run()
    third.of(Action, "meanwhile", title="Net nog gebeld", done_on=today())
    submit(app, "review.third.close").click().run()
    last = third.tracker.ask(review_queries.closed_reviews, third.viewer.scope, PILOT)[0]
    done = third.tracker.ask(review_queries.done_actions, third.viewer.scope, PILOT, last["upto"])
    assert [row["title"] for row in done] == ["Net nog gebeld"]
