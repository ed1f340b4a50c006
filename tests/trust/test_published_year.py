"""A year of what funders get, state after state: no name, no few people, also by comparing."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from pilots import example
from pilots.assessments import people
from pilots.evidence.small_cells import ParticipantSpans
from pilots.language import speaking
from pilots.queries import personal_data, records
from pilots.reports.blocks import Document
from pilots.reports.funder_sections import for_funders, progress
from pilots.reports.markdown import write
from pilots.reports.sections.context import ReportContext
from pilots.store.reader import Reader
from pilots.tracker import Tracker
from schemas import Action, ActionStatus, Decision, Pilot
from tests.support.cast import ANNA
from tests.support.published import coded
from tests.support.rows import EVERYTHING

pytestmark = pytest.mark.slow

UNTIL = date(2026, 11, 30)
PEARLS = "parelketting-zuidwijk"


@dataclass
class Seen:
    """All that a funder saw of a pilot."""

    texts: list[str] = field(default_factory=list)
    """The whole account, of each state."""
    participants: list[ParticipantSpans] = field(default_factory=list)
    involved: list[dict[str | None, int]] = field(default_factory=list)


def states(tracker: Tracker) -> Iterator[tuple[int, date]]:
    """The newest line at the end of each month, and the last line of all."""
    months: dict[date, tuple[int, date]] = {}
    for line in tracker.logbook.lines():
        day = line.recorded_at.date()
        months[day.replace(day=1)] = (line.seq, day)
    yield from months.values()


def look(tracker: Tracker, pilot_id: str, seq: int, on: date, seen: Seen) -> None:
    """Read the account of a pilot as it was at a line."""
    reader = tracker.reader(for_funders(pilot_id)).as_of(seq)
    if not records.row(reader, Pilot.table, pilot_id):
        return
    blocks = progress(reader, ReportContext(pilot_id, on))
    seen.texts.append(write(Document("Verslag", "nl", on, "verslag", blocks)))
    count(reader, pilot_id, on, seen)


def count(reader: Reader, pilot_id: str, on: date, seen: Seen) -> None:
    """The numbers of people that the account is made of, without the account itself."""
    seen.participants += people.participants(reader, on).values()
    seen.involved.append({group.kind: group.people for group in people.involved(reader, pilot_id)})


def visited(tracker: Tracker) -> dict[str, Seen]:
    """What is to be seen of each pilot over the year."""
    found = {id: Seen() for id in tracker.ask(records.names, EVERYTHING, Pilot.table)}
    with speaking("nl"):
        for seq, on in states(tracker):
            for pilot_id, seen in found.items():
                look(tracker, pilot_id, seq, on, seen)
    return found


def names_in(tracker: Tracker) -> Sequence[str]:
    return tracker.ask(personal_data.names_of_people, EVERYTHING)


def near(numbers: set[int]) -> list[tuple[int, int]]:
    return [(low, high) for low, high in combinations(sorted(numbers), 2) if high - low < 5]


def numbers_of(seen: Seen) -> set[int]:
    """Each number of participants and of people involved, of each state."""
    spans = {span.people for found in seen.participants for span in found.spans}
    totals = {found.people for found in seen.participants}
    groups = {n for involved in seen.involved for n in involved.values()}
    return {n for n in spans | totals | groups if n}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example, closed: to be copied, which is faster than making it."""
    path = example.path(tmp_path_factory.mktemp("made") / "tracker.duckdb")
    example.open_example(path, UNTIL).close()
    return path.parent


def opened(made: Path, folder: Path) -> Tracker:
    """A copy of the example, in a folder that is not there yet."""
    shutil.copytree(made, folder)
    return Tracker(folder / "tracker.duckdb")


@pytest.fixture(scope="module")
def year(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    with closing(opened(made, tmp_path_factory.mktemp("year") / "year")) as tracker:
        yield tracker


@pytest.fixture(scope="module")
def seen(year: Tracker) -> dict[str, Seen]:
    return visited(year)


def test_no_state_of_the_year_names_anybody_or_speaks_of_a_few(
    year: Tracker, seen: dict[str, Seen]
) -> None:
    assert len(seen) == 3
    assert all(len(found.texts) >= 9 for found in seen.values())
    texts = {text for found in seen.values() for text in found.texts}
    names = names_in(year)
    assert {word for text in texts for word in coded(text, names)} == set()


def test_no_two_numbers_of_people_of_the_year_differ_by_a_few(seen: dict[str, Seen]) -> None:
    for found in seen.values():
        assert len(numbers_of(found)) > 1
        assert near(numbers_of(found)) == []


def test_what_is_planted_is_found_also_after_it_was_taken_out(made: Path, tmp_path: Path) -> None:
    with closing(opened(made, tmp_path / "year")) as tracker:
        planted = Decision(
            pilot=PEARLS,
            text="Truus vraagt het twee bewoners",
            kind="continue",
            decided_on=UNTIL,
        )
        tracker.record(ANNA, planted)
        before = tracker.head
        tracker.record(ANNA, planted.model_copy(update={"text": "Iemand vraagt het bewoners"}))
        found = Seen()
        with speaking("nl"):
            for seq in (before, tracker.head):
                look(tracker, PEARLS, seq, UNTIL, found)
        names = names_in(tracker)
        assert [set(coded(text, names)) for text in found.texts] == [
            {"Truus", "twee bewoners"},
            set(),
        ]


def test_a_few_people_added_to_a_past_month_change_no_number_by_a_few(
    made: Path, tmp_path: Path
) -> None:
    """36 in one edition and 38 in the next would be two people."""
    with closing(opened(made, tmp_path / "year")) as tracker:
        found = Seen()
        for n in range(6):
            late = Action(
                pilot=PEARLS,
                title=f"Nagekomen {n}",
                status=ActionStatus.DONE,
                done_on=date(2026, 9, 3),
                participants=2,
            )
            tracker.record(ANNA, late)
            count(tracker.reader(for_funders(PEARLS)).as_of(tracker.head), PEARLS, UNTIL, found)
        assert len(numbers_of(found)) > 1
        assert near(numbers_of(found)) == []
        totals = {spans.people for spans in found.participants}
        assert len(totals) > 1, "twelve more people are to be seen"
