"""What must hold for a tracker, whatever has happened to it."""

import os
from collections.abc import Collection

from pilots.tracker import Tracker

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


def times(variable: str, default: int) -> int:
    """How often something is tried; an environment variable asks for a longer run."""
    return int(os.environ.get(variable, default))
