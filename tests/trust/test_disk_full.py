"""A full disk is a sentence, not a loss: what was acknowledged stays, what was not is nowhere."""

import errno
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from pilots.access import Viewer
from pilots.errors import DiskFull, NotRecorded
from pilots.store.logbook import Interrupted
from pilots.tracker import Tracker
from schemas import Persona
from tests.support import ROOT
from tests.support.cast import ANNA
from tests.support.patience import PATIENCE
from tests.support.processes import try_to_open
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow

ROOM = 6 * 1024 * 1024
ROOM_LEFT = range(0, 400_000, 80_000)
"""What a checkpoint finds: nothing, less than one of DuckDB's blocks of 256 KB, and more."""


def persona(number: int, size: int = 200) -> Persona:
    return Persona(id=f"p{number}", pilot="north", name=f"Persoon {number}", needs="x" * size)


class Disk:
    """A disk of a few MB, which can be filled but for some bytes, and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ballast = folder / "ballast"

    def fill(self, leave: int = 0) -> None:
        with self.ballast.open("ab") as file:
            file.write(b"x" * max(0, shutil.disk_usage(self.folder).free - leave))

    def free(self) -> None:
        self.ballast.unlink(missing_ok=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def full(disk: Disk, anna: Viewer) -> Iterator[Tracker]:
    """A tracker with a few lines, on a disk that is to be filled."""
    tracker = Tracker(disk.folder / "tracker.duckdb")
    for number in range(5):
        tracker.record(anna, persona(number))
    yield tracker
    tracker.close()


def reopened(tracker: Tracker, acknowledged: set[tuple[int, str]]) -> None:
    tracker.close()
    again = Tracker(tracker.path)
    try:
        assert again.logbook.lines_to_replay == 0
        assert_whole(again, acknowledged)
    finally:
        again.close()


def known(tracker: Tracker) -> set[tuple[int, str]]:
    return {(line.seq, line.idempotency_key) for line in tracker.logbook.lines()}


@pytest.mark.parametrize("leave", [0, 1, 2, 3, 5, 8, 12, 16, 24, 32])
def test_recording_until_the_disk_is_full_loses_and_doubles_nothing(
    disk: Disk, full: Tracker, anna: Viewer, leave: int
) -> None:
    """With more or less room left, it is the journal or DuckDB's log that finds no more."""
    acknowledged = known(full)
    disk.fill(leave * 4096)
    refused = 0
    for number in range(200):
        before = full.head
        try:
            lines = full.record(anna, persona(number, size=3000))
        except DiskFull:
            refused += 1
            assert full.head == before
            if refused == 3:
                break
        else:
            acknowledged |= {(line.seq, line.idempotency_key) for line in lines}
    assert refused == 3
    assert known(full) == acknowledged
    assert_whole(full, acknowledged)
    disk.free()
    lines = full.record(anna, persona(1000))
    acknowledged |= {(line.seq, line.idempotency_key) for line in lines}
    assert_whole(full, acknowledged)
    assert full.head == len(acknowledged)
    reopened(full, acknowledged)


@pytest.mark.parametrize("leave", ROOM_LEFT)
def test_a_checkpoint_on_a_full_disk_is_survived_in_the_same_process(
    disk: Disk, full: Tracker, anna: Viewer, leave: int
) -> None:
    """DuckDB gives up the connection there, for reading too."""
    full.record(anna, *(persona(number, size=4000) for number in range(60)))
    acknowledged = known(full)
    disk.fill(leave)
    with pytest.raises(Interrupted), full.logbook.database.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    assert len(full.reader(anna.scope).rows(f"FROM {full.reader(anna.scope).logbook()}")) == 65
    assert try_to_open(full.path).refused
    disk.free()
    lines = full.record(anna, persona(99))
    acknowledged |= {(line.seq, line.idempotency_key) for line in lines}
    assert_whole(full, acknowledged)
    reopened(full, acknowledged)


@pytest.mark.parametrize("leave", ROOM_LEFT)
def test_a_commit_whose_checkpoint_finds_the_disk_full_is_recorded_once(
    disk: Disk, anna: Viewer, monkeypatch: pytest.MonkeyPatch, leave: int
) -> None:
    """The commit is good, the checkpoint after it is not, and DuckDB reports an error."""
    monkeypatch.setitem(_config(), "checkpoint_threshold", "1MB")
    tracker = Tracker(disk.folder / "tracker.duckdb")
    log = disk.folder / "tracker.duckdb.wal"
    while not log.exists() or log.stat().st_size < 700_000:
        tracker.record(anna, persona(tracker.head, size=4000))
    disk.fill(leave + 100_000)
    acknowledged = known(tracker)
    for number in range(100, 112):
        try:
            lines = tracker.record(anna, persona(number, size=4000))
        except DiskFull:
            break
        acknowledged |= {(line.seq, line.idempotency_key) for line in lines}
    assert tracker.logbook.database.openings > 1, "no checkpoint failed: the test tries nothing"
    assert known(tracker) == acknowledged
    assert try_to_open(tracker.path).refused
    disk.free()
    lines = tracker.record(anna, persona(200))
    acknowledged |= {(line.seq, line.idempotency_key) for line in lines}
    assert_whole(tracker, acknowledged)
    reopened(tracker, acknowledged)


