"""What people do in a browser. A test waits for what comes of it, never for a while."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from tests.support.patience import PATIENCE_MS, growing_waits

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
AS_IT_MOVES: dict[str, Any] = {"reduced_motion": "no-preference"}
"""For a page on which everything moves and fades in, as most people have it."""

MOBILE = "Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari/537.36"
"""What a phone calls itself."""


def new_page(browser: Browser, size: dict[str, int] = DESK, **options: Any) -> Page:
    """A page in a browser context of its own, which `page.context.close()` ends.

    Whoever opens it asked for less motion: to draw what fades in takes a third of all the work of
    opening a page. Opening a page in the same tab again takes half of that in a new one.
    """
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        **{"reduced_motion": "reduce"} | options,
    )
    context.set_default_timeout(PATIENCE_MS)
    return context.new_page()


def heading(page: Page, name: str) -> None:
    """Wait for the title of a page."""
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def settle(page: Page) -> None:
    """Wait until the server has drawn all of the page."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def click_until(button: Locator, brings: Locator) -> None:
    """Click until it does what it does: a page that is drawn anew meanwhile can lose a click."""
    for wait in growing_waits():
        if button.is_visible() and not brings.is_visible():
            button.click()
        try:
            expect(brings).to_be_visible(timeout=wait)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{button} does not bring {brings}")


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list; an open list closes when the page is drawn anew."""
    box = page.get_by_role("combobox", name=re.compile(re.escape(label)))
    wanted = page.get_by_role("option", name=option, exact=True)
    for wait in growing_waits():
        box.click()
        try:
            wanted.click(timeout=wait)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"{label} does not offer {option}")


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until this has the focus, as somebody without a mouse does."""
    for _press in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {wanted} by keyboard")
