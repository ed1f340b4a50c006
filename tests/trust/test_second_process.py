"""One process owns the database. A second one is told so, and changes nothing."""

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pilots.access import Viewer
from pilots.errors import InUse
from pilots.tracker import Tracker
from schemas import Persona
from tests.support.processes import try_to_open, writing
from tests.support.whole import assert_whole


def test_a_second_process_is_told_which_one_has_it_open(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Persona(pilot="north", name="Eerste"))
    for number in range(3):
        tried = try_to_open(tracker.path)
        assert tried.refused
        assert f"{os.getpid()}" in tried.sentence
        assert str(tracker.path) in tried.sentence
        tracker.record(anna, Persona(pilot="north", name=f"Daarna {number}"))
    assert_whole(tracker)
    assert tracker.head == 4


def test_a_program_that_writes_is_not_disturbed_by_a_second_one(path: Path) -> None:
    with writing(path) as process:
        first = process.next_form()
        for _ in range(3):
            with pytest.raises(InUse, match=str(process.pid)):
                Tracker(path)
        second = process.next_form()
        rest = process.kill()
    assert first
    assert second
    tracker = Tracker(path)
    assert_whole(tracker, first | second | rest)
    tracker.close()


def test_it_can_be_opened_again_once_it_is_closed(tracker: Tracker) -> None:
    assert try_to_open(tracker.path).refused
    tracker.close()
    assert not try_to_open(tracker.path).refused


def test_opening_it_twice_in_one_process_is_refused(tracker: Tracker, anna: Viewer) -> None:
    for path in (
        tracker.path,
        tracker.path.parent / ".." / tracker.path.parent.name / "tracker.duckdb",
    ):
        with pytest.raises(InUse, match=str(os.getpid())):
            Tracker(path)
    tracker.record(anna, Persona(pilot="north", name="Daarna"))
    assert try_to_open(tracker.path).refused
    assert_whole(tracker)


def test_a_link_to_it_is_the_same_tracker(tracker: Tracker, tmp_path: Path) -> None:
    link = tmp_path / "link.duckdb"
    link.symlink_to(tracker.path)
    with pytest.raises(InUse):
        Tracker(link)


def test_another_process_begins_whatever_page_was_tested_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """AppTest leaves its page as the main module, which a new process would import."""
    page = ModuleType("__main__")
    page.__file__ = str(path.with_name("page.py"))
    path.with_name("page.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", page)
    assert not try_to_open(path).refused
