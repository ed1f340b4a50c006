"""What pictures are made of, and how they stand on a page."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from inspect import getmembers, isfunction
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots import evidence, points
from pilots.access import Grant, Role, Scope, Viewer
from pilots.language import today as this_day
from pilots.points import ActionsPoint, AnyPoint
from pilots.queries import pictures, records
from pilots.queries import pilot as pilot_questions
from pilots.store.logbook import Line, canonical
from pilots.tracker import Tracker
from schemas import Action, Colour, Measurement, Outcome, Pilot, Record
from tests.support.app import shown
from tests.support.cast import ANNA
from tests.support.patience import PATIENCE
from tests.support.pool import OpenInApp

TODAY = date(2026, 11, 20)
"""A Friday."""
MONDAY = date(2026, 11, 16)


@pytest.fixture
def scope(anna: Viewer) -> Scope:
    return anna.scope


@pytest.fixture
def write(tracker: Tracker) -> Callable[..., None]:
    """Writes records down at a moment of one's choice (UTC)."""

    def write(at: str, *kept: Record) -> None:
        head = tracker.head
        lines = [
            Line(
                seq=head + n,
                idempotency_key=f"00000000-0000-0000-0000-{head + n:012d}",
                recorded_at=datetime.fromisoformat(at),
                actor="Anna",
                kind=record.table,
                subject=record.id,
                pilot=record.of_pilot,
                body=canonical(record.body()),
            )
            for n, record in enumerate(kept, start=1)
        ]
        with tracker.logbook.transaction() as transaction:
            transaction.add(lines)
            tracker.register.apply(transaction.cursor, lines)

    return write


def action(id: str, **fields: Any) -> Action:
    return Action(id=id, pilot=fields.pop("pilot", "north"), title=f"Actie {id}", **fields)


def done(id: str, on: date, **fields: Any) -> Action:
    return action(id, status="done", done_on=on, **fields)


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


# --- actions per week --------------------------------------------------------------------


def test_an_action_counts_in_the_week_it_was_done_is_due_or_was_dropped(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-18 12:00",
        done("a", MONDAY),
        done("b", MONDAY - timedelta(1), due=TODAY),
        action("c", due=MONDAY + timedelta(6)),
        action("d", status="doing", due=MONDAY + timedelta(7)),
        action("e", due=MONDAY - timedelta(7)),
        action("f"),
        action("g", status="dropped", due=MONDAY - timedelta(7)),
        action("h", status="dropped"),
        done("i", MONDAY, pilot="south"),
    )
    rows = tracker.ask(pictures.actions_per_week, scope, "north", TODAY, weeks=2, ahead=1)
    assert [tuple(row.values()) for row in rows] == [
        (MONDAY - timedelta(7), 1, 1, 1),
        (MONDAY, 1, 1, 1),
        (MONDAY + timedelta(7), 0, 1, 0),
    ]
    assert list(rows[0]) == ["week", "done", "planned", "dropped"]


