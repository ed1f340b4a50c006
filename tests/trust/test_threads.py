"""Many people at once: every line is there, in order, and every answer is right."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from pilots.access import Scope, Viewer
from pilots.store.logbook import Interrupted, Line
from pilots.tracker import Tracker
from pilots.versions import Conflict
from schemas import Persona, Pilot
from tests.support.threads import THREADS, at_once
from tests.support.whole import assert_whole, times

pytestmark = pytest.mark.slow

CALLS = times("TRUST_CALLS", 40)
EVERYTHING = Scope(pilots=None, personal=None)


def test_threads_that_record_and_read_at_once_get_no_wrong_answer(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, Pilot(id="north", name="Noord"))

    def work(number: int) -> list[Line]:
        mine: list[Line] = []
        for call in range(CALLS):
            own = Persona(id=f"t{number}", pilot="north", name=f"{number}", needs=f"{call}")
            shared = Persona(id="shared", pilot="north", name=f"{number} {call}")
            mine += tracker.record(anna, own, shared)
            reader = tracker.reader(EVERYTHING)
            rows = reader.rows(
                f"SELECT needs, _seq FROM {reader.table(Persona)} WHERE id = $id", id=own.id
            )
            assert rows == [{"needs": f"{call}", "_seq": mine[-2].seq}]
            (row,) = reader.rows(f"SELECT count(*) AS n, max(seq) AS head FROM {reader.logbook()}")
            assert row["n"] == row["head"] >= mine[-1].seq
            assert tracker.line(anna, mine[-1].seq) == mine[-1]
        return mine

    lines = [line for mine in at_once(work) for line in mine]
    assert sorted(line.seq for line in lines) == list(range(2, len(lines) + 2))
    assert tracker.head == len(lines) + 1 == THREADS * CALLS * 2 + 1
    assert_whole(tracker, {(line.seq, line.idempotency_key) for line in lines})


def test_threads_that_change_the_same_record_leave_the_newest(
    tracker: Tracker, anna: Viewer
) -> None:
    def work(number: int) -> None:
        for call in range(CALLS // 4):
            (line,) = tracker.record(anna, Persona(id="one", pilot="north", name=f"{number}"))
            with suppress(Conflict):  # another thread was first
                if call % 3 == 0:
                    tracker.withdraw(anna, line.seq)
                if call % 3 == 1:
                    tracker.undo(anna, line.seq)

    at_once(work)
    assert_whole(tracker)
    newest = max(tracker.logbook.lines(), key=lambda line: line.seq)
    reader = tracker.reader(EVERYTHING)
    rows = reader.rows(f"SELECT _seq FROM {reader.table(Persona)}")
    assert rows == ([] if newest.body is None else [{"_seq": newest.seq}])


def test_a_tracker_that_is_closed_while_threads_read_answers_them_and_opens_again(
    path: Path,
) -> None:
    def read_on(tracker: Tracker) -> None:
        with suppress(Interrupted):  # as it is closed
            while True:
                tracker.reader(EVERYTHING).rows("SELECT sum(range) AS n FROM range(100000)")

    for _ in range(CALLS // 4):
        tracker = Tracker(path)
        with ThreadPoolExecutor(THREADS) as pool:
            reading = [pool.submit(read_on, tracker) for _ in range(THREADS)]
            time.sleep(0.05)
            tracker.close()
        for each in reading:
            each.result()
