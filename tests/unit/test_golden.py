"""The golden logbook: lines as the first versions of the program wrote them.

Whoever has a tracker has lines like these, and they must be readable for ever. The file is
only ever added to.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pilots.store.logbook import Line
from pilots.tracker import Tracker
from schemas import KINDS, Record
from tests.support.rows import row_of, rows
from tests.support.whole import assert_whole

GOLDEN = Path(__file__).parent / "golden" / "logbook.jsonl"


def golden() -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("line", golden(), ids=lambda line: f"{line['seq']}-{line['kind']}")
def test_what_was_recorded_on_the_first_day_is_readable_for_ever(line: dict[str, Any]) -> None:
    """A line that fails here is in somebody's tracker."""
    schema = KINDS[line["kind"]]
    if line["body"] is None:
        return
    record = schema.read(line["subject"], line["pilot"], line["body"])
    assert record.of_pilot == line["pilot"]
    assert line["body"].items() <= record.body().items()


@pytest.mark.parametrize("schema", KINDS.values(), ids=list(KINDS))
def test_the_golden_logbook_has_every_field_filled_in_and_left_out(schema: type[Record]) -> None:
    """A new field, or a new kind, asks for a line with it at the end of that file."""
    bodies = [
        set(line["body"]) for line in golden() if line["kind"] == schema.table and line["body"]
    ]
    required = {name for name, field in schema.fields().items() if field.is_required()}
    one_of = {"tie": {"place"}}.get(schema.table, set())  # a place, or else a person
    assert set.union(set(), *bodies) >= set(schema.fields())
    assert required | one_of in bodies


def test_the_golden_logbook_can_be_replayed(path: Path) -> None:
    (path.parent / "journal").mkdir()
    shutil.copy(GOLDEN, path.parent / "journal" / "2026-11.jsonl")
    tracker = Tracker(path)
    assert tracker.head == len(golden())
    assert tracker.logbook.lines_to_replay == tracker.head
    assert_whole(tracker)
    newest = {(line["kind"], line["subject"]): line for line in golden()}
    for schema in KINDS.values():
        stand = {
            id: line
            for (kind, id), line in newest.items()
            if kind == schema.table and line["body"] is not None
        }
        seen = rows(tracker, schema)
        assert set(seen) == set(stand)
        for id, line in stand.items():
            record = schema.read(id, line["pilot"], line["body"])
            assert {name: seen[id][name] for name in record.fields()} == row_of(record)
    raw = (path.parent / "journal" / "2026-11.jsonl").read_bytes()
    assert raw == GOLDEN.read_bytes()
    tracker.close()


def test_the_golden_logbook_is_written_as_lines_are_written_today() -> None:
    for raw in GOLDEN.read_text(encoding="utf-8").splitlines():
        assert Line.from_json(raw).to_json() == raw
