"""The example year: believable, the same for the same day, and never among real data."""

import json
import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from pilots import example
from pilots.access import EVERYTHING, Viewer
from pilots.assessments.outcomes import assess
from pilots.errors import InUse
from pilots.evidence import decision_card, progress
from pilots.example import story
from pilots.example.days import day
from pilots.exchange import export_file, restore
from pilots.language import speaking, today
from pilots.queries import expectations, portfolio, records, review
from pilots.queries import pilot as asked
from pilots.queries import report as report_queries
from pilots.reports import period
from pilots.reports.board import board
from pilots.reports.funder_sections import for_funders
from pilots.reports.funder_sections import progress as account
from pilots.reports.sections.context import ReportContext
from pilots.seed import SEED_AUTHOR, open_tracker
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import (
    KINDS,
    Action,
    ActionKind,
    ActionStatus,
    Member,
    Organisation,
    Persona,
    Phase,
    Pilot,
    Ref,
    Stakeholder,
    base_type,
    holds_several,
    marker,
)

pytestmark = pytest.mark.slow

PEARLS, DATABANK, SCHOOL = "parelketting-zuidwijk", "wijk-databank-zuidwijk", "hagendoornschool"
PILOTS = (PEARLS, DATABANK, SCHOOL)
UNTIL = date(2026, 11, 23)
A_WEEK = [UNTIL + timedelta(days=n) for n in range(7)]
"""The year must be right whatever day of the week it ends on."""

PAST = {"done_on", "measured_on", "since", "baseline_on"}
"""Days that cannot lie ahead."""


@pytest.fixture
def place(path: Path) -> Path:
    """Where the example lives; nothing is there yet."""
    return example.path(path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory):
    """The example, open, of the year that ends on UNTIL, for tests that only read."""
    place = example.path(tmp_path_factory.mktemp("shown") / "tracker.duckdb")
    tracker = example.open_example(place, UNTIL)
    yield tracker
    tracker.close()


@cache
def lines(until: date = UNTIL) -> list[Line]:
    """The lines of the year that ends on a day, made once."""
    return example.lines(until)


def versions(kind: str, until: date = UNTIL) -> dict[str, list[dict[str, object]]]:
    """Every version of each record of a kind, by id, as lines have them: fields and moment."""
    found = defaultdict(list)
    for line in lines(until):
        if line.kind == kind:
            body = json.loads(line.body) if line.body else {}
            found[line.subject].append({**body, "pilot": line.pilot, "_line": line})
    return found


def newest(schema: type, until: date = UNTIL) -> list:
    """The records of a kind as they are at the end of the year."""
    last = {line.subject: line for line in lines(until) if line.kind == schema.table}
    return [
        schema.read(line.subject, line.pilot, json.loads(line.body))
        for line in last.values()
        if line.body
    ]


PERSONS = {"resident"}
"""Kinds of stakeholders that are one person; of others the name is that of an organisation."""


def names_in_the_example() -> set[str]:
    """Each first and last name of everybody in the example."""
    people = [it.name for it in newest(Stakeholder) if it.kind in PERSONS]
    team = [it.name for it in newest(Member)] + [it.lead for it in newest(Pilot) if it.lead]
    actors = {line.actor for line in lines(UNTIL)} - {SEED_AUTHOR.name, "Tracker"}
    words = {word for name in [*people, *team, *actors] for word in re.findall(r"\w+", name)}
    return {word for word in words if word[0].isupper() and len(word) > 2}


def what_funders_get(tracker: Tracker) -> dict[str, str]:
    """Every account that leaves the team, as text."""
    found = {}
    for pilot in PILOTS:
        context = ReportContext(pilot, UNTIL)
        found[f"{pilot}: the page"] = repr(tracker.ask(account, for_funders(pilot), context))
        a4 = tracker.ask(board, for_funders(pilot), context, tracker.head)
        found[f"{pilot}: the A4"] = repr(a4)
    for row in tracker.ask(report_queries.published, EVERYTHING):
        report = tracker.ask(period.published, for_funders(row["pilot"]), row["id"])
        found[row["title"]] = repr(report)
    return found


def days_in(record) -> list[tuple[str, date]]:
    names = [name for name, field in record.fields().items() if base_type(field) is date]
    return [(name, value) for name in names if (value := getattr(record, name))]


# --- lines -------------------------------------------------------------------------------


def test_the_same_day_gives_the_same_lines() -> None:
    assert lines(UNTIL) == example.lines(UNTIL)


