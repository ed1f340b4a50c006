"""A commit that reports an error may have happened all the same. Nothing is ever doubled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import duckdb
import pytest

from pilots.access import Viewer
from pilots.errors import NotRecorded
from pilots.store.logbook import Uncertain
from pilots.tracker import Tracker
from schemas import Persona
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow

Commit = Callable[[duckdb.DuckDBPyConnection], object]


class Cursor:
    """DuckDB's cursor, with another commit."""

    def __init__(self, real: duckdb.DuckDBPyConnection, commit: Commit) -> None:
        self._real = real
        self._commit = commit

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def commit(self) -> None:
        self._commit(self._real)


@contextmanager
def committing(tracker: Tracker, commit: Commit) -> Iterator[None]:
    """While this lasts, commits go like this: the fault is put around DuckDB's own."""
    database = tracker.logbook.database
    real = database.cursor

    @contextmanager
    def cursor() -> Iterator[Cursor]:
        with real() as inner:
            yield Cursor(inner, commit)

    database.cursor = cursor
    try:
        yield
    finally:
        del database.cursor


def persona(number: int = 1) -> Persona:
    return Persona(id=f"p{number}", pilot="north", name=f"Persoon {number}")


def happens_and_fails(error: BaseException) -> Commit:
    def commit(real: duckdb.DuckDBPyConnection) -> None:
        real.commit()
        raise error

    return commit


def fails(error: BaseException) -> Commit:
    def commit(real: duckdb.DuckDBPyConnection) -> None:
        raise error

    return commit


ERROR = duckdb.TransactionException("TransactionContext Error: COMMIT succeeded, but …")


def test_a_commit_that_happened_but_reported_an_error_is_a_success(
    tracker: Tracker, anna: Viewer
) -> None:
    for number in range(5):
        idempotency_key = str(uuid4())
        with committing(tracker, happens_and_fails(ERROR)):
            (line,) = tracker.record(anna, persona(number), idempotency_key=idempotency_key)
        assert line.seq == tracker.head == number + 1
        assert tracker.record(anna, persona(number), idempotency_key=idempotency_key) == [line]
    assert_whole(tracker)
    assert tracker.head == 5


def test_a_commit_that_did_not_happen_leaves_nothing(tracker: Tracker, anna: Viewer) -> None:
    for number in range(5):
        with committing(tracker, fails(ERROR)), pytest.raises(NotRecorded, match="COMMIT"):
            tracker.record(anna, persona(), idempotency_key=str(uuid4()))
        assert tracker.head == number
        assert_whole(tracker)
        (line,) = tracker.record(anna, persona())
        assert line.seq == number + 1
    assert_whole(tracker)


def test_an_interruption_just_after_a_commit_loses_and_doubles_nothing(
    tracker: Tracker, anna: Viewer
) -> None:
    idempotency_key = str(uuid4())
    with (
        committing(tracker, happens_and_fails(KeyboardInterrupt())),
        pytest.raises(KeyboardInterrupt),
    ):
        tracker.record(anna, persona(), idempotency_key=idempotency_key)
    assert tracker.head == 1
    assert_whole(tracker)
    assert tracker.record(anna, persona(), idempotency_key=idempotency_key)[0].seq == 1
    assert tracker.record(anna, persona(2))[0].seq == 2
    assert_whole(tracker)


def test_an_interruption_just_before_a_commit_leaves_nothing(
    tracker: Tracker, anna: Viewer
) -> None:
    with committing(tracker, fails(KeyboardInterrupt())), pytest.raises(KeyboardInterrupt):
        tracker.record(anna, persona())
    assert tracker.head == 0
    assert_whole(tracker)
    assert tracker.record(anna, persona(2))[0].seq == 1
    assert_whole(tracker)


@pytest.mark.parametrize("happens", [True, False], ids=["it happened", "it did not happen"])
def test_where_the_database_does_not_say_the_next_write_finds_out(
    tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch, happens: bool
) -> None:
    """The database is made silent by opening it in vain, as on a disk that has gone."""
    tracker.record(anna, persona(1))
    idempotency_key = str(uuid4())
    fatal = duckdb.FatalException("FATAL Error: the disk has gone")

    def gone(path: object) -> None:
        raise duckdb.IOException("IO Error: the disk has gone")

    with monkeypatch.context() as silent:
        silent.setattr("pilots.store.logbook.database._connect", gone)
        commit = happens_and_fails(fatal) if happens else fails(fatal)
        with committing(tracker, commit), pytest.raises(Uncertain, match="the disk has gone"):
            tracker.record(anna, persona(2), idempotency_key=idempotency_key)
        with pytest.raises(NotRecorded):
            tracker.record(anna, persona(3))

    (line,) = tracker.record(anna, persona(2), idempotency_key=idempotency_key)
    assert line.seq == tracker.head == 2
    assert_whole(tracker)
    tracker.record(anna, persona(4))
    assert tracker.head == 3
    assert_whole(tracker)


@pytest.mark.parametrize("happens", [True, False], ids=["it happened", "it did not happen"])
def test_where_the_database_does_not_say_a_new_start_finds_out(
    tracker: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch, happens: bool
) -> None:
    """Then the journal decides: a form sent once more is one line, whatever it was."""
    tracker.record(anna, persona(1))
    idempotency_key = str(uuid4())
    fatal = duckdb.FatalException("FATAL Error: the disk has gone")
    with monkeypatch.context() as silent:
        silent.setattr(
            "pilots.store.logbook.database._connect", fails(duckdb.IOException("IO Error"))
        )
        commit = happens_and_fails(fatal) if happens else fails(fatal)
        with committing(tracker, commit), pytest.raises(Uncertain):
            tracker.record(anna, persona(2), idempotency_key=idempotency_key)
    tracker.close()
    again = Tracker(tracker.path)
    (line,) = again.record(anna, persona(2), idempotency_key=idempotency_key)
    assert line.seq == again.head == 2
    assert_whole(again)
    again.close()
