"""Somebody who may write every file changes the past, in both copies alike: it is seen.

Whoever computes all digests anew is not seen from within: what gives them away is a report that
somebody else has. Each attack is tried on lines that Hypothesis chooses, and each passes
unnoticed where the check of the chain is left out.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots import exchange
from pilots.access import Grant, Role, Viewer
from pilots.language import speaking, today
from pilots.reports import markdown, paper, period, web
from pilots.reports.minutes.document import minutes
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from pilots.verify import line_problems, problems, report_problems
from pilots.verify.past import Chain
from schemas import Action, Persona, Pilot, Report, Review, Stakeholder, Standing
from tests.support.forging import (
    chained,
    forge,
    lines_of,
    numbered,
    of_before,
    put_lines,
    unsealed,
)
from tests.support.photos import phone_photo
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))
TRIES = 10
"""How often each attack is tried, each time on another line."""


@dataclass
class Past:
    """A tracker with a past, as files, and what was handed out of it."""

    path: Path
    handed_out: dict[str, Path]
    """A report and minutes, as files in other hands."""
    photo: str

    def copied_to(self, folder: Path) -> Path:
        shutil.copytree(self.path.parent, folder, dirs_exist_ok=True)
        return folder / self.path.name


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    path = tmp_path_factory.mktemp("past") / "tracker.duckdb"
    tracker = Tracker(path)
    photo = tracker.attachments.keep(phone_photo())
    tracker.record(ANNA, Pilot(id="north", name="Noord"))
    for n in range(8):
        tracker.record(ANNA, Persona(id=f"p{n}", pilot="north", name=f"Naam {n}"))
    tracker.record(ANNA, Action(id="a", pilot="north", title="Soep", photo=photo))
    fields = {"held_on": date(2026, 11, 20), "since": 0, "status": Standing.ON_TRACK, "why": "Ja."}
    tracker.record(ANNA, Review(id="r", pilot="north", upto=tracker.head, **fields))
    days = {"since": date(2026, 1, 1), "until": date(2026, 11, 30), "published_on": today()}
    tracker.record(ANNA, Report(id="v", pilot="north", title="Jaar", upto=tracker.head, **days))
    handed_out = hand_out(tracker, tmp_path_factory.mktemp("handed-out"))
    for n in range(4):
        tracker.record(ANNA, Persona(id=f"l{n}", pilot="north", name=f"Later {n}"))
    assert list(problems(tracker)) == []
    tracker.close()
    return Past(path, handed_out, photo)


def hand_out(tracker: Tracker, folder: Path) -> dict[str, Path]:
    report = tracker.ask(period.published, ANNA.scope, "v")
    held = tracker.ask(minutes, ANNA.scope, "north", "r")
    assert report
    assert held
    files = {
        "report.pdf": paper.write(report, dict.fromkeys(report.charts, "<svg/>")),
        "report.html": web.write(report, dict.fromkeys(report.charts, "<svg></svg>")),
        "minutes.pdf": paper.write(held),
        "minutes.md": markdown.write(held).encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in files}


@pytest.fixture(scope="module")
def opened(past: Past, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A copy that stays open: its lines are changed behind its back and put back."""
    tracker = Tracker(past.copied_to(tmp_path_factory.mktemp("opened")))
    yield tracker
    tracker.close()


def said(tracker: Tracker) -> list[str]:
    """What is wrong with the lines. A forger also runs `rebuild`, so the register says nothing."""
    with speaking("en"):
        return list(line_problems(tracker))


def said_at(path: Path) -> tuple[str, list[str]]:
    """What is said at the start, and what the check then says."""
    with speaking("en"):
        tracker = Tracker(path)
        try:
            return tracker.recovery_notice, said(tracker)
        finally:
            tracker.close()


# --- the attacks ----------------------------------------------------------------------------

Attack = Callable[[list[Line], int], list[Line]]
"""What becomes of the lines, for an index among them (never the last)."""


def edit_one_sign(lines: list[Line], n: int) -> list[Line]:
    """The last sign of its first text: another digit, or an x."""
    body = lines[n].body or "{}"
    at = body.index('"', body.index(':"') + 2) - 1
    sign = str((int(body[at]) + 1) % 10) if body[at].isdigit() else "x"
    return put(lines, n, replace(lines[n], body=f"{body[:at]}{sign}{body[at + 1 :]}"))


def sign_for_another(lines: list[Line], n: int) -> list[Line]:
    return put(lines, n, replace(lines[n], actor="Dirk"))


def drop_its_digest(lines: list[Line], n: int) -> list[Line]:
    (changed,) = unsealed([replace(lines[n], actor="Dirk")])
    return put(lines, n, changed)


def make_its_digest_anew(lines: list[Line], n: int) -> list[Line]:
    changed = replace(lines[n], actor="Dirk")
    return put(lines, n, changed.chained(lines[n - 1] if n else None))


