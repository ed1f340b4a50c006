"""Reads the files in `data/example_year/`: every version of every record, with its day.

The records of a folder belong to the pilot of that name; files beside the folders hold records
of all pilots. A file lists records by kind, and names under `by` who wrote them. Beside the
fields of its kind a record has:

- `id`; without one it gets one. A record with the id of an earlier one changes that one.
- `written`: the day it was recorded, such as `-40w di`; by default the last day in the past that
  the record names.
- `by`: who wrote it, if that was somebody else.
- `then`: a list of later changes, each with its own `written` and `by`. `withdrawn: true`
  withdraws the record; `closes: true` ends a review or publishes a report, after everything else
  of that day. The line up to which it looks back is filled in by `year.py`.

A photo is the name of a file in `photos/`. The year begins with the seed, as a tracker does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pilots import seed
from pilots.example.days import day
from pilots.example.photos import name_of
from pilots.settings import DATA
from pilots.store.logbook import canonical
from schemas import KINDS, PhotoFile, Record, base_type, marked

EXAMPLE = DATA / "example_year"

_BEGIN = "-53w ma"
_KEYWORDS = {"id", "by", "written", "then", "withdrawn", "closes"}


@dataclass(frozen=True)
class Version:
    """A version of a record that somebody wrote on a day; without a body it was withdrawn."""

    on: date
    by: str
    kind: str
    subject: str
    pilot: str | None
    body: str | None
    closes: bool = False
    """Whether it ends a review, or publishes a report."""


Known = dict[tuple[str, str], dict[str, Any]]
"""The fields of each record so far, by kind and id."""


def versions(until: date) -> Iterator[Version]:
    """Every version of every record, in the order of the files."""
    known: Known = {}
    yield from _seed(known, day(_BEGIN, until))
    for path in sorted(EXAMPLE.rglob("*.yaml")):
        content = _content(path)
        pilot = None if path.parent == EXAMPLE else path.parent.name
        for kind, records in content.items():
            if kind == "by":
                continue
            for n, record in enumerate(records, start=1):
                id = record.get(
                    "id", f"{path.parent.name}-{path.stem}-{kind}-{n}".replace("_", "-")
                )
                steps = ({"by": content["by"], **record}, *record.get("then", ()))
                yield from _versions(KINDS[kind], id, pilot, steps, until, known)


@cache
def _content(path: Path) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _seed(known: Known, on: date) -> Iterator[Version]:
    for path in sorted(seed.SEED.glob("*.yaml")):
        for record in seed.read(path):
            known[record.table, record.id] = record.model_dump(
                mode="json", exclude_unset=True, exclude={"id", "pilot"}
            )
            yield _version(record, on, seed.SEED_AUTHOR.name)


def _versions(
    schema: type[Record],
    id: str,
    pilot_id: str | None,
    steps: Iterable[Mapping[str, Any]],
    until: date,
    known: Known,
) -> Iterator[Version]:
    """A record as it was first written, and after each change."""
    fields = known.setdefault((schema.table, id), {})
    by = ""
    for step in steps:
        by = step.get("by", by)
        changes = {
            name: _value(schema, name, value, until)
            for name, value in step.items()
            if name not in _KEYWORDS
        }
        closes = step.get("closes", False)
        if closes:
            changes["upto"] = 0  # until its line has a number
        fields.update(changes)
        record = schema.read(id, pilot_id, fields)
        on = day(step["written"], until) if "written" in step else _last(changes, until, id)
        yield replace(_version(record, on, by, step.get("withdrawn", False)), closes=closes)


def _value(schema: type[Record], name: str, value: Any, until: date) -> Any:
    """A value as the schema expects it: relative days and file names of photos are resolved."""
    field = schema.fields().get(name)
    if field is None or value is None:
        return value
    if base_type(field) is date:
        return day(value, until)
    return name_of(value) if marked(field, PhotoFile) else value


def _last(changes: Mapping[str, Any], until: date, id: str) -> date:
    past = [value for value in changes.values() if isinstance(value, date) and value < until]
    if not past:
        raise ValueError(f"{id} names no day in the past: say when it was written")
    return max(past)


def _version(record: Record, on: date, by: str, withdrawn: bool = False) -> Version:
    body = None if withdrawn else canonical(record.body())
    return Version(on, by, record.table, record.id, record.of_pilot, body)
