"""Many pilots as rows: short enough for a phone, and a row is one link, also by keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pilots.tracker import Tracker
from schemas import Action, Measurement, Outcome, Pilot
from tests.support.browsing import DESK, MOBILE, PHONE, new_page, settle, tab_to
from tests.support.cast import ANNA
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOTS = 60
SCREENS = 4


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    database = tmp_path_factory.mktemp("rows") / "tracker.duckdb"
    tracker = Tracker(database)
    for n in range(PILOTS):
        pilot = Pilot(id=f"p{n}", name=f"Buurtproject nummer {n} aan de Dorpsstraat")
        outcome = Outcome(pilot=pilot.id, statement="Buren komen", unit="bezoekers", target=26)
        days = ("2026-01-01", "2026-02-01", "2026-03-01")
        values = [
            Measurement(pilot=pilot.id, outcome=outcome.id, measured_on=day, value=n + m)
            for m, day in enumerate(days)
        ]
        late = Action(pilot=pilot.id, title="Bellen", due="2026-01-01")
        tracker.record(ANNA, pilot, outcome, *values, late)
    tracker.close()
    with serving(database) as server:
        yield server


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    opened = new_page(browser, PHONE, user_agent=MOBILE, has_touch=True, is_mobile=True)
    yield opened
    opened.context.close()


@pytest.mark.parametrize("path", ["pilots", "overleg"])
def test_sixty_pilots_are_less_than_four_screens_of_a_phone(
    phone: Page, server: Server, path: str
) -> None:
    phone.goto(f"{server.url}/{path}")
    rows = phone.locator(".st-key-pilot_rows").get_by_role("link")
    expect(rows).to_have_count(PILOTS)
    settle(phone)
    expect(phone.get_by_test_id("stSkeleton")).to_have_count(0)
    height = phone.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    assert PILOTS * 44 < height < SCREENS * PHONE["height"]
    for row in (rows.first, rows.last):
        box = row.bounding_box()
        assert box
        assert box["height"] >= 44, "a thumb hits it"
        assert box["x"] + box["width"] <= PHONE["width"]


def test_a_row_opens_its_pilot_by_keyboard_and_says_all_of_it(
    browser: Browser, server: Server
) -> None:
    page = new_page(browser, DESK)
    page.goto(f"{server.url}/pilots")
    name = "Buurtproject nummer 7 aan de Dorpsstraat"
    row = page.get_by_role("link", name=name)
    expect(row).to_contain_text("9 bezoekers, doel 26")
    expect(row).to_contain_text("1 te laat")
    settle(page)
    tab_to(page, row)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=name, level=1)).to_be_attached()
    page.context.close()
