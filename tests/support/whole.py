"""What must hold for a tracker, whatever has happened to it."""

import os
from collections.abc import Collection
from dataclasses import dataclass

from pilots.store.logbook import Line
from pilots.store.reader import NAMESPACE
from pilots.tracker import Tracker
from schemas import KINDS

Acknowledged = Collection[tuple[int, str]]
"""Numbers and idempotency keys of lines somebody was told of: these may never be gone."""


def assert_whole(tracker: Tracker, acknowledged: Acknowledged = ()) -> None:
    """Numbers without gaps, table and journal alike, the register as if made anew."""
    lines = list(tracker.logbook.lines())
    assert [line.seq for line in lines] == list(range(1, tracker.head + 1))
    assert list(tracker.logbook.journal.lines()) == lines
    assert list(tracker.register.differences()) == []
    idempotency_keys = [line.idempotency_key for line in lines]
    assert len(set(idempotency_keys)) == len(idempotency_keys)
    assert set(acknowledged) <= {(line.seq, line.idempotency_key) for line in lines}


@dataclass(frozen=True)
class Whole:
    """What a tracker holds that was found whole."""

    lines: list[Line]
    register: list[tuple[object, ...]]
    """Of each table how many rows it has, and the sum of their hashes."""

    @classmethod
    def found(cls, tracker: Tracker) -> "Whole":
        assert_whole(tracker)
        return cls(list(tracker.logbook.lines()), _register(tracker))

    def assert_same(self, tracker: Tracker) -> None:
        """That a tracker holds the very same. As much is known by it as by `assert_whole`, in
        less time: what the same lines make of a register was looked at once."""
        assert list(tracker.logbook.lines()) == self.lines
        assert list(tracker.logbook.journal.lines()) == self.lines
        assert tracker.head == len(self.lines)
        assert _register(tracker) == self.register


def _register(tracker: Tracker) -> list[tuple[object, ...]]:
    asked = " UNION ALL ".join(
        f"SELECT '{kind}', count(*), sum(hash(t)) FROM {NAMESPACE}.\"{kind}\" t" for kind in KINDS
    )
    with tracker.logbook.database.cursor() as cursor:
        return cursor.execute(f"{asked} ORDER BY 1").fetchall()


def times(variable: str, default: int) -> int:
    """How often something is tried; an environment variable asks for a longer run."""
    return int(os.environ.get(variable, default))
