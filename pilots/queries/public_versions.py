"""Every version of what was measured, as funders may know it: without names or small numbers."""

from datetime import date, datetime
from typing import TypedDict

from pilots.queries.suppressed import SHOWN, SMALL
from pilots.store.reader import Reader
from schemas import Measurement, Outcome


class PublicVersion(TypedDict):
    """A line of the logbook about a measurement, without who wrote it or what was noted."""

    outcome: str
    """The id of the outcome that it ever belonged to."""
    id: str
    """The measurement's."""
    recorded_at: datetime
    """In UTC."""
    measured_on: date | None
    value: float | None
    """As it may be shown: `queries.suppressed`. None too if it was withdrawn, or belongs to
    another outcome since."""
    of_how_many: int | None


def public_versions(
    reader: Reader, pilot_id: str, until: date | None = None
) -> list[PublicVersion]:
    """Every line about the measurements of a pilot, oldest first, those after a day left out.

    With them earlier forecasts are made again, so that a funder reads how often those were right.
    """
    return reader.rows(
        f"""
        WITH mine AS (
            SELECT DISTINCT id, outcome FROM {reader.versions(Measurement)}
            WHERE pilot = $pilot AND outcome IS NOT NULL
        )
        SELECT mine.outcome, m.id, m._recorded_at AS recorded_at,
               CASE WHEN m.outcome = mine.outcome THEN measured_on END AS measured_on,
               CASE WHEN m.outcome = mine.outcome THEN {SHOWN} END AS value,
               CASE WHEN m.outcome = mine.outcome AND NOT {SMALL} THEN of_how_many END
                   AS of_how_many
        FROM mine JOIN {reader.versions(Measurement)} m ON m.id = mine.id
        JOIN {reader.table(Outcome)} o ON o.id = mine.outcome
        WHERE $until::DATE IS NULL OR measured_on IS NULL OR measured_on <= $until::DATE
        ORDER BY mine.outcome, m._seq""",
        pilot=pilot_id,
        until=until,
    )
