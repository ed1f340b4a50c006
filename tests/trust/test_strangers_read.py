"""What strangers, and people who only read, must not read or do."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots import errors
from pilots.errors import CannotOpen, TrackerError
from pilots.screens.kit import markup, session
from pilots.store.logbook import database, logbook
from pilots.tracker import Tracker
from schemas import Pilot, Stakeholder
from tests.support.app import new_app, open_page, shown
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp
from tests.support.sign_in import AUTH

SECRET = "/srv/geheim/tracker.duckdb"
FACTS = {
    "path": SECRET,
    "process": "4711",
    "reason": f"no such file: {SECRET}",
    "line": 1,
    "seq": 2,
}


def _errors() -> list[type[TrackerError]]:
    modules = (errors, database, logbook)
    kinds = [
        each for module in modules for each in vars(module).values() if isinstance(each, type)
    ]
    return [each for each in dict.fromkeys(kinds) if issubclass(each, TrackerError)]


@pytest.mark.parametrize("kind", _errors(), ids=lambda kind: kind.__name__)
def test_no_error_tells_a_stranger_where_the_data_is(kind: type[TrackerError]) -> None:
    facts = {
        name: fact
        for name, fact in FACTS.items()
        if f"{{{name}}}" in str(getattr(kind, "sentence", ""))
    }
    if not {"path", "process", "reason"} & facts.keys():
        return
    error = kind(**facts)
    assert SECRET not in error.public_sentence
    assert "4711" not in error.public_sentence


def _cannot_open() -> Tracker:
    raise CannotOpen(path=SECRET, reason="permission denied")


@pytest.mark.parametrize("signs_in", [True, False])
def test_a_tracker_that_does_not_open_tells_only_its_own_machine_where_it_is(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, signs_in: bool
) -> None:
    monkeypatch.setattr(session, "tracker", _cannot_open)
    app = new_app()
    if signs_in:
        app.secrets["auth"] = AUTH
        app.user = {"is_logged_in": False}
    app.run()
    assert not app.exception
    assert len(app.error) == 1
    assert (SECRET in shown(app)) is not signs_in


@pytest.mark.parametrize(("role", "is_offered"), [("team", True), ("funder", False)])
def test_who_only_reads_does_not_begin_the_example_again(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch, role: str, is_offered: bool
) -> None:
    begun: list[str] = []
    monkeypatch.setenv("TRACKER_ROLE", role)
    monkeypatch.setattr(session, "in_example", lambda: True)
    monkeypatch.setattr(session, "reset_example", lambda: begun.append("again"))
    seen = {page: open_page(page) for page in ("progress/page.py", "manage/page.py")}
    offered = [
        page
        for page, app in seen.items()
        if any(button.key == "reset_example" for button in app.button)
    ]
    assert offered == (["manage/page.py"] if is_offered else [])

    forged = AppTest.from_function(_press).run()  # as a message that no page offers
    assert not forged.exception
    assert bool(begun) == is_offered


def _press() -> None:
    from pilots.screens.manage import example_year

    example_year.reset()


ODD = "**Vet** [hier](https://elders.example)"


def fill_odd_name(tracker: Tracker) -> None:
    tracker.record(
        ANNA,
        Pilot(id="tuin", name="Tuin"),
        Stakeholder(id="odd", pilot="tuin", name=ODD),
        Stakeholder(id="ria", pilot="tuin", name="Ria"),
    )


@pytest.mark.parametrize(
    ("page", "state"), [("log/page.py", {}), ("pilot/page.py", {"place": "ladder"})]
)
def test_a_name_that_can_be_tapped_is_no_markdown(
    open_in_app: OpenInApp, page: str, state: dict[str, Any]
) -> None:
    open_in_app(fill_odd_name)
    app = open_page(page, pilot="tuin", **state)
    words = [option for pills in app.pills for option in pills.options]
    assert markup.escape(ODD) in words
    assert ODD not in words


def test_an_address_in_a_text_is_no_link() -> None:
    for text in ("https://elders.example/x", "zie HTTP://elders.example", "www.elders.example"):
        escaped = markup.escape(text).replace("\\", "")
        assert text not in escaped
        assert escaped.replace("\u2060", "") == text
