"""What every test may use: a tracker of its own, a fixed cast of people, a browser, a server.

How the tests are run, and where which test belongs, stands in tests/README.md.
"""

import gc
import logging
import math
import os
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner

from pilots.access import Grant, Role, Viewer
from pilots.reports import vector
from pilots.screens.kit import gc_freeze
from pilots.seed import open_tracker
from pilots.store.logbook import database
from pilots.tracker import Tracker
from tests.support import app, chromium
from tests.support.cast import ANNA
from tests.support.patience import PATIENCE
from tests.support.pool import Fill, OpenInApp, Pool
from tests.support.server import Server, serving

# Servers and writers are started hundreds of times; what they import is compiled once, also where
# the environment asks Python to write no bytecode.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Streamlit warns of each call outside a running app, and tests make many of those.
NOISE = "streamlit.runtime.scriptrunner_utils.script_run_context"
logging.getLogger(NOISE).setLevel(logging.ERROR)

# Streamlit looks through all installed packages for components each time an app is tested, which
# takes four times as long as the page itself. What is installed does not change meanwhile.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# It also looks a thousand times a second whether a run is over; to wait for its thread is enough.
local_script_runner.require_widgets_deltas = app.wait_for_run

# Here a page is the first to load a library time and again, and each time all that pytest keeps
# would be looked through for garbage: tests/unit/test_gc_freeze.py tries that, and one pass is
# enough for the rest.
gc_freeze._seen, gc_freeze._next = sys.maxsize, math.inf

# The clock never decides whether a property holds. In CI the examples are the same each time, so
# that a run turns red by the change it tries; everywhere else each run tries new ones.
settings.register_profile(
    "suite",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=bool(os.environ.get("CI")),
    print_blob=True,
)
settings.load_profile("suite")

vector._SECONDS = PATIENCE

# A hundred lines are read sooner by one thread of DuckDB than by several. Servers that the tests
# start are as people run them.
database._CONFIG["threads"] = 1


# --- which tests run, and what of them is told ------------------------------------------------


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is given a browser, and begin with the files that take long: the rest is done
    meanwhile by the other processes."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Set aside what was loaded and collected: it stays until the end."""
    gc.freeze()


MAY_BE_SKIPPED = {"a small disk cannot be mounted here", "an interrupt is sent otherwise there"}
"""Why a test may be left out: a machine without the right to mount, and Windows."""


def _skipped(config: pytest.Config) -> Counter[str]:
    """How many tests were skipped, by reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A test that is skipped for a reason nobody foresaw tries nothing: that is no success."""
    if exitstatus == pytest.ExitCode.OK and set(_skipped(session.config)) - MAY_BE_SKIPPED:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out, also when it is nothing."""
    skipped = _skipped(config)
    terminalreporter.write_line(f"Skipped: {skipped.total()}")
    for reason, times in skipped.items():
        foreseen = "" if reason in MAY_BE_SKIPPED else " (not foreseen: this fails the run)"
        terminalreporter.write_line(f"  {times} x {reason}{foreseen}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Hold the marker `browser`: a test without it draws no picture of a report either."""
    if item.get_closest_marker("browser"):
        return (yield)
    drawn: list[str] = []
    started = vector.Renderer._started

    def refuse(_renderer: vector.Renderer) -> None:
        drawn.append(item.nodeid)
        raise vector.CannotDraw("not in a test without the marker `browser`")

    vector.Renderer._started = refuse  # type: ignore[assignment]
    try:
        result = yield
    finally:
        vector.Renderer._started = started  # type: ignore[method-assign]
    assert not drawn, "this test starts a Chromium: mark it `browser`"
    return result


# --- a tracker ------------------------------------------------------------------------------


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


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tracker with the seed, closed: to be copied, which is faster than sowing."""
    folder = tmp_path_factory.mktemp("seeded")
    open_tracker(folder / "tracker.duckdb").close()
    return folder


@pytest.fixture(scope="session")
def pool(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """The trackers that tests of the screens share."""
    pool = Pool(tmp_path_factory.mktemp("pool"), seeded)
    yield pool
    pool.close()


@pytest.fixture
def open_in_app(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> OpenInApp:
    """Open the seeded tracker that the screens use, filled so, with Anna at the machine."""
    from pilots.screens.kit import answers, session

    def open_filled(fill: Fill | None) -> Tracker:
        shared = pool.shared(fill)
        if shared is None:
            pool.close()
            answers.forget()
        monkeypatch.setenv("TRACKER_DATABASE", str(shared or pool.copy(fill)))
        monkeypatch.setenv("TRACKER_PERSON", "Anna")
        monkeypatch.setenv("TRACKER_ROLE", "lead")
        tracker = session.tracker()
        if shared is None:
            pool.opened(fill, tracker)
        return tracker

    return open_filled


@pytest.fixture
def app_tracker(open_in_app: OpenInApp) -> Tracker:
    """The seeded tracker that the screens use, with Anna at the machine."""
    return open_in_app(None)


# --- the cast -------------------------------------------------------------------------------


@pytest.fixture
def anna() -> Viewer:
    """Leads all pilots."""
    return ANNA


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


# --- as people run it: one for each file ------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeded tracker, served to Anna, who leads all pilots."""
    with serving(tmp_path_factory.mktemp("server") / "tracker.duckdb") as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real one. For a module and no longer: while it is there, asyncio cannot be used."""
    with chromium.launch() as browser:
        yield browser
