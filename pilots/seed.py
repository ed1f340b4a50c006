"""What a new tracker starts with: the pilots in `data/seed/*.yaml`, and nothing more.

A file lists records by kind, as they would stand in the logbook; the records of a pilot's
file belong to that pilot.
"""

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from pilots.access import Grant, Role, Viewer
from pilots.settings import DATA
from pilots.store.register import Progress
from pilots.tracker import Tracker
from schemas import KINDS, Record

SEED = DATA / "seed"
SOWER = Viewer("Verslag derde werkatelier", (Grant(Role.ADMINISTRATOR),))
"""The history names the report as the one who wrote the first lines."""

_KEY = str(uuid5(NAMESPACE_URL, "seed"))


def open_tracker(path: Path, progress: Progress | None = None) -> Tracker:
    """Open the tracker at this path; a new one gets the seed. Raises as Tracker does."""
    tracker = Tracker(path, progress)
    if tracker.head == 0:
        sow(tracker)
    return tracker


def sow(tracker: Tracker) -> None:
    """Record the seed, all of it at once. Doing it twice changes nothing."""
    records = [record for path in sorted(SEED.glob("*.yaml")) for record in read(path)]
    tracker.record(SOWER, *records, idempotency_key=_KEY)


def read(path: Path) -> list[Record]:
    """The records of one file. Raises pydantic's ValidationError where one is not right."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    pilot = listed["pilot"][0]["id"] if "pilot" in listed else None
    return [
        KINDS[kind].read(fields.pop("id"), pilot, fields)
        for kind, records in listed.items()
        for fields in records
    ]