def add(lines: list[Line], n: int) -> list[Line]:
    new = replace(lines[n], idempotency_key=str(uuid4()), subject="new", actor="Dirk")
    return numbered([*lines[: n + 1], new.chained(lines[n]), *lines[n + 1 :]])


def take_out(lines: list[Line], n: int) -> list[Line]:
    return numbered([*lines[:n], *lines[n + 1 :]])


def swap(lines: list[Line], n: int) -> list[Line]:
    return numbered([*lines[:n], lines[n + 1], lines[n], *lines[n + 2 :]])


def date_back(lines: list[Line], n: int) -> list[Line]:
    return put(lines, n, replace(lines[n], recorded_at=lines[n].recorded_at - timedelta(days=400)))


def move_to_another_pilot(lines: list[Line], n: int) -> list[Line]:
    return put(lines, n, replace(lines[n], pilot="south"))


def put(lines: list[Line], n: int, line: Line) -> list[Line]:
    return [*lines[:n], line, *lines[n + 1 :]]


ATTACKS = {
    edit_one_sign: "Line {n} was changed",
    sign_for_another: "Line {n} was changed",
    drop_its_digest: "Line {next} is not the one",
    make_its_digest_anew: "Line {next} is not the one",
    add: "Line {after} is not the one",
    take_out: "Line {n} is not the one",
    swap: "Line {n} is not the one",
    date_back: "Line {n} was changed",
    move_to_another_pilot: "Line {n} was changed",
}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
@settings(max_examples=TRIES)
@given(data=st.data())
def test_what_is_changed_in_both_copies_alike_is_named(
    opened: Tracker, attack: Attack, data: st.DataObject
) -> None:
    lines = list(opened.logbook.lines())
    n = data.draw(st.integers(1, len(lines) - 2))
    with opened.logbook.database.cursor() as cursor:
        try:
            put_lines(cursor, opened.logbook.journal.folder, attack(lines, n))
            found = said(opened)
            unseen = said_without_the_chain(opened)
        finally:
            put_lines(cursor, opened.logbook.journal.folder, lines)
    expected = ATTACKS[attack].format(n=n + 1, next=n + 2, after=n + 3)
    assert any(sentence.startswith(expected) for sentence in found), found
    assert unseen == []


def said_without_the_chain(tracker: Tracker) -> list[str]:
    """The check as it would be without digests: these attacks pass."""
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Chain, "problems", lambda _self, _line: iter(()))
        return said(tracker)


def test_after_all_of_these_nothing_is_wrong_any_more(opened: Tracker) -> None:
    assert list(problems(opened)) == []


@settings(max_examples=TRIES)
@given(data=st.data())
def test_a_date_before_the_line_above_is_named_whatever_the_digests_say(
    opened: Tracker, data: st.DataObject
) -> None:
    lines = list(opened.logbook.lines())
    n = data.draw(st.integers(1, len(lines) - 1))
    with opened.logbook.database.cursor() as cursor:
        try:
            put_lines(cursor, opened.logbook.journal.folder, chained(date_back(lines, n)))
            (found,) = said(opened)
        finally:
            put_lines(cursor, opened.logbook.journal.folder, lines)
    assert found.startswith(f"Line {n + 1} is dated before the line above it")


# --- what is seen only from what others have ------------------------------------------------


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "minutes.pdf", "minutes.md"])
def test_the_past_of_each_file_that_was_handed_out_stands(
    past: Past, opened: Tracker, name: str
) -> None:
    assert list(report_problems(opened, past.handed_out[name])) == []


def forge_all(lines: list[Line]) -> list[Line]:
    return chained(edit_one_sign(lines, 2))


def cut(lines: list[Line]) -> list[Line]:
    return lines[:7]


def cut_and_write_on(lines: list[Line]) -> list[Line]:
    later = [replace(line, subject="x") for line in lines[7:]]
    return chained([*lines[:7], *later])


def take_all_digests_away(lines: list[Line]) -> list[Line]:
    return unsealed(edit_one_sign(lines, 2))


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "minutes.pdf", "minutes.md"])
@pytest.mark.parametrize(
    ("forgery", "says"),
    [
        (forge_all, "was made from a different history"),
        (cut, "lines were cut from its end"),
        (cut_and_write_on, "was made from a different history"),
        (take_all_digests_away, "was made from a different history"),
    ],
    ids=lambda it: getattr(it, "__name__", ""),
)
def test_a_file_that_was_handed_out_shows_what_no_digest_can(
    past: Past,
    tmp_path: Path,
    name: str,
    forgery: Callable[[list[Line]], list[Line]],
    says: str,
) -> None:
    path = past.copied_to(tmp_path)
    forge(path, forgery)
    with speaking("en"):
        tracker = Tracker(path)
        assert said(tracker) == []
        (found,) = report_problems(tracker, past.handed_out[name])
        tracker.close()
    assert says in found


