"""The participation ladder on a pilot's page: who moved up, for the team alone, in two taps."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.charts import ladder_chart
from pilots.charts.ladder import Move
from pilots.language import today
from pilots.queries import ladder as ladder_queries
from pilots.queries import records
from pilots.rules.parse_input import day_text
from pilots.screens.pilot.rung_form import CHIPS
from pilots.tracker import Tracker
from schemas import Pilot, Rung, RungReached, Stakeholder
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
)
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def fill_garden(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin"))


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def involve(tracker: Tracker, viewer: Viewer, *names: str) -> None:
    for name in names:
        tracker.record(viewer, Stakeholder(id=name.lower(), pilot=PILOT, name=name))


def mean(tracker: Tracker, viewer: Viewer, name: str, rung: Rung) -> None:
    """Write down how much say somebody is meant to have."""
    tracker.record(viewer, Stakeholder(id=name.lower(), pilot=PILOT, name=name, rung=rung))


def test_who_has_less_say_than_was_meant_is_a_question_to_the_team(
    garden: Tracker, anna: Viewer
) -> None:
    mean(garden, anna, "Ans", Rung.CO_PRODUCE)
    mean(garden, anna, "Bea", Rung.CONSULT)
    mean(garden, anna, "Cor", Rung.DECIDE_TOGETHER)
    see(garden, anna, "ans", Rung.INFORM, ago(3))
    see(garden, anna, "bea", Rung.ADVISE, ago(3))  # more than was meant; of Cor nothing is known
    text = shown(open_ladder())
    assert "1 persoon heeft minder te zeggen dan we bedoelden. Wat doen we anders?" in text
    assert "bedoeld: Coproduceren; laatst gezien: Informeren" in text
    assert "bedoeld: Raadplegen" not in text
    assert "bedoeld: Meebeslissen" not in text


def see(tracker: Tracker, viewer: Viewer, who: str, rung: Rung, on: date) -> None:
    tracker.record(viewer, RungReached(pilot=PILOT, stakeholder=who, rung=rung, seen_on=on))


def moves(tracker: Tracker, viewer: Viewer, turn: date | None = None) -> dict[str, Any]:
    rows = tracker.ask(ladder_queries.moves, viewer.scope, PILOT, today(), turn)
    return {row["id"]: (row["before"], row["after"]) for row in rows}


def open_ladder(language: str = "nl") -> AppTest:
    return open_page("pilot/page.py", language, pilot=PILOT, place="ladder")


def taps(app: AppTest, start: str) -> Any:
    return next(it for it in app.get("button_group") if it.key.startswith(start))


# --- what is asked -------------------------------------------------------------------------


def test_people_moved_from_where_they_were_seen_first_to_where_they_were_seen_last(
    tracker: Tracker, anna: Viewer
) -> None:
    involve(tracker, anna, "Ali", "Bea", "Cor", "Dik")
    for on, rung in ((30, Rung.INFORM), (20, Rung.SELF_MANAGE), (10, Rung.ADVISE)):
        see(tracker, anna, "ali", rung, ago(on))
    see(tracker, anna, "bea", Rung.CONSULT, ago(5))
    see(tracker, anna, "cor", Rung.CONSULT, ago(5))
    see(tracker, anna, "cor", Rung.INFORM, today() + timedelta(days=1))
    assert moves(tracker, anna) == {
        "ali": ("inform", "advise"),
        "bea": ("consult", None),
        "cor": ("consult", None),
    }


def test_of_two_rungs_on_one_day_the_one_written_down_last_counts(
    tracker: Tracker, anna: Viewer
) -> None:
    involve(tracker, anna, "Ali")
    see(tracker, anna, "ali", Rung.CONSULT, ago(9))
    see(tracker, anna, "ali", Rung.SELF_MANAGE, ago(3))
    see(tracker, anna, "ali", Rung.ADVISE, ago(3))
    assert moves(tracker, anna) == {"ali": ("consult", "advise")}


def test_with_a_day_it_is_the_last_rung_before_it_and_the_last_from_it_on(
    tracker: Tracker, anna: Viewer
) -> None:
    involve(tracker, anna, "Ali", "Bea")
    for on, rung in ((30, Rung.INFORM), (20, Rung.CONSULT), (10, Rung.ADVISE), (5, Rung.INFORM)):
        see(tracker, anna, "ali", rung, ago(on))
    see(tracker, anna, "bea", Rung.ADVISE, ago(10))
    turned = moves(tracker, anna, ago(10))
    assert turned == {"ali": ("consult", "inform"), "bea": (None, "advise")}


def test_everybody_is_listed_by_name_with_the_last_rung_they_were_seen_on(
    tracker: Tracker, anna: Viewer
) -> None:
    involve(tracker, anna, "Bea", "ali")
    see(tracker, anna, "bea", Rung.ADVISE, ago(9))
    see(tracker, anna, "bea", Rung.INFORM, ago(3))
    rows = tracker.ask(ladder_queries.current_rungs, anna.scope, PILOT, today())
    assert [(row["id"], row["rung"], row["seen_on"]) for row in rows] == [
        ("ali", None, None),
        ("bea", "inform", ago(3)),
    ]
    assert rows[1]["noted"]
    assert rows[1]["_seq"]


# --- the picture ---------------------------------------------------------------------------


def test_the_picture_has_a_line_for_each_way_as_wide_as_people_and_no_average() -> None:
    rungs = [rung.label for rung in Rung]
    drawn = ladder_chart(
        [
            Move(1, 3, ("Ali", "<b>Bea"), ("a", "b")),
            Move(4, 2, ("Cor",), ("c",)),
            Move(1, 1, ("Dik",), ("d",)),
        ],
        rungs,
        ("Toen", "Nu"),
    ).to_dict()
    assert {line["customdata"][1] for line in drawn["data"]} == {"rungs:a,b", "rungs:c", "rungs:d"}
    up, down, same = drawn["data"]
    assert [list(it["y"]) for it in (up, down, same)] == [[1, 2, 3], [4, 3, 2], [1, 1, 1]]
    assert up["line"]["width"] > down["line"]["width"]
    assert len({it["line"]["color"] for it in (up, down, same)}) == 3
    assert "&lt;b&gt;Bea" in up["hovertext"]
    notes = {(note["x"], note["y"]): note["text"] for note in drawn["layout"]["annotations"]}
    assert notes[0, 1] == "<b>3</b>"
    assert notes[1, 3] == "<b>2</b>"


# --- on the page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("nl", "Wie ging omhoog?", "te zeggen"),
        ("en", "Who moved up?", "How much say somebody has"),
    ],
)
def test_without_rungs_it_says_why_to_note_them(
    garden: Tracker, anna: Viewer, language: str, title: str, why: str
) -> None:
    assert title not in shown(open_ladder(language))
    involve(garden, anna, "Ali")
    app = open_ladder(language)
    assert not app.exception
    assert title in shown(app)
    assert any(why in info.value for info in app.info)
    assert not app.get("plotly_chart")


def test_up_same_and_down_are_numbers_and_shares_are_of_people(
    garden: Tracker, anna: Viewer
) -> None:
    involve(garden, anna, "Ali", "Bea", "Cor", "Dik")
    for who, first, last in (
        ("ali", Rung.INFORM, Rung.ADVISE),
        ("bea", Rung.CONSULT, Rung.ADVISE),
        ("cor", Rung.ADVISE, Rung.INFORM),
    ):
        see(garden, anna, who, first, ago(30))
        see(garden, anna, who, last, ago(3))
    see(garden, anna, "dik", Rung.INFORM, ago(3))
    app = open_ladder()
    assert [metric.value for metric in app.metric] == ["2", "0", "1"]
    seen = shown(app)
    assert "Van 1 persoon is de trede maar één keer bekend" in seen
    (table,) = [it.value for it in app.table if "Trede" in it.value]
    assert table.iloc[0].tolist() == ["Adviseren of hoger", "1 van 3", "2 van 3"]
    assert app.get("plotly_chart")


def test_a_day_divides_before_from_after(garden: Tracker, anna: Viewer) -> None:
    involve(garden, anna, "Ali")
    for on, rung in ((30, Rung.INFORM), (20, Rung.ADVISE), (3, Rung.CONSULT)):
        see(garden, anna, "ali", rung, ago(on))
    app = open_ladder()
    assert [metric.value for metric in app.metric] == ["1", "0", "0"]
    app.text_input(key="turn").set_value(day_text(ago(10))).run()
    assert [metric.value for metric in app.metric] == ["0", "0", "1"]


def test_two_taps_note_where_somebody_stands_and_undo_takes_it_back(
    garden: Tracker, anna: Viewer
) -> None:
    involve(garden, anna, "Ali", "Bea")
    app = open_ladder()
    taps(app, "rung.who.").set_value("bea").run()
    taps(app, "rung.bea.").set_value("advise").run()
    assert not app.exception
    assert moves(garden, anna) == {"bea": ("advise", None)}
    assert "Bea: Adviseren" in shown(app)
    app.button(key="undo").click().run()
    assert moves(garden, anna) == {}
    taps(app, "rung.who.").set_value("bea").run()
    taps(app, "rung.bea.").set_value("advise").run()
    assert moves(garden, anna) == {"bea": ("advise", None)}


def test_a_second_rung_on_one_day_changes_the_first(garden: Tracker, anna: Viewer) -> None:
    involve(garden, anna, "Ali")
    for rung in ("advise", "consult"):
        app = open_ladder()
        taps(app, "rung.who.").set_value("ali").run()
        taps(app, "rung.ali.").set_value(rung).run()
    kept = garden.ask(records.of_kind, anna.scope, RungReached.table, PILOT)
    assert [(row["rung"], row["seen_on"]) for row in kept] == [("consult", today())]


def test_many_people_are_found_by_typing(garden: Tracker, anna: Viewer) -> None:
    involve(garden, anna, *(f"Buur{n}" for n in range(CHIPS + 1)))
    app = open_ladder()
    assert not [it for it in app.get("button_group") if it.key.startswith("rung.who.")]
    field(app, "selectbox", f"rung.who.{PILOT}").set_value("buur3").run()
    taps(app, "rung.buur3.").set_value("advise").run()
    assert moves(garden, anna) == {"buur3": ("advise", None)}


def test_a_funder_gets_none_of_it(
    garden: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    involve(garden, anna, "Ali")
    see(garden, anna, "ali", Rung.ADVISE, ago(3))
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    seen = shown(open_app(about=PILOT))
    for words in ("Wie ging omhoog?", "Adviseren", "Ali"):
        assert words not in seen
