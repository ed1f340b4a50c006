"""A photo in a form: what a browser refuses or is still sending is never left out in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from pilots.store import photo_encoding
from tests.support import browsing
from tests.support.browsing import PHONE, new_page
from tests.support.photos import encoded
from tests.support.server import Server

pytestmark = pytest.mark.slow

assert "HEIF" in photo_encoding.FORMATS  # which also lets Pillow write it
HEIC = encoded(Image.new("RGB", (400, 300), "teal"), "HEIF")


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    opened = new_page(browser, PHONE)
    yield opened
    opened.context.close()


@pytest.fixture
def page(phone: Page, server: Server) -> Iterator[Page]:
    """The quick log, opened anew on a phone, with its folded fields open."""
    phone.goto(f"{server.url}/loggen?pilot=Hagendoornschool")
    browsing.heading(phone, "Wat gebeurde er?")
    browsing.settle(phone)
    phone.get_by_role("textbox", name="Wat gebeurde er?").fill("Met foto")
    phone.get_by_text("Meer, als je wilt").click()
    yield phone
    phone.unroute_all(behavior="ignoreErrors")


def choose(page: Page, *files: Path) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(list(map(str, files)))


def said(page: Page, sentence: str, times: int) -> None:
    expect(page.get_by_test_id("stAlert").filter(has_text=sentence)).to_have_count(times)


def record(page: Page) -> None:
    page.get_by_role("button", name="Leg vast").click()


@pytest.fixture
def heic(tmp_path: Path) -> Path:
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(HEIC)
    return file


def test_a_file_that_is_too_large_is_said_beside_the_field_and_holds_the_form_back(
    page: Page, server: Server, tmp_path: Path, heic: Path
) -> None:
    before = len(server.journal())
    large = tmp_path / "groot.jpg"
    large.write_bytes(bytes(65 * 1024 * 1024))
    choose(page, large)
    said(page, "groot.jpg is te groot: 64 MB is het meeste.", 1)
    record(page)
    said(page, "groot.jpg is te groot: 64 MB is het meeste.", 2)
    expect(page.get_by_role("textbox", name="Wat gebeurde er?")).to_have_value("Met foto")
    assert len(server.journal()) == before
    choose(page, heic)
    said(page, "groot.jpg is te groot", 1)  # above the button, until it is pressed again
    record(page)
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    assert '"photo":"' in server.journal()[-1]


def test_one_goes_on_without_a_refused_file_only_by_saying_so(
    page: Page, server: Server, tmp_path: Path
) -> None:
    large = tmp_path / "groot.jpg"
    large.write_bytes(bytes(65 * 1024 * 1024))
    choose(page, large)
    page.get_by_role("button", name="Ga verder zonder dit bestand").click()
    said(page, "groot.jpg is te groot", 0)
    record(page)
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    assert '"photo"' not in server.journal()[-1]


def test_a_photo_that_is_still_being_sent_is_waited_for(
    page: Page, server: Server, heic: Path
) -> None:
    held: list[Route] = []
    page.route("**/_stcore/upload_file/**", lambda route: held.append(route))
    choose(page, heic)
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_be_visible()
    record(page)
    said(page, "De foto is nog onderweg.", 1)
    held[0].continue_()
    expect(page.get_by_test_id("stFileChipIconSpinner")).to_have_count(0)
    browsing.settle(page)
    record(page)
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()
    assert '"photo":"' in server.journal()[-1]


def test_a_photo_that_was_chosen_before_a_reload_is_asked_for_again(
    page: Page, server: Server, heic: Path
) -> None:
    choose(page, heic)
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    browsing.settle(page)
    page.reload()
    browsing.heading(page, "Wat gebeurde er?")
    expect(page.get_by_role("textbox", name="Wat gebeurde er?")).to_have_value("Met foto")
    browsing.settle(page)
    before = len(server.journal())
    record(page)
    # At the button, and beside the field too where that was open before the reload.
    words = "Je koos eerder de foto IMG_0001.HEIC"
    expect(page.get_by_test_id("stAlert").filter(has_text=words).first).to_be_visible()
    assert len(server.journal()) == before


def test_a_photo_that_does_not_arrive_is_said(page: Page, server: Server, heic: Path) -> None:
    page.route("**/_stcore/upload_file/**", lambda route: route.abort())
    choose(page, heic)
    said(page, "De foto is niet aangekomen.", 1)


def test_a_second_photo_is_said_to_be_one_too_many(page: Page) -> None:
    page.evaluate(
        """() => {
            const files = new DataTransfer();
            for (const name of ["een.jpg", "twee.jpg"]) files.items.add(new File(["x"], name));
            const zone = document.querySelector('[data-testid="stFileUploaderDropzone"]');
            zone.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true }));
        }"""
    )
    said(page, "Hier past één foto, dus twee.jpg gaat niet mee.", 1)
