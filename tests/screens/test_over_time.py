"""An outcome over time: what is asked of the register, and how its page says what it means."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Grant, Role, Scope, Viewer
from pilots.assessments.outcomes import assess
from pilots.language import today
from pilots.points import SeriesKind, SeriesPoint
from pilots.queries import outcomes, pictures
from pilots.rules.definition import IsMeasured
from pilots.rules.parse_input import day_text
from pilots.tracker import Tracker
from schemas import (
    Action,
    Goal,
    GoalScore,
    LimitsRecalculation,
    Measurement,
    Outcome,
    Pilot,
    RungReached,
    Stakeholder,
)
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"
FIRST = today() - timedelta(weeks=30)
STEADY = (4, 6, 5, 7, 5, 6, 4, 5, 6, 5, 7, 6)
RISEN = (8, 9, 7, 10, 9, 8, 11, 9)


def week(n: int) -> date:
    return FIRST + timedelta(weeks=n)


def aim(**fields: Any) -> Outcome:
    given = {"statement": "Bewoners komen", "unit": "bezoekers", "frequency": "weekly", **fields}
    return Outcome(id="komen", pilot=PILOT, **given)


def measure(tracker: Tracker, viewer: Viewer, *values: float, first: int = 0) -> None:
    for n, value in enumerate(values, first):
        tracker.record(
            viewer,
            Measurement(
                id=f"m{n}", pilot=PILOT, outcome="komen", measured_on=week(n), value=value
            ),
        )


def fill_garden(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin"), aim())


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def open_outcomes(language: str = "nl", **state: Any) -> AppTest:
    tab = "Uitkomsten" if language == "nl" else "Outcomes"
    return open_page("pilot/page.py", language, pilot=PILOT, tab=tab, **state)


# --- what is asked -------------------------------------------------------------------------


def test_where_it_begins_anew_is_known_with_the_reason_and_the_action(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(
        anna,
        Pilot(id=PILOT, name="Buurttuin"),
        aim(redefined="Wij tellen kopjes", redefined_on=week(3)),
        Action(id="zaal", pilot=PILOT, title="Een zaal"),
        LimitsRecalculation(
            id="b",
            pilot=PILOT,
            outcome="komen",
            begins_on=week(9),
            reason="Altijd open",
            action="zaal",
        ),
        LimitsRecalculation(
            pilot=PILOT, outcome="anders", begins_on=week(1), reason="Iets anders"
        ),
    )
    rows = tracker.ask(outcomes.breaks, anna.scope, "komen")
    assert [(row["since"], row["why"], row["redefined"], row["title"]) for row in rows] == [
        (week(3), "Wij tellen kopjes", True, None),
        (week(9), "Altijd open", False, "Een zaal"),
    ]


def test_every_time_that_it_was_measured_otherwise_is_known_and_what_was_undone_is_not(
    tracker: Tracker, anna: Viewer
) -> None:
    def before() -> list[tuple[date, str]]:
        rows = tracker.ask(outcomes.earlier_redefinitions, anna.scope, "komen")
        return [(row["since"], row["why"]) for row in rows]

    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), aim())
    assert before() == []
    tracker.record(anna, aim(indicator="Kopjes", redefined="Kopjes", redefined_on=week(4)))
    assert before() == []
    tracker.record(anna, aim(indicator="Borden", redefined="Borden", redefined_on=week(8)))
    assert before() == [(week(4), "Kopjes")]
    tracker.record(anna, aim(indicator="Borden", redefined="Borden", redefined_on=week(9)))
    assert before() == [(week(4), "Kopjes")]
    (line,) = tracker.record(
        anna, aim(indicator="Bezems", redefined="Bezems", redefined_on=week(11))
    )
    assert before() == [(week(4), "Kopjes"), (week(9), "Borden")]
    tracker.undo(anna, line.seq)
    assert before() == [(week(4), "Kopjes")]


def test_every_line_about_a_measurement_is_known_as_it_was_written_down(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), aim())
    measure(tracker, anna, 4, 60)
    measure(tracker, anna, 6, first=1)
    tracker.record(anna, Outcome(id="anders", pilot=PILOT, statement="Anders"))
    other = Measurement(id="m9", pilot=PILOT, outcome="anders", measured_on=week(1), value=1)
    (line,) = tracker.record(anna, other)
    tracker.record(anna, other.model_copy(update={"outcome": "komen"}))
    (last,) = tracker.record(anna, other)
    tracker.withdraw(anna, last.seq)
    rows = tracker.ask(outcomes.measurement_versions, anna.scope, "komen")
    assert [(row["id"], row["value"]) for row in rows] == [
        ("m0", 4),
        ("m1", 60),
        ("m1", 6),
        ("m9", None),
        ("m9", 1),
        ("m9", None),
        ("m9", None),
    ]
    assert line.seq < last.seq


def test_who_may_not_see_the_pilot_or_the_logbook_is_told_nothing_of_it(
    tracker: Tracker, anna: Viewer, chaima: Viewer
) -> None:
    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), aim())
    measure(tracker, anna, *STEADY)
    elsewhere = Viewer("Dirk", (Grant(Role.TEAM, "elders"),)).scope
    assert tracker.ask(assess, elsewhere, "komen", today()) is None
    assert tracker.ask(outcomes.breaks, elsewhere, "komen") == []
    assert tracker.ask(outcomes.measurement_versions, elsewhere, "komen") == []
    assert tracker.ask(outcomes.measurement_versions, chaima.scope, "komen") == []
    assert tracker.ask(outcomes.earlier_redefinitions, chaima.scope, "komen") == []
    assert tracker.ask(assess, Scope(None, None), "nothing", today()) is None


def test_an_outcome_a_goal_and_a_person_drill_down_to_their_records_newest_first(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(
        anna,
        Pilot(id=PILOT, name="Buurttuin"),
        aim(),
        Goal(id="g", pilot=PILOT, statement="Tuin", as_planned="Vier bakken"),
        *(
            GoalScore(id=f"s{n}", pilot=PILOT, goal="g", attained="more", scored_on=week(n))
            for n in range(2)
        ),
        Stakeholder(id="ali", pilot=PILOT, name="Ali"),
        RungReached(id="r", pilot=PILOT, stakeholder="ali", rung="advise", seen_on=week(1)),
    )
    measure(tracker, anna, 4, 6, 5)

    def series(kind: SeriesKind, *ids: str, pilot_id: str | None = PILOT) -> tuple[str, list[str]]:
        point = SeriesPoint(kind, ids)
        table, rows = tracker.ask(pictures.drill_down, anna.scope, pilot_id, point)
        return table, [row["id"] for row in rows]

    assert series("measurements", "komen") == ("measurement", ["m2", "m1", "m0"])
    assert series("scores", "g") == ("goal_score", ["s1", "s0"])
    assert series("rungs", "nobody", "ali") == ("rung_reached", ["r"])
    assert series("measurements", "komen", pilot_id="elders")[1] == []
    assert series("rungs", "' OR true --")[1] == []


# --- what is measured stays the same -------------------------------------------------------


@pytest.mark.parametrize("field", ["indicator", "unit", "method"])
def test_what_is_measured_changes_after_the_first_measurement_only_with_a_reason(
    tracker: Tracker, anna: Viewer, field: str
) -> None:
    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), aim(**{field: "Koppen"}))
    tracker.record(anna, aim(**{field: "Hoofden"}))
    measure(tracker, anna, 4)
    with pytest.raises(IsMeasured):
        tracker.record(anna, aim(**{field: "Borden"}))
    tracker.record(anna, aim(**{field: "Borden", "redefined": "Na het eten", "target": 9}))
    with pytest.raises(IsMeasured):  # the reason of another time is no reason
        tracker.record(anna, aim(**{field: "Lepels", "redefined": "Na het eten"}))


def test_other_things_of_a_measured_outcome_change_freely(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Pilot(id=PILOT, name="Buurttuin"), aim(indicator="Koppen geteld"))
    measure(tracker, anna, 4)
    tracker.record(anna, aim(indicator="koppen  geteld.", statement="Meer mensen"))
    # What was not said yet can be filled in.
    tracker.record(anna, aim(indicator="Koppen geteld", method="Bij de afwas"))


# --- on the page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Beter", "Grijze band", "Op tijd", "in 8 van de 10 gevallen")),
        ("en", ("Better", "Grey band", "In time", "in 8 of 10 cases")),
    ],
)
def test_it_says_whether_it_changes_and_whether_it_will_be_in_time(
    garden: Tracker, anna: Viewer, language: str, words: tuple[str, ...]
) -> None:
    garden.record(anna, aim(target=10, target_on=today() + timedelta(weeks=6)))
    measure(garden, anna, *STEADY, *RISEN)
    app = open_outcomes(language)
    assert not app.exception
    said = shown(app)
    assert [word for word in words if word not in said] == []


def test_of_few_measurements_it_says_how_many_more_it_takes(garden: Tracker, anna: Viewer) -> None:
    measure(garden, anna, 4, 6)
    said = shown(open_outcomes())
    assert "Nog te vroeg om iets te zeggen. Nog nodig: 4 weken" in said
    assert "Grijze band" not in said


def test_how_it_is_worked_out_is_told_when_somebody_asks(garden: Tracker, anna: Viewer) -> None:
    measure(garden, anna, *STEADY)
    assert "Wheeler" not in shown(open_outcomes())
    app = open_outcomes(**{"methods.komen": True})
    assert not app.exception
    said = shown(app)
    assert "Wheeler" in said
    assert "2,66" in said
    assert "is een vraag, geen oordeel" in said


def test_reckoning_anew_takes_a_reason_and_says_it_in_the_picture(
    garden: Tracker, anna: Viewer
) -> None:
    measure(garden, anna, *STEADY, *RISEN)
    app = open_outcomes()
    app.button(key="anew.komen").click().run()
    assert "Waarom vanaf toen?" in shown(app)
    assert not garden.ask(outcomes.breaks, anna.scope, "komen")
    field(app, "text_input", "0.begins_on").set_value(day_text(week(12)))
    field(app, "text_area", "0.reason").set_value("De zaal is altijd open")
    submit(app, f"new.baseline.{PILOT}.komen").click().run()
    assert not app.exception
    (row,) = garden.ask(outcomes.breaks, anna.scope, "komen")
    assert (row["since"], row["why"]) == (week(12), "De zaal is altijd open")
    assert "De zaal is altijd open" in shown(open_outcomes())


def test_earlier_forecasts_stand_beside_what_came(garden: Tracker, anna: Viewer) -> None:
    measure(garden, anna, *STEADY)
    assert "Eerdere voorspellingen die uitkwamen:" in shown(open_outcomes())
    opened = shown(open_outcomes(**{"kept.komen": True}))
    assert "Kwam het uit?" in opened


def test_one_tap_opens_the_measurements_behind_an_outcome(garden: Tracker, anna: Viewer) -> None:
    measure(garden, anna, 4, 6, 5)
    app = open_outcomes()
    app.button(key="behind.komen").click().run()
    assert not app.exception
    assert "3 stukken" in shown(app)
