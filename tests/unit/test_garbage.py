"""What stays is not looked through for garbage time and again, and what does not is collected."""

import gc
import sys
import types
import weakref

import pytest

from pilots.screens.kit import garbage
from pilots.screens.kit.garbage import collect_and_freeze


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until somebody sets it."""
    now = [1000.0]
    monkeypatch.setattr(garbage, "monotonic", lambda: now[0])
    monkeypatch.setattr(garbage, "_next", 0.0)
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
    collect_and_freeze()
    garbage._next = clock[0] + 1
    second = [[2]]
    collect_and_freeze()
    assert not is_looked_through(first)
    assert is_looked_through(second)

    sys.modules["loaded_later"] = types.ModuleType("loaded_later")
    try:
        collect_and_freeze()
        assert not is_looked_through(second)
    finally:
        del sys.modules["loaded_later"]


def test_garbage_that_was_set_aside_is_collected_the_next_time(clock: list[float]) -> None:
    circle = Circle()
    seen = weakref.ref(circle)
    collect_and_freeze()
    garbage._next = clock[0] + 1
    del circle
    gc.collect()
    assert seen(), "what is set aside is not looked through"
    clock[0] += 2
    collect_and_freeze()
    assert seen() is None


def test_garbage_made_since_is_collected_as_ever() -> None:
    collect_and_freeze()
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

    monkeypatch.setattr(garbage.gc, "collect", slow_collection)
    collect_and_freeze()
    assert garbage._next == pytest.approx(clock[0] + 0.2 * garbage.SHARE)


def test_two_runs_at_once_do_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_next", 0.0)
    before = garbage._next
    with garbage._busy:
        collect_and_freeze()
    assert garbage._next == before
