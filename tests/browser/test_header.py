"""Where what a page is about begins: under one slim header, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsing import DESK, MOBILE, PHONE, new_page, settle
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOT = "pilot?pilot=Parelketting+Zuidwijk"
PAGES = ("", "pilots", PILOT, "loggen", "overleg", "voortgang", "registreren", "beheer")
BEGINS = {"phone": 140, "desk": 180}
"""Pixels from the top, also in the example, which says so on every page."""

FIRST_BELOW_THE_TITLE = """() => {
    const title = document.querySelector('[data-testid="stMain"] h1')
    const header = '.st-key-bar, .st-key-banner, .st-key-pilot_bar, [class*="st-key-address_"]'
    const isContent = it => it.getBoundingClientRect().height > 1
        && !it.closest(header)
        && !it.contains(title)
        && !it.closest('[data-testid="stHorizontalBlock"]')?.contains(title)
    const main = document.querySelector('[data-testid="stMain"]')
    const all = main.querySelectorAll('[data-testid="stElementContainer"]')
    return Math.min(...[...all].filter(isContent).map(it => it.getBoundingClientRect().top))
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("header") / "tracker.duckdb"
    with serving(database, TRACKER_EXAMPLE="true") as server:
        yield server


@pytest.fixture(scope="module")
def pages(browser: Browser) -> Iterator[dict[str, Page]]:
    phone = new_page(browser, PHONE, user_agent=MOBILE, has_touch=True, is_mobile=True)
    opened = {"phone": phone, "desk": new_page(browser, DESK)}
    yield opened
    for page in opened.values():
        page.context.close()


def go(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    page.get_by_role("heading", level=1).wait_for(state="attached")
    settle(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


@pytest.mark.parametrize("size", BEGINS)
@pytest.mark.parametrize("path", PAGES)
def test_what_a_page_is_about_begins_near_the_top(
    pages: dict[str, Page], server: Server, path: str, size: str
) -> None:
    page = pages[size]
    go(page, server, path)
    expect(page.get_by_role("button", name="Stop voorbeeld")).to_be_visible()
    begins = page.evaluate(FIRST_BELOW_THE_TITLE)
    assert 0 < begins <= BEGINS[size]


def test_the_open_tab_of_a_pilot_is_always_in_sight_on_a_phone(
    pages: dict[str, Page], server: Server
) -> None:
    page = pages["phone"]
    for name in ("actions", "outcomes", "people", "logbook", "now"):
        go(page, server, f"{PILOT}&tab={name}")
        box = page.locator('[role="tab"][aria-selected="true"]').bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def test_browser_and_screen_reader_know_what_page_it_is_and_in_which_language(
    pages: dict[str, Page], server: Server
) -> None:
    page = pages["desk"]
    go(page, server, "overleg")
    expect(page).to_have_title("Overleg")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    go(page, server, f"{PILOT}&lang=EN")
    expect(page).to_have_title("Parelketting Zuidwijk")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_name_of_a_pilot_is_its_title_and_leads_to_another(
    pages: dict[str, Page], server: Server
) -> None:
    page = pages["phone"]
    go(page, server, PILOT)
    page.get_by_role("combobox", name="Pilot").click()
    page.get_by_role("option", name="Hagendoornschool").click()
    expect(page.get_by_role("heading", name="Hagendoornschool", level=1)).to_be_attached()
    expect(page.get_by_role("combobox", name="Pilot")).to_have_value("Hagendoornschool")
