"""What the register answers, and who reads it."""

from typing import Any

from pilots.access import Scope
from pilots.tracker import Tracker
from schemas import Record

EVERYTHING = Scope(pilots=None, personal=None)
FUNDER = Scope(pilots=None, personal=frozenset())
NORTH, BOTH = frozenset({"north"}), frozenset({"north", "south"})
SCOPES = [
    Scope(pilots=pilots, personal=personal)
    for pilots in (None, frozenset[str](), NORTH, BOTH)
    for personal in dict.fromkeys([pilots, frozenset[str](), NORTH])
    if personal is None or pilots is None or personal <= pilots
]
"""Also somebody's who is in the team of one pilot, and looks at another or at all of them."""


def name_of(scope: Scope) -> str:
    """What pytest calls a test with this scope."""
    read, named = (
        "all" if pilots is None else "-".join(sorted(pilots)) or "none"
        for pilots in (scope.pilots, scope.personal)
    )
    return f"{read}-names-{named}"


def rows(tracker: Tracker, schema: type[Record], scope: Scope = EVERYTHING) -> dict[str, dict]:
    """All rows of a kind that this scope gives, by id."""
    reader = tracker.reader(scope)
    return {row["id"]: row for row in reader.rows(f"FROM {reader.table(schema)}")}


def row_of(record: Record) -> dict[str, Any]:
    """The fields of a record as the register should answer them."""
    return {
        name: list(value) if isinstance(value := getattr(record, name), tuple) else value
        for name in record.fields()
    }
