"""Photos: kept once, upright, smaller, and without what a phone adds to them."""

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from pilots.errors import NotAPhoto
from pilots.queries import records
from pilots.store.attachments import Attachments
from pilots.store.photo_encoding import MAX_SIDE
from pilots.tracker import Tracker
from schemas import Action
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.photos import GPS, encoded, phone_photo

pytestmark = pytest.mark.slow

PILOT = "hagendoornschool"


@pytest.fixture
def attachments(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "attachments")


def test_a_photo_is_named_by_what_is_in_its_file(attachments: Attachments) -> None:
    name = attachments.keep(phone_photo())
    kept = attachments.read(name)
    assert kept is not None
    assert hashlib.sha256(kept).hexdigest() == name


def test_the_same_photo_twice_is_one_file(attachments: Attachments) -> None:
    assert attachments.keep(phone_photo()) == attachments.keep(phone_photo())
    assert len(list(attachments.folder.iterdir())) == 1


def test_the_place_where_it_was_taken_is_left_out(attachments: Attachments) -> None:
    assert Image.open(BytesIO(phone_photo())).getexif().get_ifd(GPS)
    kept = attachments.read(attachments.keep(phone_photo()))
    assert kept is not None
    assert not Image.open(BytesIO(kept)).getexif()
    assert b"Exif" not in kept


def test_a_photo_held_sideways_is_turned_upright(attachments: Attachments) -> None:
    kept = attachments.read(attachments.keep(phone_photo(40, 20, sideways=True)))
    assert kept is not None
    assert Image.open(BytesIO(kept)).size == (20, 40)


def test_a_large_photo_is_made_smaller(attachments: Attachments) -> None:
    kept = attachments.read(attachments.keep(phone_photo(4000, 3000)))
    assert kept is not None
    assert Image.open(BytesIO(kept)).size == (MAX_SIDE, MAX_SIDE * 3 // 4)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white_and_not_black(
    attachments: Attachments, mode: str
) -> None:
    """Logos often are; black would hide their letters."""
    logo = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    logo.paste((0, 0, 0, 255), (0, 0, 20, 20))
    file = BytesIO()
    logo.convert(mode).save(file, "PNG")
    kept = attachments.read(attachments.keep(file.getvalue()))
    assert kept is not None
    drawn = Image.open(BytesIO(kept))
    left, right = drawn.getpixel((5, 10)), drawn.getpixel((35, 10))
    assert (left, right) == ((0, 0, 0), (255, 255, 255))


@pytest.mark.parametrize(
    "content", [b"", b"not a photo", b"<svg onload='alert(1)'/>", phone_photo()[:80]]
)
def test_what_is_not_a_photo_is_refused(attachments: Attachments, content: bytes) -> None:
    with pytest.raises(NotAPhoto):
        attachments.keep(content)


def test_a_photo_that_is_gone_is_none(attachments: Attachments) -> None:
    assert attachments.read("0" * 64) is None


