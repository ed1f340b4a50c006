"""What every test may use: a tracker of its own, and a fixed cast of people."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from pilots.access import Grant, Role, Viewer
from pilots.tracker import Tracker

# Streamlit warns of each call outside a running app, and tests make many of those.
NOISE = "streamlit.runtime.scriptrunner_utils.script_run_context"
logging.getLogger(NOISE).setLevel(logging.ERROR)


LONG = "test_reconnect.py"
"""Waits more than it works: begun first, so that the rest is done meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name != LONG)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a tracker can be opened; nothing is there yet."""
    return tmp_path / "tracker.duckdb"


@pytest.fixture
def tracker(path: Path) -> Iterator[Tracker]:
    """An empty tracker."""
    tracker = Tracker(path)
    yield tracker
    tracker.close()


@pytest.fixture
def anna() -> Viewer:
    """Leads all pilots."""
    return Viewer("Anna", (Grant(Role.LEAD),))


@pytest.fixture
def bram() -> Viewer:
    """Is in the team of one pilot, `north`."""
    return Viewer("Bram", (Grant(Role.TEAM, frozenset({"north"})),))


@pytest.fixture
def chaima() -> Viewer:
    """Pays for one pilot, `north`."""
    return Viewer("Chaima", (Grant(Role.FUNDER, frozenset({"north"})),))


@pytest.fixture
def dirk() -> Viewer:
    """Has no part in any pilot."""
    return Viewer("Dirk", (Grant(Role.OUTSIDER),))


@pytest.fixture
def app_tracker(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tracker]:
    """The seeded tracker that the screens use, with Anna at the machine."""
    from pilots.screens import ui

    monkeypatch.setenv("TRACKER_DATABASE", str(path))
    monkeypatch.setenv("TRACKER_PERSON", "Anna")
    monkeypatch.setenv("TRACKER_ROLE", "lead")
    opened = ui.tracker()
    yield opened
    opened.close()
    ui.forget()
