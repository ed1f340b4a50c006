"""Progress, the funder's page: what was promised, what came of it, and nothing about anybody."""

import inspect
import re
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Grant, Role, Scope, Viewer
from pilots.assessments import people, promises
from pilots.evidence import certainty, overall, promise, work_done
from pilots.evidence.outcome_overview import overview
from pilots.evidence.small_cells import Group
from pilots.language import speaking, today
from pilots.queries import progress, target_versions, withdrawn
from pilots.reports.sections import plans
from pilots.screens.kit import answers
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.reports import screen
from pilots.screens.progress import choices, period
from pilots.tracker import Tracker
from schemas import (
    Action,
    ActionKind,
    Consent,
    Decision,
    DecisionKind,
    EvidenceRung,
    Measurement,
    Outcome,
    Pilot,
    Question,
    Record,
    Review,
    Stakeholder,
    StakeholderKind,
    Standing,
    Story,
)
from tests.support.app import (
    PAGES,
    open_app,
    open_page,
    shown,
)
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

pytestmark = pytest.mark.slow

FUNDER = Viewer("Chaima", (Grant(Role.FUNDER),))
TODAY = date(2026, 11, 23)
ROLES = ["lead", "team", "funder"]

SECRETS = (
    *("Sam de Wit", "sam@voorbeeld.nl", "Otto Bos", "Koffie in de hal", "Zeven kwamen er"),
    *("Niemand wilde", "Geheim van het team", "De buurvrouw van nummer 4", "Nooit verteld"),
    *("Van de zeven waren er", "De wervers waren weg"),
)
"""Names, and what the team wrote in its log: none of it leaves the team."""


def outcome(id: str = "contact", **fields: Any) -> Outcome:
    said = {"statement": f"Buren kennen elkaar ({id})", "baseline": 6, "target": 20, **fields}
    return Outcome(id=id, pilot="north", unit="buren", **said)


def measured(on: date, value: float, outcome: str = "contact", **fields: Any) -> Measurement:
    return Measurement(pilot="north", outcome=outcome, measured_on=on, value=value, **fields)


def done(on: date, people: int | None = None, pilot: str = "north", **fields: Any) -> Action:
    said = {"title": "Koffie in de hal", "happened": "Zeven kwamen er", **fields}
    return Action(pilot=pilot, done_on=on, participants=people, struck="Niemand wilde", **said)


def story(id: str, consent: Consent = Consent.GIVEN, **fields: Any) -> Story:
    said = {
        "title": f"Het verhaal {id}",
        "what": f"Wat er veranderde ({id})",
        "happened_on": date(2026, 5, 4),
        "teller": "De buurvrouw van nummer 4",
        **fields,
    }
    given = TODAY if consent is Consent.GIVEN else None
    return Story(id=id, pilot="north", consent=consent, consent_on=given, **said)


@pytest.fixture
def keep(tracker: Tracker, anna: Viewer):
    def keep(*kept: Record) -> None:
        tracker.record(anna, Pilot(id="north", name="Noord"))
        for record in kept:
            tracker.record(anna, record)

    return keep


def ask(tracker: Tracker, query: Any, *args: Any, **kwargs: Any) -> Any:
    return tracker.ask(query, FUNDER.scope, *args, **kwargs)


# --- questions ---------------------------------------------------------------------------


