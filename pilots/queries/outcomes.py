"""One outcome: from which days it is judged anew, and what its measurements said before."""

from datetime import date, datetime
from typing import Any, TypedDict

from pilots.queries import records
from pilots.store.reader import Reader
from schemas import Action, LimitsRecalculation, Outcome


class BreakRow(TypedDict):
    """A day from which an outcome begins again, and why."""

    id: str | None
    """Of the recalculation; None if the outcome was redefined."""
    since: date
    why: str | None
    redefined: bool
    """Whether it is measured differently from that day on."""
    action: str | None
    """The id of the action that changed things."""
    title: str | None
    """Of that action."""


class MeasurementVersion(TypedDict):
    """A line of the logbook about a measurement."""

    id: str
    """The measurement's."""
    recorded_at: datetime
    """In UTC."""
    measured_on: date | None
    value: float | None
    """None from where it was withdrawn, or belongs to another outcome."""
    of_how_many: int | None


def breaks(reader: Reader, outcome: str) -> list[BreakRow]:
    """The days from which an outcome is judged anew, oldest first; only its last redefinition."""
    return reader.rows(
        f"""
        SELECT b.id, begins_on AS since, reason AS why, false AS redefined, action, a.title
        FROM {reader.table(LimitsRecalculation)} b
        LEFT JOIN {reader.table(Action)} a ON a.id = b.action
        WHERE outcome = $outcome
        UNION ALL
        SELECT NULL, redefined_on, redefined, true, NULL, NULL FROM {reader.table(Outcome)}
        WHERE id = $outcome AND redefined_on IS NOT NULL
        ORDER BY since, redefined DESC, id""",
        outcome=outcome,
    )


def earlier_redefinitions(reader: Reader, outcome: str) -> list[BreakRow]:
    """The redefinitions before the last one, which is among `breaks`: oldest first.

    Read from the logbook, so for the team: empty without rights to names.
    """
    rows = reader.rows(
        f"""
        SELECT body::VARCHAR AS body, (body->>'redefined_on')::DATE AS since,
               body->>'redefined' AS why
        FROM {reader.logbook()}
        WHERE kind = 'outcome' AND subject = $outcome AND body IS NOT NULL ORDER BY seq""",
        outcome=outcome,
    )
    standing: list[dict[str, Any]] = []
    for row in rows:
        # An undo goes back to a version that stood before: what came in between does not count.
        bodies = [version["body"] for version in standing]
        undone = bodies.index(row["body"]) if row["body"] in bodies else len(standing)
        standing = [*standing[:undone], row]
    found: list[dict[str, Any]] = []
    for row in standing:
        if found and (row["why"] == found[-1]["why"] or row["since"] == found[-1]["since"]):
            found.pop()  # the same redefinition, corrected
        found.append(row)
    return [
        BreakRow(
            id=None,
            since=row["since"],
            why=row["why"],
            redefined=True,
            action=None,
            title=None,
        )
        for row in found[:-1]
        if row["since"]
    ]


def measurement_versions(reader: Reader, outcome: str) -> list[MeasurementVersion]:
    """Every line of the logbook about the measurements of an outcome, oldest first.

    For the team: empty without rights to names.
    """
    return reader.rows(
        f"""
        WITH lines AS (
            FROM {reader.logbook()} WHERE kind = 'measurement' AND pilot = $pilot
        ), mine AS (
            -- Searching the text for the id takes a tenth of the time of reading it as JSON.
            SELECT DISTINCT subject FROM lines
            WHERE contains(body, $outcome) AND body->>'outcome' = $outcome
        )
        SELECT subject AS id, recorded_at,
               CASE WHEN belongs THEN (body->>'measured_on')::DATE END AS measured_on,
               CASE WHEN belongs THEN (body->>'value')::DOUBLE END AS value,
               CASE WHEN belongs THEN (body->>'of_how_many')::BIGINT END AS of_how_many
        FROM (
            SELECT *, coalesce(body->>'outcome' = $outcome, false) AS belongs
            FROM lines WHERE subject IN (FROM mine)
        ) ORDER BY seq""",
        outcome=outcome,
        pilot=(records.row(reader, Outcome.table, outcome) or {}).get("pilot"),
    )
