"""What somebody in a hallway must do for it: taps and fields are counted, and what is in sight."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pilots.language import today
from pilots.seed import open_tracker
from schemas import Action, Measurement, Outcome, Phase, Pilot, Record, Stakeholder
from tests.support import browsing
from tests.support.browsing import AS_IT_MOVES, DESK, PHONE, new_page, settle
from tests.support.cast import ANNA
from tests.support.photos import phone_photo
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOTS, LATE = 60, 237
OWNERS = ("Noor", "Joris", "Gea")


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def sixty_pilots() -> Iterator[Record]:
    """As many pilots and late actions as a city has, and something of everything that waits."""
    for n in range(PILOTS):
        ended = {"end": ago(n + 1)} if n < 2 else {}
        yield Pilot(id=f"p{n}", name=f"Buurt {n:02}", phase=Phase.EXPERIMENT, **ended)
    for n in range(LATE):
        late = {"due": ago(n % 90 + 1), "owner": OWNERS[n % 3]}
        yield Action(id=f"a{n}", pilot=f"p{n % PILOTS}", title=f"Iets regelen {n}", **late)
    yield Action(pilot="p0", title="Straks", due=ago(-3))
    yield Outcome(
        id="o", pilot="p0", statement="Buren kennen elkaar", unit="kaartjes", target=80,
        frequency="weekly", method="Tellen op de wand.",
    )  # fmt: skip
    yield Measurement(pilot="p0", outcome="o", measured_on=ago(30), value=48)
    for id, name in (("truus", "Truus"), ("marja", "Marja")):
        yield Stakeholder(id=id, pilot="p0", name=name)
    yield Action(pilot="p0", title="Lunch", done_on=ago(40), participants=12)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("server") / "tracker.duckdb"
    tracker = open_tracker(path)
    tracker.record(ANNA, *sixty_pilots())
    tracker.close()
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    opened = new_page(
        browser, PHONE, has_touch=True, is_mobile=True, user_agent="Mobi", **AS_IT_MOVES
    )
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    opened = new_page(browser, DESK, **AS_IT_MOVES)
    yield opened
    opened.context.close()


def open_today(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/")
    browsing.heading(page, "Wat vraagt vandaag aandacht?")
    expect(ticks(page).first).to_be_visible()
    settle(page)


class Hand:
    """Taps, and counts them; a field in which one types is counted too."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps, self.fields = page, 0, 0

    def tap(self, place: Locator) -> None:
        expect(place).to_be_visible()
        settle(self.page)
        place.click()
        self.taps += 1

    def type(self, text: str, place: Locator | None = None) -> None:
        """Into a field; without one, into that which has the focus already."""
        if place:
            self.tap(place)
        self.page.keyboard.type(text)
        self.fields += 1


def ticks(page: Page) -> Locator:
    return page.get_by_role("button", name="Gedaan", exact=True)


def in_sight(page: Page, places: Locator) -> int:
    """How many of them are whole in the first viewport, and under no bar."""
    height = page.evaluate("window.innerHeight")
    bottom = page.get_by_test_id("stBottom")
    if bottom.count():
        height = bottom.bounding_box()["y"]  # type: ignore[index]
    boxes = [place.bounding_box() for place in places.all()]
    return sum(bool(box) and box["y"] + box["height"] <= height for box in boxes)  # type: ignore[index]


def test_with_sixty_pilots_a_phone_shows_in_one_screen_what_waits_and_how_much(
    phone: Page, server: Server
) -> None:
    open_today(phone, server)
    expect(phone.get_by_role("heading", name="Er wacht een besluit (2)")).to_be_in_viewport()
    expect(phone.get_by_role("heading", name="Te laat (")).to_be_in_viewport()
    assert in_sight(phone, ticks(phone)) >= 5
    for count in ("Deze week (1)", "Meten (1)", "Stil ("):
        expect(phone.get_by_role("radio", name=count)).to_be_in_viewport()
    expect(phone.get_by_role("button", name="Log iets")).to_be_in_viewport()
    assert not phone.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_with_sixty_pilots_a_desk_shows_it_beside_the_log(desk: Page, server: Server) -> None:
    open_today(desk, server)
    assert in_sight(desk, ticks(desk)) >= 8
    expect(desk.get_by_text("opruimen?")).to_be_in_viewport()
    for button in ("Leg vast", "Besluiten"):
        expect(desk.get_by_role("button", name=button).first).to_be_in_viewport()
    first = desk.locator(".st-key-needs").get_by_text("Iets regelen").first
    assert first.inner_text() in {"Iets regelen 0", "Iets regelen 90", "Iets regelen 180"}
    expect(desk.get_by_text("1 dag te laat").first).to_be_in_viewport()


def test_a_late_action_is_done_in_one_tap_and_nothing_moves_under_the_finger(
    phone: Page, server: Server
) -> None:
    open_today(phone, server)
    second = ticks(phone).nth(1)
    before = second.bounding_box()
    lines = len(server.journal())
    hand = Hand(phone)
    hand.tap(ticks(phone).first)
    expect(phone.get_by_text("Gedaan: Iets regelen")).to_be_visible()
    settle(phone)
    assert hand.taps == 1
    assert len(server.journal()) == lines + 1
    assert ticks(phone).nth(1).bounding_box() == before
    expect(ticks(phone).first).to_be_disabled()
    phone.get_by_role("button", name="Ongedaan maken").click()
    expect(phone.get_by_text("Ongedaan gemaakt.")).to_be_visible()
    expect(ticks(phone).first).to_be_enabled()