def test_a_photo_is_logged_with_an_action_and_seen_on_the_timeline(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Met foto")
    app.file_uploader[0].upload("hal.jpg", phone_photo())
    submit(app, "log").click().run()
    assert not app.exception
    (row,) = _with_photo(app_tracker)
    assert app_tracker.attachments.read(row["photo"])
    app = open_page("pilot/page.py", pilot=PILOT, tab="Tijdlijn")
    assert not app.exception
    assert len(app.get("image")) == 1


def test_a_file_that_is_not_a_photo_is_said_and_nothing_is_recorded(
    app_tracker: Tracker,
) -> None:
    before = app_tracker.head
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Geen foto")
    app.file_uploader[0].upload("hal.jpg", b"not a photo")
    submit(app, "log").click().run()
    assert "Dit bestand is geen foto" in shown(app)
    assert field(app, "text_area", ".title").value == "Geen foto"
    assert app_tracker.head == before


def test_what_is_wrong_with_a_photo_is_said_beside_it_before_anything_is_saved() -> None:
    app = open_page("log/page.py", pilot=PILOT)
    app.file_uploader[0].upload("brief.pdf", b"%PDF-1.7").run()
    assert "Dit bestand is geen foto" in shown(app)
    app.file_uploader[0].upload("hal.heic", encoded(Image.new("RGB", (40, 20)), "HEIF")).run()
    assert "Dit bestand is geen foto" not in shown(app)


@pytest.mark.parametrize("name", ["hal.HEIC", "IMG_0001", "foto‮gpj.exe", "<b>*hal*</b>.png"])
def test_a_photo_is_known_by_what_is_in_it_and_not_by_its_name(
    app_tracker: Tracker, name: str
) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Met foto")
    app.file_uploader[0].upload(name, encoded(Image.new("RGB", (40, 20)), "HEIF"))
    submit(app, "log").click().run()
    assert not app.exception
    assert len(_with_photo(app_tracker)) == 1


def test_a_photo_that_the_server_has_lost_holds_the_form_back(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser still shows it, after the server was started again say."""
    before = app_tracker.head
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Met foto")
    app.file_uploader[0].upload("hal.jpg", phone_photo())
    monkeypatch.setattr(MemoryUploadedFileManager, "get_files", lambda *_args, **_named: [])
    submit(app, "log").click().run()
    assert not app.exception
    assert "De foto is niet aangekomen" in shown(app)
    assert field(app, "text_area", ".title").value == "Met foto"
    assert app_tracker.head == before


@pytest.mark.parametrize("by", ["another page", "a new session"])
def test_a_photo_that_was_chosen_before_the_page_was_left_is_not_forgotten_in_silence(
    app_tracker: Tracker, by: str
) -> None:
    before = app_tracker.head
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Met foto").run()
    app.file_uploader[0].upload("hal.jpg", phone_photo()).run()
    if by == "another page":
        app.switch_page("today/page.py").run()
    else:
        app = open_page("log/page.py", pilot=PILOT)
    assert field(app, "text_area", ".title").value == "Met foto"
    assert "Je koos eerder de foto hal.jpg" in shown(app)
    submit(app, "log").click().run()
    assert app_tracker.head == before
    next(b for b in app.button if b.label == "Ga verder zonder dit bestand").click().run()
    assert "Je koos eerder" not in "".join(e.value for e in app.error[1:])
    submit(app, "log").click().run()
    assert not app.exception
    assert app_tracker.head > before
    assert not _with_photo(app_tracker)


def test_a_photo_that_was_taken_away_again_holds_nothing_back(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Zonder foto").run()
    app.file_uploader[0].upload("hal.jpg", phone_photo()).run()
    app.file_uploader[0].clear().run()
    before = app_tracker.head
    submit(app, "log").click().run()
    assert app_tracker.head > before


def test_a_changed_action_keeps_its_photo(app_tracker: Tracker) -> None:
    name = app_tracker.attachments.keep(phone_photo())
    action = Action(pilot=PILOT, title="Eerst", done_on=date(2026, 11, 1), photo=name)
    app_tracker.record(ANNA, action)
    app = open_page("pilot/page.py", pilot=PILOT, tab="Acties")
    app.button(key=f"change.{action.id}").click().run()
    field(app, "text_input", ".title").set_value("Daarna")
    submit(app, f"change.{action.id}").click().run()
    (row,) = _with_photo(app_tracker)
    assert (row["title"], row["photo"]) == ("Daarna", name)


def test_the_funder_gets_no_photo(app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    name = app_tracker.attachments.keep(phone_photo())
    app_tracker.record(
        ANNA, Action(pilot=PILOT, title="Met foto", done_on=date(2026, 11, 1), photo=name)
    )
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_app(about=PILOT)
    assert not app.get("image")
    assert name not in shown(app)


def _with_photo(tracker: Tracker) -> list[dict[str, object]]:
    rows = tracker.ask(records.of_kind, ANNA.scope, Action.table, PILOT)
    return [row for row in rows if row["photo"]]
