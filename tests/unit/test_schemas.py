"""What can be recorded, and what cannot."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from schemas import (
    KINDS,
    Action,
    ActionStatus,
    Choice,
    Measurement,
    More,
    Outcome,
    Persona,
    Personal,
    Pilot,
    PilotRecord,
    Principle,
    Record,
    Ref,
    Stakeholder,
    base_type,
    holds_several,
    marked,
    marker,
)
from schemas.record import ShortText, new_id
from tests.support.strategies import records

pytestmark = pytest.mark.slow

EVERY = pytest.mark.parametrize("schema", KINDS.values(), ids=list(KINDS))


@EVERY
@settings(max_examples=25)
@given(data=st.data())
def test_a_record_is_the_same_after_it_was_stored_and_read(
    schema: type[Record], data: st.DataObject
) -> None:
    record = data.draw(records(schema))
    stored = json.loads(json.dumps(record.body(), ensure_ascii=False))
    assert not {"id", "pilot"} & set(stored)
    assert None not in stored.values()
    pilot = record.of_pilot if schema is not Pilot else "ignored"
    assert schema.read(record.id, pilot, stored) == record


@EVERY
def test_every_kind_says_what_it_is_to_people(schema: type[Record]) -> None:
    assert schema.one
    assert schema.many
    assert schema.purpose
    assert schema.__doc__
    for name, field in schema.fields().items():
        assert field.title, name
        assert base_type(field)


@EVERY
def test_a_reference_points_to_a_kind_there_is(schema: type[Record]) -> None:
    for name, field in schema.model_fields.items():
        if reference := marker(field, Ref):
            assert reference.table in KINDS, name


@EVERY
def test_an_old_record_without_todays_optional_fields_can_be_read(schema: type[Record]) -> None:
    """So every field that is added has a default."""
    required = {name for name, field in schema.fields().items() if field.is_required()}
    always = {
        "pilot": {"name"},
        "question": {"text"},
        "persona": {"name"},
        "principle": {"text"},
        "stakeholder": {"name"},
        "action": {"title"},
        "outcome": {"statement"},
        "measurement": {"outcome", "measured_on", "value"},
    }
    if schema.table in always:
        assert required <= always[schema.table]


def test_the_kinds_of_the_first_day_are_still_there() -> None:
    assert {
        "pilot",
        "question",
        "persona",
        "principle",
        "stakeholder",
        "action",
        "outcome",
        "measurement",
    } <= set(KINDS)


@EVERY
def test_a_field_nobody_knows_is_refused(schema: type[Record]) -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        schema.model_validate({"no_such_field": 1})


def test_a_record_cannot_be_changed_only_made_again() -> None:
    persona = Persona(pilot="north", name="Ans")
    with pytest.raises(ValidationError, match="frozen"):
        persona.name = "Bea"


# --- text --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ans  ", "Ans"),
        ("Ans\n de   Vries", "Ans de Vries"),
        ("Ame\u0301lie", "Am\u00e9lie"),
        ("👩‍👧 Ans", "👩‍👧 Ans"),
        ("\u202eمرحبا", "\u202eمرحبا"),
        ("<b>Ans</b>", "<b>Ans</b>"),
    ],
)
def test_a_line_is_kept_as_one_tidy_line(typed: str, kept: str) -> None:
    assert Persona(pilot="north", name=typed).name == kept


def test_a_note_keeps_its_paragraphs() -> None:
    assert Persona(pilot="p", name="x", needs=" een\r\n\r\n twee ").needs == "een\n\n twee"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_what_word_and_powerpoint_end_a_line_with_ends_a_line(end: str) -> None:
    pasted = Persona(pilot="p", name=f"Ans{end}de Vries", needs=f"een{end}twee{end}")
    assert (pasted.name, pasted.needs) == ("Ans de Vries", "een\ntwee")


UNSEEN = ["\u200b", "\u2060\ufeff", "\u200e \u200f", "\u00ad", "\u3164", "\u2800", "\ufe0f\u034f"]


@pytest.mark.parametrize("name", UNSEEN)
def test_a_name_that_nobody_can_see_is_refused_as_an_empty_one(name: str) -> None:
    with pytest.raises(ValidationError) as nothing:
        Persona(pilot="north", name="")
    for text in (name, f" {name}\n"):
        with pytest.raises(ValidationError) as unseen:
            Persona(pilot="north", name=text)
        assert [it["type"] for it in unseen.value.errors()] == [
            it["type"] for it in nothing.value.errors()
        ]


@pytest.mark.parametrize(
    "typed", ["", "   ", "\n", "x" * 201, "a\0b", "a\x1bb", "\ud800", 5, None]
)
def test_what_is_no_line_of_text_is_refused(typed: object) -> None:
    with pytest.raises(ValidationError):
        Persona(pilot="north", name=typed)


@pytest.mark.parametrize(
    "id", ["", "A", "-a", "a b", "a/b", "a.b", "é", "a" * 65, "a\n", "..", "a'b"]
)
def test_an_id_that_could_not_stand_in_an_address_is_refused(id: str) -> None:
    with pytest.raises(ValidationError):
        Persona(id=id, pilot="north", name="x")


def test_new_ids_are_ids() -> None:
    assert Persona(id=new_id(), pilot=new_id(), name="x")
    assert new_id() != new_id()


# --- numbers and days --------------------------------------------------------------------


@pytest.mark.parametrize("value", ["nan", float("nan"), float("inf"), -float("inf"), 1e13])
def test_a_number_that_poisons_averages_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Measurement(pilot="p", outcome="o", measured_on="2026-11-20", value=value)


@pytest.mark.parametrize("day", ["1899-12-31", "2201-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_outside_the_calendar_of_a_pilot_is_refused(day: str) -> None:
    with pytest.raises(ValidationError):
        Measurement(pilot="p", outcome="o", measured_on=day, value=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "2026-02-01", "end": "2026-01-01"},
        {"cbs_code": "BU05990110"},
        {"cbs_code": "nonsense", "cbs_year": 2025},
        {"latitude": 51.8},
        {"longitude": 4.4},
        {"latitude": 91, "longitude": 4.4},
    ],
    ids=str,
)
def test_a_pilot_whose_fields_do_not_go_together_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Pilot(name="Noord", **wrong)


def test_a_pilot_whose_fields_go_together() -> None:
    pilot = Pilot(
        name="Noord",
        start="2026-01-01",
        end="2026-01-01",
        cbs_code="BU05990110",
        cbs_year=2025,
        latitude=0,
        longitude=0,
    )
    assert pilot.of_pilot == pilot.id
    assert pilot.headline == "Noord"


def test_the_day_of_a_target_comes_after_that_of_its_baseline() -> None:
    days = {"baseline_on": date(2026, 1, 1), "target_on": date(2026, 1, 1)}
    with pytest.raises(ValidationError):
        Outcome(pilot="p", statement="x", **days)
    assert Outcome(pilot="p", statement="x", **days | {"target_on": date(2026, 1, 2)})


def test_an_action_with_a_day_is_done_and_only_then() -> None:
    assert Action(pilot="p", title="x", done_on="2026-11-20").status is ActionStatus.DONE
    assert Action(pilot="p", title="x").status is ActionStatus.PLANNED
    for wrong in ({"status": "done"}, {"status": "doing", "done_on": "2026-11-20"}):
        with pytest.raises(ValidationError):
            Action(pilot="p", title="x", **wrong)


def test_a_principle_may_hold_for_all_pilots() -> None:
    assert Principle(text="Begin klein.").of_pilot is None
    assert Principle(text="Begin klein.", pilot="north").of_pilot == "north"


# --- what a field says of itself ---------------------------------------------------------


def test_the_fields_with_personal_data() -> None:
    """A field in this list that is not marked is not erased with the person."""
    personal = {
        (schema.table, name)
        for schema in KINDS.values()
        for name, field in schema.fields().items()
        if marked(field, Personal)
    }
    assert personal >= {
        ("pilot", "lead"),
        ("stakeholder", "name"),
        ("stakeholder", "email"),
        ("stakeholder", "phone"),
        ("action", "owner"),
    }


def test_markers_are_found_inside_what_a_field_holds() -> None:
    field = Action.model_fields["with_whom"]
    assert marker(field, Ref) == Ref("stakeholder")
    assert holds_several(field)
    assert base_type(field) is str
    assert marked(Stakeholder.model_fields["email"], More)
    assert not marked(Stakeholder.model_fields["name"], More)
    assert not holds_several(Stakeholder.model_fields["name"])


@pytest.fixture
def added() -> Iterator[type[PilotRecord]]:
    class SomethingNew(PilotRecord):
        what: Annotated[ShortText, Personal()] = Field(title="What")

    yield SomethingNew
    del KINDS["something_new"]


def test_a_new_class_is_a_new_kind(added: type[PilotRecord]) -> None:
    assert KINDS["something_new"] is added
    assert (added.one, added.many) == ("Something new", "Something news")
    assert added.headline_field() == "what"


def test_a_choice_has_a_label_in_words() -> None:
    class Some(Choice):
        ONE_THING = "one_thing"

    assert Some.ONE_THING.label == "One thing"
