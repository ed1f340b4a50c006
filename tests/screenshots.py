"""Take the pictures of the README anew: python -m tests.screenshots

They show a new tracker, and one made-up pilot that says so in its name.
"""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pilots.access import Role, Viewer
from pilots.seed import open_tracker
from schemas import Action, ActionKind, Measurement, Outcome, Phase, Pilot, Question, Stakeholder
from tests import browser as chromium
from tests.server import ROOT, Server

FOLDER = ROOT / "data" / "screenshots"
DESK, PHONE = (1440, 900), (390, 844)
SHOTS = {
    "pilots-nl": (DESK, "?lang=Nederlands", ""),
    "pilot-en": (DESK, "pilot?pilot=Made-up+garden&lang=English", "Outcomes"),
    "loggen-nl": (PHONE, "loggen?pilot=Hagendoornschool&lang=Nederlands", ""),
    "timeline-en": (PHONE, "pilot?pilot=Made-up+garden&lang=English", "Timeline"),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    path = chromium.find()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tracker.duckdb"
        make_up(database)
        server = Server(database)
        server.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
                for name in SHOTS:
                    shoot(browser, server, name)
        finally:
            server.stop()


def shoot(browser: Browser, server: Server, name: str) -> None:
    (width, height), path, tab = SHOTS[name]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{server.url}/{path}", wait_until="networkidle")
    if tab:
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(2000)  # for the chart to be drawn: nothing is judged here
    page.get_by_role("heading", level=1).wait_for()
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def make_up(database: Path) -> None:
    """A pilot that does not exist, with half a year of a little of everything."""
    tracker = open_tracker(database)
    pilot = Pilot(id="made-up", name="Made-up garden", phase=Phase.EXPERIMENT)
    ria = Stakeholder(pilot=pilot.id, name="Ria")
    outcome = Outcome(
        pilot=pilot.id,
        statement="Neighbours garden together",
        unit="neighbours",
        baseline=2,
        baseline_on=date(2026, 6, 1),
        target=24,
        target_on=date(2027, 3, 1),
    )
    did = ["Dug the first bed", "Coffee in the hall", "Went along the doors", "Shared the harvest"]
    records = [pilot, ria, outcome]
    records += [
        Question(
            pilot=pilot.id, text="How does a garden become everybody's?", since=date(2026, 6, 1)
        )
    ]
    for week, value in enumerate([2, 3, 3, 5, 6, 6, 9, 8, 11, 12, 12, 15]):
        day = date(2026, 6, 8) + timedelta(weeks=2 * week)
        records += [
            Action(
                pilot=pilot.id,
                title=did[week % len(did)],
                kind=list(ActionKind)[week % 6],
                done_on=day,
                with_whom=(ria.id,),
                participants=value + 1,
            ),
            Measurement(pilot=pilot.id, outcome=outcome.id, measured_on=day, value=value),
        ]
    tracker.record(Viewer("Anna", Role.LEAD), *records)
    tracker.close()


if __name__ == "__main__":
    main()
