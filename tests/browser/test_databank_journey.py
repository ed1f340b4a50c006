"""A minute at a kitchen table, on a phone: a resident with an offer, a need and a place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pilots.seed import open_tracker
from schemas import Pilot, Place
from tests.support.browsing import PHONE, new_page, settle
from tests.support.cast import ANNA
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOT = "buurttuin"

MOST_TAPS, MOST_TYPED = 12, 4


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("table") / "tracker.duckdb"
    tracker = open_tracker(path)
    tracker.record(
        ANNA,
        Pilot(id=PILOT, name="Buurttuin"),
        Place(id="kas", pilot=PILOT, name="De kas"),
    )
    tracker.close()
    return path


@pytest.fixture(scope="module")
def server(path: Path) -> Iterator[Server]:
    with serving(path) as server:
        yield server


class Hand:
    """A hand on a phone, which counts what it does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = self.typed = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, what: Locator, text: str, enter: bool = False) -> None:
        self.tap(what)
        what.press_sequentially(text)
        self.typed += 1
        if enter:
            what.press("Enter")
            self.taps += 1

    def choose(self, box: Locator, option: str) -> None:
        self.tap(box)
        self.tap(self.page.get_by_role("option", name=option, exact=True))


def test_a_resident_with_an_offer_a_need_and_a_place_takes_few_taps(
    browser: Browser, server: Server, path: Path
) -> None:
    page = new_page(browser, PHONE, user_agent="Mozilla/5.0 Mobi")
    page.goto(f"{server.url}/databank?pilot=Buurttuin")
    hand = Hand(page)
    hand.type(page.get_by_role("combobox", name="Over wie gaat het?"), "Tante Truus", enter=True)
    words = page.get_by_role("textbox", name="In een paar woorden")
    expect(words).to_have_count(2)
    settle(page)
    themes = page.get_by_role("combobox", name="Thema")
    hand.type(words.nth(0), "Breit sokken")
    hand.choose(themes.nth(0), "naaien")
    settle(page)
    hand.type(words.nth(1), "Een lift naar de markt")
    page.keyboard.press("Tab")  # what is left is kept as a draft, and an open list would close
    settle(page)
    hand.choose(themes.nth(1), "vervoer")
    settle(page)
    hand.choose(page.get_by_role("combobox", name="Waar komt deze bewoner graag?"), "De kas")
    settle(page)
    hand.tap(page.get_by_role("button", name="Leg vast"))
    expect(page.get_by_text("Vastgelegd")).to_be_visible()
    expect(page.get_by_text("Breit sokken")).to_be_visible()
    expect(words.nth(0)).to_have_value("")  # the next one, of the same resident
    print(f"{hand.taps} taps, {hand.typed} typed fields")
    assert hand.taps <= MOST_TAPS
    assert hand.typed <= MOST_TYPED
    page.context.close()
