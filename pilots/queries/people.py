"""The people and organisations of a pilot: what they are called, and what refers to them."""

from functools import cache
from typing import TypedDict

from pilots.queries import records
from pilots.store.reader import Reader
from schemas import KINDS, Record, Ref, Stakeholder, holds_several, marker


class PersonRow(TypedDict):
    """A stakeholder, as far as it takes to tell people apart."""

    id: str
    name: str
    role: str | None
    email: str | None
    phone: str | None
    also_called: list[str]
    differs_from: list[str]
    _seq: int


def of_pilot(reader: Reader, pilot_id: str) -> list[PersonRow]:
    """The stakeholders of a pilot, the last written last.

    Without rights to names there are none.
    """
    return reader.rows(
        f"""
        SELECT id, name, role, email, phone, also_called, differs_from, _seq
        FROM {reader.table(Stakeholder)} WHERE pilot = $pilot AND name IS NOT NULL
        ORDER BY _seq""",
        pilot=pilot_id,
    )


def aliases(reader: Reader, pilot_id: str) -> dict[str, str]:
    """The id of the stakeholder behind each other name in a pilot, for `find_or_make`."""
    return {name: row["id"] for row in of_pilot(reader, pilot_id) for name in row["also_called"]}


def referring(reader: Reader, table: str, id: str) -> list[Record]:
    """The records of any kind that refer to this one, the last written first within a kind."""
    found: list[Record] = []
    for schema in KINDS.values():
        fields = references(schema, table)
        if not fields:
            continue
        among = " OR ".join(
            f'list_contains("{name}", $id)' if several else f'"{name}" = $id'
            for name, several in fields.items()
        )
        rows = reader.rows(
            f"SELECT id FROM {reader.table(schema)} WHERE {among} ORDER BY _seq DESC", id=id
        )
        found += filter(None, (records.one(reader, schema.table, row["id"]) for row in rows))
    return found


@cache
def references(schema: type[Record], table: str) -> dict[str, bool]:
    """The fields of a kind that refer to records of `table`; True for several in one field."""
    return {
        name: holds_several(field)
        for name, field in schema.fields().items()
        if (ref := marker(field, Ref)) and ref.table == table
    }
