"""Two people with one record open, and what people type, in a real browser."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pilots.seed import open_tracker
from schemas import Action, Outcome, Pilot
from tests.support.browsing import DESK, PHONE, click_until, new_page, settle
from tests.support.cast import ANNA
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

SIZES = {"phone": PHONE, "desk": DESK}
PILOTS = 10
"""One for each test, so that all of them can share a server."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeded tracker with a garden for each test."""
    path = tmp_path_factory.mktemp("gardens") / "tracker.duckdb"
    tracker = open_tracker(path)
    for n in range(PILOTS):
        tracker.record(
            ANNA,
            Pilot(id=f"tuin-{n}", name=f"Tuin {n}"),
            Action(id=f"a{n}", pilot=f"tuin-{n}", title="Brief"),
            Outcome(id=f"o{n}", pilot=f"tuin-{n}", statement="Buren kennen elkaar"),
        )
    tracker.close()
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    """Of gardens that no test has been in yet."""
    return iter(range(PILOTS))


class Garden:
    """A pilot of a test's own, on the server of all."""

    def __init__(self, server: Server, number: int) -> None:
        self.url = server.url
        self.id, self.name, self.action = f"tuin-{number}", f"Tuin {number}", f"a{number}"
        self.recorded = f"Vastgelegd bij {self.name}."
        self._server = server

    def newest(self, kind: str) -> dict[str, Any]:
        """The newest version of its record of this kind, in the journal."""
        lines = [json.loads(line) for line in self._server.journal()]
        ours = [it for it in lines if it["kind"] == kind and it["pilot"] == self.id]
        body: dict[str, Any] = ours[-1]["body"]
        return body

    def show(self, page: Page, tab: str) -> None:
        page.goto(f"{self.url}/pilot?{urlencode({'pilot': self.name, 'tab': tab})}")
        settle(page)

    def open_action(self, page: Page) -> Locator:
        """The dialog of the action."""
        self.show(page, "Acties")
        dialog = page.get_by_role("dialog")
        title = dialog.get_by_role("textbox", name="Wat (verplicht)")
        click_until(page.locator(f".st-key-change-{self.action} button"), brings=title)
        return dialog

    def open_measurement(self, page: Page) -> Locator:
        """The dialog of a new measurement; the page shows the outcomes."""
        dialog = page.get_by_role("dialog")
        value = dialog.get_by_role("textbox", name=re.compile("^Waarde"))
        click_until(page.get_by_role("button", name="Meting toevoegen").first, brings=value)
        settle(page)
        return dialog


@pytest.fixture
def garden(server: Server, numbers: Iterator[int]) -> Garden:
    return Garden(server, next(numbers))


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[dict[str, list[Page]]]:
    """Two pages where English is spoken, and one where Dutch is.

    People are told apart by their sessions, of which every page that is loaded has its own.
    """
    english, dutch = new_page(browser), new_page(browser, locale="nl-NL")
    yield {"en-US": [english, english.context.new_page()], "nl-NL": [dutch]}
    for page in (english, dutch):
        page.context.close()


@pytest.fixture
def page(opened: dict[str, list[Page]]) -> Page:
    return _sized(opened["en-US"][0], "desk")


def _sized(page: Page, size: str) -> Page:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    return page


def save(dialog: Locator, title: str) -> None:
    box = dialog.get_by_role("textbox", name="Wat (verplicht)")
    box.fill(title)
    box.press("Tab")
    settle(dialog.page)
    dialog.get_by_role("button", name="Leg vast").click()


@pytest.mark.parametrize("size", SIZES)
def test_both_see_what_the_other_wrote_and_the_second_chooses(
    opened: dict[str, list[Page]], garden: Garden, size: str
) -> None:
    first, second = (_sized(page, size) for page in opened["en-US"])
    theirs, mine = garden.open_action(first), garden.open_action(second)
    save(theirs, "Kaart")
    expect(first.get_by_text(garden.recorded)).to_be_visible()
    save(mine, "Flyer")
    expect(mine.get_by_text("Iemand anders heeft dit ook veranderd.")).to_be_visible()
    expect(mine.get_by_text("Van jou: Flyer")).to_be_visible()
    assert garden.newest("action")["title"] == "Kaart"
    mine.get_by_text("Van jou: Flyer").click()
    mine.get_by_role("button", name="Leg vast").click()
    expect(second.get_by_text(garden.recorded)).to_be_visible()
    assert garden.newest("action")["title"] == "Flyer"


