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
def window(browser: Browser) -> Iterator[Page]:
    opened = new_page(browser)
    yield opened
    opened.context.close()


def link(page: Page, year: Server) -> str:
    """A link to all pilots, as the lead gives it to somebody."""
    page.goto(f"{year.url}/beheer")
    page.get_by_role("textbox", name="Voor wie").fill("Het fonds")
    page.get_by_role("button", name="Maak een link").click()
    return page.locator('[class*="st-key-link-address"] code').inner_text().strip()


class Visitor:
    """Somebody with the link, who counts clicks.

    Most questions are answered by what is there already: only what is not in sight any more is
    opened again, and looked at from its top.
    """

    FIRST = "the first page"

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.clicks = 0
        self._address = address
        self._sees = ""

    def opens_the_link(self) -> None:
        if self._sees == self.FIRST:
            self._goes_to_the_top()
        else:
            self.page.goto(self._address)
            expect(self.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
            settle(self.page)
        expect(self.page.get_by_role("heading", level=1)).to_be_in_viewport()
        self.clicks, self._sees = 0, self.FIRST

    def opens(self, pilot: str) -> None:
        """The account of a pilot, from its card: a click, also where it is open already."""
        if self._sees == pilot:
            self._goes_to_the_top()
        else:
            self.opens_the_link()
            card = self.page.locator(f'[class*="st-key-read-0-{pilot}"]')
            self.click(card.get_by_role("button"))
            expect(card).to_have_count(0)
        expect(self.page.get_by_role("heading", level=1)).to_be_in_viewport()
        self.clicks, self._sees = 1, pilot

    def _goes_to_the_top(self) -> None:
        self.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")

    def click(self, found: Locator) -> None:
        found.click()
        self.clicks += 1
        self._sees = ""  # anything may have come of it
        settle(self.page)

    def goes_to(self, part: str) -> None:
        """A part of the account, from the contents beside it, which are in sight."""
        account = self._sees
        link = self.page.locator(".st-key-in_short").get_by_role("link", name=part, exact=True)
        expect(link).to_be_in_viewport()
        self.click(link)
        self._sees = account  # of which this only scrolls

    def scrolls(self) -> None:
        """A whole screen down."""
        self.page.mouse.move(DESK["width"] / 2, DESK["height"] / 2)
        self.page.mouse.wheel(0, DESK["height"])

    def reads(self, *words: str) -> None:
        for some in words:
            expect(self.page.get_by_text(some).first).to_be_in_viewport()


@pytest.fixture(scope="module")
def invited(window: Page, year: Server) -> Visitor:
    return Visitor(window, link(window, year))


@pytest.fixture
def visitor(invited: Visitor) -> Iterator[Visitor]:
    """Somebody who opened the link, and nothing else yet."""
    invited.opens_the_link()
    yield invited
    assert invited.clicks <= MOST_CLICKS


@pytest.fixture
def reader(invited: Visitor) -> Iterator[Visitor]:
    """The same, who then opened the account of a pilot."""
    invited.opens("parelketting")
    yield invited
    assert 1 <= invited.clicks <= MOST_CLICKS


def test_what_was_promised(visitor: Visitor) -> None:
    """What was promised first, and where that is another promise now."""
    visitor.reads("4 dagen", "26 bezoekers", "120 kaartjes, nu 80 kaartjes", "50 van de 100")


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


def test_what_was_promised_of_one_pilot(reader: Visitor) -> None:
    reader.goes_to("Wat is beloofd, en wat kwam ervan?")
    reader.reads("Van 6 naar 26 bezoekers op")


def test_what_residents_say(reader: Visitor) -> None:
    reader.goes_to("Wat vertellen mensen?")
    reader.reads(
        "Zij repareert nu de jassen van het hele portiek",
        "Een werver haalde haar de eerste vier keer op.",
        "Hier draaide iets om: van geholpen worden naar gemist worden.",
    )


def test_what_it_took(reader: Visitor) -> None:
    reader.goes_to("Wat kostte het?")
    reader.reads("Begroot: € 18.000. Uitgegeven: € 17.850. Uren: 1.330.")


def test_what_happens_next(reader: Visitor) -> None:
    reader.reads("Volgend overleg:", "10 acties zijn gepland: anders (3), gesprek (2)")


def test_what_a_board_reads_in_five_minutes(reader: Visitor) -> None:
    reader.click(reader.page.get_by_text("Eén A4, voor het bestuur"))
    reader.reads(
        "Er zijn 3 uitkomsten beloofd: 1 haalde de streefwaarde en 2 kwamen dichterbij.",
        "op koers. Er zijn meer schakels dan we durfden te hopen",
    )
    expect(reader.page.get_by_role("button", name="Maak: PDF")).to_be_in_viewport()
