"""Vandaag: what needs somebody now, and one tap to be done with it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pilots.access import Scope, Viewer
from pilots.language import today
from pilots.queries import records
from pilots.queries import today as today_queries
from pilots.tracker import Tracker
from schemas import (
    Action,
    ActionStatus,
    Measurement,
    Outcome,
    Phase,
    Pilot,
    Question,
    Record,
    Review,
    Standing,
)
from tests.support.app import field, open_app, open_page, shown, submit
from tests.support.cast import ANNA

DAY = date(2026, 11, 20)
Write = Callable[..., None]


def days(n: int, since: date = DAY) -> date:
    return since + timedelta(days=n)


@pytest.fixture
def write(tracker: Tracker) -> Write:
    def write(*those: Record) -> None:
        tracker.record(ANNA, *those)

    return write


@pytest.fixture
def ask(tracker: Tracker) -> Callable[..., list[dict[str, Any]]]:
    def ask(question: Any, **more: Any) -> list[dict[str, Any]]:
        return tracker.ask(question, ANNA.scope, DAY, **more)

    return ask


def needing(rows: list[dict[str, Any]], need: str) -> list[str]:
    return [row["id"] for row in rows if row["need"] == need]


def pilot(id: str = "north", **fields: Any) -> Pilot:
    return Pilot(id=id, name=id.title(), **{"phase": Phase.EXPERIMENT} | fields)


def action(id: str, due: date | None, **fields: Any) -> Action:
    return Action(id=id, pilot=fields.pop("pilot", "north"), title=id, due=due, **fields)


def review(pilot: str, upto: int | None, next_on: date | None, **fields: Any) -> Review:
    """A review of a while ago; one that looked up to a line is over."""
    said = {} if upto is None else {"status": Standing.ON_TRACK, "why": "Het loopt."}
    held = {"held_on": days(-200), "next_on": next_on, "upto": upto}
    return Review(pilot=pilot, **held | said | fields)


# --- actions -----------------------------------------------------------------------------


def test_open_actions_need_somebody_from_a_week_before_they_are_due(
    write: Write, ask: Any
) -> None:
    write(
        pilot(),
        action("late", days(-3)),
        action("now", days(0)),
        action("soon", days(7), status=ActionStatus.DOING),
        action("later", days(8)),
        action("whenever", None),
        action("forgotten", days(-61)),
        action("nearly", days(-60)),
        action("done", days(-1), done_on=days(-2)),
        action("dropped", days(-1), status=ActionStatus.DROPPED),
    )
    rows = ask(today_queries.actions)
    assert needing(rows, "late") == ["late", "nearly"]
    assert needing(rows, "soon") == ["now", "soon"]
    assert needing(rows, "undated") == ["whenever"]
    assert needing(rows, "long_late") == ["forgotten"]
    assert len(rows) == 6


def test_what_is_theirs_is_what_they_do_and_what_nobody_else_does_in_a_pilot_they_lead(
    write: Write, ask: Any
) -> None:
    write(
        pilot(lead="Bea", end=days(-1)),
        pilot("south", end=days(-1)),
        action("hers", days(-1), owner="Bea", pilot="south"),
        action("leads", days(-2)),
        action("his", days(-1), owner="Cas"),
        action("nobodys", days(-1), pilot="south"),
    )
    assert needing(ask(today_queries.actions, whose=["Bea"]), "late") == ["hers", "leads"]
    assert [row["id"] for row in ask(today_queries.to_decide, whose=["Bea"])] == ["north"]
    assert [row["id"] for row in ask(today_queries.without_next_step, whose=["Bea"])] == []


def test_a_pilot_in_which_nothing_is_planned_has_no_next_step(write: Write, ask: Any) -> None:
    write(
        pilot(),
        pilot("south"),
        pilot("west", phase=Phase.STOPPED),
        action("planned", None),
        action("done", None, pilot="south", done_on=days(-1)),
    )
    assert [row["id"] for row in ask(today_queries.without_next_step)] == ["south"]


def test_what_was_withdrawn_or_belongs_to_a_withdrawn_pilot_needs_nobody(
    tracker: Tracker, write: Write, ask: Any
) -> None:
    ended = {"end": days(-1)}
    write(pilot(**ended), action("late", days(-1)), pilot("south", **ended))
    write(action("lost", days(-1), pilot="south"), action("ahead", days(9), pilot="south"))
    tracker.withdraw(ANNA, 2)
    tracker.withdraw(ANNA, 3)
    assert ask(today_queries.actions) == []
    assert [row["id"] for row in ask(today_queries.to_decide)] == ["north"]
    assert ask(today_queries.next_action) is None


def test_the_first_few_come_with_how_many_there_are(write: Write, ask: Any) -> None:
    write(pilot(), *(action(f"a{n}", days(-n)) for n in range(1, 13)))
    rows = ask(today_queries.actions, limit=5)
    assert [row["id"] for row in rows] == ["a1", "a2", "a3", "a4", "a5"]
    assert {row["total"] for row in rows} == {12}


@pytest.mark.parametrize("phase", [Phase.STOPPED, Phase.EMBEDDED])
def test_a_pilot_that_is_over_needs_nobody(write: Write, ask: Any, phase: Phase) -> None:
    write(
        pilot(phase=phase, end=days(-5)),
        action("late", days(-3)),
        action("now", days(0)),
        action("whenever", None),
        action("next", days(30)),
        Outcome(id="o", pilot="north", statement="x", frequency="weekly", baseline_on=days(-99)),
        Question(pilot="north", text="?", since=days(-99)),
        review("north", 1, days(-5)),
    )
    for question in (
        today_queries.actions,
        today_queries.silent,
        today_queries.to_measure,
        today_queries.to_decide,
        today_queries.cards_to_decide,
        today_queries.without_next_step,
        today_queries.to_review,
    ):
        assert ask(question) == []
    assert ask(today_queries.next_action) is None


def test_what_comes_after_this_week_is_named_when_asked(write: Write, ask: Any) -> None:
    write(pilot(), action("soon", days(7)), action("b", days(20)), action("a", days(9)))
    assert ask(today_queries.next_action)["id"] == "a"


# --- silence -----------------------------------------------------------------------------


@pytest.mark.parametrize(("ago", "is_silent"), [(29, False), (30, True), (400, True)])
@pytest.mark.parametrize("what", ["action", "measurement", "question"])
def test_a_pilot_is_silent_after_thirty_days_without_anything(
    write: Write, ask: Any, what: str, ago: int, is_silent: bool
) -> None:
    happened = days(-ago)
    write(
        pilot(),
        Outcome(id="o", pilot="north", statement="x"),
        {
            "action": action("a", None, done_on=happened),
            "measurement": Measurement(pilot="north", outcome="o", measured_on=happened, value=1),
            "question": Question(pilot="north", text="?", since=happened),
        }[what],
        action("planned", days(-90)),
    )
    rows = ask(today_queries.silent)
    assert [(row["id"], row["last"], row["days"]) for row in rows] == (
        [("north", happened, ago)] if is_silent else []
    )


def test_a_pilot_in_which_nothing_ever_happened_counts_from_when_it_was_written_down(
    tracker: Tracker, write: Write
) -> None:
    write(pilot())

    def ask(day: date) -> list[dict[str, Any]]:
        return tracker.ask(today_queries.silent, ANNA.scope, day)

    now = today()
    assert ask(days(28, now)) == []
    assert [row["id"] for row in ask(days(31, now))] == ["north"]


def test_an_idea_that_has_not_begun_is_left_in_peace_for_a_month_however_old_its_question(
    tracker: Tracker, write: Write
) -> None:
    now = today()
    asked = days(-2000, now)
    write(pilot("idea", phase=Phase.IDEA), pilot("begun", phase=Phase.IDEA, start=asked))
    for id in ("idea", "begun"):
        write(Question(pilot=id, text="?", since=asked))

    def ask(day: date) -> list[tuple[str, int]]:
        rows = tracker.ask(today_queries.silent, ANNA.scope, day)
        return [(row["id"], row["days"]) for row in rows]

    assert ask(days(29, now)) == [("begun", 2029)]
    assert ask(days(30, now)) == [("begun", 2030), ("idea", 30)]


def test_a_day_still_to_come_breaks_no_silence_and_is_no_measurement(
    write: Write, ask: Any
) -> None:
    write(
        pilot(),
        action("done", None, done_on=days(-30)),
        action("mistake", None, done_on=days(365)),
        Outcome(id="o", pilot="north", statement="x", frequency="weekly"),
        Measurement(pilot="north", outcome="o", measured_on=days(-30), value=1),
        Measurement(pilot="north", outcome="o", measured_on=days(365), value=1),
    )
    assert [row["days"] for row in ask(today_queries.silent)] == [30]
    assert [row["last"] for row in ask(today_queries.to_measure)] == [days(-30)]


# --- measuring ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "last", "is_due"),
    [
        ("weekly", days(-6), False),
        ("weekly", days(-7), True),
        ("monthly", date(2026, 10, 21), False),
        ("monthly", date(2026, 10, 20), True),
        ("quarterly", date(2026, 8, 21), False),
        ("quarterly", date(2026, 8, 20), True),
        ("yearly", date(2025, 11, 21), False),
        ("yearly", date(2025, 11, 20), True),
        ("once", date(2020, 1, 1), False),
        (None, date(2020, 1, 1), False),
    ],
)
def test_a_measurement_is_due_a_period_after_the_last_one(
    write: Write, ask: Any, frequency: str | None, last: date, is_due: bool
) -> None:
    write(
        pilot(),
        Outcome(id="o", pilot="north", statement="x", frequency=frequency),
        Measurement(pilot="north", outcome="o", measured_on=last, value=1),
        Measurement(pilot="north", outcome="o", measured_on=days(-900, last), value=1),
    )
    assert [row["last"] for row in ask(today_queries.to_measure)] == ([last] if is_due else [])


def test_before_the_first_measurement_the_baseline_counts(write: Write, ask: Any) -> None:
    outcome = Outcome(
        id="o", pilot="north", statement="x", frequency="weekly", baseline_on=days(-6)
    )
    write(pilot(), outcome)
    assert ask(today_queries.to_measure) == []
    write(outcome.model_copy(update={"baseline_on": days(-7)}))
    assert [row["due"] for row in ask(today_queries.to_measure)] == [days(0)]


def test_the_day_of_the_target_asks_for_a_measurement_however_often_it_is_measured(
    write: Write, ask: Any
) -> None:
    write(
        pilot(),
        Outcome(id="come", pilot="north", statement="a", target_on=days(0)),
        Outcome(id="to-come", pilot="north", statement="b", target_on=days(1)),
        Outcome(id="measured", pilot="north", statement="c", target_on=days(-2)),
        Measurement(pilot="north", outcome="measured", measured_on=days(-2), value=1),
        Outcome(id="before", pilot="north", statement="d", target_on=days(-2)),
        Measurement(pilot="north", outcome="before", measured_on=days(-3), value=1),
    )
    assert [row["id"] for row in ask(today_queries.to_measure)] == ["before", "come"]


def test_what_is_measured_once_is_due_on_its_day_and_never_again(write: Write, ask: Any) -> None:
    write(
        pilot(),
        Outcome(id="o", pilot="north", statement="x", frequency="once", target_on=days(5)),
    )
    assert ask(today_queries.to_measure) == []


# --- deciding ----------------------------------------------------------------------------


def test_a_decision_is_waiting_from_the_day_a_pilot_was_to_end(write: Write, ask: Any) -> None:
    write(
        pilot("past", end=days(-1)),
        pilot("today", end=days(0)),
        pilot("future", end=days(1)),
        pilot("endless"),
    )
    assert [row["id"] for row in ask(today_queries.to_decide)] == ["past", "today"]


# --- reviewing ---------------------------------------------------------------------------


def test_a_review_is_due_from_the_day_that_the_last_one_named(write: Write, ask: Any) -> None:
    for id, next_on in (("today", 0), ("past", -30), ("future", 1)):
        write(pilot(id), review(id, 1, days(next_on)))
    write(pilot("unplanned"), review("unplanned", 1, None), pilot("never"))
    rows = ask(today_queries.to_review)
    assert [(row["id"], row["next_on"]) for row in rows] == [
        ("past", days(-30)),
        ("today", days(0)),
    ]
    assert [row["total"] for row in ask(today_queries.to_review, limit=1)] == [2]


def test_a_review_that_was_held_is_due_no_more(write: Write, ask: Any) -> None:
    write(pilot(), review("north", 1, days(-30)), review("north", 2, days(60)))
    assert ask(today_queries.to_review) == []


def test_a_later_review_without_a_day_for_the_next_ends_what_was_planned(
    write: Write, ask: Any
) -> None:
    write(pilot(), review("north", 1, days(-30)), review("north", 2, None))
    assert ask(today_queries.to_review) == []


def test_a_review_that_is_under_way_is_due_until_it_is_over(write: Write, ask: Any) -> None:
    write(pilot(), review("north", 1, days(-3)))
    write(review("north", None, None, id="now", held_on=DAY))
    assert [row["id"] for row in ask(today_queries.to_review)] == ["north"]
    write(review("north", 3, days(42), id="now", held_on=DAY))
    assert ask(today_queries.to_review) == []


def test_a_review_that_was_withdrawn_names_no_day(
    tracker: Tracker, write: Write, ask: Any
) -> None:
    write(pilot(), review("north", 1, days(60)), review("north", 2, days(-3)))
    assert [row["id"] for row in ask(today_queries.to_review)] == ["north"]
    tracker.withdraw(ANNA, 3)
    assert ask(today_queries.to_review) == []


# --- for whom ----------------------------------------------------------------------------


def test_only_what_may_be_seen_needs_somebody(
    tracker: Tracker, write: Write, bram: Viewer, dirk: Viewer
) -> None:
    for id in ("north", "south"):
        write(
            pilot(id, end=days(-1)),
            action(f"late-{id}", days(-1), pilot=id),
            action(f"soon-{id}", days(1), pilot=id),
            action(f"next-{id}", days(20), pilot=id),
            action(f"done-{id}", None, done_on=days(-60), pilot=id),
            Outcome(
                id=f"o-{id}",
                pilot=id,
                statement="x",
                frequency="weekly",
                baseline_on=days(-60),
            ),
            review(id, 1, days(-1)),
        )

    def seen(scope: Scope) -> str:
        return repr(
            [
                tracker.ask(question, scope, DAY)
                for question in (
                    today_queries.actions,
                    today_queries.silent,
                    today_queries.to_measure,
                    today_queries.to_decide,
                    today_queries.cards_to_decide,
                    today_queries.without_next_step,
                    today_queries.to_review,
                    today_queries.next_action,
                )
            ]
        )

    assert seen(ANNA.scope).count("'south'") >= 7
    assert seen(bram.scope).count("'north'") >= 7
    assert "south" not in seen(bram.scope)
    assert seen(dirk.scope) == repr([[], [], [], [], [], [], [], None])


# --- on the screen -----------------------------------------------------------------------

PILOT = "hagendoornschool"


def late(tracker: Tracker, n: int = 1) -> list[str]:
    made = [
        Action(pilot=PILOT, title=f"Te laat {k}", due=days(-3 - k, today()), owner="Anna")
        for k in range(n)
    ]
    tracker.record(ANNA, *made)
    return [each.id for each in made]


def row(tracker: Tracker, id: str) -> dict[str, Any]:
    found = tracker.ask(records.row, ANNA.scope, Action.table, id)
    assert found
    return found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Te laat (1)", "3 dagen te laat", "Gedaan")),
        ("en", ("Overdue (1)", "3 days overdue", "Done")),
    ],
)
def test_what_is_late_stands_there_in_the_readers_language(
    app_tracker: Tracker, language: str, words: tuple[str, ...]
) -> None:
    late(app_tracker)
    app = open_app(language)
    assert not app.exception
    for word in words:
        assert word in shown(app)


def test_one_tap_is_done_and_can_be_undone(app_tracker: Tracker) -> None:
    (id,) = late(app_tracker)
    app = open_app()
    app.button(key=f"done.{id}").click().run()
    assert not app.exception
    done = row(app_tracker, id)
    assert (done["status"], done["done_on"], done["owner"]) == ("done", today(), "Anna")
    assert "Te laat (" not in shown(app)
    app.button(key="undo").click().run()
    assert row(app_tracker, id)["status"] == "planned"
    assert "Te laat (1)" in shown(app)


def test_two_taps_that_were_on_their_way_are_one_line(app_tracker: Tracker) -> None:
    (id,) = late(app_tracker)
    one, other = open_app(), open_app()
    before = app_tracker.head
    one.button(key=f"done.{id}").click().run()
    other.button(key=f"done.{id}").click().run()
    assert not other.exception
    assert app_tracker.head == before + 1


def test_it_can_wait_a_week_from_today(app_tracker: Tracker) -> None:
    (id,) = late(app_tracker)
    app = open_app()
    menu = next(each for each in app.get("menu_button") if each.key == f"other.{id}")
    _choose(menu, "later")
    assert not app.exception
    assert row(app_tracker, id)["due"] == days(7, today())
    assert row(app_tracker, id)["owner"] == "Anna"


def _choose(menu: Any, option: str) -> None:
    menu.set_value(option).run()


def test_many_come_in_parts(app_tracker: Tracker) -> None:
    ids = late(app_tracker, 20)
    app = open_app()
    assert "Te laat (20)" in shown(app)
    assert _done_buttons(app)[:8] == [f"done.{id}" for id in ids[:8]], "the last to become late"
    assert f"done.{ids[8]}" not in _done_buttons(app)
    assert "Nog 12" in shown(app)
    app.button(key="more.late").click().run()
    assert {f"done.{id}" for id in ids} <= set(_done_buttons(app))


def _done_buttons(app: Any) -> list[str]:
    return [each.key for each in app.button if (each.key or "").startswith("done.")]


def test_what_was_just_done_keeps_its_place_so_that_a_second_tap_is_for_nothing_else(
    app_tracker: Tracker,
) -> None:
    first, second = late(app_tracker, 2)
    app = open_app()
    app.button(key=f"done.{first}").click().run()
    ticks = [each for each in app.button if "done." in (each.key or "")]
    assert [each.key for each in ticks[:2]] == [f"was_done.{first}", f"done.{second}"]
    assert ticks[0].disabled
    assert "Te laat (1)" in shown(app)
    app.button(key="undo").click().run()
    assert _done_buttons(app)[:2] == [f"done.{first}", f"done.{second}"]


def test_what_is_very_late_asks_to_be_cleared_up(app_tracker: Tracker) -> None:
    (id,) = late(app_tracker)
    app_tracker.record(
        ANNA, Action(id="old", pilot=PILOT, title="Ooit", due=days(-61, today()), owner="Bea")
    )
    app = open_app()
    assert "Lang te laat (1): opruimen?" in shown(app)
    assert "done.old" not in _done_buttons(app)
    app.button_group(key="today.opened").set_value("long_late").run()
    assert {"done.old", f"done.{id}"} <= set(_done_buttons(app))


def test_an_action_gets_another_day_or_another_person_in_a_small_form(
    app_tracker: Tracker,
) -> None:
    (id,) = late(app_tracker)
    soon = days(3, today())
    for option, ending, typed in (
        ("day", ".due", f"{soon:%d-%m-%Y}"),
        ("person", ".owner", "Bea"),
    ):
        app = open_app()
        menu = next(each for each in app.get("menu_button") if each.key == f"other.{id}")
        _choose(menu, option)
        field(app, "text_input", ending).set_value(typed)
        submit(app, ending[1:]).click().run()
        assert not app.exception
    found = row(app_tracker, id)
    assert (found["due"], found["owner"]) == (soon, "Bea")


def test_whose_is_remembered_where_nobody_signs_in(app_tracker: Tracker) -> None:
    (id,) = late(app_tracker)
    app_tracker.record(
        ANNA,
        Action(id="hers", pilot=PILOT, title="Haar taak", due=days(-1, today()), owner="bea"),
    )
    app = open_app()
    assert {"done.hers", f"done.{id}"} <= set(_done_buttons(app)), "everybody's at first"
    app.selectbox(key="whose").set_value("bea").run()
    assert _done_buttons(app) == ["done.hers"]
    again = open_app()
    assert again.selectbox(key="whose").value == "bea"
    assert _done_buttons(again) == ["done.hers"]


def test_a_heap_of_late_actions_hides_nothing_that_is_due_this_week(app_tracker: Tracker) -> None:
    late(app_tracker, 20)
    app_tracker.record(ANNA, Action(pilot=PILOT, title="Nog op tijd", due=today()))
    seen = shown(open_app())
    assert "Deze week (1)" in seen
    assert "Nog op tijd" in seen


def test_the_log_is_one_tap_away_from_a_silent_pilot(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA,
        Pilot(id="quiet", name="Stille pilot"),
        Pilot(id="active", name="Drukke pilot", phase=Phase.EXPERIMENT),
        Action(pilot="active", title="Lang geleden", done_on=days(-40, today())),
    )
    app = open_app(pilot=PILOT)
    assert "Stil (1)" in shown(app)
    app.button_group(key="today.opened").set_value("silent").run()
    assert "40 dagen stil" in shown(app)
    assert "log.quiet" not in [each.key for each in app.button]
    app.button(key="log.active").click().run()
    assert not app.exception
    assert app.title[0].value == "Wat gebeurde er?"
    assert app.selectbox(key="choose.pilot").value == "active"


def test_a_decision_is_made_in_place(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA, Pilot(id="old", name="Oude pilot", lead="Anna", end=days(-2, today()))
    )
    app = open_app()
    assert "Er wacht een besluit (1)" in shown(app)
    assert "2 dagen voorbij" in shown(app)
    folded = len(app.expander)
    app.button(key="decide.old").click().run()
    assert len(app.expander) == folded  # the end, too, is there at once
    phase = next(w for w in app.selectbox if (w.key or "").endswith(".phase"))
    phase.set_value("stopped")
    next(b for b in app.button if (b.key or "").startswith("decide.old.form")).click().run()
    assert not app.exception
    found = app_tracker.ask(records.row, ANNA.scope, Pilot.table, "old")
    assert found
    assert (found["phase"], found["lead"], found["name"]) == ("stopped", "Anna", "Oude pilot")
    assert "Er wacht een besluit" not in shown(app)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Overleg (1)", "gepland voor gisteren", "Naar het overleg")),
        ("en", ("Review (1)", "planned for yesterday", "To the review")),
    ],
)
def test_a_review_that_is_due_is_one_tap_away(
    app_tracker: Tracker, language: str, words: tuple[str, ...]
) -> None:
    app_tracker.record(ANNA, review(PILOT, 1, days(-1, today())))
    app = open_app(language)
    app.button_group(key="today.opened").set_value("review").run()
    assert not app.exception
    for word in words:
        assert word in shown(app)
    (way,) = [link.proto for link in app.get("page_link") if link.proto.label == words[-1]]
    assert "pilot=hagendoornschool" in way.query_string


def test_a_measurement_is_made_in_place(app_tracker: Tracker) -> None:
    outcome = Outcome(
        pilot=PILOT, statement="Buren eten mee", frequency="weekly", baseline_on=days(-9, today())
    )
    app_tracker.record(ANNA, outcome)
    app = open_app()
    assert "Meten (1)" in shown(app)
    app.button(key=f"measure.{outcome.id}").click().run()
    form = f"new.measurement.{PILOT}"
    asked = [w for w in app.text_input if (w.key or "").startswith(form)]
    next(w for w in asked if w.key.endswith(".value")).set_value("7")
    next(b for b in app.button if (b.key or "").startswith(form)).click().run()
    assert not app.exception
    (made,) = app_tracker.ask(records.of_kind, ANNA.scope, Measurement.table, PILOT)
    assert (made["outcome"], made["value"], made["measured_on"]) == (outcome.id, 7, today())
    assert "Meten (" not in shown(app)


def test_each_outcome_has_a_measuring_form_of_its_own(app_tracker: Tracker) -> None:
    """Two outcomes of one pilot: what was opened for one is never measured for the other."""
    app_tracker.record(
        ANNA,
        *(Outcome(id=id, pilot=PILOT, statement=id, frequency="once") for id in ("one", "two")),
    )
    app = open_app()
    for id in ("one", "two", "one"):
        app.button(key=f"measure.{id}").click().run()
        asked = [w.key for w in app.text_input if (w.key or "").endswith(".value")]
        assert [key.split(".")[3] for key in asked if key.startswith("new.meas")] == [id]
        assert f"**{id}**" in shown(app)
        app.run()


def test_where_nothing_waits_it_says_so_and_what_comes(app_tracker: Tracker) -> None:
    seen = shown(open_app())
    assert "Er wacht niets op je." not in seen
    assert "Zonder dag (" in seen, "what is planned in a new tracker has no day"
    for planned in app_tracker.ask(records.of_kind, ANNA.scope, Action.table):
        found = app_tracker.ask(records.one, ANNA.scope, Action.table, planned["id"])
        assert found
        app_tracker.record(ANNA, found.model_copy(update={"due": days(30, today())}))
    app_tracker.record(ANNA, Action(pilot=PILOT, title="Zomerfeest", due=days(20, today())))
    seen = shown(open_app())
    assert "Er wacht niets op je." in seen
    assert "Zomerfeest" in seen


def test_a_registration_that_was_left_can_be_gone_on_with(app_tracker: Tracker) -> None:
    assert "Ga verder met het registreren" not in shown(open_app())
    app_tracker.drafts.save(
        "Anna", "register", "5a463330-b0d9-5600-8f4d-3f60931207de", {"0.name": "Buurttuin"}
    )
    assert "Ga verder met het registreren van Buurttuin" in shown(open_app())


def test_the_first_screen_needs_neither_charts_nor_tables(app_tracker: Tracker) -> None:
    late(app_tracker, 3)
    for page in ("today/page.py", "log/page.py"):
        app = open_page(page)
        for heavy in ("plotly_chart", "arrow_data_frame", "arrow_vega_lite_chart"):
            assert not app.get(heavy)
