"""What people of a pilot are called where they are chosen: two of one name told apart in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from pilots.charts.template import shorten
from pilots.folding import folded
from pilots.language import _, plural, short_day
from pilots.queries import people
from pilots.queries.people import PersonRow
from pilots.screens.kit import answers, values
from schemas import Record, Stakeholder, StakeholderRole, base_type

LONGEST = 90
"""Characters of a record in a list to choose from."""


def of_people(rows: Sequence[PersonRow]) -> dict[str, str]:
    """The labels by id: the name, and for namesakes their part and how they are reached."""
    times = Counter(folded(row["name"]) for row in rows)
    labels = {
        row["id"]: row["name"] if times[folded(row["name"])] == 1 else _with_details(row)
        for row in rows
    }
    return told_apart(labels)


def _with_details(row: PersonRow) -> str:
    role = _(StakeholderRole(row["role"]).label) if row["role"] else _("Role not set yet")
    details = ", ".join(filter(None, (role, row["phone"], row["email"])))
    return f"{row['name']} ({details})"


def told_apart(labels: Mapping[str, str]) -> dict[str, str]:
    """The same, where labels are still equal with a number: the second, the third."""
    times: Counter[str] = Counter()
    apart = {}
    for id, label in labels.items():
        times[label] += 1
        nth = times[label]
        apart[id] = label if nth == 1 else _("{name} (number {n})", name=label, n=nth)
    return apart


def referring(pilot_id: str, person_id: str) -> dict[str, tuple[Record, str]]:
    """The records that a person is in, each with a label, by a key for each record."""
    found = {
        f"{record.table}/{record.id}": record
        for record in answers.for_viewer(people.referring, Stakeholder.table, person_id)
        if not isinstance(record, Stakeholder)
    }
    labels = told_apart({key: _of_record(record, pilot_id) for key, record in found.items()})
    return {key: (record, labels[key]) for key, record in found.items()}


def _of_record(record: Record, pilot_id: str) -> str:
    """The kind of a record, its first day, and its headline."""
    schema, row = type(record), record.model_dump()
    days = [row[name] for name, field in schema.fields().items() if base_type(field) is date]
    headline = values.headline(schema, row, values.names_for(schema, pilot_id))
    day = next(filter(None, days), None)
    parts = (_(schema.one), short_day(day) if day else "", shorten(headline, LONGEST))
    return " · ".join(filter(None, parts))


def count(pilot_id: str, person_id: str) -> str:
    """In how many records somebody is, in words."""
    n = len(referring(pilot_id, person_id))
    return plural("In {n} record", "In {n} records", n) if n else _("Not in any record yet")
