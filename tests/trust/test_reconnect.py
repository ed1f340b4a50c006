"""What was typed is still there after the connection, the server or the page was lost."""

import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browsing import PHONE, heading, new_page
from tests.support.server import Server, serving
from tests.support.whole import times
from tests.support.wire import wire

pytestmark = pytest.mark.slow

TIMES = 3
LONGEST = times("TRUST_AWAY", 14)
"""Seconds that the network is away at most."""


def open_log(page: Page, url: str) -> None:
    page.goto(f"{url}/loggen?pilot=Hagendoornschool")
    heading(page, "Wat gebeurde er?")


def write(page: Page, text: str) -> None:
    """Type something, and leave the field."""
    line = page.get_by_role("textbox", name="Wat (verplicht)")
    line.fill(text)
    line.press("Tab")


def assert_there(page: Page, text: str) -> None:
    expect(page.get_by_role("textbox", name="Wat (verplicht)")).to_have_value(text)


def settle(page: Page) -> None:
    """Until the page is connected, and has had nothing to tell or to hear for a while.

    A click in the blink between a new connection and its first run is lost with the old
    session; nobody is that fast but a program.
    """
    page.wait_for_function(
        """() => {
            const app = document.querySelector('[data-testid="stApp"]').dataset;
            const busy = app.testScriptState !== 'notRunning'
                || app.testConnectionState !== 'CONNECTED';
            if (busy || !window.quietSince) window.quietSince = performance.now();
            return performance.now() - window.quietSince > 1500;
        }"""
    )
    page.evaluate("window.quietSince = 0")


def wait_until_kept(page: Page) -> None:
    expect(page.get_by_text("Bewaard als concept")).to_be_visible()
    settle(page)


def log(page: Page) -> None:
    settle(page)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()


def test_a_reload_keeps_what_was_typed(browser: Browser, server: Server) -> None:
    page = new_page(browser, PHONE)
    open_log(page, server.url)
    for n in range(TIMES):
        write(page, f"Koffie {n}")
        page.get_by_role("button", name="Woningcorporatie").click()
        wait_until_kept(page)
        page.reload()
        assert_there(page, f"Koffie {n}")
        expect(page.get_by_text("Je gaat verder waar je was op")).to_be_visible()
        log(page)
    lines = [line for line in server.journal() if '"title":"Koffie' in line]
    assert len(lines) == TIMES
    assert all('"with_whom":["hagendoornschool-corporatie"]' in line for line in lines)
    page.context.close()


def test_a_server_that_is_killed_and_started_again_keeps_what_was_typed(
    browser: Browser, server: Server
) -> None:
    page = new_page(browser, PHONE)
    open_log(page, server.url)
    for n in range(TIMES):
        write(page, f"Thee {n}")
        wait_until_kept(page)
        server.kill()
        server.start()
        assert_there(page, f"Thee {n}")
        if n % 2:  # somebody who does not wait, and one who does
            page.reload()
            assert_there(page, f"Thee {n}")
        log(page)
    assert sum('"title":"Thee' in line for line in server.journal()) == TIMES
    page.context.close()


class Sessions:
    """The sessions that a page was given, one after the other, by the server's own words."""

    def __init__(self, page: Page) -> None:
        self.ids: list[str] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._received))

    def _received(self, frame: str | bytes) -> None:
        message = ForwardMsg()
        message.ParseFromString(frame if isinstance(frame, bytes) else frame.encode())
        if message.WhichOneof("type") == "new_session":
            self.ids.append(message.new_session.initialize.session_id)


@pytest.mark.parametrize(
    ("away", "remembers", "is_forgotten"), [(5, 3600, False), (LONGEST, 1, True)]
)
def test_a_network_that_is_away_keeps_what_was_typed_also_when_the_server_forgets_the_session(
    browser: Browser, tmp_path: Path, away: int, remembers: int, is_forgotten: bool
) -> None:
    """Also what is typed before anybody noticed that it is away.

    Once the browser notices, nothing can be typed until it is back. The server remembers a
    session without a connection for two minutes; here for `remembers` seconds.
    """
    settings = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(remembers)}
    with ExitStack() as stack:
        server = stack.enter_context(serving(tmp_path / "tracker.duckdb", **settings))
        between = stack.enter_context(wire(server.port))
        pages = [new_page(browser, PHONE) for _ in range(TIMES)]
        sessions = [Sessions(page) for page in pages]
        for page in pages:
            open_log(page, between.url)
        for n, page in enumerate(pages):
            if n:  # on the first, all is typed while the network is away
                write(page, f"Soep {n}")
                settle(page)
        before = [each.ids[-1] for each in sessions]
        between.silence()
        for n, page in enumerate(pages):
            write(page, f"Soep met brood {n}.")
        between.cut()
        time.sleep(away)  # so long it is away: nothing is waited for
        between.mend()
        for n, page in enumerate(pages):
            assert_there(page, f"Soep met brood {n}.")
            settle(page)
            assert_there(page, f"Soep met brood {n}.")
        now = [each.ids[-1] for each in sessions]
        assert [old != new for old, new in zip(before, now, strict=True)] == [is_forgotten] * TIMES
        for page in pages:
            log(page)
            page.context.close()
        lines = server.journal()
    for n in range(TIMES):
        assert sum(f'"title":"Soep met brood {n}."' in line for line in lines) == 1
