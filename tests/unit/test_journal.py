"""The journal: lines of JSON, in order, on the disk before anybody is told."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given

from pilots.errors import JournalDamaged
from pilots.store.logbook import Journal, Line, PendingLine
from tests.support.strategies import NOW, lines


def line(seq: int, moment: datetime = NOW) -> Line:
    return Line(seq, str(UUID(int=seq)), moment, "Anna", "persona", "p", "north", '{"name":"x"}')


def is_refused(raw: bytes) -> bool:
    try:
        Line.from_json(raw)
    except ValueError:
        return True
    return False


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal")


# --- one line ----------------------------------------------------------------------------


@given(lines())
def test_a_line_is_the_same_after_it_was_written_and_read(line: Line) -> None:
    text = line.to_json()
    assert "\n" not in text
    assert Line.from_json(text) == line
    assert Line.from_json(text.encode()) == line
    assert Line.from_json(text).to_json() == text


@given(lines())
def test_a_line_cut_short_anywhere_is_refused(line: Line) -> None:
    raw = line.to_json().encode()
    for cut in {1, 2, len(raw) // 3, len(raw) // 2, len(raw) - 1}:
        assert is_refused(raw[:-cut])


@pytest.mark.parametrize(
    "change",
    [
        {"seq": 0},
        {"seq": -1},
        {"seq": "1"},
        {"seq": True},
        {"seq": 1.0},
        {"entry": "x"},
        {"entry": 5},
        {"recorded_at": "yesterday"},
        {"recorded_at": "2026-11-20T09:30:00+01:00"},
        {"recorded_at": None},
        {"actor": None},
        {"kind": 1},
        {"subject": ["p"]},
        {"pilot": 1},
        {"extra": 1},
        {"body": float("nan")},
    ],
    ids=str,
)
def test_a_line_with_a_field_that_is_not_right_is_refused(change: dict[str, object]) -> None:
    fields = json.loads(line(1).to_json()) | change
    assert is_refused(json.dumps(fields).encode())


@pytest.mark.parametrize("field", ["seq", "entry", "recorded_at", "actor", "pilot", "body"])
def test_a_line_that_lacks_a_field_is_refused(field: str) -> None:
    fields = json.loads(line(1).to_json())
    del fields[field]
    assert is_refused(json.dumps(fields).encode())


@pytest.mark.parametrize("raw", [b"", b"[]", b"5", b"null", b"\xff\xfe", b'{"a":' * 100_000])
def test_what_is_no_line_at_all_is_refused(raw: bytes) -> None:
    assert is_refused(raw)


def test_a_line_reads_as_it_was_published() -> None:
    """Journals and exports of today must be readable in ten years: this text never changes."""
    assert line(7).to_json() == (
        '{"seq":7,"entry":"00000000-0000-0000-0000-000000000007",'
        '"recorded_at":"2026-11-20T09:30:00.000000","actor":"Anna","kind":"persona",'
        '"subject":"p","pilot":"north","body":{"name":"x"}}'
    )


def test_a_draft_needs_an_entry_that_is_a_uuid() -> None:
    with pytest.raises(ValueError, match="UUID"):
        PendingLine("no uuid", "Anna", "persona", "p", "north", None)


# --- the files ---------------------------------------------------------------------------


def test_lines_come_back_in_order_from_the_number_that_was_asked(journal: Journal) -> None:
    written = [line(n) for n in range(1, 6)]
    journal.append(written[:2])
    journal.append(written[2:])
    assert list(journal.lines()) == written
    assert list(journal.lines(after=3)) == written[3:]
    assert list(journal.lines(after=5)) == []
    assert journal.last() == written[-1]


def test_an_empty_journal_has_no_last_line(journal: Journal) -> None:
    assert journal.last() is None
    assert list(journal.lines()) == []
    assert not journal.cut_torn_end()


def test_every_month_has_a_file_of_its_own(journal: Journal) -> None:
    months = [datetime(2026, month, 28, 23, 59) for month in (9, 10, 10, 12)]
    written = [line(n, moment) for n, moment in enumerate(months, start=1)]
    journal.append(written)
    assert [path.name for path in journal.files()] == [
        "2026-09.jsonl",
        "2026-10.jsonl",
        "2026-12.jsonl",
    ]
    assert list(journal.lines()) == written
    for after in range(4):
        assert next(journal.lines(after)) == written[after]


def test_a_clock_that_goes_back_does_not_break_the_order(journal: Journal) -> None:
    moments = [datetime(2026, 11, 30), datetime(2026, 12, 1), datetime(2026, 11, 30, 23)]
    for n, moment in enumerate(moments, start=1):
        journal.append([line(n, moment)])
    assert [read.seq for read in journal.lines()] == [1, 2, 3]
    assert [path.name for path in journal.files()] == ["2026-11.jsonl", "2026-12.jsonl"]


def test_only_what_is_in_later_files_is_read_for_later_lines(journal: Journal) -> None:
    journal.append([line(1, datetime(2026, 10, 1)), line(2, datetime(2026, 11, 1))])
    journal.files()[0].write_bytes(b"cannot be read\n")
    assert [read.seq for read in journal.lines(after=1)] == [2]
    with pytest.raises(JournalDamaged):
        list(journal.lines())


@pytest.mark.parametrize("numbers", [(1, 3), (2,), (1, 2, 2), (1, 1), (1, 2, 1)])
def test_numbers_that_do_not_follow_are_damage(journal: Journal, numbers: tuple[int, ...]) -> None:
    journal.append([line(n) for n in numbers])
    with pytest.raises(JournalDamaged):
        list(journal.lines())


def test_the_newest_file_is_read_through_whatever_is_asked(journal: Journal) -> None:
    journal.append([line(1, datetime(2026, 10, 1))])
    journal.append([line(n, datetime(2026, 11, 1)) for n in (2, 3, 5)])
    with pytest.raises(JournalDamaged):
        list(journal.lines(after=5))


def test_what_was_taken_back_was_never_there(journal: Journal) -> None:
    journal.append([line(1)])
    mark = journal.mark()
    journal.append([line(2), line(3, datetime(2027, 1, 1))])
    journal.roll_back(mark)
    assert list(journal.lines()) == [line(1)]
    assert journal.last() == line(1)
    journal.append([line(2)])
    assert list(journal.lines()) == [line(1), line(2)]


def test_taking_back_leaves_the_files_of_earlier_months_alone(journal: Journal) -> None:
    journal.append([line(1, datetime(2026, 10, 1))])
    (old,) = journal.files()
    mark = journal.mark()
    journal.append([line(2)])
    changed = old.stat().st_mtime_ns
    journal.roll_back(mark)
    assert old.stat().st_mtime_ns == changed
    assert list(journal.lines()) == [line(1, datetime(2026, 10, 1))]


def test_the_last_line_is_found_however_long_it_is(journal: Journal) -> None:
    long = replace(line(2), body=json.dumps({"name": "x" * 200_000}, separators=(",", ":")))
    journal.append([line(1), long])
    assert journal.last() == long
    journal.append([line(3)])
    assert journal.last() == line(3)


def test_what_is_torn_is_cut_off_and_kept_in_order_of_the_cuts(journal: Journal) -> None:
    journal.append([line(1)])
    (file,) = journal.files()
    with file.open("ab") as end:
        end.write(b"first\nsecond")
    assert journal.last() == line(1)
    assert journal.cut_torn_end()
    assert not journal.cut_torn_end()
    assert list(journal.lines()) == [line(1)]
    kept = file.with_name(f"{file.name}.torn").read_bytes()
    assert sorted(kept.splitlines()) == [b"first", b"second"]


def test_a_file_of_nothing_but_torn_lines_is_passed_over(journal: Journal) -> None:
    journal.append([line(1, datetime(2026, 10, 1))])
    (journal.folder / "2026-11.jsonl").write_bytes(b"torn")
    assert journal.last().seq == 1
    assert journal.cut_torn_end()
    journal.append([line(2)])
    assert [read.seq for read in journal.lines()] == [1, 2]


def test_other_files_in_the_folder_are_left_alone(journal: Journal) -> None:
    journal.append([line(1)])
    other = journal.folder / "notes.txt"
    other.write_text("mine", encoding="utf-8")
    mark = journal.mark()
    journal.append([line(2)])
    journal.roll_back(mark)
    journal.quarantine(journal.files()[0])
    assert other.read_text(encoding="utf-8") == "mine"


def test_setting_a_file_aside_takes_the_ones_after_it_along(journal: Journal) -> None:
    journal.append([line(n, datetime(2026, 9 + n, 1)) for n in (1, 2, 3)])
    journal.quarantine(journal.files()[1])
    assert [path.name for path in journal.files()] == ["2026-10.jsonl"]
    assert len(list(journal.folder.glob("*.damaged-*"))) == 2


def test_a_line_is_seen_onto_the_disk_and_so_is_the_name_of_a_new_file(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted at the operating system's fsync, which goes on doing its work."""
    synced = []
    monkeypatch.setattr("os.fsync", lambda handle: synced.append(handle))
    journal.append([line(1)])
    assert len(synced) == 2
    journal.append([line(2), line(3)])
    assert len(synced) == 3
    journal.append([line(4, datetime(2027, 1, 1))])
    assert len(synced) == 5


def test_entries_may_be_anything_that_is_a_uuid() -> None:
    idempotency_key = uuid4()
    draft = PendingLine(idempotency_key.hex.upper(), "Anna", "persona", "p", "north", None)
    assert draft.idempotency_key == str(idempotency_key)
