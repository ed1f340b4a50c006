"""Everything about one person: found, given to them, erased everywhere."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots import exchange
from pilots.access import Grant, Role, Viewer
from pilots.erasing import NOWHERE, Person, erased, found_in, lines, without_contact
from pilots.errors import NotAllowed
from pilots.language import day, today
from pilots.logbook import Line
from pilots.queries import people, records
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import (
    KINDS,
    Action,
    Member,
    MemberRole,
    Pilot,
    Principle,
    Record,
    Review,
    Stakeholder,
)
from tests import planted
from tests.test_attachments import taken

FATIMA = ["Fatima Zahraoui", "fatima@zahraoui.example", "06-12345678"]
TRACES = [b"zahraoui", b"12345678", b"1234 5678"]
"""Bytes by which she would be found in a file, in whatever capitals."""

ABOUT: list[Record] = [
    Pilot(id="north", name="Noord"),
    Stakeholder(
        id="fatima",
        pilot="north",
        name="Fatima Zahraoui",
        email="Fatima@Zahraoui.example",
        phone="+31 6 1234 5678",
        brings="Kan koken.",
    ),
    Action(id="coffee", pilot="north", title="Koffie bij fatima  zahraoui thuis", owner="Bram"),
    Action(id="call", pilot="north", title="Bellen", happened="Nummer: 0612345678, na vijven."),
    Review(
        id="met",
        pilot="north",
        held_on=date(2026, 11, 1),
        present=("Anna", "Fatima Zahraoui"),
        notes="Fatima Zahraoui wil stoppen. Zahraouistraat 5 is een andere straat.",
    ),
    Member(id="signs-in", name="Fatima", email="fatima@zahraoui.example", role=MemberRole.TEAM),
    Action(id="other", pilot="north", title="Koffie bij Fatima Zahra", owner="Fatima"),
]
HERSELF = Viewer("Fatima Zahraoui", (Grant(Role.TEAM),))


@pytest.fixture
def about(tracker: Tracker, anna: Viewer) -> Person:
    administrator = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))
    tracker.record(administrator, *ABOUT)
    tracker.record(HERSELF, Principle(id="small", text="Begin klein."))
    (line,) = tracker.record(anna, Action(id="gone", pilot="north", title="Fatima Zahraoui mailt"))
    tracker.withdraw(anna, line.seq)
    return Person(FATIMA)


def erase(tracker: Tracker, viewer: Viewer, person: Person) -> list[Line]:
    there = lines(tracker.ask(people.lines_with, viewer.scope, person.terms))
    mine = [line for line in there if any(found_in(line, person))]
    tracker.erase(viewer, [erased(line, person, today()) for line in mine], "Op verzoek")
    return mine


def administrator() -> Viewer:
    return Viewer("Anna", (Grant(Role.ADMINISTRATOR),))


def traces(folder: Path) -> dict[str, list[bytes]]:
    """The files in which something of her is left."""
    left = {}
    for path in folder.rglob("*"):
        content = path.read_bytes().lower() if path.is_file() else b""
        # Part of DuckDB's own table of hexadecimal digits.
        content = content.replace(b"0123456789abcdef", b"").replace(b"zahraouistraat", b"")
        if there := [trace for trace in TRACES if trace in content]:
            left[path.name] = there
    return left


# --- finding -----------------------------------------------------------------------------


def test_a_person_is_found_in_every_version_field_and_line_they_wrote(
    tracker: Tracker, anna: Viewer, about: Person
) -> None:
    there = lines(tracker.ask(people.lines_with, anna.scope, about.terms))
    found = {(it.line.subject, it.field) for line in there for it in found_in(line, about)}
    assert found == {
        ("fatima", "name"),
        ("fatima", "email"),
        ("fatima", "phone"),
        ("coffee", "title"),
        ("call", "happened"),
        ("met", "present"),
        ("met", "notes"),
        ("signs-in", "email"),
        ("small", "actor"),
        ("gone", "title"),
    }


@pytest.mark.parametrize(
    "written",
    ["0612345678", "06-12345678", "06 1234 5678", "+31612345678", "+31 (0)6 12 34 56 78"],
)
def test_a_phone_number_is_found_however_it_is_written(written: str) -> None:
    for asked in ("06-12345678", "+31 6 12345678", "0031612345678"):
        assert Person([asked]).is_in(f"Bel {written} na vijven")
    assert not Person([written]).is_in("Bel 06-12345679")


def test_a_name_is_found_as_a_whole_and_whatever_its_capitals() -> None:
    person = Person(["Jan de Boer"])
    assert person.is_in("Gesproken met JAN  DE BOER.")
    assert not person.is_in("Jan de Boerderij")
    assert not Person([]).is_in("iets")
    assert not Person(["", "  "]).is_in("")


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_whatever_is_asked_for_is_gone_afterwards(term: str, text: str) -> None:
    person = Person([term])
    assert not person.is_in(person.taken_out(text, "*")) or person.is_in("*")


def test_nothing_is_found_in_pilots_one_may_not_read(tracker: Tracker, about: Person) -> None:
    south = Viewer("Noor", (Grant(Role.LEAD, frozenset({"south"})),))
    assert tracker.ask(people.lines_with, south.scope, about.terms) == []


# --- erasing -----------------------------------------------------------------------------


def test_what_is_erased_is_nowhere_any_more_and_the_lines_stay(
    tracker: Tracker, path: Path, about: Person
) -> None:
    before = list(tracker.logbook.lines())
    gone = {line.seq for line in erase(tracker, administrator(), about)}
    after = list(tracker.logbook.lines())
    said = f"gewist op {day(today())}"
    assert [(a.seq, a.entry, a.recorded_at) for a in after[: len(before)]] == [
        (b.seq, b.entry, b.recorded_at) for b in before
    ]
    assert {a.seq for a, b in zip(after, before, strict=False) if a != b} == gone
    see = {row["id"]: row for row in tracker.ask(records.of_kind, administrator().scope, "action")}
    assert see["coffee"]["title"] == f"Koffie bij [{said}] thuis"
    assert see["other"]["title"] == "Koffie bij Fatima Zahra"
    (row,) = tracker.ask(records.of_kind, administrator().scope, "stakeholder")
    assert (row["name"], row["email"], row["phone"], row["brings"]) == (
        said,
        None,
        None,
        "Kan koken.",
    )
    (review,) = tracker.ask(records.of_kind, administrator().scope, "review")
    assert review["present"] == ["Anna", said]
    (member,) = tracker.ask(records.of_kind, administrator().scope, "member")
    assert (member["name"], member["email"]) == (said, NOWHERE)
    assert list(problems(tracker)) == []
    tracker.close()
    assert traces(path.parent) == {}


def test_that_it_was_done_is_recorded_without_what_it_was(tracker: Tracker, about: Person) -> None:
    gone = erase(tracker, administrator(), about)
    rows = tracker.ask(records.of_kind, administrator().scope, "erasure")
    assert {seq for row in rows for seq in row["lines"]} == {line.seq for line in gone}
    assert {row["reason"] for row in rows} == {"Op verzoek"}
    assert {row["erased_on"] for row in rows} == {today()}


def test_every_kind_of_record_can_be_read_when_whatever_is_personal_is_erased(
    tracker: Tracker,
) -> None:
    made = [(it, word) for it, word in planted.personal() if not re.fullmatch("[0-9a-f]+", word)]
    tracker.record(administrator(), Pilot(id="north", name="Noord"), *(it for it, _ in made))
    person = Person([word for _, word in made])
    erase(tracker, administrator(), person)
    for line in tracker.logbook.lines():
        assert line.body is not None
        KINDS[line.kind].read(line.subject, line.pilot, json.loads(line.body))
    told = "".join(line.to_json() for line in tracker.logbook.lines())
    assert [word for _, word in made if word in told] == []
    assert list(problems(tracker)) == []


def test_an_older_export_is_erased_as_it_comes_back(
    tracker: Tracker, path: Path, tmp_path: Path, about: Person
) -> None:
    older = tmp_path / "older.jsonl"
    exchange.export_file(tracker, older)
    erase(tracker, administrator(), about)
    expected = [line.body for line in tracker.logbook.lines()][
        : len(older.read_text().split("\n"))
    ]
    tracker.close()
    path.unlink()
    for file in (path.parent / "journal").iterdir():
        file.unlink()
    again = Tracker(path)
    restored = exchange.restore(again, older)
    assert [line.body for line in again.logbook.lines()] == expected[:restored]
    assert list(problems(again)) == []
    again.close()
    older.unlink()
    assert traces(path.parent) == {}


def test_a_database_made_anew_from_the_journal_holds_nothing_of_it(
    tracker: Tracker, path: Path, about: Person
) -> None:
    erase(tracker, administrator(), about)
    told = list(tracker.logbook.lines())
    tracker.close()
    path.unlink()
    again = Tracker(path)
    assert list(again.logbook.lines()) == told
    again.close()
    assert traces(path.parent) == {}


def test_a_photo_that_shows_them_goes_unless_another_line_has_it(
    tracker: Tracker, anna: Viewer
) -> None:
    photo = tracker.attachments.keep(taken())
    one, two = (
        Action(id=name, pilot="north", title=f"{name} Fatima Zahraoui", photo=photo)
        for name in ("one", "two")
    )
    tracker.record(anna, Pilot(id="north", name="Noord"), one, two)
    person = Person(FATIMA)
    for name, there in (("one", True), ("two", False)):
        found = lines(tracker.ask(people.lines_with, anna.scope, person.terms))
        new = [erased(it, person, today(), photos=True) for it in found if it.subject == name]
        tracker.erase(anna, new, photos=[photo])
        assert (tracker.attachments.read(photo) is not None) == there


def test_who_does_not_answer_for_a_pilot_erases_nothing(tracker: Tracker, about: Person) -> None:
    before = list(tracker.logbook.lines())
    team = Viewer("Bram", (Grant(Role.TEAM),))
    south = Viewer("Noor", (Grant(Role.LEAD, frozenset({"south"})),))
    for viewer in (team, south):
        with pytest.raises(NotAllowed):
            tracker.erase(viewer, [erased(before[1], about, today())])
    assert list(tracker.logbook.lines()) == before


def test_drafts_in_which_they_stand_are_dropped(tracker: Tracker, about: Person) -> None:
    tracker.drafts.keep("Anna", "log", "1", {"title": "Koffie bij Fatima Zahraoui"})
    tracker.drafts.keep("Bram", "log", "2", {"title": "Koffie bij Fatima Zahra"})
    tracker.drafts.keep("fatima@zahraoui.example", "log", "3", {"title": "Koffie"})
    tracker.drafts.forget(about.is_in)
    assert tracker.drafts.find("Anna", "log") is None
    assert tracker.drafts.find("fatima@zahraoui.example", "log") is None
    assert tracker.drafts.find("Bram", "log") is not None


# --- broken off --------------------------------------------------------------------------

STEPS = ("journal.rewrite", "database.remake", "tombstones.finish")
"""After the list of what was erased is written, a kill just before any of these."""


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_that_is_killed_is_finished_at_the_next_start(
    step: str, path: Path, tracker: Tracker, about: Person
) -> None:
    tracker.close()
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from tests.test_erasing import killed; killed({str(path)!r}, {step!r})",
        ],
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    again = Tracker(path)
    assert list(problems(again)) == []
    assert not again.logbook.tombstones.unfinished
    again.close()
    assert traces(path.parent) == {}


def killed(path: str, step: str) -> None:
    """Erase her, and be killed before this step."""
    tracker = Tracker(Path(path))
    part, name = step.split(".")

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(getattr(tracker.logbook, part), name, die)
    erase(tracker, administrator(), Person(FATIMA))


# --- what is no longer needed ------------------------------------------------------------


@pytest.fixture
def silence(tracker: Tracker, anna: Viewer) -> Tracker:
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        Stakeholder(id="old", pilot="north", name="Oud", email="oud@example.org"),
        Stakeholder(id="met", pilot="north", name="Gezien", phone="06-12345678"),
        Stakeholder(id="bare", pilot="north", name="Zonder"),
        Action(
            id="later",
            pilot="north",
            title="Koffie",
            with_whom=("met",),
            due=today() + timedelta(days=900),
        ),
    )
    return tracker


def test_contact_details_are_proposed_when_nothing_happened_for_so_many_months(
    silence: Tracker, anna: Viewer
) -> None:
    def ids(on: date) -> list[str]:
        return [row["id"] for row in silence.ask(people.silent, anna.scope, on, 24)]

    assert ids(today()) == []
    assert ids(today() + timedelta(days=760)) == ["old"]
    assert ids(today() + timedelta(days=1700)) == ["old", "met"]


def test_only_how_to_reach_somebody_is_erased_then(silence: Tracker, anna: Viewer) -> None:
    known = lines(silence.ask(people.versions, anna.scope, ["old"]))
    silence.erase(anna, [without_contact(line) for line in known])
    row = silence.ask(records.row, anna.scope, "stakeholder", "old")
    assert row is not None
    assert (row["name"], row["email"]) == ("Oud", None)
    assert list(problems(silence)) == []
