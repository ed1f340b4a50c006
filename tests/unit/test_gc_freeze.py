"""What stays is not looked through for garbage time and again, and what does not is collected."""

import gc
import sys
import types
import weakref

import pytest

from pilots.screens.kit import gc_freeze
from pilots.screens.kit.gc_freeze import freeze_if_due


@pytest.fixture(autouse=True)
def as_in_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was collected yet; tests/conftest.py sees to it that elsewhere nothing is."""
    monkeypatch.setattr(gc_freeze, "_seen", 0)
    monkeypatch.setattr(gc_freeze, "_next", 0.0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until somebody sets it."""
    now = [1000.0]
    monkeypatch.setattr(gc_freeze, "monotonic", lambda: now[0])
    return now


class Circle:
    """Something that only a collection finds out to be of no use."""

    def __init__(self) -> None:
        self.itself = self


def is_looked_through(thing: object) -> bool:
    return any(each is thing for each in gc.get_objects())


def test_what_is_loaded_is_set_aside_and_what_comes_later_only_with_something_loaded(
    clock: list[float],
) -> None:
    first = [[1]]
    freeze_if_due()
    gc_freeze._next = clock[0] + 1
    second = [[2]]
    freeze_if_due()
    assert not is_looked_through(first)
    assert is_looked_through(second)

    sys.modules["loaded_later"] = types.ModuleType("loaded_later")
    try:
        freeze_if_due()
        assert not is_looked_through(second)
    finally:
        del sys.modules["loaded_later"]


def test_garbage_that_was_set_aside_is_collected_the_next_time(clock: list[float]) -> None:
    circle = Circle()
    seen = weakref.ref(circle)
    freeze_if_due()
    gc_freeze._next = clock[0] + 1
    del circle
    gc.collect()
    assert seen(), "what is set aside is not looked through"
    clock[0] += 2
    freeze_if_due()
    assert seen() is None


def test_garbage_made_since_is_collected_as_ever() -> None:
    freeze_if_due()
    assert gc.isenabled()
    circle = Circle()
    seen = weakref.ref(circle)
    del circle
    gc.collect()
    assert seen() is None


def test_looking_through_everything_takes_a_small_share_of_the_time(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow_collection() -> int:
        clock[0] += 0.2
        return 0

    monkeypatch.setattr(gc_freeze.gc, "collect", slow_collection)
    freeze_if_due()
    assert gc_freeze._next == pytest.approx(clock[0] + 0.2 * gc_freeze.SHARE)


def test_two_runs_at_once_do_it_once() -> None:
    before = gc_freeze._next
    with gc_freeze._busy:
        freeze_if_due()
    assert gc_freeze._next == before
