"""What every test may use: a tracker of its own, and a fixed cast of people."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pilots.access import Grant, Role, Viewer
from pilots.tracker import Tracker
from tests.support import chromium as chromium

# Streamlit warns of each call outside a running app, and tests make many of those.
NOISE = "streamlit.runtime.scriptrunner_utils.script_run_context"
logging.getLogger(NOISE).setLevel(logging.ERROR)


LONG = (
    "test_reconnect.py",  # waits more than it works
    "test_accessibility.py",
    "test_kill9.py",
    "test_torn_checkpoint.py",
    "test_journeys.py",
    "test_screens.py",
    "test_meeting_journey.py",
    "test_pilot_page.py",
    "test_funder_visit.py",
    "test_sign_in_journey.py",
    "test_disk_full.py",
    "test_register.py",
    "test_bench.py",
)
"""Files that take long: begun first, so that the rest is done meanwhile."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    last = len(LONG)
    places = {name: n for n, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, last))


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
    return Viewer("Dirk")


@pytest.fixture
def app_tracker(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tracker]:
    """The seeded tracker that the screens use, with Anna at the machine."""
    from pilots.screens.kit import answers, session

    monkeypatch.setenv("TRACKER_DATABASE", str(path))
    monkeypatch.setenv("TRACKER_PERSON", "Anna")
    monkeypatch.setenv("TRACKER_ROLE", "lead")
    opened = session.tracker()
    yield opened
    opened.close()
    answers.forget()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real one. For a module and no longer: while it is there, asyncio cannot be used."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
        yield opened
        opened.close()
