"""The seed: the pilots in `data/seed/*.yaml`, which a new tracker starts with.

A file lists records by kind, with their fields as in the logbook; the records in a pilot's file
belong to that pilot.
"""

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from pilots.access import Grant, Role, Viewer
from pilots.settings import DATA
from pilots.store.register import OnProgress
from pilots.tracker import Tracker
from schemas import KINDS, Record

SEED = DATA / "seed"
SEED_AUTHOR = Viewer("Verslag derde werkatelier", (Grant(Role.ADMINISTRATOR),))
"""The actor of the first lines: the report that the pilots were taken from."""

_KEY = str(uuid5(NAMESPACE_URL, "seed"))


def open_tracker(path: Path, progress: OnProgress | None = None) -> Tracker:
    """Open the tracker at this path; a new one gets the seed. Raises what Tracker raises."""
    tracker = Tracker(path, progress)
    if tracker.head == 0:
        sow(tracker)
    return tracker


def sow(tracker: Tracker) -> None:
    """Record the whole seed in one transaction. To repeat it changes nothing (idempotent)."""
    records = [record for path in sorted(SEED.glob("*.yaml")) for record in read(path)]
    tracker.record(SEED_AUTHOR, *records, idempotency_key=_KEY)


def read(path: Path) -> list[Record]:
    """The records of one file. Raises pydantic's ValidationError."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    pilot = listed["pilot"][0]["id"] if "pilot" in listed else None
    return [
        KINDS[kind].read(fields.pop("id"), pilot, fields)
        for kind, records in listed.items()
        for fields in records
    ]
