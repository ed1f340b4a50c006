"""The write-ahead log holds what no checkpoint has taken in yet. Damage to it loses nothing."""

import random
import shutil
from pathlib import Path

import pytest

from pilots.tracker import Tracker
from tests.support.processes import crash
from tests.support.whole import Whole, times

pytestmark = pytest.mark.slow

DAMAGES = times("TRUST_DAMAGES", 48)
PARTS = 2


@pytest.fixture(scope="session")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a crash left: a database, a log with forty forms, and the journal."""
    folder = tmp_path_factory.mktemp("wal")
    crash(folder / "tracker.duckdb", 5, 5)
    crash(folder / "tracker.duckdb", 40)
    return folder


@pytest.fixture(scope="session")
def truth(left: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    copy = tmp_path_factory.mktemp("truth") / "copy"
    shutil.copytree(left, copy)
    tracker = Tracker(copy / "tracker.duckdb")
    assert tracker.logbook.quarantined_database is None
    assert not tracker.logbook.lines_to_replay
    found = Whole.found(tracker)
    tracker.close()
    return found


def recovered(folder: Path, left: Path, wal: bytes) -> Tracker:
    """A tracker on a copy of what was left, its log replaced by these bytes."""
    shutil.copytree(left, folder)
    (folder / "tracker.duckdb.wal").write_bytes(wal)
    return Tracker(folder / "tracker.duckdb")


def check(tracker: Tracker, truth: Whole) -> None:
    try:
        truth.assert_same(tracker)
    finally:
        tracker.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_a_log_cut_short_loses_nothing(
    tmp_path: Path, left: Path, truth: Whole, part: int
) -> None:
    wal = (left / "tracker.duckdb.wal").read_bytes()
    chance = random.Random(part)
    behind = 0
    for number in range(DAMAGES // PARTS // 2):
        tracker = recovered(tmp_path / str(number), left, wal[: chance.randrange(len(wal))])
        behind += tracker.logbook.lines_to_replay
        check(tracker, truth)
    assert behind, "DuckDB lost nothing of the log: the test tries nothing"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_bit_turned_over_in_the_log_loses_nothing(
    tmp_path: Path, left: Path, truth: Whole, part: int
) -> None:
    wal = (left / "tracker.duckdb.wal").read_bytes()
    chance = random.Random(100 + part)
    noticed = 0
    for number in range(DAMAGES // PARTS // 2):
        at = chance.randrange(len(wal))
        turned = bytes([wal[at] ^ 1 << chance.randrange(8)])
        tracker = recovered(tmp_path / str(number), left, wal[:at] + turned + wal[at + 1 :])
        noticed += tracker.logbook.lines_to_replay
        check(tracker, truth)
    assert noticed, "DuckDB minded none of these bits: the test tries nothing"


def test_a_log_of_garbage_loses_nothing(tmp_path: Path, left: Path, truth: Whole) -> None:
    check(recovered(tmp_path / "x", left, b"nonsense" * 1000), truth)


def test_a_log_that_is_gone_loses_nothing(tmp_path: Path, left: Path, truth: Whole) -> None:
    shutil.copytree(left, folder := tmp_path / "x")
    (folder / "tracker.duckdb.wal").unlink()
    tracker = Tracker(folder / "tracker.duckdb")
    assert tracker.logbook.lines_to_replay
    assert tracker.logbook.quarantined_database is None
    check(tracker, truth)


def test_lines_brought_back_are_still_there_the_next_time(
    tmp_path: Path, left: Path, truth: Whole
) -> None:
    recovered(tmp_path / "x", left, b"").close()
    tracker = Tracker(tmp_path / "x" / "tracker.duckdb")
    assert tracker.logbook.lines_to_replay == 0
    check(tracker, truth)