def test_others_go_on_reading_while_the_connection_is_made_anew(
    disk: Disk, full: Tracker, anna: Viewer
) -> None:
    full.record(anna, *(persona(number, size=4000) for number in range(60)))
    head = full.head
    stop = threading.Event()
    has_read = [threading.Event() for _ in range(4)]
    wrong: list[object] = []

    def read(done: threading.Event) -> None:
        reader = full.reader(anna.scope)
        while not stop.is_set():
            try:
                rows = reader.rows(f"SELECT count(*) AS n FROM {reader.logbook()}")
                wrong.extend(row for row in rows if row["n"] < head)
            except Exception as problem:
                wrong.append(problem)
            done.set()

    readers = [threading.Thread(target=read, args=(done,)) for done in has_read]
    for thread in readers:
        thread.start()
    try:
        for _ in range(5):
            disk.fill(100_000)
            with pytest.raises(Interrupted), full.logbook.database.cursor() as cursor:
                cursor.execute("CHECKPOINT")
            disk.free()
            full.record(anna, persona(1))
            for done in has_read:
                done.clear()
                assert done.wait(PATIENCE)
    finally:
        stop.set()
        for thread in readers:
            thread.join()
    assert wrong == []
    assert_whole(full)


def test_a_tracker_on_a_full_disk_still_opens_to_be_read(
    disk: Disk, full: Tracker, anna: Viewer
) -> None:
    acknowledged = known(full)
    full.close()
    disk.fill()
    tracker = Tracker(full.path)
    assert known(tracker) == acknowledged
    with pytest.raises(DiskFull):
        tracker.record(anna, persona(9))
    assert known(tracker) == acknowledged
    tracker.close()


def test_making_the_journal_again_on_a_full_disk_is_refused_and_leaves_all_as_it_is(
    disk: Disk, full: Tracker, anna: Viewer
) -> None:
    full.record(anna, *(persona(number, size=4000) for number in range(60)))
    acknowledged = known(full)
    full.close()
    shutil.rmtree(disk.folder / "journal")
    disk.fill(50_000)
    with pytest.raises(DiskFull):
        Tracker(full.path)
    disk.free()
    tracker = Tracker(full.path)
    assert_whole(tracker, acknowledged)
    tracker.close()


# --- where no disk can be mounted --------------------------------------------------------


def test_a_limit_on_the_size_of_files_is_refused_and_can_be_lifted(path: Path) -> None:
    """The limit holds for a process and cannot always be lifted, so it is a process apart."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.test_disk_full", str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "refused" in done.stdout
    tracker = Tracker(path)
    said = {tuple(line.split()) for line in done.stdout.splitlines() if line != "refused"}
    assert known(tracker) == {(int(seq), idempotency_key) for seq, idempotency_key in said}
    assert_whole(tracker)
    tracker.close()


def record_against_a_limit(path: Path) -> None:
    tracker = Tracker(path)
    refused = 0
    for size in (60_000, resource.RLIM_INFINITY):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        for number in range(40):
            try:
                for line in tracker.record(ANNA, persona(number, size=3000)):
                    print(line.seq, line.idempotency_key)
            except NotRecorded:
                refused += 1
                print("refused")
                if refused % 3 == 0:
                    break
        assert_whole(tracker)
    tracker.close()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_journal_that_cannot_be_seen_onto_the_disk_records_nothing(
    tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """The fault is put in place of the operating system's fsync."""
    tracker.record(anna, persona(1))
    fsync = os.fsync
    calls = []

    def failing(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 1:
            raise OSError(code, os.strerror(code))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(DiskFull if code != errno.EIO else NotRecorded):
        tracker.record(anna, persona(2))
    assert calls
    assert tracker.head == 1
    assert_whole(tracker)
    tracker.record(anna, persona(3))
    assert_whole(tracker)


def test_a_journal_that_cannot_be_taken_back_is_put_right_before_the_next_line(
    tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The faults are put in place of the operating system's fsync, and of its opening of a
    file to be shortened."""
    tracker.record(anna, persona(1))
    opening = Path.open

    def io_error(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def failing_to_shorten(path: Path, mode: str = "r", **options: Any) -> IO[Any]:
        return io_error(0) if mode == "r+b" else opening(path, mode, **options)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", io_error)
        broken.setattr(Path, "open", failing_to_shorten)
        for number in range(2):
            with pytest.raises(NotRecorded):
                tracker.record(anna, persona(number))
        assert tracker.logbook.journal.last().seq == 2, "nothing was left to be taken back"
    tracker.record(anna, persona(3))
    assert tracker.head == 2
    assert_whole(tracker)


def _config() -> dict[str, object]:
    from pilots.store.logbook import database

    return database._CONFIG


if __name__ == "__main__":
    record_against_a_limit(Path(sys.argv[1]))
