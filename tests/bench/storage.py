"""Recording, rebuilding, opening and importing: what writes to the disk."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

import duckdb

from pilots.access import Grant, Role, Viewer
from pilots.store.logbook import Line, Transaction
from pilots.tracker import Tracker
from schemas import Action
from tests.bench import lines
from tests.bench.build import following, take_in
from tests.bench.figures import Floor, Report, Target
from tests.bench.timing import in_turn, ms, p95_ms, seconds, tell

VIEWER = Viewer("Anna", (Grant(Role.LEAD),))

_PLAIN = """
CREATE TABLE plain AS
SELECT range AS seq, uuid() AS entry, TIMESTAMP '2026-01-01' AS recorded_at, 'Anna' AS actor,
       'action' AS kind, 'action-' || range AS subject, 'pilot-' || range % 100 AS pilot,
       '{"title":"Koffie op het plein ' || range || '","kind":"visit","status":"done"}' AS body
FROM range($size)"""


def record(tracker: Tracker, folder: Path, times: int, report: Report) -> None:
    """One action at a time, turn by turn with the raw insert that is its floor."""
    tell(f"recording {times} actions")
    size = tracker.head
    with _RawInsert(folder / "floor", size) as floor:
        taken, raw = in_turn(lambda: seconds(_record_one(tracker)), floor.insert, times=times)
    target = Target("ratio", most=3)
    name = "raw fsync of a line + raw durable DuckDB insert"
    report.add("record.median", size, ms(taken), "ms", Floor(name, ms(raw)), target)
    report.add("record.p95", size, p95_ms(taken), "ms", Floor(f"{name}, p95", p95_ms(raw)))


def _record_one(tracker: Tracker) -> Callable[[], object]:
    action = Action(pilot=lines.BUSY, title="Koffie op het plein", with_whom=())
    return lambda: tracker.record(VIEWER, action)


class _RawInsert:
    """A line fsynced to a file, and a row committed to a plain table without an index."""

    def __init__(self, folder: Path, size: int) -> None:
        folder.mkdir()
        self.connection = duckdb.connect(str(folder / "plain.duckdb"))
        self.connection.execute(_PLAIN, {"size": size})
        self.connection.execute("CHECKPOINT")
        self.file = (folder / "plain.jsonl").open("ab")

    def __enter__(self) -> "_RawInsert":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self.file.close()

    def insert(self) -> float:
        idempotency_key = str(uuid4())
        return seconds(lambda: (self._write(idempotency_key), self._commit(idempotency_key)))

    def _write(self, idempotency_key: str) -> None:
        self.file.write(b'{"entry":"%b","body":{"title":"Koffie"}}\n' % idempotency_key.encode())
        self.file.flush()
        os.fsync(self.file.fileno())

    def _commit(self, idempotency_key: str) -> None:
        self.connection.execute(
            "INSERT INTO plain VALUES (0, $entry, now()::TIMESTAMP, 'Anna', 'action', 'action-0', "
            """'pilot-1', '{"title":"Koffie op het plein"}')""",
            {"entry": idempotency_key},
        )


def rebuild(tracker: Tracker, report: Report) -> None:
    """The register made anew from all lines."""
    tell("rebuilding the register")
    rate = tracker.head / seconds(tracker.rebuild)
    big = tracker.head >= 100_000
    target = Target("value", least=100_000) if big else None
    report.add("register.rebuild", tracker.head, rate, "lines/s", target=target)


def bulk(tracker: Tracker, folder: Path, count: int, report: Report) -> None:
    """An import into an empty tracker, by rebuild, and into this one, line by line."""
    tell(f"importing {count:,} lines")
    target = Target("value", least=20_000) if count >= 100_000 else None
    empty = Tracker(folder / "empty" / "tracker.duckdb")
    rate = count / _import(empty, count, lambda w, _: empty.register.rebuild(w.cursor))
    report.add("bulk.rebuild", 0, rate, "rows/s", target=target)
    empty.close()
    size = tracker.head
    rate = count / _import(
        tracker, count, lambda w, given: tracker.register.apply(w.cursor, given)
    )
    report.add("bulk.apply", size, rate, "rows/s", target=target)


def _import(
    tracker: Tracker, count: int, derive: Callable[[Transaction, Sequence[Line]], None]
) -> float:
    given = following(tracker, count)
    return seconds(lambda: take_in(tracker, given, derive))


def openings(paths: dict[int, Path], times: int, report: Report) -> None:
    """From the start of a process to its first answer, each size in its turn."""
    tell("opening")
    tasks = [lambda path=path: _opening(path) for path in paths.values()]
    taken = in_turn(*tasks, times=times)
    least = min(paths)
    small = ms(taken[list(paths).index(least)])
    for size, durations in zip(paths, taken, strict=True):
        floor, target = Floor(f"the same at {least:,}", small), Target("ratio", most=3)
        grown = {} if size == least else {"floor": floor, "target": target}
        report.add("opening", size, ms(durations), "ms", **grown)


_OPEN_AND_ASK = """
import sys
from datetime import date
from pathlib import Path
from pilots.access import Grant, Scope
from pilots.queries import portfolio
from pilots.tracker import Tracker
tracker = Tracker(Path(sys.argv[1]))
assert tracker.ask(portfolio.pilots_at_a_glance, Scope(pilots=None, personal=None), date.today())
tracker.close()
"""


def _opening(path: Path) -> float:
    command = [sys.executable, "-c", _OPEN_AND_ASK, str(path)]
    return seconds(lambda: subprocess.run(command, check=True))
