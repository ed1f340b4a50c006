"""What was typed is still there after the connection, the server or the page was lost."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support import chromium as chromium
from tests.support.server import Server
from tests.support.wire import wire

PHONE = {"width": 390, "height": 844}
PATIENCE = 60_000
"""Milliseconds: Streamlit tries to reconnect ever less often."""
TIMES = 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, chromium.MISSING
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
        yield opened
        opened.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    started = Server(tmp_path / "tracker.duckdb")
    started.start()
    yield started
    started.stop()


def open_log(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport=PHONE).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{url}/loggen?pilot=Hagendoornschool")
    expect(page.get_by_role("heading", name="Wat gebeurde er?")).to_be_visible()
    return page


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


def logged(server: Server) -> list[str]:
    files = sorted((server.database.parent / "journal").glob("*.jsonl"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_reload_keeps_what_was_typed(browser: Browser, server: Server) -> None:
    page = open_log(browser, server.url)
    for n in range(TIMES):
        write(page, f"Koffie {n}")
        page.get_by_role("button", name="Woningcorporatie").click()
        wait_until_kept(page)
        page.reload()
        assert_there(page, f"Koffie {n}")
        expect(page.get_by_text("Je gaat verder waar je was op")).to_be_visible()
        log(page)
    lines = [line for line in logged(server) if '"title":"Koffie' in line]
    assert len(lines) == TIMES
    assert all('"with_whom":["hagendoornschool-corporatie"]' in line for line in lines)
    page.context.close()


def test_a_server_that_is_killed_and_started_again_keeps_what_was_typed(
    browser: Browser, server: Server
) -> None:
    page = open_log(browser, server.url)
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
    assert sum('"title":"Thee' in line for line in logged(server)) == TIMES
    page.context.close()


def test_a_network_that_is_away_for_up_to_160_seconds_keeps_what_was_typed(
    browser: Browser, server: Server
) -> None:
    """Also what is typed before anybody noticed that it is away.

    Once the browser notices, nothing can be typed until it is back. After two minutes the
    server has forgotten the session.
    """
    with ExitStack() as stack:
        wires = {away: stack.enter_context(wire(server.port)) for away in (5, 60, 160)}
        pages = {
            away: [open_log(browser, each.url) for _ in range(TIMES)]
            for away, each in wires.items()
        }
        for away, group in pages.items():
            for n, page in enumerate(group):
                if n:  # on the first, all is typed while the network is away
                    write(page, f"Soep {away}-{n}")
        for each in wires.values():
            each.silence()
        for away, group in pages.items():
            for n, page in enumerate(group):
                write(page, f"Soep met brood {away}-{n}.")
        for each in wires.values():
            each.cut()
        since = time.monotonic()
        for away, each in wires.items():
            time.sleep(max(0, since + away - time.monotonic()))
            each.mend()
        for away, group in pages.items():
            for n, page in enumerate(group):
                assert_there(page, f"Soep met brood {away}-{n}.")
                settle(page)
                assert_there(page, f"Soep met brood {away}-{n}.")
        for page in (page for group in pages.values() for page in group):
            log(page)
            page.context.close()
    lines = logged(server)
    for away in wires:
        for n in range(TIMES):
            text = f'"title":"Soep met brood {away}-{n}."'
            assert sum(text in line for line in lines) == 1, text
