"""Everything about one person: found, given to them, erased everywhere."""

import json
import os
import re
import signal
from collections.abc import Iterator
from datetime import date, timedelta
from errno import ENOSPC
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pilots import exchange
from pilots.access import Grant, Role, Viewer
from pilots.errors import DiskFull, NotAllowed
from pilots.language import day, today
from pilots.privacy.erasing import ERASED_EMAIL, lines, without_contact
from pilots.privacy.person import Person, name_parts
from pilots.queries import personal_data, records
from pilots.store.logbook.tombstones import Tombstones
from pilots.tracker import Tracker
from pilots.verify import problems
from schemas import (
    KINDS,
    Action,
    Clearance,
    DataSubject,
    Match,
    Member,
    Need,
    Offer,
    Pilot,
    Principle,
    Record,
    Ref,
    Review,
    Rung,
    RungReached,
    Stakeholder,
    Tie,
    holds_several,
    marked,
    marker,
    new_id,
)
from tests.support import planted
from tests.support.erasing import administrator, erase, killed_while_erasing, known
from tests.support.forging import of_before
from tests.support.photos import phone_photo
from tests.support.processes import in_another

pytestmark = pytest.mark.slow

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
    Member(id="signs-in", name="Fatima", email="fatima@zahraoui.example", role=Role.TEAM),
    Action(id="visit", pilot="north", title="Huisbezoek", with_whom=("fatima",)),
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
    found = {(it.line.subject, it.field) for it in known(tracker, anna, about).mentions}
    assert found == {
        ("fatima", "name"),
        ("fatima", "email"),
        ("fatima", "phone"),
        ("fatima", "brings"),
        ("visit", "with_whom"),
        ("visit", "title"),
        ("coffee", "title"),
        ("call", "happened"),
        ("met", "present"),
        ("met", "notes"),
        ("signs-in", "name"),
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
        assert Person([asked]).is_named_in(f"Bel {written} na vijven")
    assert not Person([written]).is_named_in("Bel 06-12345679")


def test_a_name_is_found_as_a_whole_and_whatever_its_capitals() -> None:
    person = Person(["Jan de Boer"])
    assert person.is_named_in("Gesproken met JAN  DE BOER.")
    assert not person.is_named_in("Jan de Boerderij")
    assert not Person([]).is_named_in("iets")
    assert not Person(["", "  "]).is_named_in("")


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_whatever_is_asked_for_is_gone_afterwards(term: str, text: str) -> None:
    person = Person([term])
    assume(not person.is_named_in("*"))
    for anywhere in (text, term, f"{text} {term} {text}", f"{term}\n{term}"):
        assert not person.is_named_in(person.redacted(anywhere, "*"))


def test_a_name_is_found_over_the_end_of_a_line_and_with_quotes_in_it(
    tracker: Tracker, anna: Viewer
) -> None:
    told = 'Gesproken met Fatima\nZahraoui, Jan "Sjaan" Kwik en Mo d’Angelo'
    tracker.record(anna, Pilot(id="north", name="Noord"))
    tracker.record(anna, Action(id="met", pilot="north", title="Praatje", happened=told))
    for name in ("Fatima Zahraoui", 'Jan "Sjaan" Kwik', "Mo D'Angelo", "Zahraoui"):
        assert [it.field for it in known(tracker, anna, Person([name])).mentions] == ["happened"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker in which each test has a pilot of its own."""
    tracker = Tracker(tmp_path_factory.mktemp("shared") / "tracker.duckdb")
    yield tracker
    tracker.close()


WRITTEN = (
    *("Zoë Yılmaz belde", "zoe yilmaz", "ZOË YILMAZ", "Zo\u00adë Yılmaz", "met Zoë\nYılmaz"),
    *("Jan van ’t Hof", "jan van 't hof", "Jan van t Hof", "Jan van\u00a0‘t Hof"),
    *("Anne–Marie Groß", "anne-marie gross", "Anne Marie Groß", "“Anne‑Marie Gross”"),
    *("Bel +31 (0)6 12 34 56 78", "0612345678", "06–12345678", "٠٦١٢٣٤٥٦٧٨"),
    *("Januari is koud", "Zoëy Yılmazer", "0612345679", "De straat ligt er goed bij."),
)


@pytest.mark.parametrize(
    ("sought", "n"),
    [
        *((name, 5) for name in WRITTEN[1:4]),
        *((name, 4) for name in WRITTEN[5:9]),
        *((name, 4) for name in ("Anne-Marie Groß", "anne marie gross")),
        *((name, 4) for name in ("06-12345678", "+31612345678")),
        ("Jan", 4),
    ],
)
def test_each_spelling_of_somebody_is_found_and_erased_and_nobody_else_is(
    shared: Tracker, sought: str, n: int
) -> None:
    pilot = new_id()
    lead = Viewer("Anna", (Grant(Role.LEAD, frozenset({pilot})),))
    texts = {f"{pilot}-{nth}": text for nth, text in enumerate(WRITTEN)}
    shared.record(
        lead,
        Pilot(id=pilot, name="Noord"),
        *(Action(id=id, pilot=pilot, title="x", happened=text) for id, text in texts.items()),
    )
    person = Person([sought])
    theirs = {id for id, text in texts.items() if person.is_named_in(text)}
    assert len(theirs) == n
    assert {line.subject for line in known(shared, lead, person).lines} == theirs
    assert {line.subject for line in erase(shared, lead, person)} == theirs
    assert known(shared, lead, person).lines == ()
    rows = {
        row["id"]: row["happened"] for row in shared.ask(records.of_kind, lead.scope, "action")
    }
    assert {id: rows[id] for id in texts if id not in theirs} == {
        id: text for id, text in texts.items() if id not in theirs
    }


def test_a_word_that_people_choose_from_a_list_is_not_a_name(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, Pilot(id="north", name="Noord"))
    tracker.record(anna, Stakeholder(id="sport", pilot="north", name="Sport", role="driver"))
    driver = Action(id="drives", pilot="north", title="Rit met Driver", with_whom=("sport",))
    tracker.record(anna, driver)
    erase(tracker, administrator(), Person(["driver", "sport", "2026-11"]))
    (row,) = tracker.ask(records.of_kind, anna.scope, "stakeholder")
    assert (row["id"], row["role"]) == ("sport", "driver")
    row = tracker.ask(records.row, anna.scope, "action", "drives")
    assert row is not None
    assert list(row["with_whom"]) == ["sport"]
    assert list(problems(tracker)) == []


def test_earlier_versions_of_their_own_record_are_theirs_too(
    tracker: Tracker, path: Path, anna: Viewer
) -> None:
    tracker.record(anna, Pilot(id="north", name="Noord"))
    first = {"name": "F. Zahraoui-Idrissi", "phone": "06-12345678"}
    tracker.record(anna, Stakeholder(id="f", pilot="north", **first))
    (line,) = tracker.record(anna, Stakeholder(id="f", pilot="north", name="Fatima"))
    tracker.withdraw(anna, line.seq)
    of_them = known(tracker, anna, Person(["Fatima"]))
    assert {it.line.seq for it in of_them.mentions} == {2, 3}
    assert of_them.other_identifiers == ["F. Zahraoui-Idrissi", "06-12345678"]
    erase(tracker, anna, Person(["Fatima"]))
    tracker.close()
    assert traces(path.parent) == {}


def test_the_lines_of_a_namesake_can_be_left_as_they_are(
    tracker: Tracker, anna: Viewer, about: Person
) -> None:
    of_them = known(tracker, anna, about)
    theirs = {line.seq for line in of_them.lines if line.subject == "coffee"}
    rest = of_them.without(theirs)
    assert {line.subject for line in of_them.lines} - {
        it.line.subject for it in rest.mentions
    } == {"coffee"}


def test_nothing_is_found_in_pilots_one_may_not_read(tracker: Tracker, about: Person) -> None:
    south = Viewer("Noor", (Grant(Role.LEAD, frozenset({"south"})),))
    assert tracker.ask(personal_data.lines_containing, south.scope, about.terms) == []


# --- erasing -----------------------------------------------------------------------------


def test_what_is_erased_is_nowhere_any_more_and_the_lines_stay(
    tracker: Tracker, path: Path, about: Person
) -> None:
    before = list(tracker.logbook.lines())
    gone = {line.seq for line in erase(tracker, administrator(), about)}
    after = list(tracker.logbook.lines())
    said = f"gewist op {day(today())}"
    assert [(a.seq, a.idempotency_key, a.recorded_at) for a in after[: len(before)]] == [
        (b.seq, b.idempotency_key, b.recorded_at) for b in before
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
        None,
    )
    (review,) = tracker.ask(records.of_kind, administrator().scope, "review")
    assert review["present"] == ["Anna", said]
    (member,) = tracker.ask(records.of_kind, administrator().scope, "member")
    assert (member["name"], member["email"]) == (said, ERASED_EMAIL)
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
    made = [
        (it, word)
        for it, word in planted.withheld()
        # A digest, and what only says which record somebody looked at, are of no person.
        if not re.fullmatch("[0-9a-f]+", word) and not isinstance(it, Clearance)
    ]
    tracker.record(administrator(), Pilot(id="north", name="Noord"), *(it for it, _ in made))
    person = Person([word for _, word in made])
    erase(tracker, administrator(), person)
    for line in tracker.logbook.lines():
        assert line.body is not None
        KINDS[line.kind].read(line.subject, line.pilot, json.loads(line.body))
    told = "".join(line.to_json() for line in tracker.logbook.lines())
    assert [word for _, word in made if word in told] == []
    assert list(problems(tracker)) == []


def empty(tracker: Tracker, path: Path) -> None:
    """A tracker without a line, in which only the list of what was erased is left."""
    tracker.close()
    for file in (path, *(path.parent / "journal").iterdir()):
        file.unlink()


def test_an_older_export_is_erased_as_it_comes_back(
    tracker: Tracker, path: Path, tmp_path: Path, about: Person
) -> None:
    older = tmp_path / "older.jsonl"
    exchange.export_file(tracker, older)
    erase(tracker, administrator(), about)
    expected = [line.body for line in tracker.logbook.lines()]
    empty(tracker, path)
    again = Tracker(path)
    restored = exchange.restore(again, older)
    lines_after = list(again.logbook.lines())
    assert [line.body for line in lines_after[:restored]] == expected[:restored]
    # The older export does not tell of the erasure, so the tracker does.
    assert {(line.kind, line.actor) for line in lines_after[restored:]} == {("erasure", "Tracker")}
    assert list(problems(again)) == []
    again.close()
    older.unlink()
    assert traces(path.parent) == {}


@pytest.mark.parametrize("with_database", [True, False])
def test_files_of_before_that_are_put_back_are_erased_at_the_start(
    with_database: bool, tracker: Tracker, path: Path, about: Person
) -> None:
    tracker.close()
    journal = next((path.parent / "journal").iterdir())
    before = {file: file.read_bytes() for file in (path, journal)}
    again = Tracker(path)
    erase(again, administrator(), about)
    again.close()
    if not with_database:
        path.unlink()
        del before[path]
    for file, content in before.items():
        file.write_bytes(content)
    restarted = Tracker(path)
    assert list(problems(restarted)) == []
    restarted.close()
    assert traces(path.parent) == {}


def test_a_line_that_is_there_again_while_it_runs_is_reported(
    tracker: Tracker, about: Person
) -> None:
    before = list(tracker.logbook.lines())
    erase(tracker, administrator(), about)
    with tracker.logbook.database.cursor() as cursor:
        cursor.execute("UPDATE logbook SET body = $body WHERE seq = 2", {"body": before[1].body})
    assert [it for it in problems(tracker) if "2" in it and "gewist" in it]


def test_of_two_people_in_one_line_nothing_stays_of_either(
    tracker: Tracker, path: Path, anna: Viewer
) -> None:
    title = "Koffie met Karim Bensaid en Fatima Zahraoui"
    tracker.record(anna, Pilot(id="north", name="Noord"))
    tracker.record(anna, Action(id="both", pilot="north", title=title))
    for name in ("Karim Bensaid", "Fatima Zahraoui"):
        erase(tracker, anna, Person([name]))
    tracker.close()
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
    photo = tracker.attachments.keep(phone_photo())
    tracker.record(anna, Pilot(id="north", name="Noord"))
    for name in ("one", "two"):
        title = f"{name} Fatima Zahraoui"
        tracker.record(anna, Action(id=name, pilot="north", title=title, photo=photo))
    of_them = known(tracker, anna, Person(FATIMA))
    assert of_them.photos == [photo]
    instead = partial(of_them.erased, today=today(), photos=[photo])
    for name, stays in (("one", [photo]), ("two", [])):
        seqs = [line.seq for line in of_them.lines if line.subject == name]
        assert tracker.erase(anna, seqs, instead, photos=[photo]) == stays
        assert (tracker.attachments.read(photo) is not None) == bool(stays)


def test_every_version_with_a_photo_is_found(tracker: Tracker, anna: Viewer) -> None:
    photo = tracker.attachments.keep(phone_photo())
    first = Action(id="one", pilot="north", title="Koffie", photo=photo)
    named = Action(id="one", pilot="north", title="Koffie bij Fatima Zahraoui", photo=photo)
    tracker.record(anna, Pilot(id="north", name="Noord"), first)
    tracker.record(anna, named)
    showing = lines(tracker.ask(personal_data.actions_with_photos, anna.scope, [photo]))
    assert [line.seq for line in showing] == [3, 2]


def test_a_photo_of_an_older_back_up_goes_again_when_its_logbook_is_restored(
    tracker: Tracker, anna: Viewer, path: Path, tmp_path: Path
) -> None:
    photo = tracker.attachments.keep(phone_photo())
    title = "Koffie bij Fatima Zahraoui"
    tracker.record(anna, Pilot(id="north", name="Noord"))
    tracker.record(anna, Action(id="one", pilot="north", title=title, photo=photo))
    older = tmp_path / "older.jsonl"
    exchange.export_file(tracker, older)
    of_them = known(tracker, anna, Person(FATIMA))
    instead = partial(of_them.erased, today=today(), photos=[photo])
    tracker.erase(anna, [line.seq for line in of_them.lines], instead, photos=[photo])
    empty(tracker, path)
    again = Tracker(path)
    assert again.attachments.keep(phone_photo()) == photo
    exchange.restore(again, older)
    assert again.attachments.read(photo) is None
    again.close()


def test_who_does_not_answer_for_a_pilot_erases_nothing(tracker: Tracker, about: Person) -> None:
    before = list(tracker.logbook.lines())
    of_them = known(tracker, administrator(), about)
    team = Viewer("Bram", (Grant(Role.TEAM),))
    leads_nothing = Viewer("Dirk", (Grant(Role.TEAM, frozenset({"north"})),))
    for viewer in (team, leads_nothing):
        with pytest.raises(NotAllowed):
            tracker.erase(viewer, [before[1].seq], partial(of_them.erased, today=today()))
    south = Viewer("Noor", (Grant(Role.LEAD, frozenset({"south"})),))
    tracker.erase(south, [before[1].seq], partial(of_them.erased, today=today()))
    assert list(tracker.logbook.lines()) == before


def test_drafts_in_which_they_stand_are_dropped_and_leave_nothing(
    tracker: Tracker, path: Path, about: Person
) -> None:
    tracker.drafts.save("Anna", "log", "1", {"title": "Koffie bij Fatima Zahraoui"})
    tracker.drafts.save("Anna", "note", "4", {"happened": "Gebeld.\nFatima\nZahraoui komt"})
    tracker.drafts.save("Anna", "review", "5", {"present": ["Bea", "fátima zahraoui"]})
    tracker.drafts.save("Bram", "log", "2", {"title": "Koffie bij Fatima Zahra"})
    tracker.drafts.save("fatima@zahraoui.example", "log", "3", {"title": "Koffie"})
    erase(tracker, administrator(), about)
    for form in ("log", "note", "review"):
        assert tracker.drafts.find("Anna", form) is None
    assert tracker.drafts.find("fatima@zahraoui.example", "log") is None
    assert tracker.drafts.find("Bram", "log") is not None
    tracker.close()
    assert traces(path.parent) == {}


def test_what_was_said_before_is_not_asked_for_any_more(tracker: Tracker, about: Person) -> None:
    """Answers are remembered by the newest line: it moves when all is done, and not before."""
    heads: list[int] = []
    rewrite = tracker.logbook.journal.rewrite

    def watched(*given: Any) -> None:
        rewrite(*given)
        heads.append(tracker.head)

    tracker.logbook.journal.rewrite = watched  # type: ignore[method-assign]
    before = tracker.head
    erase(tracker, administrator(), about)
    assert heads == [before]
    assert tracker.head > before


# --- broken off --------------------------------------------------------------------------

STEPS = (
    "journal.rewrite",
    "_apply_tombstones_to_table",
    "database.compact",
    "tombstones.finish",
)
"""After the list of what was erased is written, a kill just before any of these."""


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_that_is_killed_is_finished_at_the_next_start(
    step: str, path: Path, tracker: Tracker, about: Person
) -> None:
    tracker.close()
    assert in_another(killed_while_erasing, path, FATIMA, step) == -signal.SIGKILL
    again = Tracker(path)
    assert list(problems(again)) == []
    assert not again.logbook.tombstones.unfinished
    rows = again.ask(records.of_kind, administrator().scope, "erasure")
    assert [row["reason"] for row in rows] == ["Op verzoek"] * 2
    again.close()
    assert traces(path.parent) == {}


def test_an_erasure_that_an_earlier_version_left_unfinished_is_finished(
    path: Path, tracker: Tracker, about: Person
) -> None:
    """The file of tombstones is a stored format: this text never changes."""
    line = next(tracker.logbook.lines())
    tracker.close()
    of_before(path)
    (path.parent / "erased.jsonl").write_text(
        f'{{"entry":"{line.idempotency_key}","actor":"Anna","body":null}}\n'
        '{"photo":"0000"}\n'
        '{"told":{"entry":"6ba7b810-9dad-11d1-80b4-00c04fd430c8","actor":"Anna",'
        '"kind":"erasure","subject":"e","pilot":"north",'
        f'"body":"{{\\"erased_on\\":\\"2026-11-20\\",\\"lines\\":[{line.seq}]}}"}}}}\n',
        encoding="utf-8",
    )
    stored = (path.parent / "erased.jsonl").read_text(encoding="utf-8")
    tombstones = Tombstones(path.parent)
    tombstones.begin([], [])
    assert (path.parent / "erased.jsonl").read_text(encoding="utf-8") == stored
    again = Tracker(path)
    assert not again.logbook.tombstones.unfinished
    assert next(again.logbook.lines()).body is None
    assert [row["id"] for row in again.ask(records.of_kind, administrator().scope, "erasure")] == [
        "e"
    ]
    assert list(problems(again)) == []
    again.close()


def test_an_erasure_that_could_not_be_written_down_has_not_begun(
    tracker: Tracker, about: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(tracker.logbook.lines())

    def full(_handle: int) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr("pilots.store.logbook.tombstones.os.fsync", full)
        with pytest.raises(DiskFull):
            erase(tracker, administrator(), about)
    assert list(tracker.logbook.lines()) == before
    assert not tracker.logbook.tombstones.idempotency_keys
    assert list(problems(tracker)) == []
    assert erase(tracker, administrator(), about)


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
        return [
            row["id"] for row in silence.ask(personal_data.inactive_contacts, anna.scope, on, 24)
        ]

    assert ids(today()) == []
    assert ids(today() + timedelta(days=760)) == ["old"]
    assert ids(today() + timedelta(days=1700)) == ["old", "met"]


def test_details_that_stand_in_earlier_versions_only_are_proposed_too(
    silence: Tracker, anna: Viewer
) -> None:
    silence.record(anna, Stakeholder(id="old", pilot="north", name="Oud"))
    silence.withdraw(anna, 3)
    later = today() + timedelta(days=1700)
    rows = silence.ask(personal_data.inactive_contacts, anna.scope, later, 24)
    assert {row["id"]: row["email"] or row["phone"] for row in rows} == {
        "old": "oud@example.org",
        "met": "06-12345678",
    }


def test_only_how_to_reach_somebody_is_erased_then(silence: Tracker, anna: Viewer) -> None:
    there = lines(silence.ask(personal_data.versions, anna.scope, "stakeholder", ["old"]))
    silence.erase(anna, [line.seq for line in there], without_contact)
    row = silence.ask(records.row, anna.scope, "stakeholder", "old")
    assert row is not None
    assert (row["name"], row["email"]) == ("Oud", None)
    assert list(problems(silence)) == []


# --- what is written about them without their name -----------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "Riet de Vries",
            ["Riet", "R. de Vries", "mevrouw de Vries", "meneer de Vries", "mw. de Vries"],
        ),
        ("mevrouw Jansen", ["meneer Jansen", "mw. Jansen", "dhr. Jansen", "Jansen"]),
        ("Jan-Peter van der Berg", ["Jan-Peter", "J. van der Berg", "van der Berg"]),
        ("f@example.org", []),
        ("06-12345678", []),
        ("", []),
    ],
)
def test_a_name_has_parts_by_which_people_write_of_somebody(name: str, parts: list[str]) -> None:
    found = name_parts([name])
    assert set(parts) <= set(found)
    assert bool(found) == bool(parts)
    assert name not in found


def test_parts_of_a_name_are_proposed_where_they_stand_alone(
    tracker: Tracker, anna: Viewer
) -> None:
    texts = ("Koffie bij Fatima Zahraoui", "Fatima belt terug", "Mw. Zahraoui is ziek")
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        *(Action(id=f"a{n}", pilot="north", title=text) for n, text in enumerate(texts)),
    )
    person = Person(["Fatima Zahraoui"])

    def ask(query: Any, *asked: Any) -> Any:
        return tracker.ask(query, anna.scope, *asked)

    parts = known(tracker, anna, person).parts_of_names(ask, lambda _line: True)
    assert parts == ["Fatima", "mw. Zahraoui", "Zahraoui"]
    erase(tracker, administrator(), Person([*person.terms, *parts]))
    titles = [row["title"] for row in tracker.ask(records.of_kind, anna.scope, "action")]
    notice = f"[gewist op {day(today())}]"
    assert set(titles) == {f"Koffie bij {notice}", f"{notice} belt terug", f"{notice} is ziek"}


def test_an_action_that_is_about_them_goes_whole_when_it_is_chosen(
    tracker: Tracker, anna: Viewer
) -> None:
    told = {"happened": "Zij wil verhuizen.", "struck": "Ze is bang.", "owner": "Bram"}
    tracker.record(
        anna,
        Pilot(id="north", name="Noord"),
        Stakeholder(id="f", pilot="north", name="Fatima Zahraoui", needs="Rust."),
        Action(id="talk", pilot="north", title="Gesprek thuis", with_whom=("f",), **told),
        Action(id="walk", pilot="north", title="Wandeling", with_whom=("f",), happened="Met 12."),
    )
    of_them = known(tracker, anna, Person(["Fatima Zahraoui"]))
    assert [line.subject for line in of_them.actions] == ["walk", "talk"]
    instead = partial(of_them.erased, today=today(), actions={"talk"})
    tracker.erase(administrator(), [line.seq for line in of_them.lines], instead)
    rows = {row["id"]: row for row in tracker.ask(records.of_kind, anna.scope, "action")}
    talk, walk = rows["talk"], rows["walk"]
    assert talk["title"] == f"gewist op {day(today())}"
    assert {talk[name] for name in told} == {None}
    assert list(talk["with_whom"]) == ["f"]
    assert (walk["title"], walk["happened"]) == ("Wandeling", "Met 12.")
    assert list(problems(tracker)) == []


# --- the databank, the string and the ladder ----------------------------------------------

SINCE = date(2026, 5, 1)
HERS = (
    Need(id="lift", pilot="north", title="Lift naar de oncoloog", stakeholder="fatima"),
    Match(
        id="ride",
        pilot="north",
        need="lift",
        offer="car",
        for_who_asked="Was op tijd bij de bestraling",
    ),
    Tie(id="tie", pilot="north", who="bea", other="fatima", since=SINCE),
    RungReached(id="rung", pilot="north", stakeholder="fatima", rung=Rung.ADVISE, seen_on=SINCE),
)
OF_OTHERS = (
    Stakeholder(id="bea", pilot="north", name="Bea"),
    Offer(id="car", pilot="north", title="Een auto op dinsdag", stakeholder="bea"),
    Need(id="lamp", pilot="north", title="Een lamp ophangen", stakeholder="bea"),
)


@pytest.fixture
def in_databank(tracker: Tracker, about: Person) -> Person:
    tracker.record(administrator(), *OF_OTHERS, *HERS)
    return about


def test_what_somebody_asks_for_and_what_came_of_it_is_found_with_them(
    tracker: Tracker, anna: Viewer, in_databank: Person
) -> None:
    found = known(tracker, anna, in_databank)
    mentioned = {(mention.line.subject, mention.field) for mention in found.mentions}
    assert mentioned >= {
        ("lift", "title"),
        ("ride", "for_who_asked"),
        ("tie", "kind"),
        ("rung", "rung"),
    }
    subjects = {line.subject for line in found.lines if found.is_about(line)}
    assert subjects == {"fatima", "signs-in", *(record.id for record in HERS)}


def test_what_somebody_asks_for_is_erased_with_them_and_what_others_ask_for_stays(
    tracker: Tracker, anna: Viewer, in_databank: Person, path: Path
) -> None:
    renamed = HERS[0].model_copy(update={"title": "Lift naar het ziekenhuis"})
    tracker.record(anna, renamed)
    erase(tracker, administrator(), in_databank)
    rows = {row["id"]: row for row in tracker.ask(records.of_kind, anna.scope, Need.table)}
    assert rows["lift"]["title"] == f"gewist op {day(today())}"
    assert rows["lamp"]["title"] == "Een lamp ophangen"
    (ride,) = tracker.ask(records.of_kind, anna.scope, Match.table)
    assert ride["for_who_asked"] is None
    (tie,) = tracker.ask(records.of_kind, anna.scope, Tie.table)
    assert (tie["who"], tie["other"]) == ("bea", "fatima")
    tracker.close()
    for file in path.parent.rglob("*"):
        assert not file.is_file() or b"oncoloog" not in file.read_bytes(), file.name


def test_every_record_about_a_resident_says_so() -> None:
    """A kind that refers to one person, with a text or a secret of theirs, is found with them."""
    for schema in KINDS.values():
        for name, field in schema.fields().items():
            ref = marker(field, Ref)
            is_of_one = bool(ref and ref.table == Stakeholder.table and not holds_several(field))
            others = {"made_by", "introduced_by"}  # who did it, not whom it is about
            assert marked(field, DataSubject) >= (is_of_one and name not in others), name