def test_a_moment_after_midnight_here_belongs_to_the_day_here(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    """Sunday 23:30 in UTC is Monday in the Netherlands."""
    write("2026-11-15 23:30", action("late", status="dropped"))
    write("2026-11-15 22:30", action("early", status="dropped"))
    rows = tracker.ask(pictures.actions_per_week, scope, "north", TODAY, weeks=2, ahead=0)
    assert [row["dropped"] for row in rows] == [1, 1]
    _table, found = tracker.ask(
        pictures.drill_down,
        scope,
        "north",
        ActionsPoint("dropped", MONDAY, MONDAY + timedelta(6)),
    )
    assert ids(found) == ["late"]


def test_half_a_year_behind_us_and_eight_weeks_ahead_are_in_it(
    tracker: Tracker, scope: Scope
) -> None:
    rows = tracker.ask(pictures.actions_per_week, scope, "north", TODAY)
    assert len(rows) == 26 + 8
    assert rows[25]["week"] == MONDAY
    assert {row["done"] + row["planned"] + row["dropped"] for row in rows} == {0}


# --- how the work is catching up ---------------------------------------------------------


def grown(tracker: Tracker, scope: Scope, weeks: int = 52) -> list[tuple[Any, ...]]:
    rows = tracker.ask(pictures.known_and_done, scope, "north", TODAY, weeks)
    return [tuple(row.values()) for row in rows]


def test_an_action_is_known_from_when_it_was_written_down_or_done_if_that_is_earlier(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write("2026-11-03 12:00", action("a"), action("b"), done("c", date(2026, 10, 28)))
    write("2026-11-12 12:00", action("d"), done("a", date(2026, 11, 11)))
    write("2026-11-17 12:00", action("b", status="dropped"), done("e", date(2026, 11, 4)))
    write("2026-11-17 12:00", action("x", pilot="south"))
    assert grown(tracker, scope) == [
        (date(2026, 10, 26), 1, 0, 1),
        (date(2026, 11, 2), 4, 0, 2),
        (date(2026, 11, 9), 5, 0, 3),
        (MONDAY, 5, 1, 3),
    ]


def test_what_came_before_the_first_week_to_be_seen_is_counted_in_it(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write("2025-01-07 12:00", done("a", date(2025, 1, 6)), action("b"))
    write("2026-11-17 12:00", action("c"))
    assert grown(tracker, scope, weeks=2) == [(date(2026, 11, 9), 2, 0, 1), (MONDAY, 3, 0, 1)]
    assert len(grown(tracker, scope)) == 52


def test_a_pilot_without_actions_has_no_weeks(tracker: Tracker, scope: Scope) -> None:
    assert grown(tracker, scope) == []
    assert tracker.ask(pictures.turnout, scope, "north", TODAY) == []
    assert tracker.ask(pictures.plan, scope, "north", TODAY) == []


# --- how many people took part -----------------------------------------------------------


def test_participants_are_summed_per_month_and_silence_is_counted_apart(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-18 12:00",
        done("a", date(2026, 9, 1), participants=10),
        done("b", date(2026, 9, 30), participants=0),
        done("c", date(2026, 9, 30)),
        done("d", date(2026, 11, 20), participants=7),
        action("e", status="planned", due=date(2026, 11, 3), participants=99),
        done("f", date(2026, 11, 20), participants=50, pilot="south"),
    )
    rows = tracker.ask(pictures.turnout, scope, "north", TODAY)
    assert [tuple(row.values()) for row in rows] == [
        (date(2026, 9, 1), 10, 2, 1),
        (date(2026, 10, 1), 0, 0, 0),
        (date(2026, 11, 1), 7, 1, 0),
    ]
    assert evidence.turnout(rows).sentence.startswith(
        "Sinds 1 september 2026 zijn er 17 deelnemers opgegeven, bij 3 van de 4 acties."
    )
    assert len(tracker.ask(pictures.turnout, scope, "north", TODAY, months=1)) == 1


# --- what is planned ---------------------------------------------------------------------


def test_a_plan_runs_from_the_start_or_the_writing_to_the_day_due_or_done(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-10 12:00",
        action("a", start=date(2026, 11, 1), due=date(2026, 11, 25)),
        action("b", due=date(2026, 12, 1)),
        done("c", date(2026, 11, 5)),
        done("d", date(2026, 11, 15), start=date(2026, 11, 12)),
        action("e", due=date(2026, 11, 8)),
        action("f"),
        action("g", status="dropped", due=date(2026, 11, 20)),
    )
    rows = tracker.ask(pictures.plan, scope, "north", TODAY)
    assert {row["id"]: (row["first"].day, row["last"] and row["last"].day) for row in rows} == {
        "a": (1, 25),
        "b": (10, 1),
        "c": (5, 5),
        "d": (12, 15),
        "e": (8, 8),
        "f": (10, None),
    }
    assert ids(rows) == ["a", "c", "e", "b", "f", "d"]
    assert {row["total"] for row in rows} == {6}


def test_what_is_nearest_to_today_is_in_the_plan_and_the_rest_is_counted(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-10 12:00",
        *(done(f"d{n}", TODAY - timedelta(10 * n + 5)) for n in range(5)),
        *(action(f"p{n}", due=TODAY + timedelta(10 * n)) for n in range(5)),
    )
    rows = tracker.ask(pictures.plan, scope, "north", TODAY, limit=4)
    assert set(ids(rows)) == {"p0", "d0", "p1", "d1"}
    assert evidence.plan(rows, TODAY).left_out == 6


# --- what a point is made of -------------------------------------------------------------


@pytest.fixture
def some(write: Callable[..., None]) -> None:
    write(
        "2026-11-03 12:00",
        Pilot(id="north", name="Noord"),
        Pilot(id="south", name="Zuid"),
        Outcome(id="o", pilot="north", statement="Meer"),
        Measurement(id="m", pilot="north", outcome="o", measured_on=TODAY, value=3),
        action("plan", due=MONDAY),
        action("busy", status="doing", due=TODAY, owner="Ria"),
        done("one", MONDAY),
        done("two", TODAY),
        done("early", MONDAY - timedelta(1)),
        action("gone", status="dropped", due=TODAY),
        done("theirs", TODAY, pilot="south"),
    )


def read(text: str) -> AnyPoint:
    """A point as a click brings it back."""
    point = points.read(text)
    assert point is not None
    return point


@pytest.mark.parametrize(
    ("what", "table", "found"),
    [
        ("action:one", "action", ["one"]),
        ("measurement:m", "measurement", ["m"]),
        ("pilot:north", "pilot", ["north"]),
        ("action:theirs", "action", []),
        ("pilot:south", "pilot", []),
        ("action:nobody", "action", []),
        ("actions:done:2026-11-20:2026-11-16", "action", []),
        ("actions:done:2026-11-16:2026-11-20", "action", ["two", "one"]),
        ("actions:done:2026-11-15:2026-11-15", "action", ["early"]),
        ("actions:planned:2026-11-16:2026-11-22", "action", ["busy", "plan"]),
        ("actions:dropped:2026-11-16:2026-11-22", "action", ["gone"]),
        ("actions:known:1900-01-01:2026-11-02", "action", []),
        (
            "actions:known:1900-01-01:2026-11-03",
            "action",
            ["two", "busy", "one", "plan", "early"],
        ),
    ],
)
def test_a_point_leads_to_the_records_it_is_made_of(
    tracker: Tracker, scope: Scope, some: None, what: str, table: str, found: list[str]
) -> None:
    of, rows = tracker.ask(pictures.drill_down, scope, "north", read(what))
    assert of == table
    assert ids(rows) == found
    assert all(set(Action.fields()) <= set(row) for row in rows if table == "action")


def test_without_a_pilot_a_point_leads_to_any_that_may_be_seen(
    tracker: Tracker, scope: Scope, chaima: Viewer, some: None
) -> None:
    def found(scope: Scope, what: str) -> list[str]:
        return ids(tracker.ask(pictures.drill_down, scope, None, read(what))[1])

    assert found(scope, "pilot:south") == ["south"]
    assert found(scope, "actions:done:2026-11-20:2026-11-20") == ["theirs", "two"]
    assert found(chaima.scope, "pilot:south") == []
    assert found(chaima.scope, "actions:done:2026-11-20:2026-11-20") == ["two"]
    assert found(chaima.scope, "actions:known:1900-01-01:2026-11-20").count("theirs") == 0


def test_a_sum_leads_to_at_most_two_hundred_the_newest_first(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-03 12:00", *(done(f"a{n}", date(2026, 1, 1) + timedelta(n)) for n in range(205))
    )
    year = ActionsPoint("done", date(2026, 1, 1), date(2026, 12, 31))
    _table, rows = tracker.ask(pictures.drill_down, scope, "north", year)
    assert len(rows) == 200
    assert ids(rows)[:2] == ["a204", "a203"]


def test_every_sum_in_a_picture_is_the_number_of_records_it_leads_to(
    tracker: Tracker, scope: Scope, some: None
) -> None:
    from pilots.charts import actions_per_week_chart, burnup_chart

    drawn = [
        actions_per_week_chart(
            evidence.actions_per_week(
                tracker.ask(pictures.actions_per_week, scope, "north", TODAY), TODAY
            )
        ),
        burnup_chart(
            evidence.burnup(tracker.ask(pictures.known_and_done, scope, "north", TODAY), TODAY)
        ),
    ]
    points = [
        (y, what)
        for figure in drawn
        for trace in figure.data
        for y, what in zip(trace.y, trace.customdata, strict=True)
    ]
    assert sum(what is not None for _y, what in points) >= 7
    for y, what in points:
        if what is None:
            assert not y
        else:
            assert len(tracker.ask(pictures.drill_down, scope, "north", read(what))[1]) == y, what


# --- all pilots --------------------------------------------------------------------------


@pytest.fixture
def measured(write: Callable[..., None]) -> None:
    """North has two outcomes, the second with a target; south has nothing."""

    def value(n: int, of: str, on: date, value: float) -> Measurement:
        return Measurement(id=f"m{n}", pilot="north", outcome=of, measured_on=on, value=value)

    write(
        "2026-11-03 12:00",
        Pilot(id="south", name="zuid"),
        Pilot(id="north", name="Noord"),
        Outcome(id="loose", pilot="north", statement="Los"),
        Outcome(id="aim", pilot="north", statement="Doel", unit="mensen", baseline=10, target=30),
        Outcome(id="aim2", pilot="north", statement="Ander doel", target=5),
        *(value(n, "loose", TODAY - timedelta(n), n) for n in range(9)),
        value(21, "aim", TODAY, 15),
        value(20, "aim", TODAY - timedelta(5), 29),
        value(22, "aim", TODAY, 20),
        value(23, "aim2", TODAY, 5),
        done("a", TODAY),
        done("b", MONDAY - timedelta(weeks=11)),
        done("c", MONDAY - timedelta(weeks=11, days=1)),
        done("d", TODAY + timedelta(1)),
        action("e", due=TODAY),
    )


def test_side_by_side_each_outcome_has_its_newest_measurement(
    tracker: Tracker, scope: Scope, measured: None
) -> None:
    north, south = tracker.ask(pictures.side_by_side, scope, TODAY)
    assert (north["id"], south["id"]) == ("north", "south")
    assert (north["done"], south["done"]) == (2, 0)
    assert south["outcomes"] == []
    assert [(o["id"], o["measurement"], o["value"]) for o in north["outcomes"]] == [
        ("loose", "m0", 0),
        ("aim", "m22", 20),
        ("aim2", "m23", 5),
    ]
    (mark,) = evidence.comparison([north]).lanes[0].marks
    assert (mark.statement, mark.share) == ("Doel", 0.5)


def test_side_by_side_shows_only_the_pilots_asked_for(
    tracker: Tracker, scope: Scope, measured: None
) -> None:
    def of(*pilots: str) -> list[str]:
        return ids(tracker.ask(pictures.side_by_side, scope, TODAY, pilots))

    assert of("south") == ["south"]
    assert of("nobody") == []
    assert of() == []


def test_a_trend_is_that_of_the_outcome_with_a_target_that_was_measured_most(
    tracker: Tracker, scope: Scope, measured: None
) -> None:
    trends = tracker.ask(pictures.trends, scope, TODAY)
    assert trends["north"] == {
        "done": [1, *[0] * 10, 1],
        "statement": "Doel",
        "unit": "mensen",
        "target": 30,
        "values": [29, 15, 20],
        "share": 0.5,
    }
    assert trends["south"] == {
        "done": [0] * 12,
        "statement": None,
        "unit": None,
        "target": None,
        "values": [],
        "share": None,
    }


def test_the_weeks_of_a_trend_begin_on_monday_and_end_with_this_one(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-03 12:00",
        Pilot(id="north", name="Noord"),
        done("a", MONDAY - timedelta(1)),
        done("b", MONDAY),
        done("c", MONDAY - timedelta(weeks=2)),
        done("d", MONDAY - timedelta(weeks=2, days=1)),
    )
    assert tracker.ask(pictures.trends, scope, TODAY, 3)["north"]["done"] == [1, 1, 1]


def test_a_trend_has_the_last_twelve_measurements_and_without_targets_the_most_measured(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-03 12:00",
        Pilot(id="north", name="Noord"),
        Outcome(id="few", pilot="north", statement="Weinig", baseline=1),
        Outcome(id="many", pilot="north", statement="Veel"),
        *(
            Measurement(pilot="north", outcome="many", measured_on=TODAY - timedelta(n), value=n)
            for n in range(14)
        ),
    )
    trend = tracker.ask(pictures.trends, scope, TODAY)["north"]
    assert trend["statement"] == "Veel"
    assert trend["values"] == list(range(11, -1, -1))
    assert trend["share"] is None


@pytest.mark.parametrize(
    ("baseline", "target", "value"),
    [(10, 30, 15), (30, 10, 15), (0, 4, 9), (5, 5, 5), (None, 5, 5), (10, 30, 2), (-3, 3, 0)],
)
def test_the_share_of_a_trend_is_that_of_the_picture_of_the_outcome(
    tracker: Tracker,
    scope: Scope,
    write: Callable[..., None],
    baseline: float | None,
    target: float,
    value: float,
) -> None:
    write(
        "2026-11-03 12:00",
        Pilot(id="north", name="Noord"),
        Outcome(id="o", pilot="north", statement="Doel", baseline=baseline, target=target),
        Measurement(pilot="north", outcome="o", measured_on=TODAY, value=value),
    )
    row = tracker.ask(records.row, scope, "outcome", "o")
    alone = evidence.progress(row, tracker.ask(pilot_questions.measurements, scope, "o"))
    assert tracker.ask(pictures.trends, scope, TODAY)["north"]["share"] == alone.share


# --- colours -----------------------------------------------------------------------------


def test_pilots_get_colours_by_turns_and_keep_them_for_ever(
    tracker: Tracker, anna: Viewer, write: Callable[..., None]
) -> None:
    def colours() -> dict[str, Colour]:
        return tracker.ask(pictures.colours, anna.scope)

    for n in range(10):
        write(f"2026-11-{n + 1:02d} 12:00", Pilot(id=f"p{n}", name=f"Pilot {9 - n}"))
    first = colours()
    assert [first[f"p{n}"] for n in range(10)] == [*Colour, Colour.BLUE, Colour.ORANGE]

    write("2026-11-18 12:00", Pilot(id="p2", name="Later anders"))
    tracker.withdraw(anna, 1)
    write("2026-11-19 12:00", Pilot(id="a-first", name="AAA"))
    now = colours()
    assert {id: now[id] for id in first if id != "p0"} == {
        id: colour for id, colour in first.items() if id != "p0"
    }
    assert "p0" not in now
    assert now["a-first"] is list(Colour)[10 % 8]


def test_a_chosen_colour_goes_before_and_changes_nobody_elses(
    tracker: Tracker, scope: Scope, write: Callable[..., None]
) -> None:
    write(
        "2026-11-01 12:00",
        Pilot(id="a", name="A"),
        Pilot(id="b", name="B", colour=Colour.PINK),
        Pilot(id="c", name="C"),
    )
    assert tracker.ask(pictures.colours, scope) == {
        "a": Colour.BLUE,
        "b": Colour.PINK,
        "c": Colour.TEAL,
    }


def test_a_pilot_has_the_same_colour_for_who_sees_only_that_one(
    tracker: Tracker, anna: Viewer, chaima: Viewer, write: Callable[..., None]
) -> None:
    write("2026-11-01 12:00", Pilot(id="first", name="A"), Pilot(id="north", name="Noord"))
    everybody = tracker.ask(pictures.colours, anna.scope)
    assert tracker.ask(pictures.colours, chaima.scope) == {"north": everybody["north"]}


# --- for whom ----------------------------------------------------------------------------

ASKED: dict[str, tuple[Any, ...]] = {
    "actions_per_week": ("south", TODAY),
    "known_and_done": ("south", TODAY),
    "turnout": ("south", TODAY),
    "plan": ("south", TODAY),
    "drill_down": ("south", ActionsPoint("known", date(1900, 1, 1), date(2026, 12, 31))),
    "side_by_side": (TODAY, ("south",)),
    "trends": (TODAY,),
    "colours": (),
}


def test_every_question_there_is_is_asked_for_every_role() -> None:
    own = {
        name
        for name, f in getmembers(pictures, isfunction)
        if f.__module__ == pictures.__name__ and not name.startswith("_")
    }
    assert own == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_nothing_of_another_pilot_is_in_the_answer(
    tracker: Tracker,
    scope: Scope,
    bram: Viewer,
    chaima: Viewer,
    dirk: Viewer,
    some: None,
    name: str,
) -> None:
    question, given = getattr(pictures, name), ASKED[name]
    assert str(tracker.ask(question, scope, *given)) not in ("[]", "{}")
    for viewer in (bram, chaima, dirk, Viewer("Nieuw", (Grant(Role.TEAM, frozenset()),))):
        answer = tracker.ask(question, viewer.scope, *given)
        assert "south" not in str(answer)
        assert "theirs" not in str(answer)
        if name == "actions_per_week":
            assert {row["done"] for row in answer} == {0}
        elif name in ("known_and_done", "turnout", "plan"):
            assert answer == []


def test_a_funder_gets_the_records_of_a_point_without_names(
    tracker: Tracker, chaima: Viewer, scope: Scope, some: None
) -> None:
    week = ActionsPoint("planned", date(2026, 11, 16), date(2026, 11, 22))
    _table, rows = tracker.ask(pictures.drill_down, chaima.scope, "north", week)
    assert ids(rows) == ["busy", "plan"]
    assert "Ria" not in str(rows)
    assert "Ria" in str(tracker.ask(pictures.drill_down, scope, "north", week))


# --- on a page ---------------------------------------------------------------------------

PILOT = "parelketting-zuidwijk"


def page(language: str, what: str) -> None:
    """A page with one picture: what AppTest runs."""
    import streamlit as st

    from pilots import language as words
    from pilots.charts import hex_of
    from pilots.queries import pictures as asked
    from pilots.queries import portfolio
    from pilots.queries import records as kept
    from pilots.screens.kit import answers
    from pilots.screens.kit.pictures import pictures

    st.session_state["lang"] = language
    words.choose(language)
    if what == "side_by_side":
        pictures.side_by_side()
    elif what == "where":
        colours, labels = answers.for_viewer(asked.colours), answers.for_viewer(portfolio.names)
        rows = [
            row | {"label": labels[row["id"]], "colour": hex_of(colours[row["id"]])}
            for row in answers.for_viewer(kept.of_kind, "pilot")
        ]
        pictures.where(rows)
    else:
        getattr(pictures, what)("parelketting-zuidwijk")


def opened(what: str, language: str = "nl") -> AppTest:
    app = AppTest.from_function(page, args=(language, what), default_timeout=PATIENCE).run()
    assert not app.exception
    return app


def fill_filled(tracker: Tracker) -> None:
    day = this_day()
    tracker.record(
        ANNA,
        Outcome(id="o", pilot=PILOT, statement="Buren", baseline=0, target=10),
        Measurement(pilot=PILOT, outcome="o", measured_on=day, value=4),
        done("a", day, pilot=PILOT, participants=8),
        done("b", day - timedelta(40), pilot=PILOT),
        action("c", due=day - timedelta(2), pilot=PILOT, owner="Ria"),
        Pilot(id="placed", name="Hoek", latitude=52.0, longitude=5.0),
    )


@pytest.fixture
def filled(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_filled)


ON_A_PAGE = {
    "actions_per_week": (
        "#### Hoeveel is er elke week gedaan?",
        "zijn er 2 acties gedaan. De laatste was deze week.",
        ["Week van", "Gedane acties", "Geplande acties", "Vervallen acties"],
    ),
    "burnup": (
        "#### Komt het werk af?",
        "2 van de 5 acties zijn gedaan. De laatste 8 weken: 5 erbij, 2 gedaan.",
        ["Tot en met", "Alle acties", "Gedane acties"],
    ),
    "turnout": (
        "#### Hoeveel mensen deden mee?",
        "zijn er 8 deelnemers opgegeven, bij 1 van de 2 acties.",
        ["Maand", "Deelnemers", "Acties met een aantal", "Acties zonder aantal"],
    ),
    "plan": (
        "#### Wat staat er gepland, en wat is gedaan?",
        "Je ziet 2 acties die gedaan zijn, 2 geplande acties en 1 actie die te laat is.",
        ["Actie", "Status", "Van", "Tot en met"],
    ),
    "side_by_side": (
        "### Welke pilots komen vooruit?",
        "1 van de 4 pilots komt vooruit: een uitkomst is dichter bij de streefwaarde dan aan "
        "het begin. Van 3 pilots is dat nog niet te zeggen.",
        ["Pilot", "Gedane acties in 12 weken", "Uitkomst", "Hoe ver"],
    ),
    "where": (
        "### Waar zijn de pilots?",
        "1 pilot staat op de kaart. Van 3 pilots is de plek op de kaart nog niet ingevuld.",
        ["Nummer op de kaart", "Pilot", "Plaats"],
    ),
}


@pytest.mark.parametrize("what", ON_A_PAGE)
def test_a_picture_has_its_question_its_reading_its_numbers_and_words_for_the_ear(
    filled: Tracker, what: str
) -> None:
    question, reading, columns = ON_A_PAGE[what]
    app = opened(what)
    seen = shown(app)
    assert app.markdown[0].value.replace("\\", "").startswith(f"{question}\n\n")
    assert reading in seen
    (drawn,) = app.get("plotly_chart")
    assert question.lstrip("# ") in drawn.proto.alt
    assert reading in drawn.proto.alt
    (numbers,) = app.expander
    app.session_state[numbers.key] = True
    (table,) = app.run().table
    assert list(table.value.columns) == columns
    assert "Ria" not in shown(app)


@pytest.mark.parametrize(
    ("what", "english"),
    [
        ("actions_per_week", "1 action from earlier weeks is still open."),
        ("burnup", "2 of the 5 actions are done. In the last 8 weeks: 5 added, 2 done."),
        ("turnout", "8 participants were reported, for 1 of 2 actions."),
        ("plan", "You see 2 done actions, 2 planned actions and 1 overdue action."),
        ("side_by_side", "1 of 4 pilots is moving forward: an outcome is nearer to its target"),
        ("where", "1 pilot is on the map. For 3 pilots the place"),
    ],
)
def test_a_picture_speaks_english(filled: Tracker, what: str, english: str) -> None:
    assert english in shown(opened(what, "en"))


@pytest.mark.parametrize("what", ["actions_per_week", "burnup", "turnout", "plan", "where"])
def test_without_anything_to_draw_there_is_a_sentence_alone(
    app_tracker: Tracker, anna: Viewer, what: str
) -> None:
    for row in app_tracker.ask(records.of_kind, anna.scope, "action"):
        app_tracker.withdraw(anna, row["_seq"])
    app = opened(what)
    assert not app.get("plotly_chart")
    assert not app.expander
    assert app.markdown[0].value.endswith(".")


def test_the_list_beside_the_map_leads_where_the_map_does(filled: Tracker) -> None:
    app = opened("where")
    (button,) = app.button
    assert button.label.replace("\\", "") == "1. Hoek"
    assert button.click().run().session_state["behind"] == "pilot:placed"


def test_many_pilots_are_compared_a_page_at_a_time_and_all_are_in_the_sentence(
    app_tracker: Tracker, anna: Viewer
) -> None:
    app_tracker.record(anna, *(Pilot(id=f"p{n}", name=f"Pilot {n}") for n in range(27)))
    app = opened("side_by_side")
    assert "geen enkele pilot" in shown(app)
    app.session_state[app.expander[0].key] = True
    assert len(app.run().table[0].value) == 12
    pages = app.get("pagination")
    assert len(pages) == 1
