"""The highest numbers so far, to see whether a new one is likely. `except_id` is its record."""

from pilots.store.reader import Reader
from schemas import Action, Measurement, Outcome


def participants(reader: Reader, pilot_id: str, except_id: str) -> int:
    """Of the participants in an action of a pilot; 0 where nobody was counted."""
    rows = reader.rows(
        f"""
        SELECT coalesce(max(participants), 0) AS most FROM {reader.table(Action)}
        WHERE pilot = $pilot AND id <> $except_id""",
        pilot=pilot_id,
        except_id=except_id,
    )
    return int(rows[0]["most"])


def value(reader: Reader, outcome: str, except_id: str) -> float:
    """Of what was measured of an outcome, and of its baseline and target, whatever their sign."""
    rows = reader.rows(
        f"""
        SELECT coalesce(max(abs(n)), 0) AS most FROM (
            SELECT value AS n FROM {reader.table(Measurement)}
            WHERE outcome = $outcome AND id <> $except_id
            UNION ALL SELECT unnest([baseline, target]) FROM {reader.table(Outcome)}
            WHERE id = $outcome)""",
        outcome=outcome,
        except_id=except_id,
    )
    return float(rows[0]["most"])
