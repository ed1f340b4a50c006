"""Trackers filled by Hypothesis, and what their register should answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import reject
from hypothesis import strategies as st

from pilots.access import Grant, Role, Scope, Viewer
from pilots.errors import HeldBack
from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import KINDS, Pilot, Record
from tests.support.strategies import records

ANNA = Viewer("Anna", (Grant(Role.ADMINISTRATOR),))
EVERYTHING = Scope(pilots=None, personal=None)
FUNDER = Scope(pilots=None, personal=frozenset())
EVERY_KIND = pytest.mark.parametrize("schema", KINDS.values(), ids=list(KINDS))

NORTH, BOTH = frozenset({"north"}), frozenset({"north", "south"})
SCOPES = [
    Scope(pilots=pilots, personal=personal)
    for pilots in (None, frozenset[str](), NORTH, BOTH)
    for personal in dict.fromkeys([pilots, frozenset[str](), NORTH])
    if personal is None or pilots is None or personal <= pilots
]
"""Also those of somebody in the team of one pilot who looks at another, or at all of them."""


def scope_name(scope: Scope) -> str:
    read, personal = (
        "all" if pilots is None else "-".join(sorted(pilots)) or "none"
        for pilots in (scope.pilots, scope.personal)
    )
    return f"{read}-names-{personal}"


EVERY_SCOPE = pytest.mark.parametrize("scope", SCOPES, ids=scope_name)


@contextmanager
def fresh_tracker() -> Iterator[Tracker]:
    """A tracker of its own for each of Hypothesis's examples."""
    with TemporaryDirectory() as folder:
        tracker = Tracker(Path(folder) / "tracker.duckdb")
        try:
            yield tracker
        finally:
            tracker.close()


def reopened(tracker: Tracker) -> Tracker:
    tracker.close()
    return Tracker(tracker.path)


def rows(tracker: Tracker, schema: type[Record], scope: Scope = EVERYTHING) -> dict[str, dict]:
    """The rows of a kind that somebody with this scope gets, by id."""
    reader = tracker.reader(scope)
    return {row["id"]: row for row in reader.rows(f"FROM {reader.table(schema)}")}


def row_of(record: Record) -> dict[str, Any]:
    """The fields of a record as the register should answer them."""
    return {
        name: list(value) if isinstance(value := getattr(record, name), tuple) else value
        for name in record.fields()
    }


def record_or_reject(tracker: Tracker, made: Sequence[Record]) -> list[Line]:
    """Record them; what the rules hold back is no example for Hypothesis."""
    try:
        return tracker.record(ANNA, *made)
    except HeldBack:
        reject()


@dataclass(frozen=True)
class Act:
    """Something somebody does; `share` says to which line, from 0 for the first to 1."""

    verb: str
    records: tuple[Record, ...] = ()
    share: float = 0.0


few_ids = st.sampled_from(["a", "b", "c"])
"""So few that most of what is recorded is a newer version of something."""


@st.composite
def acts(draw: st.DrawFn) -> Act:
    verb = draw(st.sampled_from(["record", "record", "withdraw", "restore", "undo"]))
    if verb != "record":
        return Act(verb, share=draw(st.floats(0, 1)))
    kinds = st.sampled_from([schema for schema in KINDS.values() if schema is not Pilot])
    made = [
        draw(records(draw(kinds))).model_copy(update={"id": draw(few_ids)})
        for _ in range(draw(st.integers(1, 3)))
    ]
    return Act("record", tuple(made))


def perform(tracker: Tracker, act: Act) -> list[Line]:
    """The lines that it adds: none to an empty logbook, which has nothing to undo."""
    line = 1 + int(act.share * (tracker.head - 1))
    if act.verb == "record":
        return record_or_reject(tracker, act.records)
    if not tracker.head:
        return []
    if act.verb == "undo":
        return tracker.undo(ANNA, line)
    return [getattr(tracker, act.verb)(ANNA, line)]
