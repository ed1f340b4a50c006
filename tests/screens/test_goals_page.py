"""Goals on a pilot's page: written down beforehand, scored with one tap, never as a percentage."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.charts import goals_chart
from pilots.charts.goals import signed
from pilots.evidence import goal_attainment
from pilots.language import today
from pilots.queries import goals as goals_queries
from pilots.queries import records
from pilots.tracker import Tracker
from schemas import AttainmentLevel, Goal, GoalScore, Pilot
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"
YESTERDAY = today() - timedelta(days=1)
LEVELS = {
    "much_less": "Alles ligt braak",
    "less": "Twee bakken",
    "as_planned": "Vier bakken in gebruik",
    "more": "Acht bakken",
    "much_more": "Er is een wachtlijst",
}


def fill_garden(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin"))


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def aim(tracker: Tracker, viewer: Viewer, id: str = "bakken", **fields: Any) -> Goal:
    goal = Goal(id=id, pilot=PILOT, **{"statement": "Bewoners tuinieren", **LEVELS, **fields})
    tracker.record(viewer, goal)
    return goal


def score(
    tracker: Tracker,
    viewer: Viewer,
    attained: AttainmentLevel,
    on: date = YESTERDAY,
    goal: str = "bakken",
    **fields: Any,
) -> None:
    said = GoalScore(pilot=PILOT, goal=goal, attained=attained, scored_on=on, **fields)
    tracker.record(viewer, said)


def asked(tracker: Tracker, viewer: Viewer, id: str = "bakken") -> dict[str, Any]:
    rows = tracker.ask(goals_queries.goals, viewer.scope, PILOT, today())
    return next(row for row in rows if row["id"] == id)


def scores(tracker: Tracker, viewer: Viewer) -> list[tuple[str, date]]:
    return [(it["attained"], it["scored_on"]) for it in asked(tracker, viewer)["scores"]]


def open_goals(language: str = "nl") -> AppTest:
    return open_page("pilot/page.py", language, pilot=PILOT, place="goals")


def taps(app: AppTest) -> Any:
    return next(it for it in app.get("button_group") if it.key.startswith("score."))


# --- what is asked -------------------------------------------------------------------------


def test_goals_come_in_the_order_in_which_they_were_written_down(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), Pilot(id="elders", name="Elders"))
    for id in ("b", "a"):
        aim(tracker, anna, id)
    aim(tracker, anna, "b", statement="Anders gezegd")
    tracker.record(anna, Goal(pilot="elders", statement="Elders", as_planned="Iets"))
    rows = tracker.ask(goals_queries.goals, anna.scope, PILOT, today())
    assert [row["id"] for row in rows] == ["b", "a"]


def test_scores_come_oldest_first_and_one_of_tomorrow_waits(
    tracker: Tracker, anna: Viewer
) -> None:
    aim(tracker, anna)
    score(tracker, anna, AttainmentLevel.MORE, today())
    score(tracker, anna, AttainmentLevel.LESS, YESTERDAY)
    score(tracker, anna, AttainmentLevel.MUCH_MORE, today() + timedelta(days=1))
    assert scores(tracker, anna) == [("less", YESTERDAY), ("more", today())]


def test_a_goal_that_was_changed_after_its_first_score_is_known(
    tracker: Tracker, anna: Viewer
) -> None:
    aim(tracker, anna)
    aim(tracker, anna, more="Negen bakken")
    score(tracker, anna, AttainmentLevel.LESS)
    assert not asked(tracker, anna)["changed"]
    aim(tracker, anna, more="Zeven bakken")
    assert asked(tracker, anna)["changed"]


# --- the picture ---------------------------------------------------------------------------


def test_bars_begin_at_as_planned_and_carry_a_sign_and_the_words_of_their_level() -> None:
    found = goal_attainment({"Tuinieren": 1, "Samen <b>eten": -2, "Rust": 0, "Later": None})
    looks = {"Tuinieren": "Acht bakken", "Samen <b>eten": "Niemand $at$ mee", "Rust": ""}
    ids = {goal.name: f"g{n}" for n, goal in enumerate(found.goals)}
    drawn = goals_chart(found, [level.label for level in AttainmentLevel], looks, ids).to_dict()
    assert drawn["data"][1]["customdata"] == [f"scores:{id}" for id in ids.values()]
    bars, points = drawn["data"]
    assert list(bars["x"]) == [1, -2, 0]
    assert list(points["text"]) == ["<b>+1</b>", "<b>−2</b>", "<b>0</b>"]
    assert bars["marker"]["color"][0] != bars["marker"]["color"][1]
    words = " ".join(note["text"] for note in drawn["layout"]["annotations"])
    assert "Acht bakken" in words
    assert "Samen &lt;b&gt;eten" in words
    assert "&#36;at&#36;" in words
    assert "Later" not in words


def test_long_words_take_lines_and_never_the_place_of_another_goal() -> None:
    names = {f"{n} " + "heel lang doel " * 8: 1 for n in range(3)}
    found = goal_attainment(names)
    looks = dict.fromkeys(names, "woorden " * 60)
    drawn = goals_chart(found, list("abcde"), looks, dict.fromkeys(names, "g")).to_dict()
    at = [note["y"] for note in drawn["layout"]["annotations"]]
    assert at == sorted(at)
    assert min(b - a for a, b in pairwise(at)) >= 2 * 19
    assert max(at) + 2 * 19 <= drawn["layout"]["height"]


@pytest.mark.parametrize(("score", "words"), [(-2, "−2"), (0, "0"), (1, "+1")])
def test_a_score_has_its_sign(score: int, words: str) -> None:
    assert signed(score) == words


# --- on the page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("Een eigen doel", "Doel toevoegen")), ("en", ("A goal of your own", "Add a goal"))],
)
def test_without_goals_it_says_what_one_is_and_offers_the_first(
    garden: Tracker, language: str, words: tuple[str, str]
) -> None:
    app = open_goals(language)
    assert not app.exception
    assert words[0] in shown(app)
    assert words[1] in [button.label for button in app.button]


def test_a_goal_without_a_score_is_named_and_draws_no_bar(garden: Tracker, anna: Viewer) -> None:
    aim(garden, anna)
    app = open_goals()
    assert "Zonder score, dus niet meegeteld: Bewoners tuinieren." in shown(app)
    assert not app.get("plotly_chart")


def test_one_tap_scores_with_the_words_in_sight_and_undo_takes_it_back(
    garden: Tracker, anna: Viewer
) -> None:
    aim(garden, anna)
    app = open_goals()
    for words in LEVELS.values():
        assert words in shown(app)
    taps(app).set_value("more").run()
    assert not app.exception
    assert scores(garden, anna) == [("more", today())]
    assert "Bewoners tuinieren: +1 meer" in shown(app)
    assert "Samen is dat een score van 60: 50 is zoals" in shown(app)
    assert app.get("plotly_chart")
    app.button(key="undo").click().run()
    assert scores(garden, anna) == []
    taps(app).set_value("more").run()
    assert scores(garden, anna) == [("more", today())]


def test_a_second_tap_on_one_day_changes_the_score_and_keeps_its_note(
    garden: Tracker, anna: Viewer
) -> None:
    aim(garden, anna)
    score(garden, anna, AttainmentLevel.LESS, YESTERDAY)
    score(garden, anna, AttainmentLevel.AS_PLANNED, today(), note="Wij telden de bakken.")
    app = open_goals()
    taps(app).set_value("much_more").run()
    assert scores(garden, anna) == [("less", YESTERDAY), ("much_more", today())]
    assert asked(garden, anna)["scores"][-1]["note"] == "Wij telden de bakken."


def test_a_long_level_can_be_read_to_its_end(garden: Tracker, anna: Viewer) -> None:
    aim(garden, anna, more=f"{'Nog een bak. ' * 40}Einde")
    assert "Einde" in shown(open_goals())


def test_goals_with_the_same_name_stay_two(garden: Tracker, anna: Viewer) -> None:
    for id in ("bakken", "kas"):
        aim(garden, anna, id)
        score(garden, anna, AttainmentLevel.LESS, goal=id)
    assert "0 van de 2 doelen" in shown(open_goals())


def test_a_heavy_goal_counts_more(garden: Tracker, anna: Viewer) -> None:
    aim(garden, anna, weight=3)
    aim(garden, anna, "kas", statement="Een kas", weight=1)
    score(garden, anna, AttainmentLevel.MORE)
    score(garden, anna, AttainmentLevel.LESS, goal="kas")
    # 50 + 10 (3 - 1) / sqrt(0.7 * 10 + 0.3 * 16)
    assert "score van 55,8" in shown(open_goals())


def test_levels_that_are_missing_are_asked_for_before_the_first_score(
    garden: Tracker, anna: Viewer
) -> None:
    aim(garden, anna, much_less=None, much_more=None)
    words = "Schrijf vooraf op hoe dit eruitziet: veel minder en veel meer."
    assert words in shown(open_goals())
    score(garden, anna, AttainmentLevel.LESS)
    assert words not in shown(open_goals())


def test_who_changes_a_goal_that_was_scored_is_told_that_its_levels_are_fixed(
    garden: Tracker, anna: Viewer
) -> None:
    aim(garden, anna)
    app = open_goals()
    app.button(key="change.bakken").click().run()
    assert "de niveaus liggen vast" not in shown(app)
    score(garden, anna, AttainmentLevel.LESS)
    app = open_goals()
    app.button(key="change.bakken").click().run()
    assert "de niveaus liggen vast" in shown(app)
    field(app, "text_area", ".more").set_value("Zeven bakken")
    submit(app, "change.bakken").click().run()
    assert "Dit doel is gewijzigd na de eerste score." in shown(open_goals())


def test_why_a_score_is_what_it_is_can_be_said_afterwards(garden: Tracker, anna: Viewer) -> None:
    aim(garden, anna)
    score(garden, anna, AttainmentLevel.LESS, id="eerste")
    app = open_goals()
    app.button(key="why.bakken").click().run()
    field(app, "text_area", ".note").set_value("Het regende.")
    submit(app, "change.eerste").click().run()
    row = garden.ask(records.row, anna.scope, GoalScore.table, "eerste")
    assert row
    assert (row["note"], row["attained"]) == ("Het regende.", "less")