def test_the_log_is_one_tap_away_and_one_can_type_at_once(phone: Page, server: Server) -> None:
    open_today(phone, server)
    phone.get_by_role("button", name="Log iets").click()
    browsing.heading(phone, "Wat gebeurde er?")
    expect(phone.get_by_role("textbox", name="Wat gebeurde er?")).to_be_focused()


def test_a_full_log_takes_eight_taps_and_three_fields_and_is_said_back_in_full(
    phone: Page, server: Server, tmp_path: Path
) -> None:
    photo = tmp_path / "foto.jpg"
    photo.write_bytes(phone_photo())
    phone.goto(f"{server.url}/loggen?pilot=p0")
    browsing.heading(phone, "Wat gebeurde er?")
    expect(phone.get_by_role("textbox", name="Wat gebeurde er?")).to_be_focused()
    settle(phone)
    hand = Hand(phone)
    hand.taps = 1  # that of the test above, on *Vandaag*
    hand.type("Over de sleutel gepraat. Joris regelt hem voor de kantine.")
    hand.tap(phone.get_by_role("radio", name="Gesprek"))
    for name in ("Truus", "Marja"):
        hand.tap(phone.get_by_role("button", name=name, exact=True))
    hand.type("Karin de Boer", phone.get_by_role("textbox", name="Iemand anders"))
    hand.type("4", phone.get_by_role("textbox", name="Aantal deelnemers"))
    settle(phone)
    phone.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(str(photo))
    hand.taps += 1  # what opens the phone's own picker
    expect(phone.get_by_text("foto.jpg")).to_be_visible()
    hand.tap(phone.get_by_role("button", name="Leg vast"))
    said = phone.get_by_test_id("stAlert").filter(has_text="Vastgelegd bij Buurt 00.")
    expect(said).to_be_visible()
    for word in ("Over de sleutel gepraat.", "vandaag", "Truus", "Marja", "Karin de Boer (nieuw)",
                 "4 deelnemers", "met een foto"):  # fmt: skip
        expect(said).to_contain_text(word)
    assert (hand.taps, hand.fields) <= (8, 3)
    line = server.journal()[-1]
    for part in ('"kind":"conversation"', '"happened":"Joris regelt hem voor de kantine."'):
        assert part in line
    phone.get_by_role("button", name="Wijzigen").first.click()
    dialog = phone.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="Wat (verplicht)")).to_have_value(
        "Over de sleutel gepraat."
    )
    phone.keyboard.press("Escape")


def test_two_taps_on_the_button_of_the_log_are_one_line_and_no_complaint(
    phone: Page, server: Server
) -> None:
    phone.goto(f"{server.url}/loggen?pilot=p1")
    browsing.heading(phone, "Wat gebeurde er?")
    settle(phone)
    button = phone.get_by_role("button", name="Leg vast")
    button.click()
    expect(phone.get_by_text("Wat: vul dit in.")).to_be_visible()
    phone.get_by_role("textbox", name="Wat gebeurde er?").fill("Tweemaal getikt")
    phone.keyboard.press("Tab")
    expect(phone.get_by_text("Wat: vul dit in.")).to_be_hidden()
    settle(phone)
    place = button.bounding_box()
    assert place
    for _tap in range(2):
        phone.mouse.click(place["x"] + 20, place["y"] + 20)
        phone.wait_for_timeout(120)
    expect(phone.get_by_test_id("stAlert").filter(has_text="Tweemaal getikt")).to_be_visible()
    settle(phone)
    expect(phone.get_by_text("Wat: vul dit in.")).to_be_hidden()
    assert sum('"title":"Tweemaal getikt"' in line for line in server.journal()) == 1


def test_an_absurd_number_is_asked_about_once(phone: Page, server: Server) -> None:
    phone.goto(f"{server.url}/loggen?pilot=p0")
    browsing.heading(phone, "Wat gebeurde er?")
    settle(phone)
    phone.get_by_role("textbox", name="Wat gebeurde er?").fill("Straatfeest")
    phone.get_by_role("textbox", name="Aantal deelnemers").fill("40000")
    phone.get_by_role("button", name="Leg vast").click()
    expect(phone.get_by_text("40.000? Tot nu toe was het hooguit 12.")).to_be_in_viewport()
    assert "Straatfeest" not in server.journal()[-1]
    phone.get_by_role("button", name="Leg toch vast").click()
    expect(phone.get_by_test_id("stAlert").filter(has_text="40.000 deelnemers")).to_be_visible()


def test_a_measurement_takes_three_taps_with_its_unit_and_the_last_value_in_sight(
    phone: Page, server: Server
) -> None:
    open_today(phone, server)
    hand = Hand(phone)
    hand.tap(phone.get_by_role("radio", name="Meten (1)"))
    hand.tap(phone.get_by_role("button", name="Meet", exact=True))
    dialog = phone.get_by_role("dialog")
    expect(dialog.get_by_text("Hoeveel kaartjes nu?")).to_be_visible()
    for known in ("Vorige keer 48", "Streefwaarde 80", "Tellen op de wand."):
        expect(dialog.get_by_text(known)).to_be_visible()
    value = dialog.get_by_role("textbox", name="Waarde, in kaartjes")
    expect(value).to_be_focused()
    phone.keyboard.type("52,5")
    expect(value).to_have_attribute("inputmode", "decimal")
    hand.tap(dialog.get_by_role("button", name="Leg vast"))
    said = phone.get_by_test_id("stAlert").filter(has_text="52,5 kaartjes")
    expect(said).to_be_visible()
    assert hand.taps == 3
    assert '"value":52.5' in server.journal()[-1]
