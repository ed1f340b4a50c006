"""What people do, in a real browser, with a server that is a process of its own."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from pilots.seed import open_tracker
from schemas import Action
from tests.support import browsing
from tests.support.browsing import PHONE, click_until, new_page, settle, tab_to
from tests.support.cast import ANNA
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeded tracker, with something that should have been done by now."""
    path = tmp_path_factory.mktemp("server") / "tracker.duckdb"
    tracker = open_tracker(path)
    late = Action(pilot="hagendoornschool", title="Sleutel vragen", due=date(2020, 1, 1))
    tracker.record(ANNA, late)
    tracker.close()
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A desk's screen, on which each test goes to a page of its own."""
    opened = new_page(browser)
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """The same with a small screen, that is touched."""
    opened = new_page(browser, PHONE, has_touch=True, is_mobile=True, user_agent="Mobi")
    yield opened
    opened.context.close()


def go(page: Page, server: Server, path: str, heading: str) -> None:
    page.goto(f"{server.url}/{path}")
    browsing.heading(page, heading)
    settle(page)


def register(page: Page, name: str, statement: str, unit: str, **numbers: str) -> None:
    """Through the guided form, by its list of steps."""
    page.get_by_role("textbox", name="Naam (verplicht)").fill(name)
    step(page, "6. Wat er verandert")
    page.get_by_role("textbox", name="Wat er moet veranderen").fill(statement)
    step(page, "7. Wat je telt")
    page.get_by_role("textbox", name="Eenheid").fill(unit)
    if unit == "bewoners":
        page.keyboard.press("Tab")
        page.get_by_text("Dit telt mensen").click()
        settle(page)
    step(page, "8. Nu en straks")
    for label, value in numbers.items():
        page.get_by_role("textbox", name=label, exact=True).fill(value)
    step(page, "12. Terugkijken")
    page.get_by_role("button", name="Registreer de pilot").click()
    expect(page.get_by_role("tab", name="Nu")).to_be_visible()


def step(page: Page, name: str) -> None:
    """Go to a step of the guided form, from the list that is folded below each of them."""
    settle(page)
    shown = page.get_by_role("radio", name=name)
    click_until(page.locator("summary", has_text="Alle stappen").last, brings=shown)
    shown.click()
    number = name.partition(".")[0]
    expect(page.get_by_role("heading", name=f"stap {number} van 12", level=1)).to_be_visible()


def measure(page: Page, value: str) -> None:
    """Add a measurement to the only outcome of the pilot on the page."""
    dialog = page.get_by_role("dialog")
    field = dialog.get_by_role("textbox", name=re.compile("^Waarde"))
    click_until(page.get_by_role("button", name="Meting toevoegen").first, brings=field)
    settle(page)
    field.fill(value)
    dialog.get_by_role("button", name="Leg vast").click()
    expect(dialog).to_be_hidden()
    settle(page)


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
    go(page, server, "registreren", "Nieuwe pilot · stap 1 van 12")
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
    measure(page, "12")
    expect(page.get_by_text("Dat is 50% van de weg")).to_be_visible()

    page.get_by_role("link", name="Loggen").click()
    browsing.heading(page, "Wat gebeurde er?")
    settle(page)
    page.get_by_role("textbox", name="Wat gebeurde er?").fill("Samen geplant")
    page.get_by_role("textbox", name="Met wie").fill("Mevrouw Jansen")
    page.get_by_role("textbox", name="Aantal deelnemers").fill("7")
    page.get_by_role("button", name="Leg vast").click()
    # In the list of what was logged last: the message of before may still be there.
    expect(page.get_by_text("Samen geplant").first).to_be_visible()

    def all_is_there() -> None:
        page.goto(f"{server.url}/pilot?pilot=Buurttuin+De+Hoek")
        expect(page.get_by_text("Dat is 50% van de weg")).to_be_visible()
        expect(page.locator(".js-plotly-plot")).to_have_count(2)
        shown = points(page)
        assert [12] in shown, "the measurement"
        assert [0.03] in shown, "the action, marked on the floor of the outcome's chart"
        assert any(sum(n or 0 for n in weeks) == 1 for weeks in shown if len(weeks) >= 26)
        page.get_by_role("tab", name="Logboek").click()
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
    go(page, server, "pilot?pilot=Parelketting+Zuidwijk&lang=EN", "Parelketting Zuidwijk")
    expect(page.get_by_role("combobox", name="Pilot")).to_have_value("Parelketting Zuidwijk")


def test_a_hundred_clicks_on_one_filled_form_make_one_line(page: Page, server: Server) -> None:
    go(page, server, "loggen?pilot=Hagendoornschool", "Wat gebeurde er?")
    page.get_by_role("textbox", name="Wat gebeurde er?").fill("Eenmaal")
    page.get_by_role("textbox", name="Wat gebeurde er?").press("Tab")
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
    page.get_by_role("textbox", name="Wat gebeurde er?").focus()
    page.keyboard.type("Zonder muis")
    button = page.get_by_role("button", name="Leg vast")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ongedaan gemaakt.")).to_be_visible()


