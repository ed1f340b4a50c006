"""A link from hand to hand: made by the lead, opened by somebody else, withdrawn."""

import re

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.support.browsing import choose, new_page
from tests.support.server import Server

pytestmark = pytest.mark.slow

REFUSED = "Deze link werkt niet"

TURN_PAGE = """
history.pushState({}, "", "/begin");
dispatchEvent(new PopStateEvent("popstate"));
"""
"""As the navigation does: to the address of another page, without what stood in this one."""


def visit(browser: Browser, address: str) -> Page:
    """A page in a browser of its own."""
    page = new_page(browser)
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    return page


def make_link(page: Page) -> str:
    """Make a link to one pilot; its address."""
    choose(page, "Pilots", "Hagendoornschool")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name="Voor wie").fill("De raadscommissie")
    page.get_by_role("button", name="Maak een link").click()
    return page.locator('[class*="st-key-link-address"] code').inner_text().strip()


def test_a_link_is_made_opened_by_somebody_else_and_withdrawn(
    browser: Browser, server: Server
) -> None:
    anna = visit(browser, f"{server.url}/beheer")
    address = make_link(anna)
    assert re.fullmatch(rf"{server.url}/voortgang\?deel=[\w-]{{43}}", address)
    token = address.rpartition("=")[2]

    referrers: list[str] = []
    council = visit(browser, address)

    def listen(request: Request) -> None:
        referrers.append(request.headers.get("referer", ""))

    council.on("request", listen)
    expect(council.get_by_text("Hagendoornschool").first).to_be_visible()
    expect(council.get_by_text("Parelketting")).to_have_count(0)
    for page in ("Vandaag", "Loggen", "Overleg", "Beheer"):
        expect(council.get_by_role("link", name=page, exact=True)).to_have_count(0)
    council.get_by_text("EN", exact=True).click()
    expect(council.get_by_role("heading", level=1)).not_to_have_text(REFUSED)
    expect(council).to_have_url(re.compile(rf"deel={token}"))
    council.reload()
    expect(council.get_by_text("Hagendoornschool").first).to_be_visible()
    council.evaluate(TURN_PAGE)
    expect(council).to_have_url(re.compile(rf"deel={token}"))

    # Whoever makes up another address gets no further than this link does.
    council.goto(f"{server.url}/beheer?deel={token}")
    expect(council.get_by_role("heading", name="Hier is niets")).to_be_visible()
    expect(council.get_by_role("button", name="Maak een link")).to_have_count(0)
    council.goto(address)
    expect(council.get_by_text("Hagendoornschool").first).to_be_visible()

    anna.get_by_role("button", name="Trek het adres in").click()
    expect(anna.get_by_text("Het adres is ingetrokken")).to_be_visible()
    council.reload()
    expect(council.get_by_role("heading", name=REFUSED, level=1)).to_be_visible()
    expect(council.get_by_text("Hagendoornschool")).to_have_count(0)

    anna.get_by_role("button", name="Ongedaan maken").click()
    expect(anna.get_by_text("De raadscommissie")).to_be_visible()
    council.reload()
    expect(council.get_by_text("Hagendoornschool").first).to_be_visible()
    assert not [it for it in referrers if token in it]
    assert token[:20] not in server.log.read_text(encoding="utf-8")
