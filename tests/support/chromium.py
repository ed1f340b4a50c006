"""A Chromium for the tests: the one that is here, or one that is installed now.

    python -m tests.support.chromium

installs one if there is none. Playwright's own is tried first; where its download cannot be
reached, the system's package manager is asked.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.support.patience import PATIENCE_MS

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OPTIONS = [
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def launch() -> Iterator[Browser]:
    """A browser. While it is open, asyncio cannot be used."""
    path = find()
    assert path, MISSING
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=OPTIONS, timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


def find() -> str | None:
    """The path of a Chromium or Chrome; None where there is none."""
    if named := os.environ.get("CHROMIUM"):
        return named
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def install() -> None:
    """Install one, by the first way that works."""
    as_root = [] if os.name == "nt" or os.geteuid() == 0 else ["sudo", "-n"]
    ways = [
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"],
        [sys.executable, "-m", "playwright", "install", "chromium"],
        [*as_root, "sh", "-c", "apt-get update -q && apt-get install -q -y chromium"],
    ]
    for way in ways:
        print("$", *way, flush=True)
        if shutil.which(way[0]) and subprocess.run(way, check=False).returncode == 0 and find():
            return


def main() -> int:
    if not find():
        install()
    found = find()
    print(f"Browser for the tests: {found}" if found else MISSING, flush=True)
    return 0 if found else 1


MISSING = """No Chromium was found, and none could be installed.
Install Chromium or Google Chrome, or set CHROMIUM to the path of one, and try again."""

if __name__ == "__main__":
    sys.exit(main())