def test_who_may_see_more_gets_the_same_answer_here(
    tracker: Tracker, keep: Any, anna: Viewer
) -> None:
    keep(
        outcome(counts_people=True, baseline=3),
        measured(date(2026, 5, 1), 2, of_how_many=9),
        done(date(2026, 5, 1), 12),
        story("a"),
        story("b", Consent.REFUSED),
        Stakeholder(pilot="north", name="Sam de Wit"),
        Review(pilot="north", held_on=TODAY, status=Standing.ON_TRACK, why="Het gaat.", upto=3),
        Decision(pilot="north", text="Door", decided_on=TODAY),
    )
    asked: dict[Any, tuple[Any, ...]] = {
        progress.pilots: (),
        progress.first_day: (),
        progress.outcomes: (),
        progress.done: ("north",),
        progress.stories: ("north",),
        progress.reviews: ("north",),
        progress.decisions: ("north",),
        progress.ahead: ("north", TODAY),
        people.participants: (TODAY,),
        people.involved: ("north",),
        promises.promises_of: ("north",),
        promises.promises_at_a_glance: (),
        promises.steps_by_outcome: ("north",),
        target_versions.target_versions: ("north",),
        target_versions.first_measured: ("contact",),
        withdrawn.withdrawn: ("north",),
        withdrawn.withdrawn_pilots: (),
        withdrawn.withdrawn_reports: (),
        withdrawn.withdrawn_stories: ("north",),
    }
    public = {
        function
        for module in (progress, people, promises, target_versions, withdrawn)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == set(asked)
    for query, args in asked.items():
        name = query.__name__
        answer = ask(tracker, query, *args)
        assert answer == tracker.ask(query, anna.scope, *args), name
        assert answer or name == "involved" or name.startswith("withdrawn")
        assert not any(secret in repr(answer) for secret in SECRETS), name
        nowhere = tracker.ask(query, Scope(frozenset(), frozenset()), *args)
        assert not nowhere or name == "ahead"


def test_an_outcome_that_counts_people_never_gives_a_number_from_1_to_4(
    tracker: Tracker, keep: Any
) -> None:
    keep(
        outcome(counts_people=True, baseline=4),
        measured(date(2026, 3, 1), 3, of_how_many=20),
        measured(date(2026, 4, 1), 0),
        measured(date(2026, 5, 1), 18, of_how_many=20),
        measured(date(2026, 6, 1), 15, of_how_many=20),
        measured(date(2026, 7, 1), 4.5),
    )
    (row,) = ask(tracker, progress.outcomes)
    assert (row["baseline"], row["few"]) == (None, True)
    assert [(it["value"], it["of_how_many"], it["few"]) for it in row["measurements"]] == [
        (None, None, True),
        (0, None, False),
        (16, 20, False),  # at least: 18 would tell of the other two
        (15, 20, False),
        (None, None, True),
    ]


def test_an_outcome_that_counts_something_else_says_its_small_numbers(
    tracker: Tracker, keep: Any
) -> None:
    keep(outcome(baseline=2), measured(date(2026, 3, 1), 3, of_how_many=8))
    (row,) = ask(tracker, progress.outcomes)
    assert row["baseline"] == 2
    assert not row["few"]
    assert row["measurements"][0]["value"] == 3
    assert row["measurements"][0]["of_how_many"] == 8


def test_what_came_after_the_period_is_not_told(tracker: Tracker, keep: Any) -> None:
    keep(
        outcome(),
        measured(date(2025, 12, 31), 8),
        measured(date(2026, 1, 1), 12),
        done(date(2025, 12, 31)),
        done(date(2026, 1, 1)),
        done(date(2026, 1, 31)),
        Question(pilot="north", text="Oud?", since=date(2025, 5, 1)),
        Question(pilot="north", text="Nieuw?", since=date(2026, 5, 1)),
        story("a", happened_on=date(2025, 12, 1)),
        story("b", happened_on=date(2026, 12, 1)),
    )
    last_year = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}
    (row,) = ask(tracker, progress.pilots, **last_year)
    assert (row["question"], row["done"], row["stories"]) == ("Oud?", 1, 1)
    (found,) = ask(tracker, progress.outcomes, until=last_year["until"])
    assert [it["value"] for it in found["measurements"]] == [8]
    assert ask(tracker, progress.done, "north", **last_year) == [
        {"month": date(2025, 12, 1), "kind": "other", "n": 1}
    ]
    assert [it["id"] for it in ask(tracker, progress.stories, "north", **last_year)] == ["a"]
    assert ask(tracker, progress.first_day) == date(2025, 12, 1)


