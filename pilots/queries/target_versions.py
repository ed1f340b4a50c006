"""Every version of what outcomes promised, and when they were first measured."""

from datetime import date, datetime
from typing import TypedDict

from pilots.queries.suppressed import is_small
from pilots.store.reader import Reader
from schemas import Measurement, Outcome


class TargetVersion(TypedDict):
    """A line of the logbook about an outcome, without who wrote it."""

    outcome: str
    pilot: str
    recorded_at: datetime
    """In UTC."""
    statement: str | None
    """None, as all that follows, if this line withdraws the outcome."""
    target: float | None
    target_on: date | None
    better: str | None
    baseline: float | None
    few: bool
    """Whether the baseline counts from 1 to 4 people, and is None for that reason."""
    why: str | None
    decided_by: str | None
    first_measured: datetime | None
    """When its first measurement was recorded, also of one that was withdrawn since; in UTC."""


def target_versions(reader: Reader, pilot_id: str | None = None) -> list[TargetVersion]:
    """The versions of all outcomes, oldest first; also of those that were withdrawn."""
    # A version that counts people hides the baseline of all: the tick may be put later.
    return reader.rows(
        f"""
        WITH measured AS (
            SELECT outcome, min(_recorded_at) AS first_measured
            FROM {reader.versions(Measurement)} WHERE outcome IS NOT NULL GROUP BY outcome
        ), promised AS (
            SELECT *, bool_or(coalesce(counts_people, false)) OVER (PARTITION BY id) AS people
            FROM {reader.versions(Outcome)}
        )
        SELECT o.id AS outcome, o.pilot, o._recorded_at AS recorded_at, statement,
               target, target_on, better,
               coalesce({is_small("baseline", "people")}, false) AS few,
               CASE WHEN {is_small("baseline", "people")} THEN NULL ELSE baseline END AS baseline,
               retargeted AS why, retargeted_by AS decided_by, first_measured
        FROM promised o LEFT JOIN measured ON measured.outcome = o.id
        WHERE $pilot::VARCHAR IS NULL OR o.pilot = $pilot
        ORDER BY o._seq""",
        pilot=pilot_id,
    )


def first_measured(reader: Reader, outcome: str) -> datetime | None:
    """When the first measurement of an outcome was recorded, also one that was withdrawn since."""
    rows = reader.rows(
        f"""
        SELECT min(_recorded_at) AS at FROM {reader.versions(Measurement)}
        WHERE outcome = $outcome""",
        outcome=outcome,
    )
    at: datetime | None = rows[0]["at"]
    return at
