"""From idea to experiment in a browser, where forms open over the page."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import PHONE, click_until, new_page
from tests.support.server import Server

pytestmark = pytest.mark.slow

Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Server) -> Iterator[Open]:
    """Opens the page of a pilot on a phone."""
    page = new_page(browser, PHONE)

    def open_page(pilot: str) -> Page:
        page.goto(f"{server.url}/pilot?pilot={quote_plus(pilot)}")
        page.get_by_role("heading", level=1).wait_for()
        return page

    yield open_page
    page.context.close()


def lack(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-lack-{name}")


def open_list(page: Page) -> None:
    click_until(page.get_by_text("Nog 3 dingen te zeggen"), brings=lack(page, "outcome"))


def fill(page: Page, name: str, label: str, words: str) -> None:
    """Say what lacks, in the form that its button opens."""
    dialog = page.get_by_role("dialog")
    click_until(lack(page, name).get_by_role("button", name="Vul in"), brings=dialog)
    dialog.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}")).fill(words)
    dialog.get_by_role("button", name=re.compile("Leg vast|Bewaar dit")).click()
    expect(dialog).to_be_hidden()
    expect(lack(page, name).get_by_role("button")).to_have_count(0)


def test_an_idea_says_what_it_lacks_one_by_one_and_begins(visit: Open) -> None:
    page = visit("Hagendoornschool")
    open_list(page)
    fill(page, "outcome", "Wat er moet veranderen", "Buren eten mee")
    fill(page, "baseline", "Waarom er geen nulmeting is", "Niemand telde het.")
    fill(page, "expectation", "Wat verwachten we?", "Wie eet, komt terug.")
    begun = page.get_by_text("De fase is nu: Experiment")
    click_until(page.get_by_role("button", name="Begin als experiment"), brings=begun)
    expect(page.get_by_text("Alles is er om van te leren")).to_have_count(0)


def test_who_begins_all_the_same_is_asked_why_in_sight_of_what_lacks(visit: Open) -> None:
    page = visit("Wijk-databank Zuidwijk")
    open_list(page)
    dialog = page.get_by_role("dialog")
    click_until(page.get_by_role("button", name="Begin toch"), brings=dialog)
    refused = dialog.get_by_text("kan nog geen experiment worden")
    click_until(dialog.get_by_role("button", name="Begin toch"), brings=refused)
    dialog.get_by_role("textbox").fill("De zaal is nu vrij.")
    dialog.get_by_role("button", name="Begin toch").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Nog 3 dingen te zeggen")).to_have_count(0)
