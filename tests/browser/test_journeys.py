"""What people do, in a real browser, with a server that is a process of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import browsing
from tests.support.browsing import PHONE, new_page, settle, tab_to
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A desk's screen; whatever the page tries to load from elsewhere is remembered."""
    opened = new_page(browser)
    yield opened
    opened.context.close()


def go(page: Page, server: Server, path: str, heading: str) -> None:
    page.goto(f"{server.url}/{path}")
    browsing.heading(page, heading)


def register(page: Page, name: str, statement: str, unit: str, **numbers: str) -> None:
    """Through the guided form, by its list of steps."""
    page.get_by_role("textbox", name="Naam (verplicht)").fill(name)
    page.get_by_text("6. Wat er verandert").click()
    page.get_by_role("textbox", name="Wat er moet veranderen").fill(statement)
    page.get_by_role("textbox", name="Eenheid").fill(unit)
    for label, value in numbers.items():
        page.get_by_role("textbox", name=label, exact=True).fill(value)
    page.get_by_text("10. Terugkijken").click()
    page.get_by_role("button", name="Registreer de pilot").click()
    expect(page.get_by_role("heading", name="Hoe staat deze pilot ervoor?")).to_be_visible()


def points(page: Page) -> list[list[float]]:
    """What the charts on the page show, as Plotly holds it: the y values of each trace."""
    page.locator(".js-plotly-plot").first.wait_for()
    found: list[list[float]] = page.evaluate(
        """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(
               chart => chart._fullData.map(trace => Array.from(trace.y)))"""
    )
    return found


def test_what_was_registered_logged_and_measured_is_in_the_chart_also_after_a_kill(
    page: Page, server: Server
) -> None:
    go(page, server, "registreren", "Welke pilot wil je registreren?")
    register(
        page,
        "Buurttuin De Hoek",
        "Bewoners kennen elkaar",
        "bewoners",
        Nulmeting="4",
        Streefwaarde="20",
    )
    expect(page.get_by_text("Vastgelegd bij Buurttuin De Hoek.")).to_be_visible()

    page.get_by_role("tab", name="Uitkomsten").click()
    page.get_by_role("button", name="Meting toevoegen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Waarde (verplicht)").fill("12")
    dialog.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Dat is 50% van de weg")).to_be_visible()

    page.get_by_role("link", name="Loggen").click()
    page.get_by_role("textbox", name="Wat (verplicht)").fill("Samen geplant")
    page.get_by_role("textbox", name="Met wie").fill("Mevrouw Jansen")
    page.get_by_role("textbox", name="Aantal deelnemers").fill("7")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Vastgelegd bij Buurttuin De Hoek.")).to_be_visible()

    def all_is_there() -> None:
        page.goto(f"{server.url}/pilot?pilot=Buurttuin+De+Hoek")
        expect(page.get_by_text("Dat is 50% van de weg")).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(2)
        shown = points(page)
        assert [12] in shown, "the measurement"
        assert [0.03] in shown, "the action, marked on the floor of the outcome's chart"
        assert any(sum(n or 0 for n in weeks) == 1 for weeks in shown if len(weeks) >= 26)
        page.get_by_role("tab", name="Tijdlijn").click()
        timeline = page.get_by_test_id("stTabs")
        expect(timeline.get_by_text("Samen geplant")).to_be_visible()
        expect(timeline.get_by_text("7 deelnemers")).to_be_visible()

    all_is_there()
    server.kill()
    server.start()
    all_is_there()