def test_people_come_in_groups_of_at_least_five(tracker: Tracker, keep: Any) -> None:
    keep(done(date(2026, 1, 5), 3), done(date(2026, 2, 5), 4), done(date(2026, 11, 5), 30))
    found = ask(tracker, people.participants, TODAY)["north"]
    assert [(span.first, span.people) for span in found.spans] == [(date(2026, 1, 1), 5)]
    kinds = [StakeholderKind.RESIDENT] * 6 + [StakeholderKind.FUND] * 2
    keep(*(Stakeholder(pilot="north", name=f"N{n}", kind=it) for n, it in enumerate(kinds)))
    assert ask(tracker, people.involved, "north") == (Group(None, 10),)


def test_only_a_story_with_consent_is_told_and_nobody_who_told_it(
    tracker: Tracker, keep: Any
) -> None:
    keep(*(story(str(consent).replace("_", "-"), consent) for consent in Consent))
    (row,) = ask(tracker, progress.stories, "north")
    assert row["id"] == "given"
    assert not {"teller", "source", "substantiator"} & set(row)


def test_what_comes_next_is_counted(tracker: Tracker, keep: Any) -> None:
    week = timedelta(weeks=1)
    keep(
        Action(pilot="north", title="Een", kind=ActionKind.VISIT, due=TODAY - week),
        Action(pilot="north", title="Twee", kind=ActionKind.VISIT),
        done(TODAY),
        Decision(pilot="north", text="Door", decided_on=TODAY),
        Review(
            *(),
            pilot="north",
            held_on=TODAY,
            status=Standing.ON_TRACK,
            why="Het gaat.",
            upto=3,
            next_on=TODAY + week,
        ),
    )
    assert ask(tracker, progress.ahead, "north", TODAY) == {
        "kinds": [{"kind": "visit", "n": 2}],
        "overdue": 1,
        "next_on": TODAY + week,
        "open": 1,
    }


# --- what it means -----------------------------------------------------------------------


def row(*measurements: tuple[date, float | None], **fields: Any) -> dict[str, Any]:
    """An outcome as the question gives it; a value of None is fewer than five."""
    return {
        "id": "contact",
        "pilot": "north",
        "statement": "Buren",
        "unit": "buren",
        "better": "higher",
        "baseline": 6,
        "baseline_on": None,
        "few": False,
        "target": 20,
        "target_on": None,
        "frequency": "monthly",
        "counts_people": True,
        "only_grows": False,
        "target_of": None,
        "breaks": [],
        "measurements": [
            {
                "id": f"m{n}",
                "measured_on": on,
                "value": value,
                "of_how_many": None,
                "few": value is None,
            }
            for n, (on, value) in enumerate(measurements)
        ],
        **fields,
    }


MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (row(), "unknown"),
        (row((MARCH, 20)), "reached"),
        (row((MARCH, 13)), "nearer"),
        (row((MARCH, 6)), "same"),
        (row((MARCH, 5)), "further"),
        (row((MARCH, 13), target=None), "unknown"),
        (row((MARCH, 13), baseline=None), "unknown"),
        (row((MARCH, 13), better="neither"), "unknown"),
        (row((MARCH, 13), (JUNE, None)), "unknown"),
        # Fewer than five: 4 at most, so a target of 4 is reached whatever it was.
        (row((MARCH, 13), (JUNE, None), better="lower", target=4), "reached"),
        (row((MARCH, 13), (JUNE, None), better="lower", target=3), "unknown"),
    ],
)
def test_how_an_outcome_stands_to_what_was_promised(outcome: dict[str, Any], state: str) -> None:
    assert promise(outcome).state == state


def test_fewer_than_five_is_said_and_no_share_gives_it_away() -> None:
    with speaking("en"):
        found = promise(row((MARCH, 13), (JUNE, None)))
        assert found.sentence == "Last measured on 1 June 2026: fewer than 5 buren."
        assert found.suppressed_days == (JUNE,)
        (shown_row,) = overview([found], {"north": "Noord"}).rows
        assert (shown_row.now, shown_row.share, shown_row.low) == (
            "fewer than 5 buren",
            None,
            None,
        )
        assert shown_row.chance == ""
        began_few = promise(row((MARCH, 13), baseline=None, few=True))
        assert began_few.promised == "From fewer than 5 to 20 buren."
        assert began_few.progress.share is None


