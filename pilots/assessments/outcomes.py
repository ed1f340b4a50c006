"""What the measurements of an outcome mean, for the team."""

from datetime import date

from pilots import evidence
from pilots.assessments.promises import steps_by_outcome
from pilots.queries import outcomes, pilot, records
from pilots.store.reader import Reader
from schemas import Outcome


def assess(reader: Reader, outcome: str, today: date) -> evidence.Assessment | None:
    """Progress, change or chance, and forecast of an outcome; None where there is no such one."""
    row = records.row(reader, Outcome.table, outcome)
    if row is None:
        return None
    breaks = [
        *outcomes.earlier_redefinitions(reader, outcome),
        *outcomes.breaks(reader, outcome),
    ]
    measurements = pilot.measurements(reader, outcome)
    versions = outcomes.measurement_versions(reader, outcome)
    steps = steps_by_outcome(reader, row["pilot"]).get(outcome)
    return evidence.assess({**row, "steps": steps}, measurements, breaks, today, versions)