def test_a_newcomer_finds_the_three_pilots_and_english_in_one_click(
    page: Page, server: Server
) -> None:
    go(page, server, "pilots", "Hoe staan de pilots ervoor?")
    for name in ("Parelketting Zuidwijk", "Wijk-databank Zuidwijk", "Hagendoornschool"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    page.get_by_text("EN", exact=True).click()
    expect(page.get_by_role("heading", name="How are the pilots doing?")).to_be_visible()


def test_a_link_opens_the_pilot_it_names_in_the_language_it_names(
    page: Page, server: Server
) -> None:
    go(page, server, "pilot?pilot=Parelketting+Zuidwijk&lang=EN", "How is this pilot doing?")
    expect(page.get_by_role("combobox", name="Pilot")).to_have_value("Parelketting Zuidwijk")


def test_a_link_to_progress_opens_for_who_only_looks(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path / "tracker.duckdb", TRACKER_ROLE="funder") as server:
        page = new_page(browser)
        for path in ("", "voortgang"):
            go(page, server, path, "Wat kwam er van wat we beloofden?")
            expect(page.get_by_role("dialog")).to_have_count(0)
        page.context.close()


def test_a_hundred_clicks_on_one_filled_form_make_one_line(page: Page, server: Server) -> None:
    go(page, server, "loggen?pilot=Hagendoornschool", "Wat gebeurde er?")
    page.get_by_role("textbox", name="Wat (verplicht)").fill("Eenmaal")
    page.get_by_role("textbox", name="Wat (verplicht)").press("Tab")
    expect(page.get_by_text("Bewaard als concept")).to_be_visible()
    settle(page)  # a script clicks a button that is taken away; a finger cannot
    button = page.get_by_role("button", name="Leg vast")
    button.evaluate("button => { for (let n = 0; n < 100; n++) button.click() }")
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    lines = server.journal()
    assert sum('"title":"Eenmaal"' in line for line in lines) == 1


def test_the_form_works_by_keyboard_alone(page: Page, server: Server) -> None:
    go(page, server, "loggen?pilot=Hagendoornschool", "Wat gebeurde er?")
    page.get_by_role("textbox", name="Wat (verplicht)").focus()
    page.keyboard.type("Zonder muis")
    button = page.get_by_role("button", name="Leg vast")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()


def test_what_waits_is_done_and_a_pilot_is_looked_at_by_keyboard_alone(
    browser: Browser, tmp_path: Path
) -> None:
    with serving(tmp_path / "tracker.duckdb", TRACKER_EXAMPLE="true") as server:
        page = new_page(browser)
        go(page, server, "", "Wat vraagt vandaag aandacht?")
        tab_to(page, page.get_by_role("button", name="Gedaan", exact=True).first)
        page.keyboard.press("Enter")
        tab_to(page, page.get_by_role("button", name="Ongedaan maken"))
        page.keyboard.press("Enter")
        expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()

        tab_to(page, page.get_by_role("link", name="Pilots"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Hoe staan de pilots ervoor?")).to_be_visible()
        tab_to(page, page.get_by_role("link", name="Openen").first)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Hoe staat deze pilot ervoor?")).to_be_visible()
        tab_to(page, page.get_by_role("tab", name="Overzicht"))
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        people = page.get_by_role("tab", name="Mensen")
        expect(people).to_have_attribute("aria-selected", "true")
        page.context.close()


def test_a_pilot_is_registered_by_keyboard_alone(page: Page, server: Server) -> None:
    go(page, server, "registreren", "Welke pilot wil je registreren?")
    tab_to(page, page.get_by_role("textbox", name="Naam (verplicht)"))
    page.keyboard.type("Zonder muis")
    for step in range(2, 11):
        settle(page)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text(f"Stap {step} van 10")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Registreer de pilot"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd bij Zonder muis.")).to_be_visible()


def test_an_action_is_logged_on_a_phone(browser: Browser, server: Server) -> None:
    page = new_page(browser, PHONE, has_touch=True, is_mobile=True)
    go(page, server, "loggen?pilot=Hagendoornschool", "Wat gebeurde er?")
    page.get_by_role("textbox", name="Wat (verplicht)").fill("In de hal")
    page.get_by_role("button", name="Leg vast").tap()
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow, "nothing sticks out of the screen"
    page.context.close()


def test_an_action_with_somebody_known_is_on_the_timeline_in_four_taps(
    browser: Browser, server: Server
) -> None:
    page = new_page(browser, PHONE, has_touch=True, is_mobile=True)
    go(page, server, "", "Wat vraagt vandaag aandacht?")
    taps = [
        page.get_by_role("textbox", name="Wat (verplicht)"),
        page.get_by_role("button", name="Woningcorporatie"),
        page.get_by_role("button", name="Leg vast"),
        page.get_by_role("link", name="Bekijk op de tijdlijn"),
    ]
    for number, place in enumerate(taps):
        place.tap()
        if number == 0:
            page.keyboard.type("Kennisgemaakt in de hal")
    expect(page.get_by_role("tab", name="Tijdlijn")).to_have_attribute("aria-selected", "true")
    shown = page.get_by_test_id("stTabs").get_by_text("Kennisgemaakt in de hal")
    expect(shown).to_be_visible()
    assert '"with_whom":["hagendoornschool-corporatie"]' in server.journal()[-1]
    page.context.close()


def test_texts_that_look_like_code_run_nothing_and_fetch_nothing(
    page: Page, server: Server
) -> None:
    elsewhere: list[str] = []
    page.on(
        "request",
        lambda request: (
            elsewhere.append(request.url)
            if not re.match(r"(https?|wss?)://127\.0\.0\.1|data:|blob:", request.url)
            else None
        ),
    )
    page.on("dialog", lambda dialog: elsewhere.append(f"dialog {dialog.message}"))
    odd = (
        "<img src=x onerror=alert(1)> ![x](http://elders.example/x.png) "
        "$\\href{javascript:alert(1)}{x}$"
    )
    go(page, server, "registreren", "Welke pilot wil je registreren?")
    register(page, odd, odd, "<b>x</b>", Streefwaarde="20")
    page.get_by_role("button", name="Meting toevoegen").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Waarde (verplicht)").fill("3")
    page.get_by_role("dialog").get_by_role("button", name="Leg vast").click()
    assert [3] in points(page)
    for tab in ("Mensen", "Acties", "Uitkomsten", "Tijdlijn", "Meer", "Geschiedenis"):
        # While the page runs, tabs come and go as ones that do nothing.
        settle(page)
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    page.wait_for_load_state("networkidle")
    assert not elsewhere
    assert page.locator("img[src='x']").count() == 0