MONTHS = [date(2026, month, 1) for month in range(1, 11)]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (row(), "Nothing has been measured yet."),
        (row((MARCH, 8)), "It was measured 1 time."),
        (row((MARCH, None)), "too small to show"),
        (row((MARCH, 9), (JUNE, None)), "too small to show"),
        (row((MARCH, None), (JUNE, 9)), "too small to show"),
        (row((MARCH, 8), target_on=date(2026, 12, 1)), "Too early to say: 5 measurements more"),
        (
            row(*zip(MONTHS, (4, 6, 5, 7, 6, 8, 9, 8, 10, 9), strict=True))
            | {"target": 12, "target_on": date(2027, 4, 1)},
            "could go either way (about 49%). Half as if the line through 10 measurements goes on",
        ),
    ],
)
def test_how_sure_we_are_is_what_the_numbers_can_bear(outcome: dict[str, Any], words: str) -> None:
    with speaking("en"):
        assert words in certainty(promise(outcome))


def test_a_share_has_an_interval() -> None:
    twelve = row((MARCH, 12))
    twelve["measurements"][0]["of_how_many"] = 18
    with speaking("en"):
        assert "between 43% and 84%" in certainty(promise(twelve))


def test_all_promises_in_one_sentence() -> None:
    with speaking("en"):
        promises = [promise(row((MARCH, value))) for value in (20, 21, 13, 5)]
        assert overall(promises) == (
            "4 outcomes were promised: 2 reached their target, 1 is nearer to its target and 1 "
            "is further from its target."
        )
        assert overall([]) == "No outcome has been promised yet."


def test_actions_are_counted_by_month_and_where_there_is_no_room_by_quarter() -> None:
    rows = [
        {"month": date(2025, 12, 1), "kind": "visit", "n": 2},
        {"month": date(2026, 2, 1), "kind": "visit", "n": 1},
        {"month": date(2026, 2, 1), "kind": "event", "n": 4},
    ]
    words = {"visit": "Visit", "event": "Event"}
    by_month, by_quarter = (work_done(rows, words, columns) for columns in (3, 2))
    assert by_month.kinds == by_quarter.kinds == ("Event", "Visit")
    assert by_month.starts == (date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1))
    assert by_month.counts == ((0, 0, 4), (2, 0, 1))
    assert by_quarter.starts == (date(2025, 10, 1), date(2026, 1, 1))
    assert by_quarter.counts == ((0, 4), (2, 1))
    with speaking("en"):
        said = "7 actions were done. Most often: event (4) and visit (3)."
        assert by_month.sentence == said
        assert work_done([], words, 3).sentence == "Nothing was done in this period."


# --- the page ----------------------------------------------------------------------------


def fill_north(tracker: Tracker) -> None:
    """A pilot with something of everything, beside the seeded ones."""
    begin = date(today().year - 1, 2, 1)
    tracker.record(
        ANNA,
        Pilot(
            id="north",
            name="Noord",
            municipality="Meerstad",
            themes=("Ontmoeten",),
            lead="Otto Bos",
        ),
        Question(pilot="north", text="Hoe groet men?", since=begin),
        Question(pilot="north", text="Wie groet wie?", since=today(), reason="Men groet al."),
        outcome(counts_people=True, method="Geteld aan de deur", target_on=today()),
        measured(begin, 3, note="Geheim van het team", of_how_many=20),
        measured(begin + timedelta(days=40), 11, note="Geheim van het team"),
        done(begin, 2),
        done(begin + timedelta(days=40), 11),
        story("een", outcome="contact", happened_on=begin),
        story("los", happened_on=begin),
        story("nee", Consent.REFUSED, title="Nooit verteld"),
        Stakeholder(pilot="north", name="Sam de Wit", email="sam@voorbeeld.nl"),
        Review(
            *(),
            pilot="north",
            held_on=begin,
            status=Standing.OFF_TRACK,
            why="De deur bleef dicht.",
            notes="Geheim van het team",
            present=("Otto Bos",),
            upto=5,
        ),
        Decision(
            pilot="north",
            text="Wij stoppen met flyers",
            kind=DecisionKind.STOP,
            reason="Ze brachten niemand.",
            decider="Otto Bos",
            decided_on=begin,
            carried_why="De wervers waren weg",
        ),
    )


