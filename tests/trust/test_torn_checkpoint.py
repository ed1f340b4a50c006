"""A checkpoint overwrites blocks in place. Whatever is left of the file, nothing is lost.

A crash leaves three things behind: the database, its write-ahead log, and the journal. Here
the database is damaged in every way a torn write, a bad disk or a clumsy hand can do it.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from pilots.access import Scope, Viewer
from pilots.errors import CannotOpen, JournalDamaged
from pilots.store.logbook import Damaged
from pilots.tracker import Tracker
from schemas import KINDS, Persona
from tests.support.processes import crash
from tests.support.whole import Whole, assert_whole, times

pytestmark = pytest.mark.slow

DAMAGES = times("TRUST_DAMAGES", 48)
"""How many damaged copies each test looks at."""
PARTS = 2
PAGE = 4096
BLOCK = 256 * 1024

CHECKPOINT = """
import duckdb, os, signal, sys
duckdb.connect(sys.argv[1]).execute("CHECKPOINT")
os.kill(os.getpid(), signal.SIGKILL)
"""


@dataclass(frozen=True)
class Before:
    """What lay on the disk when a checkpoint began, and what when it had ended."""

    folder: Path
    begun: bytes
    ended: bytes

    @property
    def written(self) -> list[int]:
        """Where the checkpoint wrote: the first byte of each page."""
        pages = range(0, len(self.ended), PAGE)
        return [p for p in pages if self.begun[p : p + PAGE] != self.ended[p : p + PAGE]]


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    folder = tmp_path_factory.mktemp("torn")
    path = folder / "tracker.duckdb"
    crash(path, 20, 6)
    crash(path, 12)
    shutil.copytree(folder, ended := folder.with_name("ended"))
    subprocess.run([sys.executable, "-c", CHECKPOINT, ended / path.name], check=False)
    assert not (ended / f"{path.name}.wal").exists()
    return Before(folder, path.read_bytes(), (ended / path.name).read_bytes())


@pytest.fixture(scope="session")
def truth(before: Before, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    copy = tmp_path_factory.mktemp("truth") / "copy"
    shutil.copytree(before.folder, copy)
    tracker = Tracker(copy / "tracker.duckdb")
    assert tracker.logbook.quarantined_database is None
    found = Whole.found(tracker)
    tracker.close()
    return found


def open_damaged(folder: Path, before: Before, content: bytes, wal: bool = True) -> Tracker:
    """A tracker on a copy of what the crash left, its database replaced by these bytes."""
    shutil.copytree(before.folder, folder)
    (folder / "tracker.duckdb").write_bytes(content)
    if not wal:
        (folder / "tracker.duckdb.wal").unlink()
    return Tracker(folder / "tracker.duckdb")


def check(tracker: Tracker, truth: Whole, content: bytes) -> bool:
    """All is there; a database that was given up is kept. Whether it was."""
    with closing(tracker):
        truth.assert_same(tracker)
        return is_given_up(tracker, content)


def is_given_up(tracker: Tracker, content: bytes) -> bool:
    """Whether the database with this content was given up; it is kept where it was."""
    kept = list(tracker.path.parent.glob("*.damaged-*"))
    quarantined_database = tracker.logbook.quarantined_database
    assert (quarantined_database in kept) if quarantined_database else not kept
    if quarantined_database:
        assert quarantined_database.stat().st_size >= len(content)
        assert tracker.recovery_notice
    return quarantined_database is not None


def changed(content: bytes, position: int) -> bytes:
    """The same with eight bytes turned over."""
    eight = bytes(byte ^ 0xFF for byte in content[position : position + 8])
    return content[:position] + eight + content[position + 8 :]


@pytest.mark.parametrize("part", range(PARTS))
def test_a_torn_checkpoint_loses_nothing(
    tmp_path: Path, before: Before, truth: Whole, part: int
) -> None:
    chance = random.Random(part)
    old = before.begun.ljust(len(before.ended), b"\0")
    for number in range(DAMAGES // PARTS):
        tear = chance.choice(before.written) + chance.randrange(0, PAGE, 8)
        first, then = (before.ended, old) if number % 2 else (old, before.ended)
        content = first[:tear] + then[tear:]
        check(open_damaged(tmp_path / str(number), before, content), truth, content)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_damaged_header_or_block_loses_nothing(
    tmp_path: Path, before: Before, truth: Whole, part: int
) -> None:
    chance = random.Random(part)
    positions = [*range(0, 3 * PAGE, 8)]
    positions += [at for page in before.written for at in range(page, page + PAGE, 8)]
    given_up = 0
    for number in range(DAMAGES // PARTS):
        content = changed(before.ended, chance.choice(positions))
        tracker = open_damaged(tmp_path / str(number), before, content, wal=False)
        given_up += check(tracker, truth, content)
    assert given_up, "none of these was damage to DuckDB: the test tries nothing"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"not a database at all\n" * 2000,
        bytes(3 * PAGE),
        pytest.param(None, id="half of it"),
        pytest.param(..., id="the header alone"),
    ],
    ids=lambda content: repr(content[:8]) if isinstance(content, bytes) else None,
)
@pytest.mark.parametrize("wal", [True, False], ids=["with its log", "without a log"])
def test_a_file_that_is_no_database_any_more_is_made_anew(
    tmp_path: Path, before: Before, truth: Whole, content: bytes | None, wal: bool
) -> None:
    if not isinstance(content, bytes):
        end = len(before.ended) // 2 if content is None else PAGE * 3
        content = before.ended[:end]
    check(open_damaged(tmp_path / "x", before, content, wal), truth, content)


def test_a_log_without_its_database_is_no_danger(
    tmp_path: Path, before: Before, truth: Whole
) -> None:
    shutil.copytree(before.folder, folder := tmp_path / "x")
    (folder / "tracker.duckdb").unlink()
    check(Tracker(folder / "tracker.duckdb"), truth, b"")


def test_a_log_that_was_checkpointed_already_is_not_applied_twice(
    tmp_path: Path, before: Before, truth: Whole
) -> None:
    check(open_damaged(tmp_path / "x", before, before.ended), truth, before.ended)


def test_a_database_given_up_is_kept_as_it_was_with_its_log(
    tmp_path: Path, before: Before
) -> None:
    """DuckDB would take the log in when it closes a file whose damage it met late."""
    log = (before.folder / "tracker.duckdb.wal").read_bytes()
    given_up = 0
    for place in (0, *range(3 * PAGE, len(before.begun), BLOCK)):
        content = changed(before.begun, place)
        tracker = open_damaged(tmp_path / str(place), before, content)
        tracker.close()
        if kept := tracker.logbook.quarantined_database:
            given_up += 1
            assert kept.read_bytes() == content
            assert kept.with_name(f"{kept.name}.wal").read_bytes() == log
    assert given_up > 1


def test_a_second_rescue_leaves_the_first_alone(tmp_path: Path, before: Before) -> None:
    first = open_damaged(tmp_path / "x", before, b"first" * 5000)
    first.close()
    first.path.write_bytes(b"second" * 5000)
    second = Tracker(first.path)
    second.close()
    assert first.logbook.quarantined_database.read_bytes() == b"first" * 5000
    assert second.logbook.quarantined_database.read_bytes() == b"second" * 5000
    assert first.logbook.quarantined_database.with_name(
        f"{first.logbook.quarantined_database.name}.wal"
    ).exists()


# --- damage that the start does not see --------------------------------------------------


def test_damage_met_while_running_is_a_sentence_and_the_next_start_mends_it(
    tmp_path: Path, before: Before, truth: Whole, anna: Viewer
) -> None:
    """Every block in turn is damaged. DuckDB reads an index only when it is used, so some
    of this is met by the first who records something."""
    met = 0
    new = Persona(id="p1", pilot="north", name="Nieuw")
    for block in range(3 * PAGE, len(before.ended), BLOCK):
        content = changed(before.ended, block)
        tracker = open_damaged(tmp_path / str(block), before, content, wal=False)
        if damage := damage_met(lambda tracker=tracker: tracker.record(anna, new)):
            met += 1
            assert "checksum" in str(damage)
            # It is no accident of the moment: the same again, and reading goes on.
            assert damage_met(lambda tracker=tracker: tracker.record(anna, new))
            assert list(tracker.logbook.lines()) == truth.lines
            assert list(tracker.logbook.journal.lines()) == truth.lines
            tracker.close()
            tracker = Tracker(tracker.path)
            assert tracker.logbook.quarantined_database
            assert not list(tracker.path.parent.glob("tracker.duckdb.suspect"))
            tracker.record(anna, new)
        with closing(tracker):
            added = tracker.line(anna, len(truth.lines) + 1)
            assert list(tracker.logbook.lines()) == [*truth.lines, added]
            assert_whole(tracker)
            is_given_up(tracker, b"")
        tracker = Tracker(tracker.path)
        assert tracker.logbook.quarantined_database is None
        tracker.close()
    assert met, "every damage was seen at the start: the test tries nothing"


def test_a_question_that_meets_damage_says_so(
    tmp_path: Path, before: Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check at the start is left out here: it would see this damage."""
    monkeypatch.setattr("pilots.store.logbook.database._read_every_block", lambda connection: None)

    def ask_everything(block: int) -> None:
        content = changed(before.ended, block)
        tracker = open_damaged(tmp_path / str(block), before, content, wal=False)
        reader = tracker.reader(Scope(pilots=None, personal=None))
        try:
            for table in (reader.logbook(), *(reader.table(s) for s in KINDS.values())):
                reader.rows(f"SELECT max(hash(t)) FROM {table} t")
        finally:
            tracker.close()

    blocks = range(3 * PAGE, len(before.ended), BLOCK)
    said = [str(damage_met(lambda block=block: ask_everything(block)) or "") for block in blocks]
    assert any(said)
    assert all("checksum" in sentence for sentence in said if sentence)


def damage_met(act: Callable[[], object]) -> Damaged | None:
    try:
        act()
    except Damaged as damage:
        return damage
    return None


# --- damage that cannot be mended --------------------------------------------------------


def test_without_a_journal_a_damaged_database_is_left_as_it_is(
    tmp_path: Path, before: Before
) -> None:
    content = changed(before.ended, 0)
    (tmp_path / "tracker.duckdb").write_bytes(content)
    with pytest.raises(CannotOpen):
        Tracker(tmp_path / "tracker.duckdb")
    assert (tmp_path / "tracker.duckdb").read_bytes() == content
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["tracker.duckdb"]


def test_with_a_damaged_journal_too_nothing_is_moved(tmp_path: Path, before: Before) -> None:
    shutil.copytree(before.folder, folder := tmp_path / "x")
    (journal,) = (folder / "journal").glob("*.jsonl")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:3], b"gone\n", *lines[4:]]))
    content = changed(before.begun, 0)
    (folder / "tracker.duckdb").write_bytes(content)
    for _ in range(2):
        with pytest.raises(JournalDamaged):
            Tracker(folder / "tracker.duckdb")
        assert (folder / "tracker.duckdb").read_bytes() == content
    assert not list(folder.glob("*.damaged-*"))
