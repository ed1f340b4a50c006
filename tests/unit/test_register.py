"""The register: derived from the logbook, and always what a rebuild would make of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import AliasChoices, Field

from pilots.access import Scope, Viewer
from pilots.store.columns import COMMON_COLUMNS, sql_type
from pilots.store.logbook import PendingLine, canonical
from pilots.store.register import fingerprint
from pilots.tracker import Tracker
from schemas import (
    KINDS,
    Action,
    Choice,
    Consent,
    Consented,
    Outcome,
    Persona,
    Personal,
    Pilot,
    PilotRecord,
    Public,
    Record,
    marked,
)
from schemas.record import Count, Day, ShortText
from tests.support.acts import Act, acts, fresh_tracker, perform, record_all
from tests.support.rows import EVERYTHING, FUNDER, SCOPES, name_of, row_of, rows
from tests.support.strategies import PILOTS, records
from tests.support.whole import assert_whole

pytestmark = pytest.mark.slow

# --- from logbook to register ------------------------------------------------------------


@pytest.fixture(scope="module")
def shared() -> Iterator[Tracker]:
    """A tracker for records of every kind, which is whole when all of them were recorded."""
    with fresh_tracker() as tracker:
        yield tracker
        assert_whole(tracker)


@pytest.mark.parametrize("schema", KINDS.values(), ids=KINDS)
@settings(max_examples=3)
@given(data=st.data())
def test_a_row_holds_what_the_record_held(
    shared: Tracker, schema: type[Record], data: st.DataObject
) -> None:
    made = data.draw(st.lists(records(schema), min_size=1, max_size=4, unique_by=lambda r: r.id))
    lines = record_all(shared, made)
    found = rows(shared, schema)
    for record, line in zip(made, lines[-len(made) :], strict=True):
        row = found[record.id]
        assert {name: row[name] for name in record.fields()} == row_of(record)
        assert row["pilot"] == record.of_pilot
        assert (row["_seq"], row["_actor"]) == (line.seq, "Anna")
        assert row["_recorded_at"] == line.recorded_at


@settings(max_examples=12)
@given(st.lists(acts(), min_size=1, max_size=8))
def test_whatever_people_do_the_register_is_what_a_rebuild_makes(done: list[Act]) -> None:
    with fresh_tracker() as tracker:
        newest: dict[tuple[str, str], str | None] = {}
        for act in done:
            lines = perform(tracker, act)
            newest |= {(line.kind, line.subject): line.body for line in lines}
        assert_whole(tracker)
        for schema in KINDS.values():
            ids = {id for (kind, id), body in newest.items() if kind == schema.table and body}
            assert set(rows(tracker, schema)) == ids


def test_two_versions_in_one_form_leave_the_second(tracker: Tracker, anna: Viewer) -> None:
    first = Persona(id="a", pilot="north", name="Eerst", needs="rust")
    tracker.record(anna, first, Persona(id="a", pilot="north", name="Daarna"))
    (row,) = rows(tracker, Persona).values()
    assert (row["name"], row["needs"], row["_seq"]) == ("Daarna", None, 2)
    assert_whole(tracker)


def test_a_register_that_differs_is_noticed_and_made_anew(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Persona(id="a", pilot="north", name="Ans"))
    tracker.record(anna, Persona(id="b", pilot="north", name="Bea"))
    for damage in (
        "UPDATE register.persona SET name = 'Eva' WHERE id = 'a'",
        "DELETE FROM register.persona WHERE id = 'b'",
        "INSERT INTO register.persona (id, name) VALUES ('c', 'Cor')",
    ):
        with tracker.logbook.database.cursor() as cursor:
            cursor.execute(damage)
        (difference,) = tracker.register.differences()
        assert difference.startswith("persona")
        tracker.rebuild()
        assert_whole(tracker)


def test_looking_for_differences_changes_nothing(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Persona(id="a", pilot="north", name="Ans"))
    with tracker.logbook.database.cursor() as cursor:
        cursor.execute("DELETE FROM register.persona")
    assert list(tracker.register.differences()) == list(tracker.register.differences()) != []
    assert rows(tracker, Persona) == {}
    with tracker.logbook.database.cursor() as cursor:
        schemas = cursor.execute("SELECT DISTINCT schema_name FROM duckdb_tables()").fetchall()
    assert ("rebuilt",) not in schemas


def test_a_rebuild_says_how_far_it_is(tracker: Tracker) -> None:
    shares: list[float] = []
    tracker.rebuild(lambda share, what: shares.append(share))
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) == len(KINDS) + 1


# --- what a viewer may see ---------------------------------------------------------------


class Some(Choice):
    ONE = "one"
    TWO = "two"


SEVERAL_KINDS = st.lists(
    st.sampled_from([schema for schema in KINDS.values() if schema is not Pilot]),
    min_size=6,
    max_size=9,
    unique=True,
)
"""All kinds at once are more than Hypothesis can hold."""


@settings(max_examples=8)
@given(data=st.data())
def test_no_scope_gives_rows_of_other_pilots_or_fields_that_are_not_public(
    data: st.DataObject,
) -> None:
    made = [
        record
        for schema in (Pilot, *data.draw(SEVERAL_KINDS))
        for record in data.draw(
            st.lists(records(schema), min_size=2, max_size=4, unique_by=lambda r: r.id)
            if schema is not Pilot
            else st.tuples(*(records(schema, (pilot,)) for pilot in PILOTS))
        )
    ]
    with fresh_tracker() as tracker:
        record_all(tracker, made)
        kinds = {type(record) for record in made} | {Outcome}  # of other kinds there is no line
        for scope in SCOPES:
            for schema in kinds:
                readable = {
                    record.id: record
                    for record in made
                    if type(record) is schema and is_readable(record, scope)
                }
                seen = rows(tracker, schema, scope)
                assert set(seen) == set(readable)
                for id, row in seen.items():
                    masked = masked_columns(readable[id], scope)
                    assert all(row[name] is None for name in masked)
                    recorded = row_of(readable[id])
                    unmasked = set(schema.fields()) - masked
                    assert all(row[name] == recorded[name] for name in unmasked)
                    assert (row["_actor"] is None) == ("_actor" in masked)


def masked_columns(record: Record, scope: Scope) -> set[str]:
    """The columns of a record that are NULL to somebody with this scope."""
    if is_of_the_team(record, scope):
        return set()
    has_consent = getattr(record, "consent", None) in {None, Consent.GIVEN}
    public = {
        name
        for name, field in type(record).fields().items()
        if marked(field, Public) or (marked(field, Consented) and has_consent)
    }
    return {"_actor", *record.fields()} - public


def is_of_the_team(record: Record, scope: Scope) -> bool:
    return scope.personal is None or record.of_pilot in scope.personal


def is_readable(record: Record, scope: Scope) -> bool:
    is_finished = not record.finished or getattr(record, record.finished) is not None
    return is_in_scope(record.of_pilot, scope) and (is_finished or is_of_the_team(record, scope))


def is_in_scope(pilot_id: str | None, scope: Scope) -> bool:
    if scope.pilots is None:
        return True
    return bool(scope.pilots) and (pilot_id is None or pilot_id in scope.pilots)


def test_the_logbook_is_read_by_who_may_read_names(tracker: Tracker, anna: Viewer) -> None:
    for pilot in PILOTS:
        tracker.record(anna, Persona(id=f"in-{pilot}", pilot=pilot, name="Ans"))
    for scope in SCOPES:
        reader = tracker.reader(scope)
        seen = {row["pilot"] for row in reader.rows(f"FROM {reader.logbook()}")}
        expected = set(PILOTS) if scope.personal is None else set(scope.personal)
        assert seen == expected, name_of(scope)


def test_a_pilot_named_like_sql_is_only_a_name(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Persona(id="a", pilot="north", name="Ans"))
    scope = Scope(pilots=frozenset({"x') OR true --", "$scope", "'"}), personal=None)
    assert rows(tracker, Persona, scope) == {}


def test_a_hidden_column_has_the_type_it_has_elsewhere(tracker: Tracker) -> None:
    """Otherwise a question that works for the team would fail for a funder."""
    types = []
    for scope in (EVERYTHING, FUNDER):
        reader = tracker.reader(scope)
        table = reader.table(Action)
        described = reader.rows(f"DESCRIBE SELECT * FROM {table}")
        types.append([(row["column_name"], row["column_type"]) for row in described])
    assert types[0] == types[1]


# --- schemas that change -----------------------------------------------------------------


def reopened(tracker: Tracker) -> Tracker:
    tracker.close()
    return Tracker(tracker.path)


def test_a_new_kind_has_a_table_at_the_next_start(
    tracker: Tracker, anna: Viewer, kinds: dict[str, type[Record]]
) -> None:
    tracker.record(anna, Persona(id="a", pilot="north", name="Ans"))
    before = fingerprint()

    class Tree(PilotRecord):
        name: ShortText = Field(title="Name")
        height: float | None = Field(None, title="Height")
        owner: Annotated[ShortText | None, Personal()] = Field(None, title="Owner")
        some: tuple[Some, ...] = Field((), title="Some")

    assert fingerprint() != before
    assert not tracker.register.is_current()
    again = reopened(tracker)
    assert again.register.is_current()
    tree = Tree(id="oak", pilot="north", name="Eik", height=12.5, owner="Bram", some=("one",))
    again.record(anna, tree)
    assert rows(again, Tree)["oak"]["height"] == 12.5
    assert rows(again, Tree)["oak"]["some"] == ["one"]
    assert rows(again, Tree, FUNDER)["oak"]["owner"] is None
    assert set(rows(again, Persona)) == {"a"}
    assert_whole(again)
    again.close()


def test_a_kind_that_is_gone_keeps_its_lines(
    tracker: Tracker, anna: Viewer, kinds: dict[str, type[Record]]
) -> None:
    class Tree(PilotRecord):
        name: ShortText = Field(title="Name")

    first = reopened(tracker)
    first.record(anna, Tree(id="oak", pilot="north", name="Eik"))
    tree = kinds.pop("tree")
    second = reopened(first)
    assert second.head == 1
    assert_whole(second)
    kinds["tree"] = tree
    third = reopened(second)
    assert rows(third, Tree)["oak"]["name"] == "Eik"
    assert_whole(third)
    third.close()


def old_persona(tracker: Tracker, body: dict[str, Any]) -> None:
    """A line as an older version of the program wrote it."""
    line = PendingLine(
        str(uuid4()), "Anna", "persona", f"p{tracker.head}", "north", canonical(body)
    )
    with tracker.logbook.transaction() as transaction:
        transaction.append([line])


def test_fields_that_are_added_have_their_default_in_old_records(
    tracker: Tracker, anna: Viewer, kinds: dict[str, type[Record]]
) -> None:
    old_persona(tracker, {"name": "Ans"})
    persona = kinds["persona"]

    class Grown(PilotRecord):
        name: ShortText = Field(title="Name")
        some: Some = Field(Some.TWO, title="Some")
        age: Count = Field(7, title="Age")
        weight: float = Field(1.5, title="Weight")
        since: Day = Field(date(2020, 2, 29), title="Since")
        likes: tuple[ShortText, ...] = Field((), title="Likes")
        wants: tuple[ShortText, ...] = Field(("rust", "'t praatje"), title="Wants")
        motto: ShortText = Field("'t is goed zo", title="Motto")
        remark: ShortText | None = Field(None, title="Remark")
        member: bool = Field(True, title="Member")

    del kinds[Grown.table]
    Grown.table = "persona"
    kinds["persona"] = Grown
    again = reopened(tracker)
    (row,) = rows(again, Grown).values()
    as_read = Grown.read("p0", "north", {"name": "Ans"})
    assert {name: row[name] for name in Grown.fields()} == row_of(as_read)
    again.record(anna, Grown(id="p0", pilot="north", name="Ans", member=False, wants=()))
    (row,) = rows(again, Grown).values()
    assert (row["member"], row["wants"]) == (False, [])
    assert_whole(again)
    kinds["persona"] = persona
    back = reopened(again)
    assert set(rows(back, Persona)["p0"]) == {*COMMON_COLUMNS, *Persona.fields()}
    back.close()


def test_a_default_that_is_made_anew_each_time_is_left_empty_in_old_records(
    tracker: Tracker, kinds: dict[str, type[Record]]
) -> None:
    """The register cannot know what it would have been."""
    old_persona(tracker, {"name": "Ans"})

    class Grown(PilotRecord):
        name: ShortText = Field(title="Name")
        since: Day = Field(default_factory=date.today, title="Since")
        motto: ShortText = Field(default_factory=str, title="Motto")

    del kinds[Grown.table]
    Grown.table = "persona"
    kinds["persona"] = Grown
    again = reopened(tracker)
    (row,) = rows(again, Grown).values()
    assert (row["since"], row["motto"]) == (None, None)
    again.close()


def test_a_field_that_got_another_name_is_found_under_its_old_one(
    tracker: Tracker, anna: Viewer, kinds: dict[str, type[Record]]
) -> None:
    old_persona(tracker, {"name": "Ans", "age": 7})
    old_persona(tracker, {"called": "Bea", "years": 8})

    class Renamed(PilotRecord):
        called: ShortText = Field(title="Name", validation_alias=AliasChoices("called", "name"))
        years: Count | None = Field(None, title="Age", validation_alias="age")

    del kinds[Renamed.table]
    Renamed.table = "persona"
    kinds["persona"] = Renamed
    again = reopened(tracker)
    seen = {id: (row["called"], row["years"]) for id, row in rows(again, Renamed).items()}
    assert seen == {"p0": ("Ans", 7), "p1": ("Bea", 8)}
    assert_whole(again)
    again.close()


def test_a_schema_that_stays_the_same_is_not_rebuilt(tracker: Tracker, anna: Viewer) -> None:
    tracker.record(anna, Persona(id="a", pilot="north", name="Ans"))
    tracker.close()
    rebuilt: list[str] = []
    again = Tracker(tracker.path, lambda share, what: rebuilt.append(what))
    assert rebuilt == []
    again.close()


def test_a_field_the_register_cannot_keep_is_refused_by_name() -> None:
    class Odd(Record, abstract=True):
        odd: complex | None = Field(None, title="Odd")

    with pytest.raises(TypeError, match="complex"):
        sql_type(Odd.model_fields["odd"])
