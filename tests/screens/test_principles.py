"""How a team held on to its principles: the question, the sentence, the picture, the page."""

from datetime import date
from typing import Any

import pytest

from pilots import charts, evidence
from pilots.access import Viewer
from pilots.language import speaking
from pilots.points import RecordPoint
from pilots.queries import pictures, principles
from pilots.screens.kit.pictures.principles import LAST
from pilots.tracker import Tracker
from schemas import Adherence, Pilot, Principle, PrincipleCheck
from tests.support.app import open_page, shown

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 1)


def row(principle: str, on: date, held: str = "kept", **more: Any) -> dict[str, Any]:
    said = {"id": f"{principle}-{on}", "text": f"Tekst {principle}", "example": None}
    return {**said, "principle": principle, "checked_on": on, "held": held, **more}


@pytest.fixture
def looked(tracker: Tracker, anna: Viewer) -> Tracker:
    _look(tracker, anna)
    return tracker


def _look(tracker: Tracker, viewer: Viewer) -> None:
    tracker.record(viewer, Pilot(id="north", name="Buurttuin"), Pilot(id="south", name="Kas"))
    tracker.record(viewer, Principle(id="small", text="Begin klein"))
    for id, pilot, on, held in (
        ("a", "north", MAY, Adherence.BROKEN),
        ("b", "north", JUNE, Adherence.KEPT),
        ("c", "south", MAY, Adherence.KEPT),
    ):
        tracker.record(
            viewer,
            PrincipleCheck(
                id=id,
                pilot=pilot,
                principle="small",
                held=held,
                example="We huurden <b>een zaal</b> voor honderd",
                checked_on=on,
            ),
        )


# --- the question ------------------------------------------------------------------------


def test_what_was_said_of_principles_comes_oldest_first_and_of_one_pilot(
    looked: Tracker, anna: Viewer
) -> None:
    rows = looked.ask(principles.checks, anna.scope, "north")
    assert [(row["id"], row["text"], row["held"]) for row in rows] == [
        ("a", "Begin klein", "broken"),
        ("b", "Begin klein", "kept"),
    ]


def test_a_click_on_a_square_finds_what_was_said(looked: Tracker, anna: Viewer) -> None:
    point = RecordPoint("principle_check", "a")
    table, rows = looked.ask(pictures.drill_down, anna.scope, None, point)
    assert (table, [row["id"] for row in rows]) == ("principle_check", ["a"])


def test_who_has_no_part_in_a_pilot_hears_nothing(looked: Tracker, bram: Viewer) -> None:
    assert looked.ask(principles.checks, bram.scope, "south") == []


# --- the sentence ------------------------------------------------------------------------


def test_without_a_look_there_is_nothing_to_draw() -> None:
    found = evidence.principles([])
    assert not found.texts
    with speaking("nl"):
        assert found.sentence == "Er is nog geen principe bekeken."


def test_the_sentence_tells_of_the_last_time_and_of_what_goes_wrong_often() -> None:
    found = evidence.principles(
        [
            row("p", MAY, "broken"),
            row("q", MAY),
            row("p", JUNE, "broken"),
            row("q", JUNE),
            row("r", JUNE),
        ]
    )
    with speaking("en"):
        assert found.sentence == (
            "On 1 June 2026, 3 principles were checked. 2 of them were kept. Broken most often: "
            "Tekst p (2 times)."
        )


@pytest.mark.parametrize(("held", "said"), [("kept", "All were kept."), ("broken", "None was")])
def test_all_and_none_are_said_so(held: str, said: str) -> None:
    found = evidence.principles([row("p", MAY, held), row("q", MAY, held)])
    with speaking("en"):
        assert said in found.sentence
        assert "most often" not in found.sentence, "once can happen to any"


def test_of_two_checks_on_one_day_the_last_counts() -> None:
    found = evidence.principles([row("p", MAY, "broken", id="x"), row("p", MAY, id="y")])
    assert [check.id for check in found.checks[0]] == ["y"]


