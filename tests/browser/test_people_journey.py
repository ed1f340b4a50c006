"""A pilot's people in a browser: merged, split, and both undone, on a phone and on a desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pilots.seed import open_tracker
from schemas import Action, Pilot, Stakeholder
from tests.support.browsing import DESK, PHONE, new_page, settle
from tests.support.cast import ANNA
from tests.support.server import Server, serving

pytestmark = pytest.mark.slow

PILOT = "buurttuin"


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A tracker with somebody in it who was written down twice."""
    path: Path = tmp_path_factory.mktemp("garden") / "tracker.duckdb"
    tracker = open_tracker(path)
    tracker.record(
        ANNA,
        Pilot(id=PILOT, name="Buurttuin"),
        Stakeholder(id="piet", pilot=PILOT, name="Piet Jansen", phone="0612345678"),
        Stakeholder(id="p", pilot=PILOT, name="P. Jansen", phone="0101234567"),
        Action(id="one", pilot=PILOT, title="Koffie", with_whom=("p",)),
    )
    tracker.close()
    with serving(path) as server:
        yield server


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Page]:
    page = new_page(browser)
    yield page
    page.context.close()


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(request: pytest.FixtureRequest, opened: Page, garden: Server) -> Page:
    """The people of the pilot, loaded anew in a window of this size."""
    opened.set_viewport_size(request.param)
    opened.goto(f"{garden.url}/pilot?pilot=Buurttuin&tab=Mensen")
    settle(opened)
    return opened


def test_somebody_who_is_there_twice_is_merged_and_the_dialog_closes(page: Page) -> None:
    alike = page.get_by_text("Piet Jansen en P. Jansen lijken één persoon.")
    expect(alike).to_be_visible()
    page.get_by_role("button", name="Vergelijk").click()
    page.get_by_role("dialog").get_by_role("button", name="Voeg samen").click()
    expect(page.get_by_text("Samengevoegd: dit is nu één persoon.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(alike).to_be_hidden()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(alike).to_be_visible()


def test_one_who_is_two_is_split_from_their_own_dialog(page: Page) -> None:
    page.locator(".st-key-change-p button").click()
    page.get_by_role("button", name="Dit zijn twee mensen: splits").click()
    dialog = page.get_by_role("dialog", name="Dit zijn twee mensen")
    dialog.get_by_role("button", name="Splits").click()
    expect(dialog.get_by_text("Naam: vul dit in.")).to_be_visible()
    dialog.get_by_label("Hoe heet de tweede persoon?").fill("Paul de Boer")
    dialog.get_by_role("button", name="Splits").click()
    expect(page.get_by_text("Gesplitst: Paul de Boer is nu iemand anders.")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("strong", has_text="Paul de Boer")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("strong", has_text="Paul de Boer")).to_be_hidden()
