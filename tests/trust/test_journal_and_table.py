"""The logbook is kept twice. Whichever of the two suffers, the other one makes it whole."""

import hashlib
import shutil
from pathlib import Path

import pytest

from pilots.access import Viewer
from pilots.errors import JournalDamaged, NotTheSame
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import Persona
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow


def persona(number: int) -> Persona:
    return Persona(id=f"p{number}", pilot="north", name=f"Persoon {number}")


def fill(path: Path, viewer: Viewer, number: int = 8) -> list[Line]:
    """A tracker with this many lines, closed again."""
    tracker = Tracker(path)
    lines = [line for n in range(number) for line in tracker.record(viewer, persona(n))]
    tracker.close()
    return lines


def journal_of(path: Path) -> Path:
    (file,) = (path.parent / "journal").glob("*.jsonl")
    return file


def check(path: Path, truth: list[Line]) -> Tracker:
    """Open it, see that all is there and that it goes on from there; closed again."""
    tracker = Tracker(path)
    try:
        assert list(tracker.logbook.lines()) == truth
        assert_whole(tracker)
    finally:
        tracker.close()
    return tracker


def everything_in(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


# --- the journal suffers -----------------------------------------------------------------


@pytest.mark.parametrize("end", [b'{"seq":9,"entry":"0b7f', b"\0" * 700, b"\xff\xfe\n", b"{}\n"])
def test_a_torn_last_line_is_set_aside_and_kept(path: Path, anna: Viewer, end: bytes) -> None:
    lines = fill(path, anna)
    with journal_of(path).open("ab") as file:
        file.write(end)
    tracker = check(path, lines)
    assert tracker.logbook.journal_quarantined
    assert tracker.recovery_notice
    kept = journal_of(path).with_name(f"{journal_of(path).name}.torn")
    assert kept.read_bytes().rstrip(b"\n") == end.rstrip(b"\n")
    assert not check(path, lines).logbook.journal_quarantined


def test_a_whole_line_without_its_newline_is_torn_too(path: Path, anna: Viewer) -> None:
    """It was not seen onto the disk, and the next line would be written behind it."""
    lines = fill(path, anna)
    extra = Line.from_json(lines[-1].to_json().replace('"seq":8', '"seq":9').encode())
    with journal_of(path).open("a", encoding="utf-8") as file:
        file.write(extra.to_json())
    assert check(path, lines).logbook.journal_quarantined
    tracker = Tracker(path)
    tracker.record(anna, persona(99))
    assert_whole(tracker)
    tracker.close()


def test_a_damaged_end_that_the_table_still_has_is_written_again(path: Path, anna: Viewer) -> None:
    """Its newline is gone, or its last brace, half of it, all but a sign, all of it, and of the
    line before it as well the newline, the brace, a part, all."""
    lines = fill(path, anna)
    whole = journal_of(path).read_bytes()
    *_, before, last = whole.splitlines(keepends=True)
    own = (1, 2, len(last) // 2, len(last) - 1, len(last))
    for cut in (*own, *(len(last) + more for more in (1, 2, 50, len(before)))):
        journal_of(path).write_bytes(whole[:-cut])
        check(path, lines)
        assert journal_of(path).read_bytes() == whole


@pytest.mark.parametrize("damage", [b"gone\n", b"", b'{"seq":4}\n'], ids=["text", "none", "part"])
def test_a_journal_damaged_in_the_middle_is_kept_and_written_again(
    path: Path, anna: Viewer, damage: bytes
) -> None:
    lines = fill(path, anna)
    whole = journal_of(path).read_bytes().splitlines(keepends=True)
    damaged = b"".join([*whole[:3], damage, *whole[4:]])
    journal_of(path).write_bytes(damaged)
    assert check(path, lines).recovery_notice
    assert journal_of(path).read_bytes() == b"".join(whole)
    (kept,) = (path.parent / "journal").glob("*.damaged-*")
    assert kept.read_bytes() == damaged


def test_a_missing_journal_is_written_again_from_the_table(path: Path, anna: Viewer) -> None:
    lines = fill(path, anna)
    whole = journal_of(path).read_bytes()
    shutil.rmtree(path.parent / "journal")
    check(path, lines)
    assert journal_of(path).read_bytes() == whole


def test_a_journal_emptied_by_mistake_is_written_again(path: Path, anna: Viewer) -> None:
    lines = fill(path, anna)
    journal_of(path).write_bytes(b"")
    check(path, lines)


def test_a_damaged_line_that_only_the_journal_had_stops_the_start(
    path: Path, anna: Viewer
) -> None:
    fill(path, anna)
    whole = journal_of(path).read_bytes().splitlines(keepends=True)
    journal_of(path).write_bytes(b"".join([*whole[:3], b"gone\n", *whole[4:]]))
    path.unlink()
    for _ in range(2):
        with pytest.raises(JournalDamaged, match=r"4.*\.jsonl"):
            Tracker(path)
    journal_of(path).write_bytes(b"".join(whole))
    check(path, [Line.from_json(raw) for raw in whole])


# --- the table suffers -------------------------------------------------------------------


def test_a_missing_database_is_made_from_the_journal(path: Path, anna: Viewer) -> None:
    lines = fill(path, anna)
    path.unlink()
    tracker = check(path, lines)
    assert tracker.logbook.lines_to_replay == len(lines)


def test_a_database_of_yesterday_is_brought_up_to_date(path: Path, anna: Viewer) -> None:
    fill(path, anna)
    yesterday = path.read_bytes()
    tracker = Tracker(path)
    tracker.record(anna, persona(100))
    tracker.withdraw(anna, 1)
    lines = list(tracker.logbook.lines())
    tracker.close()
    path.write_bytes(yesterday)
    check(path, lines)


def test_a_journal_over_several_months_makes_the_database_again(path: Path, anna: Viewer) -> None:
    lines = fill(path, anna)
    folder = path.parent / "journal"
    whole = journal_of(path).read_bytes().splitlines(keepends=True)
    journal_of(path).unlink()
    for number, raw in enumerate(whole):
        (folder / f"2024-{number + 1:02}.jsonl").write_bytes(raw)
    path.unlink()
    check(path, lines)


# --- both are whole, and are not each other's --------------------------------------------


@pytest.mark.parametrize(("here", "there"), [(5, 5), (8, 3), (3, 8), (1, 1)])
def test_journal_and_database_of_different_trackers_refuse_to_open(
    tmp_path: Path, anna: Viewer, here: int, there: int
) -> None:
    one, other = (tmp_path / name / "tracker.duckdb" for name in ("one", "other"))
    fill(one, anna, here)
    fill(other, anna, there)
    shutil.rmtree(one.parent / "journal")
    shutil.copytree(other.parent / "journal", one.parent / "journal")
    with journal_of(one).open("ab") as file:
        file.write(b"torn")
    before = everything_in(one.parent)
    for _ in range(2):
        with pytest.raises(NotTheSame):
            Tracker(one)
        assert everything_in(one.parent) == before


def test_two_copies_that_went_their_own_way_refuse_to_mix(tmp_path: Path, anna: Viewer) -> None:
    one, other = (tmp_path / name / "tracker.duckdb" for name in ("one", "other"))
    fill(one, anna, 4)
    shutil.copytree(one.parent, other.parent)
    for path in (one, other):
        tracker = Tracker(path)
        tracker.record(anna, persona(50))
        tracker.close()
    shutil.copy(journal_of(other), journal_of(one))
    with pytest.raises(NotTheSame, match="5"):
        Tracker(one)
