"""The questions screens ask: what is in the answer, in which order, and for whom."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from inspect import getmembers, isfunction
from typing import Any

import pytest

from pilots.access import Grant, Role, Scope, Viewer
from pilots.queries import history, pictures, pilot, portfolio, records
from pilots.rules.naming import find_pilot
from pilots.store.columns import withheld_fields
from pilots.tracker import Tracker
from schemas import (
    KINDS,
    Action,
    Measurement,
    Outcome,
    Persona,
    Pilot,
    Principle,
    Question,
    Record,
    Stakeholder,
)

TODAY = date(2026, 11, 20)
"""A Friday."""


@pytest.fixture
def scope(anna: Viewer) -> Scope:
    return anna.scope


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """An empty tracker, and it stays so: for tests that only read."""
    tracker = Tracker(tmp_path_factory.mktemp("empty") / "tracker.duckdb")
    yield tracker
    tracker.close()


@pytest.fixture
def keep(tracker: Tracker, anna: Viewer):
    """Records things, in as many lines as there are."""

    def keep(*kept: Record) -> None:
        tracker.record(anna, *kept)

    return keep


def north(**fields: Any) -> Pilot:
    return Pilot(id="north", name="Noord", **fields)


def action(title: str, **fields: Any) -> Action:
    return Action(pilot=fields.pop("pilot", "north"), title=title, **fields)


def done(title: str, on: date = TODAY, **fields: Any) -> Action:
    return action(title, done_on=on, **fields)


def titles(rows: list[dict[str, Any]]) -> list[str]:
    return [row["title"] for row in rows]


# --- all pilots --------------------------------------------------------------------------


def board(tracker: Tracker, scope: Scope) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in tracker.ask(portfolio.pilots_at_a_glance, scope, TODAY)}


def test_a_pilot_of_which_nothing_is_known_is_on_the_board_all_the_same(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(north())
    assert tracker.ask(portfolio.pilots_at_a_glance, scope, TODAY) == [
        {
            "id": "north",
            "name": "Noord",
            "neighbourhood": None,
            "municipality": None,
            "phase": "idea",
            "lead": None,
            "themes": [],
            "latitude": None,
            "longitude": None,
            "question": None,
            "planned": 0,
            "doing": 0,
            "done": 0,
            "dropped": 0,
            "overdue": 0,
            "last_done": None,
            "last_action": None,
            "next_due": None,
            "next_action": None,
            "measured_on": None,
            "status": None,
        }
    ]


def test_pilots_are_in_order_of_name_whatever_their_capitals(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(*(Pilot(id=f"p{n}", name=name) for n, name in enumerate(("b", "C", "a", "B"))))
    rows = tracker.ask(portfolio.pilots_at_a_glance, scope, TODAY)
    assert [row["id"] for row in rows] == ["p2", "p0", "p3", "p1"]
    assert list(tracker.ask(portfolio.names, scope)) == ["p2", "p0", "p3", "p1"]


def test_actions_are_counted_by_how_far_they_are_and_for_their_own_pilot(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        north(),
        Pilot(id="south", name="Zuid"),
        action("a"),
        action("b"),
        action("c", status="doing"),
        action("d", status="dropped"),
        *(done(f"e{n}") for n in range(3)),
        action("f", pilot="south"),
    )
    counts = {
        id: tuple(row[status] for status in ("planned", "doing", "done", "dropped"))
        for id, row in board(tracker, scope).items()
    }
    assert counts == {"north": (2, 1, 3, 1), "south": (1, 0, 0, 0)}


def test_an_action_is_overdue_from_the_day_after_until_it_is_done_or_dropped(
    tracker: Tracker, scope: Scope, keep
) -> None:
    yesterday = TODAY - timedelta(1)
    keep(
        north(),
        action("vandaag", due=TODAY),
        action("zonder dag"),
        action("gedaan", due=yesterday, done_on=TODAY),
        action("vervallen", due=yesterday, status="dropped"),
    )
    assert board(tracker, scope)["north"]["overdue"] == 0
    keep(action("te laat", due=yesterday), action("bezig", due=yesterday, status="doing"))
    assert board(tracker, scope)["north"]["overdue"] == 2


def test_the_last_action_is_the_one_done_last_and_not_the_one_recorded_last(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(north(), done("nieuw"), done("oud", TODAY - timedelta(9)), action("gepland", due=TODAY))
    row = board(tracker, scope)["north"]
    assert (row["last_action"], row["last_done"]) == ("nieuw", TODAY)


def test_of_actions_done_on_one_day_the_one_recorded_last_is_the_last(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(north(), done("een"), done("twee"), done("drie"))
    assert board(tracker, scope)["north"]["last_action"] == "drie"
    assert titles(tracker.ask(pilot.done_actions, scope, "north"))[-1] == "drie"


@pytest.mark.parametrize(
    ("planned", "next_action", "next_due"),
    [
        ([], None, None),
        ([action("a"), action("b")], "a", None),
        ([action("a"), action("b", due=TODAY)], "b", TODAY),
        ([action("a", due=TODAY), action("b", due=date(2026, 1, 1))], "b", date(2026, 1, 1)),
        ([action("a", due=TODAY), action("b", due=TODAY, status="doing")], "a", TODAY),
        ([done("a"), action("b", status="dropped", due=TODAY)], None, None),
    ],
    ids=["none", "no days", "a day first", "earliest", "same day", "over"],
)
def test_the_board_and_the_pilot_agree_on_what_comes_next(
    tracker: Tracker,
    scope: Scope,
    keep,
    planned: list[Action],
    next_action: str | None,
    next_due: date | None,
) -> None:
    keep(north(), *planned)
    row = board(tracker, scope)["north"]
    assert (row["next_action"], row["next_due"]) == (next_action, next_due)
    coming = tracker.ask(pilot.next_actions, scope, "north")
    assert titles(coming)[:1] == ([next_action] if next_action else [])


def test_the_board_asks_the_newest_question(tracker: Tracker, scope: Scope, keep) -> None:
    keep(
        north(),
        Question(pilot="north", text="van nu", since=TODAY),
        Question(pilot="north", text="van toen", since=date(2020, 1, 1)),
        Question(pilot="north", text="zonder dag"),
    )
    assert board(tracker, scope)["north"]["question"] == "van nu"
    keep(Question(pilot="north", text="van nu, scherper", since=TODAY))
    assert board(tracker, scope)["north"]["question"] == "van nu, scherper"


def test_the_board_and_the_pilot_agree_on_the_question_of_today(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(north())
    for text in ("eerste", "tweede", "derde"):
        keep(Question(pilot="north", text=text))
        newest = tracker.ask(pilot.questions, scope, "north")[0]["text"]
        assert board(tracker, scope)["north"]["question"] == newest == text


def test_the_board_knows_the_day_of_the_newest_measurement(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(north(), Outcome(id="o", pilot="north", statement="x"))
    for on in (TODAY, date(2026, 1, 1)):
        keep(Measurement(pilot="north", outcome="o", measured_on=on, value=1))
    assert board(tracker, scope)["north"]["measured_on"] == TODAY


def test_what_is_withdrawn_is_not_on_the_board(
    tracker: Tracker, scope: Scope, keep, anna: Viewer
) -> None:
    keep(north(), done("een"))
    tracker.withdraw(anna, 2)
    assert board(tracker, scope)["north"]["done"] == 0
    tracker.withdraw(anna, 1)
    assert board(tracker, scope) == {}


def test_namesakes_are_told_apart_by_their_place(tracker: Tracker, scope: Scope, keep) -> None:
    keep(
        Pilot(id="a", name="Tuin", neighbourhood="Zuidwijk", municipality="Almelo"),
        Pilot(id="b", name="tuin", municipality="Almelo"),
        Pilot(id="c", name="Tuin"),
        Pilot(id="d", name="Tuinfeest", neighbourhood="Zuidwijk"),
    )
    assert tracker.ask(portfolio.names, scope) == {
        "a": "Tuin (Zuidwijk)",
        "b": "tuin (Almelo)",
        "c": "Tuin",
        "d": "Tuinfeest",
    }


def test_two_spellings_of_one_name_are_namesakes(tracker: Tracker, scope: Scope, keep) -> None:
    keep(
        Pilot(id="a", name="Café ’t Hof", neighbourhood="Zuidwijk"),
        Pilot(id="b", name="Cafe 't hof", neighbourhood="Kerkbuurt"),
    )
    assert set(tracker.ask(portfolio.names, scope).values()) == {
        "Café ’t Hof (Zuidwijk)",
        "Cafe 't hof (Kerkbuurt)",
    }


def test_namesakes_in_one_place_are_told_apart_as_well_when_capitals_are_not_typed(
    tracker: Tracker, scope: Scope, keep
) -> None:
    for id, name in (("a", "Tuin"), ("b", "Tuin"), ("c", "TUIN")):
        keep(Pilot(id=id, name=name, neighbourhood="Zuidwijk"))
    names = tracker.ask(portfolio.names, scope)
    assert {find_pilot(label.lower(), names) for label in names.values()} == {"a", "b", "c"}


# --- one pilot ---------------------------------------------------------------------------


def test_the_newest_question_comes_first_and_one_without_a_day_last(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        Question(pilot="north", text="zonder dag"),
        Question(pilot="north", text="van nu", since=TODAY),
        Question(pilot="north", text="van toen", since=date(2020, 1, 1)),
        Question(pilot="north", text="later op de dag", since=TODAY),
        Question(pilot="south", text="van een ander"),
    )
    assert [row["text"] for row in tracker.ask(pilot.questions, scope, "north")] == [
        "later op de dag",
        "van nu",
        "van toen",
        "zonder dag",
    ]


def test_what_comes_next_is_what_presses_most(tracker: Tracker, scope: Scope, keep) -> None:
    keep(
        action("zonder dag"),
        action("nog een zonder dag", status="doing"),
        action("volgend jaar", due=date(2027, 1, 1)),
        action("te laat", due=date(2026, 1, 1), status="doing"),
        action("vervallen", due=date(2026, 1, 1), status="dropped"),
        done("gedaan"),
        action("van een ander", pilot="south", due=TODAY),
    )
    coming = ["te laat", "volgend jaar", "zonder dag", "nog een zonder dag"]
    assert titles(tracker.ask(pilot.next_actions, scope, "north")) == coming
    assert titles(tracker.ask(pilot.next_actions, scope, "north", limit=2)) == coming[:2]
    assert titles(tracker.ask(pilot.next_actions, scope, "north", limit=0)) == []


def test_outcomes_are_in_order_of_name(tracker: Tracker, scope: Scope, keep) -> None:
    keep(*(Outcome(pilot="north", statement=text) for text in ("b", "C", "a")))
    keep(Outcome(pilot="south", statement="van een ander"))
    found = tracker.ask(pilot.outcomes, scope, "north")
    assert [row["statement"] for row in found] == ["a", "b", "C"]


def test_measurements_are_in_order_of_day_and_those_of_one_day_as_recorded(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(*(Outcome(id=id, pilot="north", statement=id) for id in ("o", "other")))
    for outcome, on, value in (
        ("o", TODAY, 3),
        ("o", date(2026, 1, 1), 1),
        ("o", TODAY, 2),
        ("other", TODAY, 9),
    ):
        keep(Measurement(pilot="north", outcome=outcome, measured_on=on, value=value))
    found = tracker.ask(pilot.measurements, scope, "o")
    assert [row["value"] for row in found] == [1, 3, 2]


def test_what_was_done_is_in_order_of_day(tracker: Tracker, scope: Scope, keep) -> None:
    keep(done("nu"), done("toen", date(2026, 1, 1)), action("gepland"))
    keep(done("van een ander", pilot="south"))
    rows = tracker.ask(pilot.done_actions, scope, "north")
    assert titles(rows) == ["toen", "nu"]
    assert [row["done_on"] for row in rows] == [date(2026, 1, 1), TODAY]
    assert titles(tracker.ask(pilot.done_actions, scope, "north", limit=1)) == ["nu"]


def test_each_week_has_its_number_of_actions_from_monday_to_sunday(
    tracker: Tracker, scope: Scope, keep
) -> None:
    monday, sunday = date(2026, 11, 9), date(2026, 11, 15)
    keep(
        done("maandag", monday),
        done("zondag", sunday),
        done("de zondag ervoor", monday - timedelta(1)),
        done("de maandag erna", sunday + timedelta(1)),
        done("lang geleden", date(2020, 1, 1)),
        done("van een ander", sunday, pilot="south"),
        action("gepland", due=sunday),
    )
    rows = tracker.ask(pictures.actions_per_week, scope, "north", TODAY, weeks=4, ahead=0)
    assert [(row["week"], row["done"]) for row in rows] == [
        (date(2026, 10, 26), 0),
        (date(2026, 11, 2), 1),
        (date(2026, 11, 9), 2),
        (date(2026, 11, 16), 1),
    ]


@pytest.mark.parametrize("today", [date(2026, 11, 16), date(2026, 11, 22), date(2027, 1, 1)])
def test_the_last_week_is_todays(empty: Tracker, scope: Scope, today: date) -> None:
    rows = empty.ask(pictures.actions_per_week, scope, "north", today, ahead=0)
    assert len(rows) == 26
    assert rows[-1]["week"] == today - timedelta(today.weekday())
    assert {row["done"] for row in rows} == {0}
    assert all(isinstance(row["week"], date) for row in rows)
    assert not any(isinstance(row["week"], datetime) for row in rows)


@pytest.fixture
def happenings(keep) -> None:
    keep(
        Outcome(id="o", pilot="north", statement="Buren kennen elkaar", unit="mensen"),
        done("Gebeld", TODAY, participants=4, happened="Goed gesprek.", struck="Veel trots."),
        Measurement(pilot="north", outcome="o", measured_on=TODAY, value=2.5, note="Geteld"),
        Question(pilot="north", text="Hoe dan?", since=TODAY - timedelta(1), reason="Geleerd"),
        done("Oud", date(2026, 1, 1)),
        # None of these has happened, or not here.
        action("Gepland", due=TODAY),
        Question(pilot="north", text="Zonder dag"),
        done("Van een ander", TODAY, pilot="south"),
    )


def test_the_timeline_tells_what_happened_newest_first(
    tracker: Tracker, scope: Scope, happenings: None
) -> None:
    rows = tracker.ask(pilot.timeline, scope, "north")
    names = ("day", "table", "text", "more", "number", "unit")
    assert [tuple(row[name] or None for name in names) for row in rows] == [
        (TODAY, "measurement", "Buren kennen elkaar", "Geteld", 2.5, "mensen"),
        (TODAY, "action", "Gebeld", "Goed gesprek.\n\nVeel trots.", 4, None),
        (TODAY - timedelta(1), "question", "Hoe dan?", "Geleerd", None, None),
        (date(2026, 1, 1), "action", "Oud", None, None, None),
    ]


def test_the_latest_event_is_none_that_is_still_to_come(
    tracker: Tracker, scope: Scope, keep, happenings: None
) -> None:
    keep(done("Met een jaar te veel", TODAY + timedelta(365)))
    (row,) = tracker.ask(pilot.latest, scope, "north", TODAY)
    assert row["text"] == "Buren kennen elkaar"


def test_the_timeline_comes_in_pages_that_together_are_all_of_it(
    tracker: Tracker, scope: Scope, happenings: None
) -> None:
    whole = tracker.ask(pilot.timeline, scope, "north")
    assert len(whole) == tracker.ask(pilot.timeline_count, scope, "north") == 4
    pages = [
        row
        for first in range(0, 6, 2)
        for row in tracker.ask(pilot.timeline, scope, "north", offset=first, limit=2)
    ]
    assert pages == whole
    assert tracker.ask(pilot.timeline, scope, "north", offset=9) == []


def test_a_pilot_that_is_not_there_has_nothing(
    tracker: Tracker, scope: Scope, happenings: None
) -> None:
    for asked in (pilot.questions, pilot.next_actions, pilot.outcomes, pilot.done_actions):
        assert tracker.ask(asked, scope, "nowhere") == []
    assert tracker.ask(pilot.measurements, scope, "nowhere") == []
    assert tracker.ask(pilot.timeline, scope, "nowhere' OR true --") == []
    assert tracker.ask(pilot.timeline_count, scope, "nowhere") == 0


def test_the_timeline_is_narrowed_to_what_is_looked_for(
    tracker: Tracker, scope: Scope, keep
) -> None:
    ria, bo = Stakeholder(pilot="north", name="Ria"), Stakeholder(pilot="north", name="Bo")
    buren = Outcome(pilot="north", statement="Buren")
    keep(
        ria,
        bo,
        done("Koffie", kind="visit", with_whom=(ria.id, bo.id)),
        done("Thee", kind="event", with_whom=(bo.id,), happened="Met één kop koffie"),
        done("Bellen", kind="recruiting", happened="Jan van ’t Hof, 06-12 34 56 78"),
        buren,
        Measurement(pilot="north", outcome=buren.id, measured_on=TODAY, value=1),
    )

    def found(**narrowed: Any) -> set[str]:
        rows = tracker.ask(pilot.timeline, scope, "north", **narrowed)
        assert len(rows) == tracker.ask(pilot.timeline_count, scope, "north", **narrowed)
        return {row["text"] for row in rows}

    assert found() == {"Koffie", "Thee", "Buren", "Bellen"}
    assert found(tables=["measurement"]) == {"Buren"}
    assert found(tables=["measurement", "action"]) == found()
    assert found(kinds=["event"]) == {"Thee"}
    assert found(with_whom=[ria.id]) == {"Koffie"}
    assert found(with_whom=[ria.id, bo.id]) == {"Koffie", "Thee"}
    assert found(text="KOFFIE") == {"Koffie", "Thee"}
    assert found(text="een kop") == {"Thee"}, "also where an accent is not typed"
    assert found(text="van 't hof") == found(text="+31612345678") == {"Bellen"}
    assert found(text="koffie", kinds=["visit"]) == {"Koffie"}
    assert len(tracker.ask(pilot.timeline, scope, "north", text="koffie", offset=1)) == 1
    assert found(text="100%") == set()
    assert found(text="koffie", with_whom=[bo.id], kinds=["visit"]) == {"Koffie"}
    assert tracker.ask(pilot.timeline_filters, scope, "north") == {
        "tables": ["action", "measurement"],
        "kinds": ["event", "recruiting", "visit"],
        "with_whom": sorted([ria.id, bo.id]),
    }
    nothing = {"tables": [], "kinds": [], "with_whom": []}
    assert tracker.ask(pilot.timeline_filters, scope, "nowhere") == nothing


def test_actions_are_in_columns_by_status_each_with_its_number_in_all(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        action("zonder dag"),
        action("later", due=TODAY + timedelta(9)),
        action("eerst", due=TODAY),
        action("bezig", status="doing"),
        done("toen", date(2026, 1, 1)),
        done("net"),
        action("oud vervallen", status="dropped"),
        action("net vervallen", status="dropped"),
        action("van een ander", pilot="south"),
    )
    rows = tracker.ask(pilot.actions_by_status, scope, "north", limit=2)
    told = [(row["status"], row["total"], row["title"]) for row in rows]
    assert told == [
        ("doing", 1, "bezig"),
        ("done", 2, "net"),
        ("done", 2, "toen"),
        ("dropped", 2, "net vervallen"),
        ("dropped", 2, "oud vervallen"),
        ("planned", 3, "eerst"),
        ("planned", 3, "later"),
    ]


def test_all_actions_begin_with_what_is_open_and_end_with_what_was_dropped(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        action("vervallen", status="dropped", due=date(2020, 1, 1)),
        done("toen", date(2026, 1, 1)),
        done("net"),
        action("zonder dag"),
        action("bezig", status="doing", due=TODAY + timedelta(1)),
        action("eerst", due=TODAY),
    )
    order = ["eerst", "bezig", "zonder dag", "net", "toen", "vervallen"]
    assert titles(tracker.ask(pilot.actions, scope, "north")) == order
    assert titles(tracker.ask(pilot.actions, scope, "north", offset=2, limit=2)) == order[2:4]


def test_people_are_in_order_of_role_and_then_of_name(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        *(
            Stakeholder(pilot="north", name=name, role=role)
            for name, role in [
                ("Zonder", None),
                ("bo", "recruiter"),
                ("Ria", "recruiter"),
                ("Fonds", "funder"),
                ("Anders", "initiator"),
            ]
        )
    )
    people = [row["name"] for row in tracker.ask(pilot.stakeholders, scope, "north")]
    assert people == ["Anders", "bo", "Ria", "Fonds", "Zonder"]
    assert [
        row["name"] for row in tracker.ask(pilot.stakeholders, scope, "north", 1, 2)
    ] == people[1:3]
    counted = tracker.ask(pilot.stakeholders_by_role, scope, "north")
    assert list(counted.items()) == [("initiator", 1), ("recruiter", 2), ("funder", 1), (None, 1)]


def test_what_a_pilot_has_is_counted_by_kind_for_that_pilot_alone(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        *(Stakeholder(pilot="north", name=name) for name in ("Bo", "Ria")),
        Action(pilot="north", title="Brief"),
        Action(pilot="south", title="Elders"),
    )
    counted = tracker.ask(pilot.counts, scope, "north")
    assert counted == {"action": 1, "outcome": 0, "stakeholder": 2}


# --- records of any kind -----------------------------------------------------------------


def test_records_come_newest_first_with_those_that_hold_for_all(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(
        Principle(id="all", text="Voor allen"),
        Principle(id="n", text="Voor noord", pilot="north"),
        Principle(id="s", text="Voor zuid", pilot="south"),
        Principle(id="all", text="Voor allen, scherper"),
    )

    def ids(of: str | None = None, **page: int) -> list[str]:
        rows = tracker.ask(records.of_kind, scope, "principle", of, **page)
        return [row["id"] for row in rows]

    assert ids() == ["all", "s", "n"]
    assert ids("north") == ["all", "n"]
    assert ids("nowhere") == ["all"]
    assert [ids(offset=n, limit=1) for n in range(4)] == [["all"], ["s"], ["n"], []]
    for of in (None, "north", "nowhere"):
        assert tracker.ask(records.count, scope, "principle", of) == len(ids(of))
    assert list(tracker.ask(records.names, scope, "principle", "north")) == ["all", "n"]
    assert tracker.ask(records.names, scope, "principle")["all"] == "Voor allen, scherper"


def test_who_was_named_last_comes_first_also_before_who_is_newer(
    tracker: Tracker, scope: Scope, keep
) -> None:
    ria, bo, new = (Stakeholder(pilot="north", name=name) for name in ("Ria", "Bo", "Nieuw"))
    keep(ria, bo, done("toen", with_whom=(bo.id,)), done("net", with_whom=(ria.id,)))
    keep(new, Stakeholder(pilot="south", name="Elders"))

    def names() -> list[str]:
        known = tracker.ask(records.names_by_use, scope, "action", "with_whom", "north")
        return list(known.values())

    assert names() == ["Nieuw", "Ria", "Bo"], "who was never named counts from when they came"
    keep(done("nu", with_whom=(bo.id,)))
    assert names() == ["Bo", "Nieuw", "Ria"]


@pytest.mark.parametrize("table", KINDS)
def test_of_a_kind_without_records_there_is_nothing(
    empty: Tracker, scope: Scope, table: str
) -> None:
    assert empty.ask(records.of_kind, scope, table) == []
    assert empty.ask(records.count, scope, table) == 0
    assert empty.ask(records.names, scope, table) == {}
    assert empty.ask(records.row, scope, table, "x") is None
    assert empty.ask(records.one, scope, table, "x") is None


FULL: list[Record] = [
    Pilot(id="north", name="Noord", lead="Lia Lead", themes=("groen", "oud"), start=TODAY),
    Pilot(id="south", name="Zuid", lead="Zoë Zuid"),
    Principle(id="all", text="Begin klein."),
    Stakeholder(
        id="s", pilot="north", name="Sam Geheim", email="sam@example.org", phone="06", needs="rust"
    ),
    Stakeholder(id="t", pilot="south", name="Toon Elders", needs="geld"),
    Action(
        id="a",
        pilot="north",
        title="Bellen",
        owner="Otto Eigenaar",
        with_whom=("s",),
        photo="0a" * 32,
        done_on=TODAY,
    ),
    Action(id="b", pilot="south", title="Elders bellen"),
    Outcome(id="o", pilot="north", statement="Rust", baseline=0, target=1.5),
    Measurement(id="m", pilot="north", outcome="o", measured_on=TODAY, value=1),
    Persona(id="p", pilot="south", name="Elders verzonnen"),
    Question(id="q", pilot="south", text="Elders?", since=TODAY),
]


@pytest.mark.parametrize("record", FULL, ids=lambda record: f"{record.table} {record.id}")
def test_a_record_comes_back_as_it_was_recorded(
    tracker: Tracker, scope: Scope, keep, record: Record
) -> None:
    if isinstance(record, Measurement):
        keep(Outcome(id=record.outcome, pilot="north", statement="Contact"))
    keep(record)
    assert tracker.ask(records.one, scope, record.table, record.id) == record
    row = tracker.ask(records.row, scope, record.table, record.id)
    assert (row["pilot"], row["_seq"], row["_actor"]) == (record.of_pilot, tracker.head, "Anna")


# --- the history -------------------------------------------------------------------------


def persona(name: str, **fields: Any) -> Persona:
    return Persona(id="a", pilot=fields.pop("pilot", "north"), name=name, **fields)


def test_the_history_tells_each_change_and_what_it_was_before(
    tracker: Tracker, scope: Scope, keep, anna: Viewer
) -> None:
    keep(persona("Ans", needs="rust"), persona("Bea", brings="taart"), north())
    tracker.withdraw(anna, 2)
    changes = tracker.ask(history.changes, scope, "north")
    assert [(c.seq, c.kind, c.subject, c.actor, c.is_newest) for c in changes] == [
        (4, "persona", "a", "Anna", True),
        (3, "pilot", "north", "Anna", True),
        (2, "persona", "a", "Anna", False),
        (1, "persona", "a", "Anna", False),
    ]
    withdrawn, _pilot, changed, first = changes
    assert withdrawn.body is None
    assert withdrawn.before == changed.body == {"name": "Bea", "brings": "taart"}
    assert changed.before == first.body
    assert first.before is None
    assert changed.changed == {
        "name": ("Ans", "Bea"),
        "brings": (None, "taart"),
        "needs": ("rust", None),
    }
    assert first.changed == {"name": (None, "Ans"), "needs": (None, "rust")}
    assert withdrawn.changed == {"name": ("Bea", None), "brings": ("taart", None)}


def test_a_change_to_nothing_changes_nothing(tracker: Tracker, scope: Scope, keep) -> None:
    keep(persona("Ans"), persona("Ans"))
    assert tracker.ask(history.changes, scope, "north")[0].changed == {}


def test_two_kinds_with_one_id_have_a_history_each(tracker: Tracker, scope: Scope, keep) -> None:
    keep(persona("Ans"), action("Bellen", id="a"))
    changes = tracker.ask(history.changes, scope, "north")
    assert [(change.before, change.is_newest) for change in changes] == [(None, True)] * 2


def test_the_history_comes_in_pages_and_for_one_record(
    tracker: Tracker, scope: Scope, keep
) -> None:
    keep(*(persona(f"Ans {n}") for n in range(4)), action("Bellen"), persona("Eva", pilot="south"))
    seqs = [
        [change.seq for change in tracker.ask(history.changes, scope, "north", **page)]
        for page in ({}, {"offset": 1, "limit": 2}, {"subject": "a"}, {"offset": 9}, {"limit": 0})
    ]
    assert seqs == [[5, 4, 3, 2, 1], [4, 3], [4, 3, 2, 1], [], []]
    assert tracker.ask(history.count, scope, "north") == 5
    page = tracker.ask(history.changes, scope, "north", offset=1, limit=1)
    assert page[0].before == {"name": "Ans 2"}, "what was before is not on this page"


def test_what_holds_for_all_has_a_history_too(tracker: Tracker, scope: Scope, keep) -> None:
    keep(north(), Principle(text="Begin klein."))
    changes = tracker.ask(history.changes, scope, None)
    assert [change.kind for change in changes] == ["principle"]


def test_withdrawn_pilots_and_what_all_share_are_found_as_they_were_last(
    tracker: Tracker, scope: Scope, keep, anna: Viewer
) -> None:
    keep(north(), north(phase="prototype"), Principle(id="all", text="Begin klein."))
    keep(persona("Ans"), Pilot(id="south", name="Zuid"))
    assert tracker.ask(history.withdrawn, scope) == []
    for seq in (2, 3, 4):
        tracker.withdraw(anna, seq)
    gone = tracker.ask(history.withdrawn, scope)
    assert [(change.seq, change.kind, change.subject) for change in gone] == [
        (3, "principle", "all"),
        (2, "pilot", "north"),
    ]
    assert gone[1].body == {"name": "Noord", "phase": "prototype", "themes": []}
    tracker.restore_version(anna, 2)
    assert [change.kind for change in tracker.ask(history.withdrawn, scope)] == ["principle"]


def test_of_what_was_withdrawn_twice_the_last_version_is_found_once(
    tracker: Tracker, scope: Scope, keep, anna: Viewer
) -> None:
    keep(north())
    tracker.withdraw(anna, 1)
    keep(north(phase="scaling"))
    tracker.withdraw(anna, 3)
    assert [change.seq for change in tracker.ask(history.withdrawn, scope)] == [3]


# --- for whom ----------------------------------------------------------------------------


def everything(tracker: Tracker, viewer: Viewer) -> dict[str, Any]:
    """The answer to every question there is, for both pilots."""

    def ask(query: Any, *args: Any) -> Any:
        return tracker.ask(query, viewer.scope, *args)

    answers: dict[str, Any] = {
        "pilots_at_a_glance": ask(portfolio.pilots_at_a_glance, TODAY),
        "names": ask(portfolio.names),
        "measurements": ask(pilot.measurements, "o"),
        "withdrawn": ask(history.withdrawn),
        "newest line": ask(history.newest_by, "Anna"),
        "called": ask(history.pilots_called, "Noord"),
    }
    answers["themes"] = ask(portfolio.themes)
    for id in ("north", "south"):
        for query in (
            pilot.counts,
            pilot.questions,
            pilot.next_actions,
            pilot.outcomes,
            pilot.done_actions,
            pilot.timeline,
            pilot.timeline_count,
            pilot.timeline_filters,
            pilot.actions_by_status,
            pilot.actions,
            pilot.stakeholders,
            pilot.stakeholders_by_role,
            history.changes,
            history.count,
        ):
            answers[f"{query.__module__}.{query.__name__} {id}"] = ask(query, id)
        who = ask(records.names_by_use, "action", "with_whom", id)
        answers[f"people by use {id}"] = who
        answers[f"latest {id}"] = ask(pilot.latest, id, TODAY)
        answers[f"weeks {id}"] = ask(pictures.actions_per_week, id, TODAY)
    for table in KINDS:
        answers[f"of {table}"] = ask(records.of_kind, table)
        answers[f"number of {table}"] = ask(records.count, table)
        answers[f"names of {table}"] = ask(records.names, table)
    for record in FULL:
        found = ask(records.row, record.table, record.id)
        answers[f"row {record.table} {record.id}"] = found
    return answers


@pytest.fixture
def full(tracker: Tracker, keep, anna: Viewer) -> None:
    """All of that, and a pilot that is withdrawn."""
    keep(*FULL, Pilot(id="south-east", name="Zuidoost", lead="Zoë Zuid"))
    tracker.withdraw(anna, len(FULL) + 1)


PERSONAL = ("Lia Lead", "Sam Geheim", "sam@example.org", "Otto Eigenaar", "0a0a", "Anna")
ELSEWHERE = ("Elders", "Zoë Zuid", "Zuid", "geld")


def test_a_lead_sees_everything(tracker: Tracker, anna: Viewer, full: None) -> None:
    said = repr(everything(tracker, anna))
    for word in (*PERSONAL, *ELSEWHERE, "Begin klein."):
        assert word in said, word


def test_a_funder_sees_how_it_goes_and_no_name_and_no_history(
    tracker: Tracker, chaima: Viewer, full: None
) -> None:
    answers = everything(tracker, chaima)
    for word in (*PERSONAL, *ELSEWHERE):
        assert word not in repr(answers), word
    for word in ("Noord", "Bellen", "rust", "Begin klein.", "1.5"):
        assert word in repr(answers), word
    assert answers["pilots.queries.history.changes north"] == []
    assert answers["pilots.queries.history.count north"] == 0
    assert answers["row stakeholder s"]["needs"] == "rust"


def test_no_withheld_field_of_any_kind_is_in_a_funders_row(
    tracker: Tracker, chaima: Viewer, full: None
) -> None:
    read = set()
    for table, schema in KINDS.items():
        for row in tracker.ask(records.of_kind, chaima.scope, table):
            read.add(table)
            hidden = {name: row[name] for name in withheld_fields(schema) | {"_actor"}}
            assert set(hidden.values()) == {None}, (table, hidden)
    assert {"pilot", "stakeholder", "action"} <= read


@pytest.mark.parametrize("role", [Role.LEAD, Role.TEAM])
def test_who_is_there_for_one_pilot_sees_that_one_and_what_holds_for_all(
    tracker: Tracker, full: None, role: Role
) -> None:
    viewer = Viewer("Noor", (Grant(role, frozenset({"north"})),))
    answers = everything(tracker, viewer)
    for word in ELSEWHERE:
        assert word not in repr(answers), word
    for word in (*PERSONAL, "Begin klein."):
        assert word in repr(answers), word
    assert answers["names"] == {"north": "Noord"}
    assert answers["number of principle"] == 1
    assert answers["pilots.queries.history.count south"] == 0
    assert answers["row pilot south"] is None


def test_an_outsider_sees_nothing_at_all(tracker: Tracker, dirk: Viewer, full: None) -> None:
    for question, answer in everything(tracker, dirk).items():
        if question.startswith("weeks"):
            assert {row["done"] for row in answer} == {0}
        elif question.startswith("newest"):
            assert answer == (0, None)
        elif isinstance(answer, dict):
            assert not any(answer.values()), question
        else:
            assert not answer, question


def test_somebody_without_pilots_sees_nothing_not_even_what_holds_for_all(
    tracker: Tracker, full: None
) -> None:
    viewer = Viewer("Nieuw", (Grant(Role.TEAM, frozenset()),))
    assert tracker.ask(records.of_kind, viewer.scope, "principle") == []
    assert tracker.ask(portfolio.pilots_at_a_glance, viewer.scope, TODAY) == []


def test_every_question_there_is_is_asked_above(tracker: Tracker, anna: Viewer) -> None:
    """So that a new one is tried for everybody too."""
    public = {
        name
        for module in (history, pilot, portfolio, records)
        for name, function in getmembers(module, isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == {
        "changes",
        "count",
        "withdrawn",
        "pilots_called",
        "counts",
        "questions",
        "next_actions",
        "outcomes",
        "measurements",
        "done_actions",
        "actions_by_status",
        "actions",
        "stakeholders",
        "stakeholders_by_role",
        "timeline",
        "latest",
        "timeline_count",
        "timeline_filters",
        "newest_by",
        "names_by_use",
        "pilots_at_a_glance",
        "names",
        "of_kind",
        "row",
        "one",
        "themes",
    }
