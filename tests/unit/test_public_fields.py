"""Which fields leave the team: those that this table names, and a new one never by accident."""

import shutil
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from pilots.access import Viewer
from pilots.language import today
from pilots.privacy.erasing import OWN_KINDS, PersonalData
from pilots.privacy.free_text import open_texts
from pilots.privacy.person import Person
from pilots.store.columns import consented_fields, headcount_fields
from pilots.store.reader import Reader
from pilots.tracker import Tracker
from schemas import (
    KINDS,
    Consented,
    Headcount,
    Personal,
    PilotRecord,
    Public,
    Record,
    Ref,
    Unasked,
    marked,
)
from schemas.record import Count, Day, Id, ShortText
from tests.support.rows import EVERYTHING, FUNDER, rows
from tests.support.whole import assert_whole

GOLDEN = Path(__file__).parent / "golden" / "logbook.jsonl"

PUBLIC = {
    "action": "title kind status done_on with_whom start due expected happened struck decision",
    "archived_report": "report language digest mark archived_on",
    "baseline": "outcome begins_on reason action",
    "calendar_feed": "",
    "clearance": "",
    "decision": "text kind reason decided_on carried carried_why review expectation",
    "effort": "what since until budget spent hours note",
    "erasure": "erased_on reason lines",
    "expectation": "outcome prediction expected green red decide_by amended",
    "goal": "statement as_planned less much_less more much_more weight",
    "goal_score": "goal attained scored_on note",
    "match": "status introduced_on ended_on",
    "measurement": "outcome measured_on value of_how_many note source",
    "member": "role until",
    "need": "asset theme until status",
    "offer": "asset theme until status",
    "organisation": "name logo themes",
    "outcome": "statement indicator unit counts_people level better baseline baseline_on "
    "no_baseline target target_on target_of method frequency only_grows redefined redefined_on "
    "retargeted retargeted_by",
    "persona": "name situation needs brings",
    "pilot": "name neighbourhood municipality audience joins phase rationale believe so_that "
    "start end comparison aftermath themes colour asks cbs_code cbs_year latitude longitude "
    "went_on",
    "place": "name kind activities hours latitude longitude",
    "principle": "text",
    "principle_check": "principle held example checked_on review",
    "question": "text since reason",
    "report": "title since until summary happened learned ahead changed edition follows upto "
    "published_on",
    "review": "held_on status why next_on since upto",
    "rung_reached": "stakeholder seen_on",
    "seal": "",
    "shared_link": "pilots until",
    "stakeholder": "kind role brings needs rung",
    "story": "happened_on direction intended outcome consent consent_on rung substantiation",
    "story_choice": "story why chosen_on",
    "tie": "kind since ended_on",
    "withdrawal": "reason kind record withdrawn_on",
}
"""The fields that funders read, per kind. To add a name here is to decide that they may: is it
fit for somebody who pays for the pilot, and who may know the people in it?"""

WITH_CONSENT = {"story": "title what who where contribution significance"}
"""The fields that they read of a record whose consent is given."""

IN_SUMS = {"action": "participants"}
"""The numbers of people that they read in sums of at least five."""


@pytest.mark.parametrize("schema", KINDS.values(), ids=list(KINDS))
def test_a_field_is_public_if_and_only_if_the_table_above_names_it(schema: type[Record]) -> None:
    public = {name for name, field in schema.fields().items() if marked(field, Public)}
    assert public == set(PUBLIC[schema.table].split())
    assert consented_fields(schema) == set(WITH_CONSENT.get(schema.table, "").split())
    assert headcount_fields(schema) == set(IN_SUMS.get(schema.table, "").split())


def test_a_funder_reads_the_fields_in_the_table_above_and_no_others(path: Path) -> None:
    """Every field is filled in somewhere in the golden logbook, so none is empty by chance."""
    (path.parent / "journal").mkdir()
    shutil.copy(GOLDEN, path.parent / "journal" / "2026-11.jsonl")
    tracker = Tracker(path)
    for schema in KINDS.values():
        filled = {"team": set[str](), "funder": set[str]()}
        for line in [line for line in tracker.logbook.lines() if line.kind == schema.table]:
            for reader, scope in (("team", EVERYTHING), ("funder", FUNDER)):
                table = tracker.reader(scope).as_of(line.seq).table(schema)
                for row in tracker.reader(scope).rows(f"FROM {table}"):
                    filled[reader] |= {name for name, value in row.items() if value is not None}
        columns = {"id", "pilot", "_seq", "_recorded_at"}
        assert filled["team"] >= {*schema.fields(), "_actor"}, schema.table
        assert filled["funder"] - columns == {
            *PUBLIC[schema.table].split(),
            *WITH_CONSENT.get(schema.table, "").split(),
        }
    tracker.close()


