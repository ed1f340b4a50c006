"""What axe-core finds on the screens: nothing serious, on a phone and a desk, light and dark.

The screens show the example, in which there is something of everything.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as chromium
from tests.app import TABS
from tests.server import Server

pytestmark = pytest.mark.xdist_group("accessibility")

SIZES = ({"width": 390, "height": 844}, {"width": 1440, "height": 900})
SCHEMES = ("light", "dark")
PILOT = "Hagendoornschool"

VIEWS: dict[str, tuple[str, str]] = {
    "today": ("", ""),
    "log": ("loggen", "loggen"),
    "register": ("registreren", "registreren"),
    "manage": ("beheer", "beheer"),
    "cards": ("pilots", "pilots"),
} | {
    f"pilot-{english.lower()}": (
        f"pilot?pilot={PILOT}&tab={quote_plus(dutch)}",
        f"pilot?pilot={PILOT}&tab={quote_plus(english)}",
    )
    for dutch, english in TABS.items()
}
"""The address of each view in Dutch and in English."""

NOT_OURS = {
    # Vega writes an empty group into each of Streamlit's sparklines; the metric around it is
    # read out as a whole.
    "svg-img-alt": "metric_chart_",
}
"""Findings in markup that Streamlit makes: the rule, and what it is recognised by."""

TAGS = '[data-testid="stMultiSelect"] span[title]'
"""Streamlit writes white on the theme's colour in these, and with that colour on the page: on a
dark page no colour is good for both."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("accessibility")
    started = Server(folder / "tracker.duckdb", TRACKER_EXAMPLE="true")
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
        yield opened
        opened.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_serious_stands_in_the_way_of_anybody(
    browser: Browser, server: Server, view: str, language: str
) -> None:
    address = VIEWS[view][language == "en"]
    joint = "&" if "?" in address else "?"
    found = []
    for scheme in SCHEMES:
        context = browser.new_context(color_scheme=scheme, viewport=SIZES[0])
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(f"{server.url}/{address}{joint}lang={language.upper()}")
        _settle(page)
        for size in SIZES:
            page.set_viewport_size(size)
            page.wait_for_timeout(300)
            found += [f"{scheme} {size['width']}: {it}" for it in _findings(page, scheme)]
        context.close()
    assert not found, "\n".join(found)


def _settle(page: Page) -> None:
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_load_state("networkidle")


def _findings(page: Page, scheme: str) -> Iterator[str]:
    look_at = {"exclude": [[TAGS]]} if scheme == "dark" else None
    violations: list[dict[str, Any]] = Axe().run(page, look_at).response["violations"]
    for violation in violations:
        if violation["impact"] in {"serious", "critical"}:
            for node in violation["nodes"]:
                if NOT_OURS.get(violation["id"], "\n") in node["html"]:
                    continue
                yield f"{violation['id']}: {node['html'][:200]}"
