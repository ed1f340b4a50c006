"""Take the pictures of the README anew: python -m tests.screenshots

They show the example, so nothing on them is real. An argument takes only the pictures whose
name holds it.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.support import ROOT, chromium
from tests.support.browsing import MOBILE, settle
from tests.support.server import Server, serving

FOLDER = ROOT / "data" / "screenshots"
WALL, DESK, PHONE = (1920, 1080), (1440, 900), (390, 844)


@dataclass(frozen=True)
class Shot:
    """A picture of a page."""

    size: tuple[int, int]
    path: str
    scroll_to: str = ""
    """A text to bring into view first."""
    click: tuple[str, ...] = ()
    """Texts to click before that."""


SHOTS = {
    "vandaag-nl": Shot(PHONE, "?lang=NL", "te laat"),
    "loggen-nl": Shot(PHONE, "loggen?pilot=Parelketting+Zuidwijk&lang=NL"),
    "timeline-en": Shot(PHONE, "pilot?pilot=Parelketting+Zuidwijk&place=timeline&lang=EN"),
    "registreren-nl": Shot(PHONE, "registreren?lang=NL"),
    "pilots-nl": Shot(DESK, "pilots?lang=NL"),
    "side-by-side-en": Shot(DESK, "pilots?view=Side+by+side&lang=EN"),
    "pilot-en": Shot(DESK, "pilot?pilot=Hagendoornschool&lang=EN"),
    "uitkomst-nl": Shot(DESK, "pilot?pilot=Parelketting+Zuidwijk&place=outcomes&lang=NL"),
    "stories-en": Shot(
        DESK,
        "pilot?pilot=Parelketting+Zuidwijk&place=stories&stories=Choose+together&lang=EN",
    ),
    "ketting-nl": Shot(DESK, "pilot?pilot=Parelketting+Zuidwijk&place=pearls&lang=NL"),
    "databank-nl": Shot(PHONE, "databank?pilot=Wijk-databank+Zuidwijk&beeld=match&lang=NL"),
    "board-en": Shot(DESK, "pilot?pilot=Hagendoornschool&place=actions&actions=Board&lang=EN"),
    "overleg-nl": Shot(DESK, "overleg?lang=NL"),
    "reviews-en": Shot(DESK, "pilot?pilot=Hagendoornschool&place=reviews&lang=EN", "keep to"),
    "voortgang-nl": Shot(DESK, "voortgang?lang=NL"),
    "progress-one-en": Shot(DESK, "voortgang?about=Hagendoornschool&lang=EN", "krappe beurs eten"),
    "bestuur-nl": Shot(
        DESK, "voortgang?about=Wijk-databank+Zuidwijk&as=board&lang=NL", "In iemands eigen woorden"
    ),
    "report-nl": Shot(
        DESK, "verslag?verslag=Parelketting+Zuidwijk:+Van+aanbellen+naar+ruilen&lang=NL"
    ),
    # These begin a meeting, so all that comes after them shows that it is held.
    "meeting-en": Shot(
        WALL,
        "vergadering?pilot=Hagendoornschool&lang=EN",
        click=("Begin the review", "1 of 8", "2. Since then"),
    ),
    "decide-nl": Shot(
        DESK, "vergadering?pilot=Hagendoornschool&lang=NL", click=("2 van 8", "6. Besluiten")
    ),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tracker.duckdb"
        with serving(database, TRACKER_EXAMPLE="true") as server, chromium.launch() as browser:
            for name in SHOTS:
                if chosen in name:
                    shoot(browser, server, name)


def shoot(browser: Browser, server: Server, name: str) -> None:
    shot = SHOTS[name]
    width, height = shot.size
    called = {"user_agent": MOBILE} if shot.size == PHONE else {}
    page = browser.new_page(viewport={"width": width, "height": height}, **called)
    page.goto(f"{server.url}/{shot.path}", wait_until="networkidle")
    page.get_by_role("heading", level=1).wait_for()
    settle(page)
    page.wait_for_timeout(2500)  # for charts to be drawn: nothing is judged here
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(1500)
    for text in shot.click:
        page.get_by_text(text).first.click()
        page.wait_for_timeout(2500)
    if shot.scroll_to:
        page.get_by_text(shot.scroll_to).first.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
