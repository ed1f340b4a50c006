"""What axe-core finds on the screens: nothing serious, on a phone and a desk, light and dark.

The screens show the example, in which there is something of everything, and a tracker in which
there is nothing yet, in both languages, light and dark, on a phone and a desk.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pilots.access import Grant, Role, Viewer
from pilots.language import _, speaking
from pilots.screens.kit import links
from pilots.tracker import Tracker
from schemas import Principle
from tests.support.browsing import DESK, PHONE, click_until, new_page, settle
from tests.support.server import serving

pytestmark = pytest.mark.slow

SIZES = {("nl", "light"): PHONE, ("en", "dark"): DESK}
"""The looks, with the size in which each is looked at: every language, light and size is in one
of them, and a view that is right in both is hardly ever wrong in a third."""

LOOKS = list(SIZES)


@dataclass(frozen=True)
class View:
    """Something to look at: where it is, and what to do to see it."""

    path: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    """What the address holds besides, in English; the label of a choice as the reader has it."""
    open: Callable[[Page], None] = lambda page: None

    def labels(self, language: str) -> dict[str, str]:
        with speaking(language):
            return {name: _(label) for name, label in self.chosen.items()}

    def address(self, language: str) -> str:
        return f"{self.path}?{urlencode(self.labels(language) | {'lang': language.upper()})}"


def _want_nothing(page: Page) -> None:
    """Submit a form in which nothing was filled in."""
    page.locator('[class*="st-key-log"][class*="submit"] button').click()
    page.get_by_test_id("stAlert").first.wait_for()
    page.mouse.move(0, 0)  # what is pointed at has another shade for as long


def _add(page: Page) -> None:
    """Open the form for something new, over the page."""
    page.locator('[class*="st-key-add"] button').first.click()
    page.get_by_role("dialog").get_by_role("textbox").first.wait_for()


def _meet(page: Page) -> None:
    """Begin a meeting, or come into the one that is held, where something is typed."""
    begin = page.get_by_role("button", name=re.compile("^(Begin the review|Begin het overleg)"))
    steps = page.get_by_role("button", name=re.compile(r"^\d (of|van) 8"))
    decide = page.get_by_role("menuitem", name=re.compile(r"^\d\. (Decide|Besluiten)$"))
    expect(begin.or_(steps)).to_be_visible()
    settle(page)
    if begin.is_visible():
        click_until(begin, brings=steps)
        settle(page)
    click_until(steps, brings=decide)
    decide.click()
    page.mouse.move(0, 0)  # what is pointed at has another shade for as long
    page.get_by_role("textbox").first.wait_for()


PILOT = {"pilot": "Hagendoornschool"}

VIEWS = {
    "today": View(""),
    "log": View("loggen"),
    "log-wrong": View("loggen", open=_want_nothing),
    "register": View("registreren"),
    "manage": View("beheer"),
    "cards": View("pilots"),
    "list": View("pilots", {"view": "List"}),
    "table": View("pilots", {"view": "Table"}),
    "map": View("pilots", {"view": "On the map"}),
    "side-by-side": View("pilots", {"view": "Side by side"}),
    **{
        f"pilot-{place}": View("pilot", PILOT | {"place": place})
        for places in links.TABS.values()
        for place in places
        if place not in {"actions", "more", "pearls"}
    },
    "pilot-pearls": View("pilot", {"pilot": "Parelketting Zuidwijk", "place": "pearls"}),
    **{
        f"actions-{shown.lower()}": View("pilot", PILOT | {"place": "actions", "actions": shown})
        for shown in ("List", "Board", "Schedule", "Figures")
    },
    "progress": View("voortgang"),
    "progress-one": View("voortgang", {"about": "Hagendoornschool"}),
    "report": View("verslag", {"verslag": "Parelketting Zuidwijk: Van aanbellen naar ruilen"}),
    "reviews": View("overleg"),
    "review": View("vergadering", PILOT),
    "meeting": View("vergadering", PILOT, open=_meet),
    **{
        f"databank-{view}": View("databank", {"pilot": "Wijk-databank Zuidwijk", "beeld": view})
        for view in ("enter", "find", "match", "keep_up", "lacking")
    },
    "dialog": View("pilot", PILOT | {"place": "outcomes"}, open=_add),
}

DARK = {
    *("today", "log-wrong", "register", "manage", "cards", "map", "side-by-side", "report"),
    *("pilot-overview", "pilot-people", "pilot-outcomes", "actions-board", "progress-one"),
    *("pilot-pearls", "review", "meeting", "dialog", "databank-match", "databank-lacking"),
}
"""What is looked at in the dark too: together these have every colour there is."""

EMPTY = {name: VIEWS[name] for name in ("today", "log", "cards", "manage")}
"""What to look at where there are no pilots."""

NOT_OURS = {
    # Vega writes an empty group into each of Streamlit's sparklines; the metric around it is
    # read out as a whole.
    "svg-img-alt": "metric_chart_",
    # Around a table that is wider than a narrow window; a phone gets fewer columns, and browsers
    # let the keyboard scroll it.
    "scrollable-region-focusable": '<div class="st-emotion-cache',
}
"""Findings in markup that Streamlit makes: the rule, and what it is recognised by."""

NOTHING_MOVES = """() => document.getAnimations().every(
    it => it.playState !== 'running' || it.effect.getComputedTiming().endTime >= 5000)"""
"""Whether nothing moves any more, except what moves for ever."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a tracker with something of everything."""
    database = tmp_path_factory.mktemp("example") / "tracker.duckdb"
    yield from _serve(database, TRACKER_EXAMPLE="true")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a tracker without pilots."""
    database = tmp_path_factory.mktemp("empty") / "tracker.duckdb"
    tracker = Tracker(database)
    # Into a logbook that has no line at all, the three pilots of the report would be sown.
    tracker.record(Viewer("Anna", (Grant(Role.ADMINISTRATOR),)), Principle(text="Begin klein."))
    tracker.close()
    yield from _serve(database)


def _serve(database: Path, **environment: str) -> Iterator[str]:
    with serving(database, **environment) as server:
        yield server.url


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that goes from view to view as people do."""
    opened = new_page(browser, PHONE)
    yield opened
    opened.context.close()


