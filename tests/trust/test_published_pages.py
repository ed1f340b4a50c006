"""Every page that a funder can open, at the end of each month of a year: no name, no few people.

Beside `test_published_year`, which compares the numbers of the states with each other. What is
read here is all that a page sends: texts, pictures with what their marks say, tables.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pilots import example
from pilots.queries import personal_data, records
from pilots.screens.kit import session
from pilots.tracker import Tracker
from schemas import Decision, Pilot, Question, Report
from tests.support import readable
from tests.support.app import open_page
from tests.support.cast import ANNA
from tests.support.published import coded
from tests.support.rows import EVERYTHING

pytestmark = pytest.mark.slow

UNTIL = date(2026, 11, 30)
PEARLS = "parelketting-zuidwijk"
BOARD = {"as": "board"}
ESTIMATE = re.compile(r"^\d+ \w+ \d{4}: in 8 van de 10 gevallen|^Toeval geeft meestal ")
"""Where the band of a forecast ends, or a control limit lies, nobody has been counted."""


@dataclass(frozen=True)
class Seen:
    """What a funder was sent by one page in one state."""

    month: str
    page: str
    texts: frozenset[str]


def copies(folder: Path, of: Path) -> Iterator[tuple[str, Path]]:
    """The tracker as it was at the end of each month of its journal, and that month."""
    for newest in sorted((of / "journal").iterdir()):
        copied = folder / newest.stem
        (copied / "journal").mkdir(parents=True)
        for month in (of / "journal").iterdir():
            if month.name <= newest.name:
                shutil.copy(month, copied / "journal")
        shutil.copytree(of / "attachments", copied / "attachments")
        yield newest.stem, copied / "tracker.duckdb"


def opened(page: str, **choices: str) -> frozenset[str]:
    app = open_page(page, **choices)
    assert not app.exception
    return frozenset(readable.texts(app))


def visited(tracker: Tracker, month: str) -> Iterator[Seen]:
    """All that there is to open in a state: Progress, accounts, A4s, a cut by theme, reports."""
    for ways in ({}, {"by": "theme"}):
        yield Seen(month, "all", opened("progress/page.py", **ways))
    for pilot_id in tracker.ask(records.names, EVERYTHING, Pilot.table):
        yield Seen(month, pilot_id, opened("progress/page.py", about=pilot_id))
        yield Seen(month, f"{pilot_id} A4", opened("progress/page.py", about=pilot_id, **BOARD))
    for report_id in tracker.ask(records.names, EVERYTHING, Report.table):
        yield Seen(month, report_id, opened("report/page.py", verslag=report_id))


def apart(pages: Iterable[frozenset[str]]) -> str:
    """Each text once, with a mark between them that is part of no name and no number."""
    texts = frozenset[str]().union(*pages)
    return "\n¶\n".join(sorted(text for text in texts if not ESTIMATE.search(text)))


def as_funder(monkeypatch: pytest.MonkeyPatch, path: Path) -> Tracker:
    monkeypatch.setenv("TRACKER_DATABASE", str(path))
    monkeypatch.setenv("TRACKER_PERSON", "Chaima")
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    return session.tracker()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example, closed."""
    folder = tmp_path_factory.mktemp("year")
    path = example.path(folder / "tracker.duckdb")
    example.open_example(path, UNTIL).close()
    return path.parent


@pytest.fixture(scope="module")
def names(year: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Everybody whom the tracker ever knew, at the end of the year."""
    copied = tmp_path_factory.mktemp("names") / "year"
    shutil.copytree(year, copied)
    with closing(Tracker(copied / "tracker.duckdb")) as tracker:
        return tracker.ask(personal_data.names_of_people, EVERYTHING)


def test_no_page_of_any_month_names_anybody_or_speaks_of_a_few(
    year: Path, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [
        page
        for month, path in copies(tmp_path, year)
        for page in visited(as_funder(monkeypatch, path), month)
    ]
    assert len({page.month for page in seen}) >= 12
    assert {"all", PEARLS, f"{PEARLS} A4"} < {page.page for page in seen}
    statement = "Bewoners komen er elke week even uit"
    pictured = [page for page in seen if any(statement in text for text in page.texts)]
    assert len(pictured) > 20, "pages show what was promised"
    assert coded(apart(page.texts for page in seen), names) == []


def test_what_is_planted_is_found_on_each_page_that_shows_it(
    year: Path, names: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    *_months, (_month, path) = copies(tmp_path, year)
    tracker = as_funder(monkeypatch, path)
    tracker.record(
        ANNA,
        Decision(
            pilot=PEARLS, text="Truus vraagt het twee bewoners", kind="continue", decided_on=UNTIL
        ),
        Question(pilot=PEARLS, text="Wat wil Truus?", since=UNTIL),
    )
    found = {
        page.page: set(coded(apart([page.texts]), names)) for page in visited(tracker, "planted")
    }
    assert found[PEARLS] == found[f"{PEARLS} A4"] == {"Truus", "twee bewoners"}
    assert found["all"] == {"Truus", "twee bewoners"}