def open_group(page: Page, name: str) -> None:
    """Open a group of what waits by keyboard: Tab to the groups, then the arrows."""
    wanted = page.get_by_role("radio", name=re.compile(f"^{name} "))
    groups = page.get_by_role("radiogroup").filter(has=wanted)
    for _press in range(120):
        if groups.evaluate("group => group.contains(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    for _press in range(12):
        if wanted.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    if wanted.get_attribute("aria-checked") != "true":
        page.keyboard.press("Space")
    expect(wanted).to_have_attribute("aria-checked", "true")
    settle(page)


def test_what_waits_is_done_and_a_pilot_is_looked_at_by_keyboard_alone(
    page: Page, server: Server
) -> None:
    go(page, server, "", "Wat vraagt vandaag aandacht?")
    open_group(page, "Zonder dag")
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
    now = page.get_by_role("tab", name="Nu")
    expect(now).to_be_visible()
    tab_to(page, now)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    actions = page.get_by_role("tab", name="Acties")
    expect(actions).to_have_attribute("aria-selected", "true")


def test_a_pilot_is_registered_by_keyboard_alone(page: Page, server: Server) -> None:
    go(page, server, "registreren", "Nieuwe pilot · stap 1 van 12")
    tab_to(page, page.get_by_role("textbox", name="Naam (verplicht)"))
    page.keyboard.type("Zonder muis")
    for n in range(2, 13):
        settle(page)
        page.keyboard.press("Control+Enter")
        browsing.heading(page, f"Zonder muis · stap {n} van 12")
    tab_to(page, page.get_by_role("button", name="Registreer de pilot"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vastgelegd bij Zonder muis.")).to_be_visible()


def test_each_step_of_the_guided_form_opens_at_its_question_on_a_phone(
    phone: Page, server: Server
) -> None:
    go(phone, server, "registreren", "Nieuwe pilot · stap 1 van 12")
    phone.get_by_role("textbox", name="Naam (verplicht)").fill("Van boven")
    phone.keyboard.press("Tab")
    browsing.heading(phone, "Van boven · stap 1 van 12")
    for n, question in enumerate(("Wat is er al waar we", "Voor wie doe je het"), start=2):
        settle(phone)
        phone.get_by_test_id("stMain").evaluate(
            """main => {
                main.firstElementChild.style.minHeight = '2000px'
                main.scrollTo(0, 900)
            }"""
        )
        phone.get_by_role("button", name="Verder").dispatch_event("click")
        browsing.heading(phone, f"Van boven · stap {n} van 12")
        expect(phone.get_by_role("heading", name=question)).to_be_in_viewport()
    # What was typed waits for whoever registers next, so this leaves it as it was found.
    go(phone, server, "registreren", "Van boven · stap 3 van 12")
    phone.get_by_role("button", name="Begin opnieuw").tap()
    phone.get_by_role("button", name="Ja, begin met een leeg formulier").tap()
    browsing.heading(phone, "Nieuwe pilot · stap 1 van 12")


def test_an_action_is_logged_on_a_phone(phone: Page, server: Server) -> None:
    go(phone, server, "loggen?pilot=Hagendoornschool", "Wat gebeurde er?")
    phone.get_by_role("textbox", name="Wat gebeurde er?").fill("In de hal")
    phone.get_by_role("button", name="Leg vast").tap()
    expect(phone.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    overflow = phone.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow, "nothing sticks out of the screen"


def test_an_action_with_somebody_known_is_on_the_timeline_in_four_taps(
    phone: Page, server: Server
) -> None:
    go(phone, server, "", "Wat vraagt vandaag aandacht?")
    taps = [
        phone.get_by_role("button", name="Log iets"),
        phone.get_by_role("button", name="Woningcorporatie"),
        phone.get_by_role("button", name="Leg vast"),
        phone.get_by_role("link", name="Bekijk op de tijdlijn"),
    ]
    for number, place in enumerate(taps):
        expect(place).to_be_visible()
        settle(phone)
        place.tap()
        if number == 0:
            expect(phone.get_by_role("textbox", name="Wat gebeurde er?")).to_be_focused()
            phone.keyboard.type("Kennisgemaakt in de hal")
    expect(phone.get_by_role("radio", name="Tijdlijn")).to_be_checked()
    shown = phone.get_by_test_id("stTabs").get_by_text("Kennisgemaakt in de hal")
    expect(shown).to_be_visible()
    assert '"with_whom":["hagendoornschool-corporatie"]' in server.journal()[-1]


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
        "$\\href{javascript:alert(1)}{x}$ https://elders.example/y www.elders.example"
    )
    go(page, server, "registreren", "Nieuwe pilot · stap 1 van 12")
    register(page, odd, odd, "<b>x</b>", Streefwaarde="20")
    measure(page, "3")
    assert [3] in points(page)
    for tab in ("Mensen en verhalen", "Acties", "Uitkomsten", "Logboek"):
        # While the page runs, tabs come and go as ones that do nothing.
        settle(page)
        page.get_by_role("tab", name=tab).click()
        expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")
    settle(page)
    page.get_by_role("radio", name="Geschiedenis").click()
    expect(page.get_by_role("radio", name="Geschiedenis")).to_be_checked()
    page.wait_for_load_state("networkidle")
    assert not elsewhere
    assert page.locator("img[src='x']").count() == 0
    assert page.locator("a[href*='elders.example']").count() == 0