@pytest.mark.parametrize(
    ("view", "language", "scheme"),
    [(view, *look) for look in LOOKS for view in VIEWS if view in DARK or look[1] == "light"],
)
def test_nothing_serious_stands_in_the_way_of_anybody(
    page: Page, example: str, view: str, language: str, scheme: str
) -> None:
    _look(page, example, VIEWS[view], language, scheme)


@pytest.mark.parametrize("view", EMPTY)
@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_nor_where_there_is_nothing_yet(
    page: Page, empty: str, view: str, language: str, scheme: str
) -> None:
    _look(page, empty, EMPTY[view], language, scheme)


def _look(page: Page, url: str, view: View, language: str, scheme: str) -> None:
    page.set_viewport_size(SIZES[language, scheme])
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{url}/{view.address(language)}")
    _wait_for_all(page)
    for name, label in view.labels(language).items():
        # An address that is not understood would show something else.
        if name not in {"pilot", "place", "about", "verslag", "beeld"}:
            expect(page.get_by_text(label, exact=True).first).to_be_attached()
    view.open(page)
    _wait_for_all(page)
    found = list(_findings(page))
    assert not found, "\n".join(found)


def _wait_for_all(page: Page) -> None:
    """Wait until the page is there, and what it is still fetching or fading in too."""
    page.get_by_role("heading", level=1).wait_for(state="attached")
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_function(NOTHING_MOVES)  # a promise that is never kept has no time-out


def _findings(page: Page) -> Iterator[str]:
    rules = {"resultTypes": ["violations"]}
    violations: list[dict[str, Any]] = Axe().run(page, options=rules).response["violations"]
    for violation in violations:
        if violation["impact"] in {"serious", "critical"}:
            for node in violation["nodes"]:
                if NOT_OURS.get(violation["id"], "\n") in node["html"]:
                    continue
                yield f"{violation['id']}: {node['html'][:200]}"
