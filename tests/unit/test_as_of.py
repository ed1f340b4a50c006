"""The register as it was on an earlier day: what screens showed then, and the same ever after."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.access import Scope, Viewer
from pilots.exchange import export_file, restore
from pilots.queries import pilot, records
from pilots.store.register import Reader
from pilots.tracker import Tracker
from schemas import KINDS, Persona, Pilot, Question, Record
from tests.support.acts import Act, acts, fresh_tracker, perform
from tests.support.rows import EVERYTHING, SCOPES, name_of
from tests.support.strategies import PILOTS

SUBQUERIES = (Reader.table, Reader.began, Reader.ranked)


def look(see: Reader) -> dict[str, Any]:
    """Everything there is to see, in an order of its own."""
    seen: dict[str, Any] = {"logbook": ordered(see, see.logbook())}
    for schema in KINDS.values():
        for subquery in SUBQUERIES:
            found = ordered(see, subquery(see, schema))
            seen[f"{subquery.__name__} {schema.table}"] = found
    return seen


def ordered(see: Reader, table: str) -> list[dict[str, Any]]:
    return sorted(see.rows(f"FROM {table}"), key=repr)


@settings(max_examples=5)
@given(st.lists(acts(), min_size=2, max_size=5), st.sampled_from(SCOPES))
def test_what_was_seen_at_a_line_is_seen_for_ever_after(done: list[Act], scope: Scope) -> None:
    """At the newest line too: there it is the register itself."""
    with fresh_tracker() as tracker:
        see = tracker.reader(scope)
        then = {}
        for act in done:
            perform(tracker, act)
            then[tracker.head] = look(see)
            assert look(see.as_of(tracker.head)) == then[tracker.head]
        for head, seen in then.items():
            assert look(see.as_of(head)) == seen


@settings(max_examples=5)
@given(st.lists(acts(), min_size=1, max_size=5), st.floats(0, 1))
def test_narrowed_to_a_pilot_it_is_what_that_pilots_team_would_see(
    done: list[Act], share: float
) -> None:
    with fresh_tracker() as tracker:
        for act in done:
            perform(tracker, act)
        line = int(share * tracker.head)
        for it in PILOTS:
            team = tracker.reader(Scope(frozenset({it}), frozenset({it})))
            everybody = tracker.reader(EVERYTHING)
            assert look(everybody.within(it).as_of(line)) == look(team.as_of(line))
            assert look(everybody.as_of(line).within(it)) == look(team.as_of(line))


@pytest.mark.parametrize("scope", SCOPES, ids=name_of)
def test_narrowing_never_shows_more(tracker: Tracker, anna: Viewer, scope: Scope) -> None:
    for it in PILOTS:
        tracker.record(anna, Persona(id=f"in-{it}", pilot=it, name="Ans"))
    see = tracker.reader(scope)
    whole = look(see)
    for it in PILOTS:
        for table, rows in look(see.within(it)).items():
            assert all(row in whole[table] and row["pilot"] == it for row in rows), table


def test_its_columns_have_the_types_that_they_have_in_the_register(tracker: Tracker) -> None:
    for scope in (
        EVERYTHING,
        Scope(None, personal=frozenset()),
        Scope(frozenset({"north"}), frozenset({"north"})),
    ):
        see = tracker.reader(scope)
        for schema in KINDS.values():
            now, then = (
                see.rows(f"DESCRIBE SELECT * FROM {reader.table(schema)}")
                for reader in (see, see.as_of(0))
            )
            told = [(row["column_name"], row["column_type"]) for row in now]
            assert told == [(row["column_name"], row["column_type"]) for row in then]


def persona(name: str, pilot: str = "north") -> Persona:
    return Persona(id="a", pilot=pilot, name=name)


def names(see: Reader) -> list[str]:
    return [row["name"] for row in see.rows(f"FROM {see.table(Persona)} ORDER BY name")]


def test_before_the_first_line_there_was_nothing(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, persona("Ans"))
    see = tracker.reader(EVERYTHING).as_of(0)
    assert all(rows == [] for rows in look(see).values())


def test_what_was_withdrawn_later_was_there_and_what_was_withdrawn_before_was_not(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    tracker.withdraw(anna, 1)
    tracker.restore(anna, 1)
    see = tracker.reader(EVERYTHING)
    assert [names(see.as_of(line)) for line in (1, 2, 3)] == [["Ans"], [], ["Ans"]]


def test_a_record_that_moved_was_with_the_pilot_that_it_was_with_then(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(anna, persona("Ans"))
    tracker.record(anna, persona("Bea", "south"))
    see = tracker.reader(EVERYTHING)
    assert names(see.within("north").as_of(1)) == ["Ans"]
    assert names(see.within("north").as_of(2)) == []
    assert names(see.within("south").as_of(2)) == ["Bea"]


def test_questions_are_asked_of_it_as_of_the_register(tracker: Tracker, anna: Viewer) -> None:
    kept: tuple[Record, ...] = (
        Pilot(id="north", name="Noord"),
        Question(id="q", pilot="north", text="Hoe dan?"),
        Pilot(id="north", name="Zuid"),
        Question(id="q", pilot="north", text="Wat nu?"),
    )
    for record in kept:
        tracker.record(anna, record)
    see = tracker.reader(EVERYTHING)
    then = see.within("north").as_of(2)
    assert records.names(then, "pilot") == {"north": "Noord"}
    assert [row["text"] for row in pilot.questions(then, "north")] == ["Hoe dan?"]
    assert records.names(see, "pilot") == {"north": "Zuid"}


def test_it_is_the_same_after_a_rebuild_and_in_a_tracker_made_of_an_export(
    tracker: Tracker, anna: Viewer, tmp_path: Any
) -> None:
    for name in ("Ans", "Bea", "Cor"):
        tracker.record(anna, persona(name))
    before = [look(tracker.reader(EVERYTHING).as_of(line)) for line in range(4)]
    tracker.rebuild()
    export_file(tracker, tmp_path / "all.jsonl")
    with fresh_tracker() as other:
        restore(other, tmp_path / "all.jsonl")
        for it in (tracker, other):
            after = [look(it.reader(EVERYTHING).as_of(line)) for line in range(4)]
            assert after == before