@pytest.fixture
def north(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_north)


def open_progress(language: str = "nl", **state: Any) -> AppTest:
    return open_page("progress/page.py", language, **state)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_tells_what_was_promised_and_what_came_of_it(
    north: Tracker, monkeypatch: pytest.MonkeyPatch, role: str, language: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_with_tables(language, about="north")
    assert not app.exception
    assert app.title[0].value == PAGES["progress/page.py"][language == "en"]
    seen = shown(app)
    for words in (
        *("Wie groet wie?", "Men groet al.", "Hoe groet men?", "Geteld aan de deur"),
        *("Het verhaal een", "Het verhaal los", "De deur bleef dicht."),
        *("Wij stoppen met flyers", "Ze brachten niemand."),
    ):
        assert words in seen, words
    assert seen.index("Het verhaal een") < seen.index("Het verhaal los")
    took_part = "Deelnemers" if language == "nl" else "Participants"
    numbers = next(it.value for it in app.table if took_part in it.value)
    about = "ongeveer" if language == "nl" else "about"
    assert numbers[took_part].tolist() == [f"{about} 15"]  # 2 and 11 people are one span


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("about", [None, "north"])
def test_nobody_meets_a_name_or_the_log_of_the_team(
    north: Tracker, monkeypatch: pytest.MonkeyPatch, role: str, about: str | None
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    monkeypatch.setenv("TRACKER_PERSON", "Chaima")
    seen = shown(open_with_tables(about=about))
    for secret in SECRETS:
        assert secret not in seen, secret


def open_with_tables(language: str = "nl", **state: Any) -> AppTest:
    app = open_progress(language, **{k: v for k, v in state.items() if v})
    for expander in app.expander:
        if expander.key:
            app.session_state[expander.key] = True
    return app.run()


def test_a_few_people_are_not_in_a_chart_and_a_table_says_only_that_they_are_few(
    north: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_with_tables(about="north")
    numbers = next(it.value for it in app.table if "Waarde" in it.value)
    assert numbers["Waarde"].tolist() == ["minder dan 5 buren", "11 buren"]
    assert "Van hoeveel" not in numbers  # of 20 would tell of the other 17
    chart = str(app.get("plotly_chart")[0].proto)
    assert "11 buren" in chart
    assert "3 buren" not in chart


@pytest.mark.parametrize(("role", "links"), [("lead", 4), ("team", 4), ("funder", 0)])
def test_numbers_lead_to_their_records_for_who_may_see_those(
    north: Tracker, monkeypatch: pytest.MonkeyPatch, role: str, links: int
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_progress(about="north")
    assert len(app.get("page_link")) == links
    assert "Zo wordt gemeten" in shown(app)


def test_a_point_opens_its_measurement_for_the_lead(north: Tracker, anna: Viewer) -> None:
    app = open_progress(about="north")
    (point,) = [
        it["id"]
        for it in north.ask(progress.outcomes, anna.scope, pilot_id="north")[0]["measurements"]
        if not it["few"]
    ]
    app.session_state[drawing.CLICKED] = f"measurement:{point}"
    assert "Geheim van het team" in shown(app.run())


def test_all_pilots_stand_beside_each_other_and_one_tap_reads_on(north: Tracker) -> None:
    app = open_progress()
    seen = shown(app)
    for name in ("Noord", "Parelketting Zuidwijk", "Hagendoornschool"):
        assert name in seen
    button = next(b for b in app.button if (b.key or "").endswith(".north"))
    button.click().run()
    assert not app.exception
    assert app.session_state[choices.PILOT] == "north"
    assert "Wij stoppen met flyers" in shown(app)


def test_pilots_are_narrowed_by_place_and_theme_and_grouped(north: Tracker) -> None:
    app = open_progress()
    app.selectbox(key=choices.PLACE).set_value("Meerstad").run()
    assert "Hagendoornschool" not in " ".join(it.value for it in app.markdown)
    app.selectbox(key=choices.PLACE).set_value(None).run()
    for by in ("theme", "place"):
        app.segmented_control(key=choices.GROUP).set_value(by).run()
        assert not app.exception
    headings = [it.value for it in app.markdown if it.value.startswith("### ")]
    assert [it for it in headings if "Almelo" in it or "Meerstad" in it] == [
        "### Almelo",
        "### Meerstad",
    ]


def test_a_pilot_with_two_themes_is_a_line_under_both_and_a_card_under_none(
    north: Tracker, anna: Viewer
) -> None:
    north.record(anna, Pilot(id="south", name="Zuid", themes=("Ontmoeten", "Wonen")))
    app = open_progress(by="theme")
    assert not app.exception
    assert sum("**Zuid**" in it.value for it in app.markdown) == 2
    assert not any(it.value.startswith("####") and "Zuid" in it.value for it in app.markdown)
    lines = [it.value for it in app.markdown if "**Noord**" in it.value]
    assert len(lines) == 1
    assert "11 van 20 buren" in lines[0]


def test_what_went_wrong_stands_on_the_first_page_and_leads_to_its_pilot(
    north: Tracker, anna: Viewer
) -> None:
    asked = "Wat ging mis, en wat deden we eraan?"
    assert asked not in shown(open_progress())
    north.record(
        anna,
        Decision(pilot="north", text="Een feest", decided_on=today(), carried="not_done"),
        story("slecht", direction="negative"),
    )
    app = open_progress()
    for words in (asked, "Een feest", "Het verhaal slecht", "Wij stoppen met flyers (nog open)"):
        assert words in shown(app).replace("\\", ""), words
    app.button(key="wrong.read.north").click().run()
    assert app.session_state[choices.PILOT] == "north"


def test_the_time_is_a_year_or_a_quarter_and_never_days_of_ones_own(north: Tracker) -> None:
    app = open_progress(about="north")
    assert not app.date_input
    begun = today().year - 1
    app.selectbox(key=f"choose.{period.PERIOD}").set_value(str(begun)).run()
    assert "Wij stoppen met flyers" in shown(app)
    assert "Wie groet wie?" not in shown(app)
    app.selectbox(key=f"choose.{period.PERIOD}").set_value(str(today().year)).run()
    assert "Wij stoppen met flyers" not in shown(app)
    assert "In deze tijd is niets besloten." in shown(app)
    options = app.selectbox(key=f"choose.{period.PERIOD}").options
    assert f"{begun}, kwartaal 1" in options
    assert all(re.fullmatch(r"\d{4}(, kwartaal [1-4])?", it) for it in options)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_seeded_pilot_says_what_is_not_there_yet(app_tracker: Tracker, language: str) -> None:
    for about in ("hagendoornschool", "parelketting-zuidwijk", None):
        app = open_progress(language, **({"about": about} if about else {}))
        assert not app.exception
        nothing = {
            "nl": "Er is nog geen uitkomst beloofd.",
            "en": "No outcome has been promised yet.",
        }
        assert nothing[language] in shown(app)


def test_a_single_pilot_needs_no_choosing(north: Tracker, anna: Viewer) -> None:
    scope = Grant(Role.FUNDER, frozenset({"north"}))
    assert list(north.ask(people.participants, Viewer("C", (scope,)).scope, today())) == ["north"]
    for pilot in north.ask(progress.pilots, anna.scope):
        if pilot["id"] != "north":
            line = next(it for it in north.logbook.lines() if it.subject == pilot["id"])
            north.withdraw(anna, line.seq)
    app = open_progress()
    assert "Wij stoppen met flyers" in shown(app)


def test_without_pilots_it_says_what_will_stand_here(
    app_tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pilot in app_tracker.ask(progress.pilots, anna.scope):
        line = next(it for it in app_tracker.logbook.lines() if it.subject == pilot["id"])
        app_tracker.withdraw(anna, line.seq)
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_app()
    assert not app.exception
    assert len(app.info) == 1


def test_every_tag_that_a_section_gives_has_a_badge() -> None:
    choices = (Standing, EvidenceRung, DecisionKind)
    kinds = {f"{choice.__name__}.{member}" for choice in choices for member in choice}
    assert screen.BADGES.keys() == kinds | {"Direction.negative", "unintended", "StoryChoice"}


# --- who sees which page -----------------------------------------------------------------


def test_it_is_the_first_page_of_a_funder(north: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    assert open_app().title[0].value == PAGES["progress/page.py"][0]


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"progress/page.py", "report/page.py"}))
def test_no_other_page_exists_for_a_funder(
    north: Tracker, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    with pytest.raises(ValueError, match=re.escape(page)):
        open_app().switch_page(page)


def test_what_the_lead_sees_here_is_what_the_funder_sees(
    north: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = []
    for role in ("lead", "funder"):
        monkeypatch.setenv("TRACKER_ROLE", role)
        answers.forget()
        app = open_progress(about="north")
        texts.append([it.value for it in (*app.markdown, *app.caption, *app.table)][-40:])
    lead, funder = ([str(it) for it in text] for text in texts)
    assert lead == funder


def test_side_by_side_asks_no_more_measurements_than_a_card_shows(
    tracker: Tracker, anna: Viewer
) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(40)]
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        Outcome(id="o", pilot="north", statement="Buren kennen elkaar"),
        *(
            Measurement(pilot="north", outcome="o", measured_on=day, value=n)
            for n, day in enumerate(days)
        ),
    )
    (row,) = tracker.ask(progress.outcomes, anna.funder_scope, limit=3)
    assert [it["measured_on"] for it in row["measurements"]] == days[-3:]
    (row,) = tracker.ask(progress.outcomes, anna.funder_scope, until=days[9], limit=3)
    assert [it["measured_on"] for it in row["measurements"]] == days[7:10]
    (row,) = tracker.ask(progress.outcomes, anna.funder_scope)
    assert len(row["measurements"]) == 40


@pytest.mark.parametrize(
    ("language", "asked"), [("nl", "Wat vragen wij van u?"), ("en", "What do we ask of you?")]
)
@pytest.mark.parametrize("role", ["lead", "funder"])
def test_the_a4_for_the_board_is_one_choice_away_and_in_the_address(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, language: str, asked: str, role: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_progress(language, about="hagendoornschool")
    assert asked not in shown(app)
    app = open_progress(language, about="hagendoornschool", **{"as": "board"})
    assert not app.exception
    assert asked in shown(app)


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "is niets vastgelegd: 1999-3"), ("en", "asks for: 1999-3")]
)
def test_a_link_to_a_period_that_is_not_known_says_so(
    app_tracker: Tracker, anna: Viewer, language: str, words: str
) -> None:
    app_tracker.record(anna, Action(pilot="hagendoornschool", title="Koffie", done_on=today()))
    assert words in shown(open_progress(language, period="1999-3"))
    code = f"{today().year}-{(today().month + 2) // 3}"
    assert words not in shown(open_progress(language, period=code))


def test_a_difference_of_fewer_than_five_people_is_not_said_to_funders() -> None:
    with speaking("en"):
        found = promise(row((MARCH, 13), (JUNE, 15), better="neither", target=None, baseline=13))
        assert found.sentence.endswith("That is fewer than 5 buren more than at the start.")
        found = promise(row((MARCH, 13), (JUNE, 18), better="neither", target=None, baseline=13))
        assert found.sentence.endswith("That is 5 buren more than at the start.")


@pytest.mark.parametrize(
    ("next_on", "words"),
    [
        (None, "Next review: not set yet"),
        (TODAY, "Next review: "),
        (TODAY - timedelta(days=11), "and was not held yet"),
    ],
)
def test_a_review_whose_day_has_passed_is_not_announced_as_the_next(
    next_on: date | None, words: str
) -> None:
    ahead = {"kinds": [], "overdue": 0, "next_on": next_on, "open": 0}
    with speaking("en"):
        said = plans.in_short(ahead, TODAY)  # type: ignore[arg-type]
    assert words in said
    assert said.endswith("0 actions are planned")


def test_what_comes_next_stands_in_the_head_of_the_page(north: Tracker) -> None:
    captions = [it.value for it in open_progress("en", about="north").caption]
    assert any("Next review" in it or "next review" in it for it in captions)
