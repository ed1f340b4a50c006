"""The ten questions of somebody who pays for pilots, asked with a link and no explanation.

Each is answered within two clicks, and the answer is in sight without looking for it: a scroll is
a whole screen. What is read are the words and numbers of the fictional year, kept as a real
tracker, because the example gives no links.
"""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from pilots import example
from pilots.exchange import export_file, restore
from pilots.tracker import Tracker
from tests.support.browsing import DESK, new_page, settle
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

MOST_CLICKS = 2


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The fictional year, served as if it were real."""
    folder = tmp_path_factory.mktemp("year")
    shown = example.open_example(folder / "example" / "tracker.duckdb")
    export_file(shown, folder / "year.jsonl")
    shown.close()
    real = Tracker(folder / "real" / "tracker.duckdb")
    restore(real, folder / "year.jsonl")
    real.close()
    with serving(real.path) as server:
        yield server


@pytest.fixture(scope="module")
def address(year: Server, browser: Browser) -> str:
    """A link to all pilots, as the lead gives it to somebody."""
    anna = new_page(browser)
    anna.goto(f"{year.url}/beheer")
    anna.get_by_role("textbox", name="Voor wie").fill("Het fonds")
    anna.get_by_role("button", name="Maak een link").click()
    made: str = anna.locator('[class*="st-key-link-address"] code').inner_text().strip()
    anna.context.close()
    return made


class Visitor:
    """Somebody who opened the link, and counts clicks."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.page: Page = new_page(browser)
        self.clicks = 0
        self.page.goto(address)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        expect(self.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        settle(self.page)

    def click(self, found: Locator) -> None:
        found.click()
        self.clicks += 1
        settle(self.page)

    def opens(self, pilot: str) -> None:
        """The account of a pilot, from its card."""
        card = self.page.locator(f'[class*="st-key-read-0-{pilot}"]')
        self.click(card.get_by_role("button"))
        expect(card).to_have_count(0)

    def goes_to(self, part: str) -> None:
        """A part of the account, from the contents beside it, which are in sight."""
        link = self.page.locator(".st-key-in_short").get_by_role("link", name=part, exact=True)
        expect(link).to_be_in_viewport()
        self.click(link)

    def scrolls(self) -> None:
        """A whole screen down."""
        self.page.mouse.move(DESK["width"] / 2, DESK["height"] / 2)
        self.page.mouse.wheel(0, DESK["height"])

    def reads(self, *words: str) -> None:
        for some in words:
            expect(self.page.get_by_text(some).first).to_be_in_viewport()


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, address)
    yield visitor
    visitor.page.context.close()
    assert visitor.clicks <= MOST_CLICKS


def test_what_was_promised(visitor: Visitor) -> None:
    """What was promised first, and where that is another promise now."""
    visitor.reads("4 dagen", "26 bezoekers", "120 kaartjes, nu 80 kaartjes", "50 van de 100")


def test_what_was_promised_of_one_pilot(visitor: Visitor) -> None:
    visitor.opens("parelketting")
    visitor.goes_to("Wat is beloofd, en wat kwam ervan?")
    visitor.reads("Van 6 naar 26 bezoekers op")


def test_what_came_of_it(visitor: Visitor) -> None:
    visitor.reads(
        "Er zijn 10 uitkomsten beloofd: 3 haalden de streefwaarde, 3 kwamen dichterbij, 1 staat "
        "er verder vanaf, van 2 is het nog niet te zeggen en 1 is ingetrokken.",
        *("25 bezoekers", "9 bewoners", "48 kaartjes", "13 dagen"),
    )


def test_how_sure_that_is(visitor: Visitor) -> None:
    visitor.reads("kan beide kanten op (ongeveer 35%)", "heel onwaarschijnlijk (ongeveer 2%)")


def test_what_failed(visitor: Visitor) -> None:
    """Which outcome is in the first screen; the rest, and what was decided, a scroll away."""
    visitor.reads("verder weg")
    visitor.scrolls()
    visitor.reads(
        "Wat ging mis, en wat deden we eraan?",
        *("Het straatfeest komt er pas als het vertrouwen terug is", "De koffie gaat door in de"),
        *("Een contract dat als steun bedoeld was", "Een werver liep te hard en moest stoppen"),
        *("Elke maand een middag waarop vraag", "Drie weken wachten op iemand die niet kwam"),
        *("De directeur tekent de afspraak", "We bouwen uit naar een tweede plek"),
    )


def test_what_residents_say(visitor: Visitor) -> None:
    visitor.opens("parelketting")
    visitor.goes_to("Wat vertellen mensen?")
    visitor.reads(
        "Zij repareert nu de jassen van het hele portiek",
        "Een werver haalde haar de eerste vier keer op.",
        "Hier draaide iets om: van geholpen worden naar gemist worden.",
    )


def test_what_it_took(visitor: Visitor) -> None:
    visitor.opens("parelketting")
    visitor.goes_to("Wat kostte het?")
    visitor.reads("Begroot: € 18.000. Uitgegeven: € 17.850. Uren: 1.330.")


def test_what_happens_next(visitor: Visitor) -> None:
    visitor.opens("parelketting")
    visitor.reads("Volgend overleg:", "10 acties zijn gepland: anders (3), gesprek (2)")


def test_whether_it_was_rewritten(visitor: Visitor, year: Server) -> None:
    """The mark at the foot of the page is that of the newest line there is."""
    seen = visitor.page.get_by_text("Is dit herschreven?")
    seen.scroll_into_view_if_needed()
    visitor.reads("verify --report")
    newest = json.loads(year.journal()[-1])
    shown = re.sub(r"\s", "", seen.inner_text())
    assert shown.endswith(f":{newest['seq']}-{newest['chain']}")


def test_how_pilots_compare(visitor: Visitor) -> None:
    """What needs to be talked about first stands first, by name."""
    outcomes = ["Wie iets vraagt, krijgt snel", "Bewoners komen er elke week", "Bewoners durven"]
    visitor.reads(*outcomes)
    heights = [_top(visitor.page.get_by_text(some).first) for some in outcomes]
    assert heights == sorted(heights)
    visitor.reads("· Wijk-databank Zuidwijk", "· Parelketting Zuidwijk", "· Hagendoornschool")
    visitor.reads("Bij het laatste overleg: 1 op koers, 1 aandacht nodig en 1 loopt vast.")


def _top(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["y"]


def test_what_a_board_reads_in_five_minutes(visitor: Visitor) -> None:
    visitor.opens("parelketting")
    visitor.click(visitor.page.get_by_text("Eén A4, voor het bestuur"))
    visitor.reads(
        "Er zijn 3 uitkomsten beloofd: 1 haalde de streefwaarde en 2 kwamen dichterbij.",
        "op koers. Er zijn meer schakels dan we durfden te hopen",
    )
    expect(visitor.page.get_by_role("button", name="Maak: PDF")).to_be_in_viewport()
