"""Charts as SVG: drawn by a Chromium or Chrome, and the same bytes each time.

The browser is started when the first picture is asked for, in a thread of its own, and kept:
starting it takes longer than all the pictures of a report. It reads files of this machine and
reaches no other.
"""

import asyncio
import atexit
import os
import re
import shutil
import sys
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from kaleido import Kaleido, PageGenerator  # type: ignore[import-untyped]

BROWSERS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "msedge"),
)
"""What a browser that can draw is called on the PATH."""

INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
"""Where one is that puts itself on no PATH."""

_PLAYWRIGHTS = (
    *("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-win*/chrome.exe"),
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
"""Where Playwright keeps its own, for people who have it."""

_NOWHERE = "http://127.0.0.1:9"
"""A proxy that is not there: whatever the browser would fetch from elsewhere, it cannot."""

_READS_CONFIG = Path(__file__).with_name("vector.js")

_SECONDS = 60
"""For starting and for one picture: a browser that takes longer will not answer any more."""


class CannotDraw(Exception):
    """There is no browser, or it does not answer."""


def find_browser() -> str | None:
    """The path of a browser that can draw; None where there is none."""
    named = os.environ.get("CHROMIUM")
    found = (*map(shutil.which, BROWSERS), *filter(os.path.exists, INSTALLED), *_playwrights())
    return named or next(filter(None, found), None)


def _playwrights() -> list[str]:
    where = {"darwin": "Library/Caches", "win32": "AppData/Local"}.get(sys.platform, ".cache")
    folder = Path(
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / where / "ms-playwright"
    )
    return sorted((str(path) for way in _PLAYWRIGHTS for path in folder.glob(way)), reverse=True)


class Renderer:
    """A browser that draws; closed by itself at the end of the process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Kaleido | None = None

    def svg(self, figure: Mapping[str, Any], width: int, height: int) -> str:
        """A chart (data, layout and config, as plain data) as SVG. Raises CannotDraw."""
        with self._lock:
            try:
                return self._draw(figure, width, height)
            except Exception:
                # A browser can be gone, killed for its memory say: a new one gets a try.
                self._stop()
            try:
                return self._draw(figure, width, height)
            except Exception as error:
                self._stop()
                raise CannotDraw(str(error)) from error

    def close(self) -> None:
        """Stop the browser; the next picture starts it anew."""
        with self._lock:
            self._stop()

    def _draw(self, figure: Mapping[str, Any], width: int, height: int) -> str:
        # Kaleido leaves a figure's config out; what is in its layout comes along.
        layout = {**figure["layout"], "meta": {"config": figure.get("config", {})}}
        drawn: bytes = self._wait(
            self._started().calc_fig(
                {"data": figure["data"], "layout": layout},
                {"format": "svg", "width": width, "height": height},
            )
        )
        return number_ids(drawn.decode())

    def _started(self) -> Kaleido:
        if self._kaleido is None:
            path = find_browser()
            if path is None:
                raise CannotDraw("no browser")
            self._loop = asyncio.new_event_loop()
            Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()
            self._kaleido = self._wait(_open(path))
            atexit.register(self.close)
        return self._kaleido

    def _stop(self) -> None:
        if self._loop is None:
            return
        # One that is gone already cannot be closed.
        with suppress(Exception):
            if self._kaleido:
                self._wait(self._kaleido.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._loop = self._kaleido = None
        atexit.unregister(self.close)

    def _wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        if self._loop is None:
            raise CannotDraw("not started")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_SECONDS)


async def _open(path: str) -> Kaleido:
    page = PageGenerator(mathjax=False, others=[_READS_CONFIG.as_uri()])
    kaleido = Kaleido(page_generator=page, path=path, proxy_server=_NOWHERE)
    await kaleido.open()
    return kaleido


renderer = Renderer()
"""The one of this server."""


# --- ids and label ----------------------------------------------------------------------

_MADE_UP = re.compile(r"((?:\bid=\"|#)(?:top)?(?:defs-|clip|legend|g)|\btrace)([0-9a-f]{6})")
"""Six characters that Plotly makes up for each picture, so that ids differ on a page."""


def number_ids(svg: str) -> str:
    """The same picture with the same ids each time: the random parts are numbered."""
    numbers: dict[str, int] = {}
    return _MADE_UP.sub(lambda m: f"{m[1]}{numbers.setdefault(m[2], len(numbers))}", svg)


def prefix_ids(svg: str, nth: int) -> str:
    """A picture whose ids differ from those of other pictures on the page."""
    svg = re.sub(r'\bid="', f'id="p{nth}-', svg)
    svg = re.sub(r"url\(((?:['\"]|&quot;)?)#", rf"url(\1#p{nth}-", svg)
    return svg.replace('href="#', f'href="#p{nth}-')


def with_label(svg: str, words: str) -> str:
    """A picture with an `aria-label`, for readers who cannot see it."""
    head, _, rest = svg.partition(">")
    return f'{head} role="img" aria-label="{escape(words)}">{rest}'