def test_another_day_gives_the_same_story_at_other_moments() -> None:
    one, other = lines(UNTIL), lines(UNTIL + timedelta(weeks=5))
    assert {(line.kind, line.subject) for line in one} == {
        (line.kind, line.subject) for line in other
    }
    assert one[0].recorded_at != other[0].recorded_at


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_lines_are_numbered_in_the_order_in_which_they_were_written_down(until: date) -> None:
    written = lines(until)
    assert [line.seq for line in written] == list(range(1, len(written) + 1))
    moments = [line.recorded_at for line in written]
    assert moments == sorted(moments)
    assert len({line.idempotency_key for line in written}) == len(written)


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_the_versions_of_a_record_follow_each_other_in_time(until: date) -> None:
    said: dict[tuple[str, str], date] = {}
    for version in story.versions(until):
        assert version.on >= said.get((version.kind, version.subject), version.on), version
        said[version.kind, version.subject] = version.on


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_nothing_was_written_down_or_done_on_the_last_day_or_after_it(until: date) -> None:
    for line in lines(until):
        assert until - timedelta(days=380) < line.recorded_at.date() < until
        if line.body:
            record = KINDS[line.kind].read(line.subject, line.pilot, json.loads(line.body))
            for name, value in days_in(record):
                if name in PAST:
                    assert value <= line.recorded_at.date(), f"{line.subject} {name}"


def test_everything_referred_to_is_there_and_of_the_same_pilot_or_of_all() -> None:
    there: dict[tuple[str, str], str | None] = {}
    later = []
    for line in lines(UNTIL):
        there[line.kind, line.subject] = line.pilot
        schema = KINDS[line.kind]
        body = json.loads(line.body or "{}")
        for name, field in schema.fields().items():
            if (reference := marker(field, Ref)) and name in body:
                ids = body[name] if holds_several(field) else [body[name]]
                later += [(line, reference.table, id) for id in ids]
    for line, table, id in later:
        assert there.get((table, id), "") in {line.pilot, None}, f"{line.subject} refers to {id}"


def test_each_review_looks_back_from_where_the_one_before_it_ended() -> None:
    looked: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for line in lines(UNTIL):
        body = json.loads(line.body or "{}")
        if line.kind == "review" and "upto" in body:
            looked[line.pilot].append((body["since"], body["upto"]))
            assert body["upto"] == line.seq - 1, "what was said in the meeting is in it"
    assert len(looked) == 3
    for spans in looked.values():
        assert len(spans) == 4
        assert [since for since, _upto in spans] == [0, *(upto for _since, upto in spans[:-1])]


def test_no_review_is_left_open_and_each_was_about_something(shown: Tracker, anna: Viewer) -> None:
    for pilot in PILOTS:
        assert shown.ask(review.under_way, anna.scope, pilot) is None
        held = shown.ask(review.closed_reviews, anna.scope, pilot)
        assert held
        for row in held:
            assert shown.ask(review.decisions, anna.scope, row["id"])
            assert shown.ask(review.principle_checks, anna.scope, row["id"])


def test_an_id_belongs_to_one_pilot() -> None:
    pilots = defaultdict(set)
    for line in lines(UNTIL):
        pilots[line.kind, line.subject].add(line.pilot)
    assert {key for key, of in pilots.items() if len(of) > 1} == set()


def test_the_year_begins_with_the_report_and_goes_on_with_several_people() -> None:
    written = lines(UNTIL)
    sown = [line for line in written if line.actor == SEED_AUTHOR.name]
    assert written[: len(sown)] == sown
    assert {"Anna", "Bram", "Noor", "Joris", "Samira"} <= {line.actor for line in written}


# --- what there is to see ----------------------------------------------------------------


def test_every_kind_of_record_is_in_it() -> None:
    """Who adds a kind of record adds to the example too."""
    made_by_the_tracker = {"seal", "archived_report", "clearance"}
    assert {line.kind for line in lines(UNTIL)} == set(KINDS) - made_by_the_tracker


def test_the_pilots_are_those_of_the_seed_and_differ_in_phase_and_colour() -> None:
    pilots = newest(Pilot)
    assert {it.id for it in pilots} == set(PILOTS)
    assert {it.phase for it in pilots} >= {Phase.EXPERIMENT, Phase.SCALING}
    assert len({it.colour for it in pilots}) == 3
    assert sum(it.latitude is not None for it in pilots) == 2
    for it in pilots:
        assert it.lead
        assert it.believe
        assert it.so_that
        assert it.start
        assert it.end
        # At most two decimals: a neighbourhood, and nobody's house.
        for degrees in (it.latitude, it.longitude):
            assert degrees is None or round(degrees, 2) == degrees
    (organisation,) = newest(Organisation)
    assert organisation.id == Organisation.ID
    assert set().union(*(it.themes for it in pilots)) <= set(organisation.themes)


