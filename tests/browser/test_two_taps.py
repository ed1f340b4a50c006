"""Two taps shortly after each other, where one writes and the page changes under the finger."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browsing import PHONE, click_until, heading, new_page, settle
from tests.support.server import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Page:
    return new_page(browser, PHONE, has_touch=True, is_mobile=True, user_agent="Mobi")


def tap_twice(page: Page, button: Locator) -> None:
    """Tap where a button is, and there again, whatever is there by then."""
    button.scroll_into_view_if_needed()
    settle(page)
    box = button.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.touchscreen.tap(x, y)
    page.touchscreen.tap(x, y)


def test_a_newcomer_sees_the_next_step_without_scrolling(phone: Page, server: Server) -> None:
    phone.goto(server.url)
    settle(phone)
    for step in ("Registreer je eerste pilot", "Kijk eerst rond in het voorbeeld"):
        expect(phone.get_by_role("button", name=step)).to_be_in_viewport(ratio=1)


def test_a_pilot_that_is_registered_with_two_taps_is_there_once_and_opens(
    phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}/registreren")
    heading(phone, "Nieuwe pilot · stap 1 van 12")
    phone.get_by_role("textbox", name="Naam (verplicht)").fill("Fietskeuken")
    phone.keyboard.press("Tab")
    heading(phone, "Fietskeuken · stap 1 van 12")
    last = phone.get_by_role("radio", name="12. Terugkijken")
    click_until(phone.locator("summary", has_text="Alle stappen").last, brings=last)
    last.click()
    heading(phone, "Fietskeuken · stap 12 van 12")
    tap_twice(phone, phone.get_by_role("button", name="Registreer de pilot"))
    expect(phone.get_by_role("tab", name="Nu")).to_be_visible()
    settle(phone)
    heading(phone, "Fietskeuken")
    made = [line for line in server.journal() if '"Fietskeuken"' in line]
    assert len(made) == 1


def test_what_is_decided_and_closed_with_two_taps_stands_there_once(
    phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}/vergadering?pilot=Hagendoornschool")
    begin = phone.get_by_role("button", name="Begin het overleg")
    begin.wait_for()
    tap_twice(phone, begin)
    heading(phone, "Wat kwam er van vorige keer?")
    _go_to(phone, "6. Besluiten", "Hoe gaan we verder?")
    phone.get_by_role("radio", name="Aanpassen", exact=True).click()
    phone.get_by_role("textbox", name=re.compile("^Wat besluiten we?")).fill("Eerst koken")
    tap_twice(phone, phone.get_by_role("button", name="Besluit dit"))
    expect(phone.get_by_text("Eerst koken").first).to_be_visible()
    settle(phone)
    heading(phone, "Hoe gaan we verder?")
    assert len([line for line in server.journal() if '"Eerst koken"' in line]) == 1
    _go_to(phone, "8. Afsluiten", "Hoe staat de pilot ervoor?")
    phone.get_by_role("radio", name="Op koers", exact=True).click()
    phone.get_by_role("textbox", name=re.compile("^Waarom?")).fill("Er komen meer mensen")
    tap_twice(phone, phone.get_by_role("button", name="Sluit het overleg af"))
    expect(phone.get_by_role("heading", name="Het overleg is klaar")).to_be_in_viewport()
    assert len([line for line in server.journal() if '"Er komen meer mensen"' in line]) == 1


def _go_to(page: Page, step: str, title: str) -> None:
    settle(page)
    steps = page.get_by_role("button", name=re.compile(r"^\d van 8"))
    click_until(steps, brings=page.get_by_role("menuitem", name=step))
    page.get_by_role("menuitem", name=step).click()
    heading(page, title)