def test_a_file_without_a_mark_says_so(opened: Tracker, tmp_path: Path) -> None:
    (tmp_path / "old.html").write_text(f"<p>Verslag {'ab' * 32}</p>", encoding="utf-8")
    with speaking("en"):
        (found,) = report_problems(opened, tmp_path / "old.html")
    assert found.startswith("old.html has no mark.")


# --- photos ---------------------------------------------------------------------------------


def test_a_photo_that_is_gone_or_another_one_is_named(past: Past, tmp_path: Path) -> None:
    path = past.copied_to(tmp_path)
    file = path.parent / "attachments" / f"{past.photo}.jpg"
    file.write_bytes(phone_photo(30, 30))
    assert said_at(path)[1] == [
        f"The photo of line 10 is not the one that was stored: {past.photo}."
    ]
    file.unlink()
    assert said_at(path)[1] == [f"The photo of line 10 is gone: {past.photo}."]


# --- one of the two is deleted or damaged ---------------------------------------------------


def test_a_deleted_journal_is_told(past: Past, tmp_path: Path) -> None:
    path = past.copied_to(tmp_path)
    shutil.rmtree(path.parent / "journal")
    notice, found = said_at(path)
    assert notice.startswith("The journal, or its end, was gone")
    assert found == []
    assert said_at(path) == ("", [])


def test_a_journal_that_was_cut_is_told(past: Past, tmp_path: Path) -> None:
    path = past.copied_to(tmp_path)
    (file,) = (path.parent / "journal").glob("*.jsonl")
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:5]))
    assert said_at(path)[0].startswith("The journal, or its end, was gone")


@pytest.mark.parametrize("n", range(0, 15, 5))
def test_a_deleted_database_is_told_and_a_digit_that_was_edited_in_the_journal_too(
    past: Past, tmp_path: Path, n: int
) -> None:
    path = past.copied_to(tmp_path)
    lines = edit_one_sign(lines_of(path), n)
    path.unlink()
    (file,) = (path.parent / "journal").glob("*.jsonl")
    file.write_text("".join(f"{line.to_json()}\n" for line in lines), encoding="utf-8")
    notice, found = said_at(path)
    assert notice.startswith("The database was gone or empty")
    assert [it.split(" was")[0] for it in found] == [f"Line {n + 1}"]


@pytest.mark.parametrize("damage", [b"", b"?\n", b'{"seq":2}\n'], ids=["gone", "text", "part"])
def test_a_damaged_older_file_of_the_journal_is_mended_and_told(
    past: Past, tmp_path: Path, damage: bytes
) -> None:
    path = past.copied_to(tmp_path)
    (file,) = (path.parent / "journal").glob("*.jsonl")
    lines = file.read_bytes().splitlines(keepends=True)
    older = file.with_name("2026-01.jsonl")
    older.write_bytes(b"".join([lines[0], damage, *lines[2:6]]))
    file.write_bytes(b"".join(lines[6:]))
    notice, found = said_at(path)
    assert notice.startswith("A part of the journal could not be read")
    assert found == []
    assert said_at(path) == ("", [])
    kept = [it.name for it in (path.parent / "journal").glob("2026-01.jsonl.damaged-*")]
    assert len(kept) == 1


# --- lines of versions before 0.6 -----------------------------------------------------------


@pytest.fixture(scope="module")
def sealed(past: Past, tmp_path_factory: pytest.TempPathFactory) -> Past:
    """The same tracker, of an earlier version, opened once with this one."""
    path = past.copied_to(tmp_path_factory.mktemp("sealed"))
    of_before(path)
    notice, found = said_at(path)
    assert notice == (
        "Lines 1 to 16 of the logbook had no digest and were sealed today. From now on, a "
        "change to any of them can be seen."
    )
    assert found == []
    assert said_at(path) == ("", [])
    assert len(lines_of(path)) == 17
    return replace(past, path=path)


@pytest.mark.parametrize("n", [1, 8])
@pytest.mark.parametrize("attack", [edit_one_sign, take_out, swap, move_to_another_pilot])
def test_a_line_under_the_seal_cannot_be_changed_either(
    sealed: Past, tmp_path: Path, attack: Attack, n: int
) -> None:
    path = sealed.copied_to(tmp_path)
    forge(path, lambda lines: attack(lines, n))
    _notice, found = said_at(path)
    assert any(sentence.startswith("Lines 1 to") for sentence in found), found


