"""The register as of an earlier line: what screens showed then, and show of it for ever after."""

from collections.abc import Collection, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.access import Scope, Viewer
from pilots.exchange import export_file, restore
from pilots.queries import pilot, records
from pilots.store.reader import Reader
from pilots.tracker import Tracker
from schemas import KINDS, Outcome, Persona, Pilot, Question, Record
from tests.support.acts import ANNA, Act, acts, fresh_tracker, perform
from tests.support.rows import EVERYTHING, FUNDER, SCOPES, name_of
from tests.support.strategies import PILOTS

pytestmark = pytest.mark.slow

SUBQUERIES = (Reader.table, Reader.first_recorded, Reader.ranked)


def snapshot(reader: Reader, kinds: Collection[type[Record]]) -> dict[str, Any]:
    """What a reader can read of these kinds, by the name of its table, in a fixed order."""
    tables: dict[str, Any] = {"logbook": ordered(reader, reader.logbook())}
    for schema in kinds:
        for subquery in SUBQUERIES:
            rows = ordered(reader, subquery(reader, schema))
            tables[f"{subquery.__name__} {schema.table}"] = rows
    return tables


def ordered(reader: Reader, table: str) -> list[dict[str, Any]]:
    return sorted(reader.rows(f"FROM {table}"), key=repr)


def kinds_in(done: list[Act]) -> set[type[Record]]:
    """The kinds of which there is a line afterwards, outcomes that were measured among them.

    Of the other kinds there is nothing to be read, and there are many.
    """
    return {type(record) for act in done for record in act.records} | {Outcome}


@settings(max_examples=5)
@given(st.lists(acts(), min_size=2, max_size=5), st.sampled_from(SCOPES))
def test_what_was_seen_at_a_line_is_seen_for_ever_after(done: list[Act], scope: Scope) -> None:
    """As of the newest line too, where it equals the register itself."""
    with fresh_tracker() as tracker:
        reader = tracker.reader(scope)
        kinds = kinds_in(done)
        snapshots = {}
        for act in done:
            perform(tracker, act)
            snapshots[tracker.head] = snapshot(reader, kinds)
            assert snapshot(reader.as_of(tracker.head), kinds) == snapshots[tracker.head]
        for head, earlier in snapshots.items():
            assert snapshot(reader.as_of(head), kinds) == earlier


@settings(max_examples=5)
@given(st.lists(acts(), min_size=1, max_size=5), st.floats(0, 1))
def test_narrowed_to_a_pilot_it_is_what_that_pilots_team_would_see(
    done: list[Act], share: float
) -> None:
    with fresh_tracker() as tracker:
        for act in done:
            perform(tracker, act)
        line = int(share * tracker.head)
        kinds = kinds_in(done)
        for pilot_id in PILOTS:
            team = tracker.reader(Scope(frozenset({pilot_id}), frozenset({pilot_id})))
            everything = tracker.reader(EVERYTHING)
            expected = snapshot(team.as_of(line), kinds)
            assert snapshot(everything.within(pilot_id).as_of(line), kinds) == expected
            assert snapshot(everything.as_of(line).within(pilot_id), kinds) == expected


@pytest.fixture(scope="module")
def two_pilots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker with somebody in each pilot, which tests only read."""
    tracker = Tracker(tmp_path_factory.mktemp("two") / "tracker.duckdb")
    for pilot_id in PILOTS:
        tracker.record(ANNA, Persona(id=f"in-{pilot_id}", pilot=pilot_id, name="Ans"))
    yield tracker
    tracker.close()


@pytest.mark.parametrize("scope", SCOPES, ids=name_of)
def test_narrowing_never_shows_more(two_pilots: Tracker, scope: Scope) -> None:
    reader = two_pilots.reader(scope)
    whole = snapshot(reader, [Persona])
    for pilot_id in PILOTS:
        for table, rows in snapshot(reader.within(pilot_id), [Persona]).items():
            assert all(row in whole[table] and row["pilot"] == pilot_id for row in rows), table


def test_its_columns_have_the_types_that_they_have_in_the_register(tracker: Tracker) -> None:
    for scope in (
        EVERYTHING,
        FUNDER,
        Scope(frozenset({"north"}), frozenset({"north"})),
    ):
        current = tracker.reader(scope)
        for schema in KINDS.values():
            types, earlier_types = (
                [
                    (row["column_name"], row["column_type"])
                    for row in reader.rows(f"DESCRIBE SELECT * FROM {reader.table(schema)}")
                ]
                for reader in (current, current.as_of(0))
            )
            assert types == earlier_types


def persona(name: str, pilot: str = "north") -> Persona:
    return Persona(id="a", pilot=pilot, name=name)


def names(reader: Reader) -> list[str]:
    return [row["name"] for row in reader.rows(f"FROM {reader.table(Persona)} ORDER BY name")]


def test_before_the_first_line_there_was_nothing(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, persona("Ans"))
    reader = tracker.reader(EVERYTHING).as_of(0)
    assert all(rows == [] for rows in snapshot(reader, KINDS.values()).values())


def test_what_was_withdrawn_later_was_there_and_what_was_withdrawn_before_was_not(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    tracker.withdraw(anna, 1)
    tracker.restore_version(anna, 1)
    reader = tracker.reader(EVERYTHING)
    assert [names(reader.as_of(line)) for line in (1, 2, 3)] == [["Ans"], [], ["Ans"]]


def test_a_record_that_moved_was_with_the_pilot_that_it_was_with_then(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    tracker.record(anna, persona("Bea", "south"))
    reader = tracker.reader(EVERYTHING)
    assert names(reader.within("north").as_of(1)) == ["Ans"]
    assert names(reader.within("north").as_of(2)) == []
    assert names(reader.within("south").as_of(2)) == ["Bea"]


def test_queries_work_on_it_as_on_the_register(tracker: Tracker, anna: Viewer) -> None:
    versions: tuple[Record, ...] = (
        Pilot(id="north", name="Noord"),
        Question(id="q", pilot="north", text="Hoe dan?"),
        Pilot(id="north", name="Zuid"),
        Question(id="q", pilot="north", text="Wat nu?"),
    )
    for record in versions:
        tracker.record(anna, record)
    reader = tracker.reader(EVERYTHING)
    earlier = reader.within("north").as_of(2)
    assert records.names(earlier, "pilot") == {"north": "Noord"}
    assert [row["text"] for row in pilot.questions(earlier, "north")] == ["Hoe dan?"]
    assert records.names(reader, "pilot") == {"north": "Zuid"}


def test_it_is_the_same_after_a_rebuild_and_in_a_tracker_made_of_an_export(
    tracker: Tracker, anna: Viewer, tmp_path: Any
) -> None:
    for name in ("Ans", "Bea", "Cor"):
        tracker.record(anna, persona(name))
    before = [snapshot(tracker.reader(EVERYTHING).as_of(line), [Persona]) for line in range(4)]
    tracker.rebuild()
    export_file(tracker, tmp_path / "all.jsonl")
    with fresh_tracker() as restored:
        restore(restored, tmp_path / "all.jsonl")
        for each in (tracker, restored):
            after = [snapshot(each.reader(EVERYTHING).as_of(line), [Persona]) for line in range(4)]
            assert after == before
