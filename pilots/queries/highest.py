"""The highest numbers so far, to see whether a new one is likely. `besides` is its own record."""

from pilots.store.reader import Reader
from schemas import Action, Measurement, Outcome


def participants(reader: Reader, pilot_id: str, besides: str) -> int:
    """Of the participants in an action of a pilot; 0 where nobody was counted."""
    rows = reader.rows(
        f"""
        SELECT coalesce(max(participants), 0) AS most FROM {reader.table(Action)}
        WHERE pilot = $pilot AND id <> $besides""",
        pilot=pilot_id,
        besides=besides,
    )
    return int(rows[0]["most"])


def value(reader: Reader, outcome: str, besides: str) -> float:
    """Of what was measured of an outcome, and of its baseline and target, whatever their sign."""
    rows = reader.rows(
        f"""
        SELECT coalesce(max(abs(n)), 0) AS most FROM (
            SELECT value AS n FROM {reader.table(Measurement)}
            WHERE outcome = $outcome AND id <> $besides
            UNION ALL SELECT unnest([baseline, target]) FROM {reader.table(Outcome)}
            WHERE id = $outcome)""",
        outcome=outcome,
        besides=besides,
    )
    return float(rows[0]["most"])
