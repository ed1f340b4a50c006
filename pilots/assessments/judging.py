"""What it takes to judge an outcome: its measurements, and where they begin to mean otherwise."""

from datetime import date
from typing import Any

from pilots.evidence import Judged, Promise, promise
from pilots.evidence import judged as judge
from pilots.queries import pilot, progress, records
from pilots.store.reader import Reader
from schemas import Action, Baseline, Outcome

Rows = list[dict[str, Any]]


def judged(reader: Reader, outcome: str, today: date) -> Judged | None:
    """What the measurements of an outcome say, for the team; None where there is none such."""
    row = records.row(reader, Outcome.table, outcome)
    if row is None:
        return None
    changed = [*redefined_before(reader, outcome), *breaks(reader, outcome)]
    measured = pilot.measurements(reader, outcome)
    return judge(row, measured, changed, today, versions(reader, outcome))


def promises(reader: Reader, pilot_id: str, until: date | None = None) -> list[Promise]:
    """What was promised of each outcome and came of it up to a day, as everybody may know it."""
    found = [promise(row) for row in progress.outcomes(reader, until=until, pilot_id=pilot_id)]
    for it in found:
        _ = it.judged  # worked out now, it is remembered with the answer
    return found


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


def redefined_before(reader: Reader, outcome: str) -> Rows:
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
    kept: Rows = []
    for row in rows:
        # Who undoes goes back to what stood there: what came in between does not count.
        said = [it["body"] for it in kept]
        kept = [*(kept[: said.index(row["body"])] if row["body"] in said else kept), row]
    found: Rows = []
    for row in kept:
        if found and (row["why"] == found[-1]["why"] or row["since"] == found[-1]["since"]):
            found.pop()  # the same once more, put right
        found.append(row)
    nothing = {"id": None, "redefined": True, "action": None, "title": None}
    return [
        {"since": it["since"], "why": it["why"], **nothing} for it in found[:-1] if it["since"]
    ]


def versions(reader: Reader, outcome: str) -> Rows:
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