def test_every_pilot_changed_phase_and_sharpened_its_question_twice() -> None:
    phases = {id: [v["phase"] for v in all] for id, all in versions("pilot").items()}
    assert all(len(set(phases[id])) >= 3 for id in PILOTS)
    questions = versions("question").values()
    for id in PILOTS:
        of = [all[-1] for all in questions if all[-1]["pilot"] == id]
        assert len(of) == 3
        assert all(question["reason"] for question in of)


@pytest.mark.parametrize("of", PILOTS)
def test_a_pilot_has_enough_actions_of_every_kind_and_status(of: str) -> None:
    actions = [action for action in newest(Action) if action.pilot == of]
    assert 25 <= len(actions) <= 60
    assert {action.kind for action in actions} == set(ActionKind)
    assert {action.status for action in actions} == set(ActionStatus)
    for name in ("owner", "with_whom", "participants", "happened"):
        assert 0.4 < sum(bool(getattr(action, name)) for action in actions) / len(actions) < 1
    for name in ("expected", "struck"):
        assert sum(bool(getattr(action, name)) for action in actions) >= 8


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_there_is_something_overdue_due_this_week_and_due_later(until: date) -> None:
    open_ = {ActionStatus.PLANNED, ActionStatus.DOING}
    dues = [a.due for a in newest(Action, until) if a.status in open_ and a.due]
    sunday = until + timedelta(days=6 - until.weekday())
    assert sum(due < until for due in dues) >= 3
    assert sum(until <= due <= sunday for due in dues) >= 1
    assert sum(until < due <= until + timedelta(days=7) for due in dues) >= 2
    assert sum(sunday < due <= sunday + timedelta(weeks=9) for due in dues) >= 5


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_one_pilot_is_silent_and_the_other_two_are_not(until: date) -> None:
    last = {line.pilot: line.recorded_at.date() for line in lines(until)}
    assert until - last[DATABANK] >= timedelta(days=40)
    assert until - last[PEARLS] <= timedelta(days=7)
    assert until - last[SCHOOL] <= timedelta(days=7)


@pytest.mark.parametrize("until", A_WEEK, ids=lambda until: f"{until:%a}")
def test_one_pilot_waits_for_a_decision_because_its_end_has_passed(until: date) -> None:
    ended = [it for it in newest(Pilot, until) if it.end < until]
    assert [(it.id, it.phase) for it in ended] == [(SCHOOL, Phase.EXPERIMENT)]


