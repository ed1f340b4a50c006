"""A whole meeting, as a room lives it: a projector that one drives, and phones that log."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page, expect

from pilots.screens.review import polling
from pilots.seed import open_tracker
from schemas import Pilot
from tests.support.browsing import DESK, PHONE, choose, heading, new_page, settle, tab_to
from tests.support.cast import ANNA
from tests.support.patience import growing_waits
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOTS = 8
"""At least one for each test: a meeting goes on until it is closed."""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeded tracker with a few pilots more."""
    path = tmp_path_factory.mktemp("meeting") / "tracker.duckdb"
    tracker = open_tracker(path)
    tracker.record(ANNA, *(Pilot(id=f"proef-{n}", name=f"Proef {n}") for n in range(PILOTS)))
    tracker.close()
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def names() -> Iterator[str]:
    """Of pilots that have not met yet."""
    return (f"Proef {n}" for n in range(PILOTS))


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[list[Page]]:
    """A projector's, a laptop's and a phone's: each page that is loaded is a session of its own,
    as of somebody at another table."""
    first = new_page(browser)
    yield [first, *(first.context.new_page() for _ in range(2))]
    first.context.close()


@pytest.fixture
def visit(windows: list[Page], server: Server, names: Iterator[str]) -> Iterator[Open]:
    """Opens a page of one pilot in another window each time."""
    name = quote_plus(next(names))
    left = iter(windows)

    def open_page(path: str, size: dict[str, int] = DESK) -> Page:
        page = next(left)
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.goto(f"{server.url}/{path}?pilot={name}")
        page.get_by_role("heading", level=1).wait_for()
        settle(page)
        return page

    yield open_page
    for page in windows:
        page.goto("about:blank")  # where nothing is asked any more how the meeting goes


def go_on(page: Page) -> None:
    settle(page)
    page.get_by_role("button", name="Verder naar").click()


def go_to(page: Page, step: str) -> None:
    settle(page)
    page.get_by_role("radio", name=step).click()


def log(phone: Page, what: str) -> None:
    phone.get_by_role("textbox", name="Wat gebeurde er?").fill(what)
    phone.get_by_role("button", name="Leg vast").first.click()
    expect(phone.get_by_text("Vastgelegd bij")).to_be_visible()


def say(page: Page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=re.compile(f"^{re.escape(label)}( .verplicht.)?$")).fill(text)


def hold_to_the_end(page: Page) -> None:
    """Decide, agree and close; the meeting has begun."""
    go_to(page, "6. Besluiten")
    heading(page, "Hoe gaan we verder?")
    say(page, "Wat besluiten we?", "Vrijwilligers eerst")
    say(page, "Wat", "Riet belt drie buren")
    page.get_by_role("button", name="Besluit dit").click()
    expect(page.get_by_text("Riet belt drie buren")).to_be_visible()
    go_to(page, "8. Afsluiten")
    heading(page, "Hoe staat de pilot ervoor?")
    choose(page, "Hoe staat de pilot ervoor?", "Op koers")
    say(page, "Waarom?", "Er komen meer mensen")
    page.get_by_role("button", name="Sluit het overleg af").click()
    expect(page.get_by_role("heading", name="Het overleg is klaar")).to_be_visible()


def test_a_meeting_is_held_and_the_next_one_opens_with_its_decision(visit: Open) -> None:
    projector, phone = visit("vergadering"), visit("loggen", PHONE)
    projector.get_by_role("button", name="Begin het overleg").click()
    heading(projector, "Wat kwam er van vorige keer?")
    go_on(projector)
    heading(projector, "Wat gebeurde er sindsdien?")

    log(phone, "Koffie bij de ingang")
    expect(projector.get_by_text("Koffie bij de ingang")).to_be_visible()
    # Within two seconds; a clock here would judge the machine, so it judges what is set.
    assert polling.EVERY < 1

    hold_to_the_end(projector)
    expect(projector.get_by_text("Vrijwilligers eerst").first).to_be_visible()

    projector.goto(projector.url)
    projector.get_by_role("button", name="Begin het overleg").click()
    heading(projector, "Wat kwam er van vorige keer?")
    met = projector.locator('[class*="st-key-met-"]')
    expect(met.get_by_role("heading", name="Vrijwilligers eerst")).to_be_visible()
    expect(met.get_by_text("Riet belt drie buren")).to_be_visible()
    go_on(projector)
    expect(projector.get_by_text("0 acties gedaan")).to_be_visible()


