"""What was typed is still there after the connection, the server or the page was lost."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.browsing import PHONE, heading, new_page
from tests.support.server import Server, serving
from tests.support.whole import times
from tests.support.wire import wire

pytestmark = pytest.mark.slow

TIMES = 2
"""How often each thing is tried: in both ways there are, and the second time with what the first
left behind."""

LONGEST = times("TRUST_AWAY", 14)
"""Seconds that the network is away at most."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The seeded tracker, which forgets no session however slow a test is."""
    with serving(tmp_path_factory.mktemp("server") / "tracker.duckdb", **remembering(3600)) as it:
        yield it


def remembering(seconds: int) -> dict[str, str]:
    """The setting of how long a session without a connection is remembered."""
    return {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(seconds)}


@pytest.fixture(scope="module")
def phones(browser: Browser) -> Iterator[list[Page]]:
    """Each page that is loaded on them is a session of its own."""
    first = new_page(browser, PHONE)
    yield [first, *(first.context.new_page() for _ in range(TIMES - 1))]
    first.context.close()


def open_log(page: Page, url: str) -> None:
    page.goto(f"{url}/loggen?pilot=Hagendoornschool")
    heading(page, "Wat gebeurde er?")


def write(page: Page, text: str) -> None:
    """Type something, and leave the field."""
    line = page.get_by_role("textbox", name="Wat gebeurde er?")
    line.fill(text)
    line.press("Tab")


def assert_there(page: Page, text: str) -> None:
    expect(page.get_by_role("textbox", name="Wat gebeurde er?")).to_have_value(text)


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
        }""",
        polling=100,
    )
    page.evaluate("window.quietSince = 0")


def wait_until_kept(page: Page) -> None:
    expect(page.get_by_text("Bewaard als concept")).to_be_visible()
    settle(page)


def log(page: Page) -> None:
    settle(page)
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Vastgelegd bij Hagendoornschool.")).to_be_visible()


def test_a_reload_keeps_what_was_typed(phones: list[Page], server: Server) -> None:
    page = phones[0]
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


def test_a_server_that_is_killed_and_started_again_keeps_what_was_typed(
    phones: list[Page], server: Server
) -> None:
    page = phones[0]
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


def lose_the_network(pages: list[Page], server: Server, away: int) -> list[bool]:
    """Type while the network goes away, and log once it is back. Whether each page was given
    another session."""
    with wire(server.port) as between:
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
        for page in pages:
            log(page)
            page.goto("about:blank")
    lines = server.journal()
    for n in range(TIMES):
        assert sum(f'"title":"Soep met brood {n}."' in line for line in lines) == 1
    return [old != new for old, new in zip(before, now, strict=True)]


def test_a_network_that_is_away_keeps_what_was_typed_also_before_anybody_noticed(
    phones: list[Page], server: Server
) -> None:
    """Once the browser notices, nothing can be typed until it is back."""
    assert lose_the_network(phones, server, away=5) == [False] * TIMES


def test_so_it_does_when_the_server_forgets_the_session_meanwhile(
    phones: list[Page], tmp_path: Path
) -> None:
    """The server remembers a session without a connection for two minutes; here for a second."""
    with serving(tmp_path / "tracker.duckdb", **remembering(1)) as server:
        assert lose_the_network(phones, server, away=LONGEST) == [True] * TIMES