def test_outcomes_tell_good_news_and_bad(shown: Tracker, anna: Viewer) -> None:
    outcomes = {
        row["id"]: (
            row,
            progress(row, shown.ask(asked.measurements, anna.scope, row["id"])),
        )
        for of in PILOTS
        for row in shown.ask(asked.outcomes, anna.scope, of)
    }
    reached = outcomes["pz-schakels"][1]
    first = next(point.on for point in reached.points if point.value >= reached.target)
    assert reached.is_reached
    assert first < reached.target_on
    assert 0.7 < outcomes["pz-koffie"][1].share < 1
    assert outcomes["db-wachten"][1].share < 0
    assert outcomes["db-durven"][1].newest is None
    assert outcomes["hs-regie"][0]["target"] is None
    assert outcomes["hs-mijden"][0]["better"] == "lower"
    assert outcomes["hs-mijden"][1].is_reached
    assert {row["frequency"] for row, _ in outcomes.values()} >= {"weekly", "monthly", "quarterly"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_pilot_works_one_does_not_and_of_one_it_is_too_early_to_say(
    shown: Tracker, anna: Viewer, language: str
) -> None:
    def said(outcome: str) -> str:
        found = shown.ask(assess, anna.scope, outcome, UNTIL)
        assert found
        (row,) = (
            row
            for row in shown.ask(expectations.decision_cards, anna.scope, found_in[outcome])
            if row["outcome"] == outcome
        )
        card = decision_card(row, UNTIL)
        assert card
        return f"{found.change} {card.sentence}"

    found_in = {"pz-koffie": PEARLS, "db-wachten": DATABANK, "hs-mijden": SCHOOL}
    words = {
        "nl": (
            ("hoger dan toeval meestal geeft", "Dat is de goede kant op.", "doorgaan"),
            ("hoger dan toeval meestal geeft", "Dat is de verkeerde kant op.", "stoppen"),
            ("Nog te vroeg om iets te zeggen.", "Nog nodig: 3 kwartalen", "We zeiden vooraf"),
        ),
        "en": (
            ("higher than chance usually gives", "the right direction", "continue."),
            ("higher than chance usually gives", "the wrong direction", "stop."),
            ("Too early to say:", "3 quarters more needed", "We said in advance"),
        ),
    }
    with speaking(language):
        for outcome, parts in zip(found_in, words[language], strict=True):
            told = said(outcome)
            assert [part for part in parts if part not in told] == []


def test_a_target_was_adjusted_a_measurement_corrected_and_a_name_taken_out() -> None:
    targets = [[v.get("target") for v in all] for all in versions("outcome").values()]
    assert any(len(set(of)) > 1 for of in targets)
    values = [[v["value"] for v in all] for all in versions("measurement").values()]
    assert any(len(set(of)) > 1 for of in values)
    assert any(line.body is None for line in lines(UNTIL))


def test_actions_were_planned_before_they_were_done_or_dropped() -> None:
    statuses = [[v["status"] for v in all] for all in versions("action").values()]
    assert sum(of[-1] == "done" and len(of) > 1 for of in statuses) >= 20
    assert sum(of[-1] == "dropped" and len(of) > 1 for of in statuses) >= 4


def test_people_are_invented_and_can_only_be_mailed_at_an_example_address() -> None:
    mails = [person.email for person in newest(Stakeholder) if person.email]
    assert len(mails) >= 5
    assert all(re.fullmatch(r"[a-z]+@voorbeeld\.nl", mail) for mail in mails)
    assert not any(person.phone for person in newest(Stakeholder))
    for of in PILOTS:
        assert 4 <= sum(person.pilot == of for person in newest(Stakeholder)) <= 30
        assert sum(persona.pilot == of for persona in newest(Persona)) == 2


def test_photos_are_kept_under_the_name_that_the_lines_hold(shown: Tracker) -> None:
    photos = {action.photo for action in newest(Action)} - {None}
    assert len(photos) >= 3
    for name in photos:
        with Image.open(BytesIO(shown.attachments.read(name) or b"")) as image:
            assert image.format == "JPEG"
            assert not image.getexif()


# --- opening, resetting ------------------------------------------------------------------


def as_made(tracker: Tracker) -> list[Line]:
    """The lines of a tracker without their digests, which have chance in them."""
    return [replace(line, salt=None, digest=None, chain=None) for line in tracker.logbook.lines()]


def test_a_new_example_is_the_year_and_it_is_whole(shown: Tracker, anna: Viewer) -> None:
    assert as_made(shown) == lines(UNTIL)
    assert list(problems(shown)) == []
    assert example.is_example(shown.path)
    board = shown.ask(portfolio.pilots_at_a_glance, anna.scope, UNTIL)
    assert {row["id"] for row in board} == set(PILOTS)
    assert all(row["done"] > 20 and row["overdue"] for row in board)


def test_without_a_day_the_year_ends_today(place: Path) -> None:
    before = today()
    tracker = example.open_example(place)
    assert as_made(tracker) in (lines(before), lines(today()))
    tracker.close()


def test_opening_again_leaves_it_as_people_left_it(place: Path, anna: Viewer) -> None:
    tracker = example.open_example(place, UNTIL)
    tracker.record(anna, Persona(pilot=PEARLS, name="Nieuw"))
    head = tracker.head
    tracker.close()
    tracker = example.open_example(place, UNTIL + timedelta(days=9))
    assert tracker.head == head
    assert "Nieuw" in tracker.ask(records.names, anna.scope, "persona", PEARLS).values()
    tracker.close()


def test_it_lives_beside_the_real_tracker_which_never_notices(
    path: Path, place: Path, anna: Viewer
) -> None:
    real = open_tracker(path)
    real.record(anna, Persona(pilot=PEARLS, name="Echt"))
    before = list(real.logbook.lines())
    tracker = example.open_example(place, UNTIL)
    tracker.record(anna, Persona(pilot=PEARLS, name="Verzonnen"))
    tracker.close()
    example.reset(place)
    assert list(real.logbook.lines()) == before
    assert list(problems(real)) == []
    assert not example.is_example(path)
    real.close()


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("folder", ["example", "real"])
def test_a_real_tracker_is_refused_wherever_it_is(tmp_path: Path, folder: str) -> None:
    place = tmp_path / folder / "tracker.duckdb"
    open_tracker(place).close()
    before = files(tmp_path)
    assert not example.is_example(place)
    with pytest.raises(example.NotTheExample, match="niet de plek van een voorbeeld"):
        example.open_example(place)
    with pytest.raises(example.NotTheExample):
        example.reset(place)
    assert files(tmp_path) == before


def test_a_real_tracker_without_its_journal_is_refused_too(place: Path) -> None:
    open_tracker(place).close()
    for journal in (place.parent / "journal").iterdir():
        journal.unlink()
    with pytest.raises(example.NotTheExample):
        example.open_example(place)
    with pytest.raises(example.NotTheExample):
        example.reset(place)
    open_tracker(place).close()


def test_an_empty_place_that_is_not_the_examples_is_not_filled(path: Path) -> None:
    with pytest.raises(example.NotTheExample):
        example.open_example(path)
    assert not path.exists()
    assert not (path.parent / "journal").exists()


def test_an_example_restored_as_a_real_tracker_is_no_example(
    shown: Tracker, tmp_path: Path
) -> None:
    export_file(shown, tmp_path / "all.jsonl")
    real = Tracker(tmp_path / "real" / "tracker.duckdb")
    restore(real, tmp_path / "all.jsonl")
    assert real.head == shown.head
    assert not example.is_example(real.path)
    real.close()
    with pytest.raises(example.NotTheExample):
        example.reset(real.path)


def test_where_nothing_is_there_is_no_example_and_nothing_to_reset(place: Path) -> None:
    assert not example.is_example(place)
    example.reset(place)
    assert not place.parent.exists()


def test_a_reset_makes_the_next_opening_begin_anew(place: Path, anna: Viewer) -> None:
    tracker = example.open_example(place, UNTIL)
    tracker.record(anna, Persona(pilot=PEARLS, name="Geprobeerd"))
    tracker.close()
    example.reset(place)
    assert files(place.parent) == {}
    assert not example.is_example(place)
    later = UNTIL + timedelta(days=30)
    tracker = example.open_example(place, later)
    assert as_made(tracker) == lines(later)
    tracker.close()


def test_a_reset_leaves_what_is_not_the_trackers(place: Path) -> None:
    example.open_example(place, UNTIL).close()
    note = place.parent / "1-organisatie.yaml"
    note.write_text("van iemand", encoding="utf-8")
    example.reset(place)
    assert files(place.parent) == {note: b"van iemand"}


def test_an_example_that_is_open_is_not_reset(shown: Tracker) -> None:
    folder = shown.path.parent
    before = files(folder)
    with pytest.raises(InUse):
        example.reset(shown.path)
    assert set(files(folder)) == set(before)
    assert list(problems(shown)) == []


def test_an_example_that_is_damaged_can_be_reset(place: Path) -> None:
    example.open_example(place, UNTIL).close()
    place.write_bytes(b"no database")
    example.reset(place)
    tracker = example.open_example(place, UNTIL)
    assert as_made(tracker) == lines(UNTIL)
    assert not tracker.recovery_notice
    tracker.close()


# --- days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0d", date(2026, 11, 19)),
        ("-3d", date(2026, 11, 16)),
        ("+2d", date(2026, 11, 21)),
        ("0w zo", date(2026, 11, 22)),
        ("0w ma", date(2026, 11, 16)),
        ("-1w vr", date(2026, 11, 13)),
        ("+7w wo", date(2027, 1, 6)),
    ],
)
def test_a_day_is_counted_from_the_last_one(text: str, said: date) -> None:
    assert day(text, date(2026, 11, 19)) == said


@pytest.mark.parametrize("text", ["", "3", "-3", "-3w", "-3w xx", "2026-11-20", "-3d ma"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no day"):
        day(text, UNTIL)


def test_what_is_written_on_a_day_is_written_between_morning_and_evening() -> None:
    for line in lines(UNTIL):
        assert isinstance(line, Line)
        assert time(7, 30) <= line.recorded_at.time() <= time(19, 30)
    assert max(line.recorded_at for line in lines(UNTIL)) < datetime.combine(UNTIL, time())


def test_nothing_that_a_funder_gets_names_anybody(place: Path) -> None:
    names = names_in_the_example()
    assert {"Truus", "Riet", "Noor", "Bram"} <= names
    tracker = example.open_example(example.path(place), UNTIL)
    try:
        with speaking("nl"):
            got = what_funders_get(tracker)
    finally:
        tracker.close()
    assert len(got) > 2 * len(PILOTS)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
    assert pattern.search("Truus zet een streepje.")  # so that nothing passes by looking away
    named = {what: found for what, text in got.items() if (found := pattern.findall(text))}
    assert named == {}
