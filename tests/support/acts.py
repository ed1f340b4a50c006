"""What people do to a tracker, one thing after the other, made up by Hypothesis."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import reject
from hypothesis import strategies as st

from pilots.access import Grant, Role, Viewer
from pilots.errors import RuleBroken
from pilots.store import logbook
from pilots.tracker import Tracker
from pilots.versions import Conflict
from schemas import KINDS, Measurement, Outcome, Pilot, Record
from tests.support.strategies import records

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))


@contextmanager
def fresh_tracker() -> Iterator[Tracker]:
    """A tracker of its own for each example."""
    with TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder) / "tracker.duckdb")
        try:
            yield tracker
        finally:
            tracker.close()


@dataclass(frozen=True)
class Act:
    """Something somebody does; `which` points at an earlier line, as a share of all."""

    what: str
    records: tuple[Record, ...] = ()
    which: float = 0.0


few = st.sampled_from(["a", "b", "c"])
"""Few ids, so that most of what is recorded is a newer version of something."""


@st.composite
def acts(draw: st.DrawFn) -> Act:
    what = draw(st.sampled_from(["record", "record", "withdraw", "restore_version", "undo"]))
    if what != "record":
        return Act(what, which=draw(st.floats(0, 1)))
    kinds = st.sampled_from([s for s in KINDS.values() if s is not Pilot])
    made = [
        draw(records(draw(kinds))).model_copy(update={"id": draw(few)})
        for _ in range(draw(st.integers(1, 3)))
    ]
    return Act("record", tuple(made))


def record_all(tracker: Tracker, made: Sequence[Record]) -> list[logbook.Line]:
    """Write them down; what a rule holds back is no example.

    What is measured must have been an outcome once: such outcomes are recorded too, and withdrawn.
    Their lines come first.
    """
    known = {record.id for record in made if isinstance(record, Outcome)}
    measured = {record.outcome: record for record in made if isinstance(record, Measurement)}
    outcomes = [
        Outcome(id=id, pilot=measured[id].pilot, statement="Gemeten")
        for id in measured
        if id not in known
    ]
    try:
        lines = tracker.record(ANNA, *outcomes, *made)
        helpers, own = lines[: len(outcomes)], lines[len(outcomes) :]
        withdrawn = [tracker.withdraw(ANNA, line.seq) for line in helpers]
        return [*helpers, *withdrawn, *own]
    except RuleBroken:
        reject()


def perform(tracker: Tracker, act: Act) -> list[logbook.Line]:
    """Do it, as an administrator; where there is no line yet, only recording does anything."""
    if act.what == "record":
        return record_all(tracker, act.records)
    if not tracker.head:
        return []
    line = 1 + int(act.which * (tracker.head - 1))
    if act.what == "withdraw":  # the newest version: of an older one it would be refused
        subject = tracker.line(ANNA, line).subject
        line = max(each.seq for each in tracker.logbook.lines() if each.subject == subject)
    try:
        if act.what == "undo":
            return tracker.undo(ANNA, line)
        return [getattr(tracker, act.what)(ANNA, line)]
    except Conflict:  # the record was changed since, and nothing is done
        return []