@pytest.mark.parametrize("schema", OWN_KINDS)
def test_each_field_of_a_record_about_one_person_is_public_or_erased_with_them(
    schema: type[Record],
) -> None:
    """A field without a marker would be neither: mark it Personal, and erasure takes it out."""
    for name, field in schema.fields().items():
        assert marked(field, Public) or marked(field, Personal), name


# --- a new field -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"), [(Public, Personal), (Public, Headcount), (Consented, Personal)]
)
def test_a_field_with_markers_that_contradict_is_refused(
    one: type, other: type, kinds: dict[str, type[Record]]
) -> None:
    words = f"Visit.name is marked {one.__name__} and {other.__name__}, which contradict"
    with pytest.raises(TypeError, match=words):

        class Visit(PilotRecord):
            name: Annotated[ShortText, other(), Unasked(), one()] = Field(title="Name")

    assert "visit" not in kinds


@pytest.fixture
def visit(kinds: dict[str, type[Record]]) -> type[Record]:
    class Visit(PilotRecord):
        reason: Annotated[ShortText, Public()] = Field(title="Reason")
        host: Annotated[ShortText | None, Personal()] = Field(None, title="Host")
        visitors: Annotated[Count | None, Headcount()] = Field(None, title="Visitors")
        remark: ShortText | None = Field(None, title="Remark")
        visited_on: Day | None = Field(None, title="Date")
        action: Annotated[Id | None, Ref("action"), Unasked()] = Field(None, title="Action")
        topics: tuple[ShortText, ...] = Field((), title="Topics")

    return Visit


def reopened(tracker: Tracker) -> Tracker:
    """With the tables of the kinds that there are now."""
    tracker.close()
    return Tracker(tracker.path)


FILLED = {
    "reason": "Kennismaken",
    "host": "Fatima Zahraoui",
    "visitors": 7,
    "remark": "Fatima Zahraoui belt nog.",
    "visited_on": date(2026, 10, 1),
    "action": "call",
    "topics": ["tuin", "fatima zahraoui"],
}


def test_a_new_field_is_the_teams_alone_until_a_marker_makes_it_public(
    tracker: Tracker, anna: Viewer, visit: type[Record]
) -> None:
    tracker = reopened(tracker)
    tracker.record(anna, visit(id="visit", pilot="north", **FILLED))
    team, funder = tracker.reader(EVERYTHING), tracker.reader(FUNDER)
    nothing = dict.fromkeys(FILLED)
    assert read(team, team.table(visit)) == FILLED
    assert read(funder, funder.table(visit)) == nothing | {"reason": "Kennismaken"}
    sums = nothing | {"reason": "Kennismaken", "visitors": 7}
    assert read(funder, funder.with_headcounts(visit)) == sums
    assert open_texts(visit) == ("reason",)

    tracker.record(anna, visit(id="visit", pilot="north", reason="Afscheid"))
    assert read(team, team.as_of(1).table(visit)) == FILLED
    assert read(funder, funder.as_of(1).table(visit)) == nothing | {"reason": "Kennismaken"}
    assert_whole(tracker)
    tracker.close()


def read(reader: Reader, table: str) -> dict[str, Any]:
    (row,) = reader.rows(f"FROM {table}")
    return {name: row[name] for name in FILLED}


def test_a_name_in_a_new_field_is_erased(
    tracker: Tracker, anna: Viewer, visit: type[Record]
) -> None:
    tracker = reopened(tracker)
    tracker.record(anna, visit(id="visit", pilot="north", **FILLED))
    person = Person(["Fatima Zahraoui"])

    def ask(query: Any, *asked: Any) -> Any:
        return tracker.ask(query, EVERYTHING, *asked)

    known = PersonalData.find(person, ask, lambda _line: True)
    tracker.erase(anna, [1], partial(known.erased, today=today()), is_in=person.is_named_in)
    (row,) = rows(tracker, visit).values()
    assert not any(person.is_named_in(str(value)) for value in row.values())
    assert (row["action"], row["visitors"], row["topics"][0]) == ("call", 7, "tuin")
    assert_whole(tracker)
    tracker.close()