def test_a_principle_of_a_page_is_named_in_a_few_words() -> None:
    long = "Sluit aan bij wat er is. " * 200
    found = evidence.principles([row("p", on, "broken", text=long) for on in (MAY, JUNE)])
    with speaking("en"):
        assert "Sluit aan bij wat er is." in found.sentence
        assert len(found.sentence) < 250


def test_the_latest_times_leave_out_what_was_looked_at_only_before() -> None:
    rows = [row("old", MAY), row("p", MAY, "broken"), row("p", JUNE), row("q", JUNE)]
    found = evidence.principles(rows)
    assert found.latest(1).texts == ("Tekst p", "Tekst q")
    assert found.latest(1).days == (JUNE,)
    assert found.latest(2) == found


# --- the picture -------------------------------------------------------------------------


def test_a_square_says_with_a_sign_what_it_says_with_its_colour() -> None:
    found = evidence.principles([row("p", MAY, "broken"), row("p", JUNE), row("q", JUNE)])
    with speaking("nl"):
        drawn = charts.principles_chart(found).to_plotly_json()
    trace = drawn["data"][0]
    assert list(trace["text"]) == ["✗", "✓", "✓"]
    assert len(set(trace["marker"]["color"])) == 2
    assert list(trace["x"]) == ["4 mei 2026", "1 jun 2026", "1 jun 2026"]
    assert list(trace["y"]) == ["1. Tekst p", "1. Tekst p", "2. Tekst q"]
    assert list(trace["customdata"]) == [
        f"principle_check:p-{MAY}",
        f"principle_check:p-{JUNE}",
        f"principle_check:q-{JUNE}",
    ]


def test_what_people_typed_is_no_markup_in_a_picture() -> None:
    found = evidence.principles([row("p", MAY, text="<b>Klein</b>", example="$x$ <i>y</i>")])
    with speaking("en"):
        trace = charts.principles_chart(found).to_plotly_json()["data"][0]
    assert "&lt;b&gt;Klein" in trace["y"][0]
    assert "&#36;x&#36; &lt;i&gt;y" in trace["hovertext"][0]


# --- the page ----------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "tab"), [("nl", "Overleggen"), ("en", "Reviews")])
@pytest.mark.parametrize("role", ["lead", "team"])
def test_the_picture_stands_on_the_page_of_the_pilot_for_all_who_may_see_it(
    app_tracker: Tracker,
    anna: Viewer,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    language: str,
    tab: str,
) -> None:
    _look(app_tracker, anna)
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_page("pilot/page.py", language, pilot="north", tab=tab)
    assert not app.exception
    with speaking(language):
        found = evidence.principles(app_tracker.ask(principles.checks, anna.scope, "north"))
        assert found.sentence in shown(app)
    assert len(app.get("plotly_chart")) == 1


def test_what_one_may_do_with_a_square_is_what_the_page_promises(
    app_tracker: Tracker, anna: Viewer
) -> None:
    _look(app_tracker, anna)
    app = open_page("pilot/page.py", "en", pilot="north", tab="Reviews")
    assert "read or change its example" in shown(app)


def test_of_many_times_the_last_are_drawn_and_the_table_has_all(
    app_tracker: Tracker, anna: Viewer
) -> None:
    _look(app_tracker, anna)
    for month in range(1, 13):
        said = {"principle": "small", "held": Adherence.KEPT, "checked_on": date(2025, month, 1)}
        app_tracker.record(anna, PrincipleCheck(pilot="north", **said))
    app = open_page(
        "pilot/page.py", pilot="north", tab="Overleggen", **{"numbers.principles": True}
    )
    assert not app.exception
    assert f"de laatste {LAST} keren" in shown(app)
    (drawn,) = app.get("plotly_chart")
    assert "jan 2025" not in drawn.proto.spec
    assert "mrt 2025" in drawn.proto.spec
    (table,) = app.table
    assert len(table.value) == 14