def test_who_types_keeps_text_and_place_when_others_log_and_go_on(visit: Open) -> None:
    projector = visit("vergadering")
    projector.get_by_role("button", name="Begin het overleg").click()
    go_to(projector, "6. Besluiten")
    heading(projector, "Hoe gaan we verder?")
    laptop, phone = visit("vergadering"), visit("loggen", PHONE)
    heading(laptop, "Hoe gaan we verder?")
    reason = laptop.get_by_role("textbox", name="Waarom dit besluit")
    reason.press_sequentially("Omdat bewo")

    log(phone, "Koffie bij de ingang")
    go_to(projector, "7. Te doen")
    heading(projector, "Wie doet wat, en wanneer?")
    expect(laptop.get_by_text("Het overleg is bij: 7. Te doen")).to_be_visible()
    laptop.keyboard.type("ners het vragen")
    expect(reason).to_have_value("Omdat bewoners het vragen")

    laptop.get_by_role("button", name="Ga mee").click()
    heading(laptop, "Wie doet wat, en wanneer?")
    go_to(laptop, "6. Besluiten")
    expect(reason).to_have_value("Omdat bewoners het vragen")


def test_who_only_looks_goes_where_the_meeting_goes(visit: Open) -> None:
    projector = visit("vergadering")
    projector.get_by_role("button", name="Begin het overleg").click()
    go_to(projector, "2. Gebeurd")
    heading(projector, "Wat gebeurde er sindsdien?")
    laptop = visit("vergadering")
    heading(laptop, "Wat gebeurde er sindsdien?")
    go_on(projector)
    heading(laptop, "Wat zeggen de cijfers?")


def test_a_meeting_is_taken_up_where_it_was_after_the_server_was_killed(
    visit: Open, server: Server
) -> None:
    projector = visit("vergadering")
    projector.get_by_role("button", name="Begin het overleg").click()
    go_to(projector, "5. Principes")
    heading(projector, "Hielden we vast aan onze principes?")
    projector.get_by_role("button", name="Gelukt", exact=True).first.click()
    expect(projector.get_by_text("1 van de 11 bekeken")).to_be_visible()
    server.kill()
    server.start()
    again = visit("vergadering")
    heading(again, "Hielden we vast aan onze principes?")
    expect(again.get_by_text("1 van de 11 bekeken")).to_be_visible()


def test_a_meeting_is_held_by_keyboard_alone(visit: Open) -> None:
    page = visit("vergadering")
    keys = page.keyboard
    begin = page.get_by_role("button", name="Begin het overleg")
    tab_to(page, begin)
    keys.press("Enter")
    heading(page, "Wat kwam er van vorige keer?")
    for question in (
        "Wat gebeurde er sindsdien?",
        "Wat zeggen de cijfers?",
        "Wat loopt vast?",
        "Hielden we vast aan onze principes?",
    ):
        _press(page, "n")
        heading(page, question)
    tab_to(page, page.get_by_role("button", name="Niet gelukt", exact=True).first)
    keys.press("Enter")
    expect(page.get_by_text("1 van de 11 bekeken")).to_be_visible()
    _press(page, "b")
    heading(page, "Wat loopt vast?")
    _press(page, "n")
    heading(page, "Hielden we vast aan onze principes?")
    _press(page, "n")
    heading(page, "Hoe gaan we verder?")
    tab_to(page, page.get_by_role("textbox", name="Wat besluiten we?"))
    keys.type("Eerst luisteren")
    decided = page.get_by_role("heading", name="Besloten")
    for wait in growing_waits():  # a key that is pressed while the page is drawn can be lost
        keys.press("Control+Enter")
        try:
            expect(decided).to_be_visible(timeout=wait)
        except AssertionError:
            continue
        break
    expect(decided).to_be_visible()


def _press(page: Page, key: str) -> None:
    """A key that goes to another step, once the page says that it is there."""
    label = {"n": "Verder naar", "b": "Terug"}[key]
    expect(page.get_by_role("button", name=label)).to_be_visible()
    # What was pressed while the page runs belongs to the step that is going.
    settle(page)
    page.keyboard.press(key)


def test_what_a_room_reads_is_large_enough_for_five_metres(visit: Open) -> None:
    page = visit("vergadering")
    page.get_by_role("button", name="Begin het overleg").click()
    go_to(page, "2. Gebeurd")
    heading(page, "Wat gebeurde er sindsdien?")
    for width, height in ((1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        sizes = page.locator('[data-testid="stMain"] [data-testid="stMarkdownContainer"] p')
        expect(sizes.first).to_be_visible()
        smallest: float = sizes.evaluate_all(
            "all => Math.min(...all.filter(it => it.checkVisibility() && !it.closest('button'))"
            ".map(it => parseFloat(getComputedStyle(it).fontSize)))"
        )
        assert smallest >= 20