def test_a_seal_that_is_taken_away_or_made_anew_is_named(sealed: Past, tmp_path: Path) -> None:
    path = sealed.copied_to(tmp_path)
    tracker = Tracker(path)
    tracker.record(ANNA, Persona(pilot="north", name="Na het zegel"))
    tracker.close()
    forge(path, lambda lines: numbered([*lines[:16], *lines[17:]]))
    assert said_at(path)[1] == [
        "Line 17 is not the one that was recorded after line 16: a line was added, taken out, "
        "moved or given another date there.",
        "Lines 1 to 16 have no digest, and are not sealed.",
    ]


# --- erasing is the one change that is meant ------------------------------------------------


def erase(tracker: Tracker, *seqs: int) -> None:
    tracker.erase(ANNA, seqs, lambda line: replace(line, actor="gewist", body='{"name":"gewist"}'))


@pytest.mark.parametrize("which", ["past", "sealed"])
def test_after_erasing_the_chain_holds_and_what_is_left_is_watched(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = request.getfixturevalue(which).copied_to(tmp_path)
    before = lines_of(path)
    tracker = Tracker(path)
    erase(tracker, 3, 5)
    erase(tracker, 5, 6)
    assert_whole(tracker)
    assert said(tracker) == []
    tracker.close()
    after = lines_of(path)
    assert [it.chain for it in after[: len(before)]] == [it.chain for it in before]
    left = "\n".join(file.read_text("utf-8") for file in (path.parent / "journal").iterdir())
    erased = [before[n - 1].salt for n in (3, 5, 6)]
    assert not [salt for salt in erased if salt and salt in left]
    forge(path, lambda lines: sign_for_another(lines, 4))
    assert said_at(path)[1] == []  # the list of what was erased has put it back
    forge(path, lambda lines: sign_for_another(lines, 4))
    (path.parent / "erased.jsonl").unlink()
    assert len(said_at(path)[1]) == 1


def test_an_erasure_that_no_line_records_is_a_change(past: Past, tmp_path: Path) -> None:
    path = past.copied_to(tmp_path)
    forge(path, lambda lines: put(lines, 4, replace(lines[4], body='{"name":"gewist"}').salted()))
    (found,) = said_at(path)[1]
    assert found.startswith("Line 5 was changed")


def test_to_erase_does_not_hide_a_change_under_the_seal(sealed: Past, tmp_path: Path) -> None:
    path = sealed.copied_to(tmp_path)
    forge(path, lambda lines: sign_for_another(lines, 7))
    tracker = Tracker(path)
    erase(tracker, 3)
    with speaking("en"):
        found = said(tracker)
    tracker.close()
    assert [it.split(" are")[0] for it in found] == ["Lines 1 to 16"]


@pytest.mark.parametrize("which", ["past", "sealed"])
def test_an_export_and_an_older_one_after_an_erasure_are_whole_where_they_are_restored(
    which: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    source = request.getfixturevalue(which)
    path = source.copied_to(tmp_path / "here")
    tracker = Tracker(path)
    exchange.export_file(tracker, tmp_path / "older.jsonl")
    erase(tracker, 3, 5)
    exchange.export_file(tracker, tmp_path / "newer.jsonl")
    tracker.close()
    for name in ("older", "newer"):
        other = source.copied_to(tmp_path / name)
        other.unlink()
        shutil.rmtree(other.parent / "journal")
        shutil.copy(path.parent / "erased.jsonl", other.parent)
        again = Tracker(other)
        exchange.restore(again, tmp_path / f"{name}.jsonl")
        assert said(again) == []
        assert_whole(again)
        assert [line.actor for line in again.logbook.numbered([3, 5])] == ["gewist"] * 2
        told = {line.actor for line in again.logbook.lines() if line.kind == "erasure"}
        assert told == {"Tracker" if name == "older" else "Anna"}
        again.close()
        assert said_at(other) == ("", [])


def test_an_export_of_an_earlier_version_is_sealed_where_it_is_restored(
    past: Past, tmp_path: Path
) -> None:
    text = "".join(f"{line.to_json()}\n" for line in unsealed(lines_of(past.path)))
    (tmp_path / "old.jsonl").write_text(text, encoding="utf-8")
    tracker = Tracker(tmp_path / "new" / "tracker.duckdb")
    shutil.copytree(past.path.parent / "attachments", tmp_path / "new" / "attachments")
    assert exchange.restore(tracker, tmp_path / "old.jsonl") == 16
    assert tracker.head == 17
    assert said(tracker) == []
    tracker.close()


def test_the_chain_holds_over_what_merging_two_people_does(past: Past, tmp_path: Path) -> None:
    tracker = Tracker(past.copied_to(tmp_path))
    for id in ("een", "twee"):
        tracker.record(ANNA, Stakeholder(id=id, pilot="north", name=f"Sanne {id}"))
    lines = tracker.merge_people(ANNA, "een", "twee", {})
    tracker.undo(ANNA, *[line.seq for line in lines])
    assert said(tracker) == []
    tracker.close()
