"""Questions about one outcome: what was measured of it, and what its measurements once said."""

from typing import Any

from pilots.queries import records
from pilots.store.reader import Reader
from schemas import Action, Baseline, Outcome

Rows = list[dict[str, Any]]


def breaks(reader: Reader, outcome: str) -> Rows:
    """The days from which an outcome is judged anew, oldest first, and why.

    Columns: id (of a Baseline; None where it is measured otherwise), since, why, redefined
    (whether it is measured otherwise), action (an id) and title (of that action).
    """
    return reader.rows(
        f"""
        SELECT b.id, begins_on AS since, reason AS why, false AS redefined, action, a.title
        FROM {reader.table(Baseline)} b LEFT JOIN {reader.table(Action)} a ON a.id = b.action
        WHERE outcome = $outcome
        UNION ALL
        SELECT NULL, redefined_on, redefined, true, NULL, NULL FROM {reader.table(Outcome)}
        WHERE id = $outcome AND redefined_on IS NOT NULL
        ORDER BY since, redefined DESC, id""",
        outcome=outcome,
    )


def earlier_redefinitions(reader: Reader, outcome: str) -> Rows:
    """Earlier days since which it was measured otherwise, as `breaks` gives the last one.

    They are read from the logbook, so they are the team's.
    """
    rows = reader.rows(
        f"""
        SELECT body::VARCHAR AS body, (body->>'redefined_on')::DATE AS since,
               body->>'redefined' AS why
        FROM {reader.logbook()}
        WHERE kind = 'outcome' AND subject = $outcome AND body IS NOT NULL ORDER BY seq""",
        outcome=outcome,
    )
    standing: Rows = []
    for row in rows:
        # An undo goes back to a version that stood before: what came in between does not count.
        bodies = [version["body"] for version in standing]
        undone = bodies.index(row["body"]) if row["body"] in bodies else len(standing)
        standing = [*standing[:undone], row]
    found: Rows = []
    for row in standing:
        if found and (row["why"] == found[-1]["why"] or row["since"] == found[-1]["since"]):
            found.pop()  # the same redefinition, corrected
        found.append(row)
    nothing = {"id": None, "redefined": True, "action": None, "title": None}
    return [
        {"since": row["since"], "why": row["why"], **nothing} for row in found[:-1] if row["since"]
    ]


def measurement_versions(reader: Reader, outcome: str) -> Rows:
    """Every line of the logbook about a measurement of this outcome, oldest first: the team's.

    Columns: id (of the measurement), recorded_at (UTC), measured_on and value: None from where
    it was withdrawn, or belongs to another outcome.
    """
    return reader.rows(
        f"""
        WITH lines AS (
            FROM {reader.logbook()} WHERE kind = 'measurement' AND pilot = $pilot
        ), mine AS (
            -- To look for the id in the text takes a tenth of reading it as JSON.
            SELECT DISTINCT subject FROM lines
            WHERE contains(body, $outcome) AND body->>'outcome' = $outcome
        )
        SELECT subject AS id, recorded_at,
               CASE WHEN of THEN (body->>'measured_on')::DATE END AS measured_on,
               CASE WHEN of THEN (body->>'value')::DOUBLE END AS value
        FROM (
            SELECT *, coalesce(body->>'outcome' = $outcome, false) AS of
            FROM lines WHERE subject IN (FROM mine)
        ) ORDER BY seq""",
        outcome=outcome,
        pilot=(records.row(reader, Outcome.table, outcome) or {}).get("pilot"),
    )
