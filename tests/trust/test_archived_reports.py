"""The PDF of a published report is kept as it was made, until it must not be read any more."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from pilots.language import speaking, today
from pilots.privacy.person import Person
from pilots.reports import paper, period
from pilots.reports.blocks import Document
from pilots.screens.kit.reports import archive
from pilots.tracker import Tracker
from pilots.verify import problems, report_problems, what_was_compared
from schemas import ArchivedReport, Organisation, Pilot, Record, Report, Story
from tests.support import erasing
from tests.support.cast import ANNA

NAME = "Truus Geheim"
DAYS = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def published(tracker: Tracker) -> Tracker:
    """A tracker with a published report, in which one story is told that names somebody."""
    tracker.record(ANNA, Organisation(name="Wijkstichting"))
    tracker.record(ANNA, Pilot(id="north", name="Noord"), Pilot(id="south", name="Zuid"))
    tracker.record(ANNA, _story("given"))
    publish(tracker)
    return tracker


def _story(consent: str) -> Story:
    fields = {"happened_on": date(2026, 6, 1), "consent": consent, "consent_on": today()}
    return Story(id="s", pilot="north", title="Soep", what=f"{NAME} kookt nu zelf.", **fields)


def publish(tracker: Tracker) -> int:
    """Publish the report; the number of the line that does so."""
    fields = {"title": "Het jaar", "upto": tracker.head, "published_on": today()}
    return tracker.record(ANNA, Report(id="v", pilot="north", **fields, **DAYS))[0].seq


def document(tracker: Tracker, language: str = "nl") -> Document:
    with speaking(language):
        found = tracker.ask(period.published, ANNA.scope, "v")
    assert found
    return found


def make(tracker: Tracker, language: str = "nl") -> bytes:
    """Make its PDF and keep it; what is kept then."""
    of = document(tracker, language)
    return archive.keep(tracker, of, paper.write(of, dict.fromkeys(of.charts, "<svg/>")))


def erase(tracker: Tracker, name: str = NAME) -> None:
    assert erasing.erase(tracker, erasing.administrator(), Person([name]))


def said(tracker: Tracker) -> list[str]:
    with speaking("en"):
        return list(problems(tracker))


def test_what_was_kept_first_stays_whatever_a_later_version_would_make_of_it(
    published: Tracker,
) -> None:
    first = make(published)
    head = published.head
    assert archive.keep(published, document(published), b"%PDF laid out another way") == first
    assert archive.read(published, document(published)) == first
    assert published.head == head
    assert said(published) == []


def test_each_language_has_its_own(published: Tracker) -> None:
    assert make(published) != make(published, "en")
    assert len(published.archive.names()) == 2


def test_its_words_are_kept_when_the_pilot_and_the_report_change(published: Tracker) -> None:
    first = make(published)
    published.record(ANNA, Pilot(id="north", name="Heel anders"))
    assert archive.read(published, document(published)) == first


def test_who_asks_first_needs_no_right_to_record(published: Tracker) -> None:
    make(published)
    (line,) = published.logbook.numbered([published.head])
    assert (line.kind, line.actor) == (ArchivedReport.table, "Tracker")


def test_a_story_whose_consent_is_taken_back_makes_it_out_of_date(published: Tracker) -> None:
    first = make(published)
    published.record(ANNA, _story("withdrawn"))
    assert archive.read(published, document(published)) is None
    second = make(published)
    assert second != first
    assert archive.read(published, document(published)) == second


def test_a_report_that_is_published_anew_is_kept_anew(published: Tracker) -> None:
    first = make(published)
    published.record(ANNA, Pilot(id="north", name="Noorderlicht"))
    publish(published)
    assert archive.read(published, document(published)) is None
    assert make(published) != first


def test_what_is_erased_is_not_in_any_file_that_is_kept(published: Tracker) -> None:
    make(published)
    make(published, "en")
    erase(published)
    assert published.archive.names() == []
    assert archive.record_of(published, document(published)) is None
    assert said(published) == []
    assert NAME.encode() not in b"".join(
        file.read_bytes() for file in published.path.parent.rglob("*") if file.is_file()
    )
    assert make(published)


@pytest.mark.parametrize(
    ("named", "left"),
    [(Pilot(id="south", name="Zuid van Kees"), 1), (Organisation(name="Kees en co"), 0)],
)
def test_only_what_may_show_the_erased_words_is_made_anew(
    published: Tracker, named: Record, left: int
) -> None:
    published.record(ANNA, named)
    make(published)
    erase(published, "Kees")
    assert len(published.archive.names()) == left


def test_an_older_copy_of_all_files_does_not_bring_an_erased_pdf_back(
    published: Tracker, tmp_path: Path
) -> None:
    make(published)
    folder = published.path.parent
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    erase(published)
    shutil.copy(folder / "erased.jsonl", older)
    again = Tracker(older / published.path.name)
    assert again.archive.names() == []
    assert archive.read(again, document(again)) is None
    assert said(again) == []
    again.close()


@pytest.mark.parametrize(
    ("content", "says"), [(None, "is gone"), (b"%PDF other", "is not the one that was kept")]
)
def test_a_pdf_that_is_gone_or_another_is_named_and_not_handed_out(
    published: Tracker, content: bytes | None, says: str
) -> None:
    kept = make(published)
    (name,) = published.archive.names()
    path = published.archive.path(name)
    path.write_bytes(content) if content else path.unlink()
    (problem,) = said(published)
    assert problem.startswith("The PDF of the report “Het jaar”")
    assert says in problem
    assert archive.read(published, document(published)) is None
    path.unlink(missing_ok=True)
    assert make(published) == kept  # the same words make the same file
    assert said(published) == []


def compared(tracker: Tracker, content: bytes, folder: Path) -> list[str]:
    """What the check of a file says: its problems, or how far it was compared."""
    path = folder / "copy.pdf"
    path.write_bytes(content)
    with speaking("en"):
        return list(report_problems(tracker, path)) or [what_was_compared(tracker, path)]


def test_a_copy_in_other_hands_is_compared_to_the_byte(published: Tracker, tmp_path: Path) -> None:
    kept = make(published)
    assert "to the byte, and the history it was made" in compared(published, kept, tmp_path)[0]
    assert "is not the PDF that was kept" in compared(published, kept + b"\n", tmp_path)[0]
    erase(published)
    assert "It was replaced since" in compared(published, kept, tmp_path)[0]


def test_a_file_that_was_never_kept_says_what_was_not_compared(
    published: Tracker, tmp_path: Path
) -> None:
    of = document(published)
    content = paper.write(of, dict.fromkeys(of.charts, "<svg/>"))
    assert "Its words were not compared" in compared(published, content, tmp_path)[0]
