"""Two people with one record open, and what people type, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pilots.access import Grant, Role, Viewer
from pilots.seed import open_tracker
from schemas import Action, Outcome, Pilot
from tests.support.browsing import DESK, PHONE, new_page, settle
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOT = "buurttuin"
SIZES = {"phone": PHONE, "desk": DESK}


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Server]:
    path = tmp_path / "data" / "tracker.duckdb"
    tracker = open_tracker(path)
    tracker.record(
        Viewer("Anna", (Grant(Role.LEAD),)),
        Pilot(id=PILOT, name="Buurttuin"),
        Action(id="a1", pilot=PILOT, title="Brief"),
        Outcome(id="o1", pilot=PILOT, statement="Buren kennen elkaar"),
    )
    tracker.close()
    with serving(path) as server:
        yield server


def newest(server: Server, kind: str) -> dict[str, Any]:
    """The newest version of a record of this kind, in the journal."""
    lines = [json.loads(line) for line in server.journal()]
    body: dict[str, Any] = [line for line in lines if line["kind"] == kind][-1]["body"]
    return body


def opened(page: Page, server: Server) -> Locator:
    """The dialog of the action."""
    page.goto(f"{server.url}/pilot?pilot=Buurttuin&tab=Acties")
    settle(page)
    page.locator(".st-key-change-a1 button").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="Wat (verplicht)")).to_be_visible()
    return dialog


def save(dialog: Locator, title: str) -> None:
    box = dialog.get_by_role("textbox", name="Wat (verplicht)")
    box.fill(title)
    box.press("Tab")
    dialog.get_by_role("button", name="Leg vast").click()


@pytest.mark.parametrize("size", SIZES)
def test_both_see_what_the_other_wrote_and_the_second_chooses(
    browser: Browser, garden: Server, size: str
) -> None:
    first, second = (new_page(browser, SIZES[size]) for _ in range(2))
    theirs, mine = opened(first, garden), opened(second, garden)
    save(theirs, "Kaart")
    expect(first.get_by_text("Vastgelegd bij Buurttuin.")).to_be_visible()
    save(mine, "Flyer")
    expect(mine.get_by_text("Iemand anders heeft dit ook veranderd.")).to_be_visible()
    expect(mine.get_by_text("Van jou: Flyer")).to_be_visible()
    assert newest(garden, "action")["title"] == "Kaart"
    mine.get_by_text("Van jou: Flyer").click()
    mine.get_by_role("button", name="Leg vast").click()
    expect(second.get_by_text("Vastgelegd bij Buurttuin.")).to_be_visible()
    assert newest(garden, "action")["title"] == "Flyer"
    for page in (first, second):
        page.context.close()


def test_what_was_withdrawn_meanwhile_comes_back_only_with_the_button_that_says_so(
    browser: Browser, garden: Server
) -> None:
    first, second = new_page(browser), new_page(browser)
    theirs, mine = opened(first, garden), opened(second, garden)
    theirs.get_by_role("button", name="Intrekken").click()
    expect(first.get_by_text("Ingetrokken.")).to_be_visible()
    save(mine, "Flyer")
    expect(mine.get_by_text("heeft dit ingetrokken op")).to_be_visible()
    expect(mine.get_by_role("textbox", name="Wat (verplicht)")).to_have_value("Flyer")
    mine.get_by_role("button", name="Haal het terug").click()
    expect(second.get_by_text("Vastgelegd bij Buurttuin.")).to_be_visible()
    assert newest(garden, "action")["title"] == "Flyer"
    for page in (first, second):
        page.context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", ["nl-NL", "en-US"])
def test_what_is_typed_is_what_is_recorded_whatever_the_browser_speaks(
    browser: Browser, garden: Server, locale: str, size: str
) -> None:
    page = new_page(browser, SIZES[size], locale=locale)
    page.goto(f"{garden.url}/pilot?pilot=Buurttuin&tab=Uitkomsten")
    settle(page)
    for typed, day, value, measured_on in (
        ("7,5", "1-1-2026", 7.5, "2026-01-01"),
        ("1.234,5", "31 12 25", 1234.5, "2025-12-31"),
        ("0.008", "2026-02-28", 0.008, "2026-02-28"),
    ):
        page.get_by_role("button", name="Meting toevoegen").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox", name="Gemeten op").fill(day)
        dialog.get_by_role("textbox", name="Waarde (verplicht)").fill(typed)
        dialog.get_by_role("button", name="Leg vast").click()
        expect(dialog).to_be_hidden()
        body = newest(garden, "measurement")
        assert (body["value"], body["measured_on"]) == (value, measured_on)
    page.context.close()


def test_a_day_that_does_not_exist_is_refused_and_stays_as_it_was_typed(
    browser: Browser, garden: Server
) -> None:
    page = new_page(browser)
    page.goto(f"{garden.url}/pilot?pilot=Buurttuin&tab=Uitkomsten")
    settle(page)
    page.get_by_role("button", name="Meting toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Gemeten op").fill("31-4-2026")
    dialog.get_by_role("textbox", name="Waarde (verplicht)").fill("7")
    dialog.get_by_role("button", name="Leg vast").click()
    expect(dialog.get_by_text("Deze dag bestaat niet.").first).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Gemeten op")).to_have_value("31-4-2026")
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_day_that_is_chosen_in_the_calendar_is_typed_and_recorded(
    browser: Browser, garden: Server, size: str
) -> None:
    page = new_page(browser, SIZES[size])
    page.goto(f"{garden.url}/pilot?pilot=Buurttuin&tab=Uitkomsten")
    settle(page)
    page.get_by_role("button", name="Meting toevoegen").click()
    dialog = page.get_by_role("dialog")
    day = dialog.get_by_role("textbox", name="Gemeten op")
    calendar = dialog.get_by_role("button", name="Kies een dag: Gemeten op")
    calendar.click()
    # The calendar itself belongs to the browser and stands in no page: this is its answer.
    calendar.locator("input").evaluate(
        "picker => { picker.value = '2026-11-20'; picker.dispatchEvent(new Event('change')); }"
    )
    expect(day).to_have_value("20-11-2026")
    expect(calendar).to_be_focused()
    dialog.get_by_role("textbox", name="Waarde (verplicht)").fill("7")
    dialog.get_by_role("button", name="Leg vast").click()
    expect(dialog).to_be_hidden()
    assert newest(garden, "measurement")["measured_on"] == "2026-11-20"
    page.context.close()


def test_an_address_that_leads_nowhere_says_so_in_the_readers_language(
    browser: Browser, garden: Server
) -> None:
    page = new_page(browser)
    page.goto(f"{garden.url}/bestaat-niet")
    expect(page.get_by_role("heading", name="Hier is niets")).to_be_visible()
    assert not page.get_by_text("Page not found").count()
    page.goto(f"{garden.url}/pilot?pilot=onzin.onzin")
    expect(page.get_by_text("Op dit adres is niets te vinden")).to_be_visible()
    page.context.close()


def test_back_shows_the_pilot_and_no_empty_page(browser: Browser, garden: Server) -> None:
    page = new_page(browser)
    page.goto(f"{garden.url}/pilot?pilot=buurttuin")
    chosen = page.get_by_role("combobox", name="Pilot")
    expect(chosen).to_have_value("Buurttuin")
    page.get_by_role("link", name="Loggen").first.click()
    expect(page.get_by_role("heading", name="Wat gebeurde er?")).to_be_visible()
    expect(chosen).to_have_value("Buurttuin")
    page.go_back()
    expect(page.get_by_role("heading", name="Hoe staat deze pilot ervoor?")).to_be_visible()
    expect(chosen).to_have_value("Buurttuin")
    expect(page.get_by_role("tab", name="Acties")).to_be_visible()
    page.context.close()
