"""What was promised of the outcomes of pilots, and what came of it, as a funder may know it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pilots.evidence import Promise, promise
from pilots.evidence.target_history import TargetStep, target_steps
from pilots.queries import progress
from pilots.queries.public_versions import public_versions
from pilots.queries.target_versions import target_versions
from pilots.store.reader import Reader


def promises_of(
    reader: Reader, pilot_id: str, until: date | None = None, today: date | None = None
) -> list[Promise]:
    """A promise per outcome, by statement, with what was measured up to a day.

    From `today` on things lie ahead; None: from the newest measurement of each on.
    """
    versions = _by_outcome(public_versions(reader, pilot_id, until=until))
    steps = steps_by_outcome(reader, pilot_id)
    found = [
        promise({**row, "steps": steps.get(row["id"])}, versions[row["id"]], today)
        for row in progress.outcomes(reader, until=until, pilot_id=pilot_id)
    ]
    for each in found:
        each.prepare()
    return found


def promises_at_a_glance(
    reader: Reader, until: date | None = None, limit: int | None = None
) -> list[Promise]:
    """A promise per outcome of all pilots, without the versions that a backtest needs.

    `limit`: the number of measurements of each, the last ones.
    """
    steps = steps_by_outcome(reader)
    return [
        promise({**row, "steps": steps.get(row["id"])})
        for row in progress.outcomes(reader, until=until, limit=limit)
    ]


def steps_by_outcome(
    reader: Reader, pilot_id: str | None = None
) -> dict[str, tuple[TargetStep, ...]]:
    """The steps of the target of each outcome, by its id."""
    versions = _by_outcome(target_versions(reader, pilot_id))
    return {outcome: target_steps(rows) for outcome, rows in versions.items()}


def _by_outcome(rows: Iterable[Mapping[str, Any]]) -> defaultdict[str, list[Mapping[str, Any]]]:
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["outcome"]].append(row)
    return found
