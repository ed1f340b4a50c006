"""What is loaded for good is not looked through for garbage time and again."""

import gc
import sys
import types

from pilots.garbage import set_aside_what_is_loaded


def test_what_is_loaded_is_set_aside_and_only_once() -> None:
    set_aside_what_is_loaded()
    before = gc.get_freeze_count()
    set_aside_what_is_loaded()
    assert gc.get_freeze_count() == before

    sys.modules["loaded_later"] = types.ModuleType("loaded_later")
    try:
        new = [[n] for n in range(1000)]
        set_aside_what_is_loaded()
        assert gc.get_freeze_count() >= before + len(new)
    finally:
        del sys.modules["loaded_later"]


def test_garbage_is_still_collected() -> None:
    set_aside_what_is_loaded()
    assert gc.isenabled()
    circle: list[object] = []
    circle.append(circle)
    del circle
    assert gc.collect() > 0