def test_what_was_withdrawn_meanwhile_comes_back_only_with_the_button_that_says_so(
    opened: dict[str, list[Page]], garden: Garden
) -> None:
    first, second = (_sized(page, "desk") for page in opened["en-US"])
    theirs, mine = garden.open_action(first), garden.open_action(second)
    theirs.get_by_role("button", name="Intrekken").click()
    expect(first.get_by_text("Ingetrokken.")).to_be_visible()
    save(mine, "Flyer")
    expect(mine.get_by_text("heeft dit ingetrokken op")).to_be_visible()
    expect(mine.get_by_role("textbox", name="Wat (verplicht)")).to_have_value("Flyer")
    mine.get_by_role("button", name="Haal het terug").click()
    expect(second.get_by_text(garden.recorded)).to_be_visible()
    assert garden.newest("action")["title"] == "Flyer"


@pytest.mark.parametrize(("locale", "size"), [("nl-NL", "phone"), ("en-US", "desk")])
def test_what_is_typed_is_what_is_recorded_whatever_the_browser_speaks(
    opened: dict[str, list[Page]], garden: Garden, locale: str, size: str
) -> None:
    page = _sized(opened[locale][0], size)
    garden.show(page, "Uitkomsten")
    for typed, day, value, measured_on in (
        # First, as what is far more than before is asked about.
        ("1.234,5", "31 12 25", 1234.5, "2025-12-31"),
        ("7,5", "1-1-2026", 7.5, "2026-01-01"),
        ("0.008", "2026-02-28", 0.008, "2026-02-28"),
    ):
        dialog = garden.open_measurement(page)
        dialog.get_by_role("textbox", name="Gemeten op").fill(day)
        dialog.get_by_role("textbox", name=re.compile("^Waarde")).fill(typed)
        dialog.get_by_role("button", name="Leg vast").click()
        expect(dialog).to_be_hidden()
        body = garden.newest("measurement")
        assert (body["value"], body["measured_on"]) == (value, measured_on)


def test_a_day_that_does_not_exist_is_refused_and_stays_as_it_was_typed(
    page: Page, garden: Garden
) -> None:
    garden.show(page, "Uitkomsten")
    dialog = garden.open_measurement(page)
    dialog.get_by_role("textbox", name="Gemeten op").fill("31-4-2026")
    dialog.get_by_role("textbox", name=re.compile("^Waarde")).fill("7")
    dialog.get_by_role("button", name="Leg vast").click()
    expect(dialog.get_by_text("Deze dag bestaat niet.").first).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Gemeten op")).to_have_value("31-4-2026")


@pytest.mark.parametrize("size", SIZES)
def test_a_day_that_is_chosen_in_the_calendar_is_typed_and_recorded(
    page: Page, garden: Garden, size: str
) -> None:
    _sized(page, size)
    garden.show(page, "Uitkomsten")
    dialog = garden.open_measurement(page)
    day = dialog.get_by_role("textbox", name="Gemeten op")
    calendar = dialog.get_by_role("button", name="Kies een dag: Gemeten op")
    calendar.click()
    # The calendar itself belongs to the browser and stands in no page: this is its answer.
    dialog.locator(".calendar-picker").first.evaluate(
        "picker => { picker.value = '2026-11-20'; picker.dispatchEvent(new Event('change')); }"
    )
    expect(day).to_have_value("20-11-2026")
    expect(calendar).to_be_focused()
    dialog.get_by_role("textbox", name=re.compile("^Waarde")).fill("7")
    dialog.get_by_role("button", name="Leg vast").click()
    expect(dialog).to_be_hidden()
    assert garden.newest("measurement")["measured_on"] == "2026-11-20"


def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(
    page: Page, garden: Garden
) -> None:
    page.goto(f"{garden.url}/bestaat-niet")
    expect(page.get_by_role("heading", name="Hier is niets")).to_be_visible()
    assert not page.get_by_text("Page not found").count()
    page.goto(f"{garden.url}/pilot?pilot=onzin.onzin")
    expect(page.get_by_text("Op dit adres is niets te vinden")).to_be_visible()


def test_back_shows_the_pilot_and_no_empty_page(page: Page, garden: Garden) -> None:
    page.goto(f"{garden.url}/pilot?pilot={garden.id}")
    chosen = page.get_by_role("combobox", name="Pilot")
    expect(chosen).to_have_value(garden.name)
    page.get_by_role("link", name="Loggen").first.click()
    expect(page.get_by_role("heading", name="Wat gebeurde er?")).to_be_visible()
    expect(chosen).to_have_value(garden.name)
    page.go_back()
    expect(page.get_by_role("heading", name=garden.name, level=1)).to_be_visible()
    expect(chosen).to_have_value(garden.name)
    expect(page.get_by_role("tab", name="Acties")).to_be_visible()
