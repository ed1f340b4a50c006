"""Questions about what a team expected: decision cards, and what a pilot lacks to begin."""

from typing import Any

from pilots.store.reader import Reader
from schemas import Decision, Expectation, Measurement, Outcome, Pilot, Question

Rows = list[dict[str, Any]]


def cards(reader: Reader, pilot_id: str) -> Rows:
    """A row per outcome, by statement, with what was said last of it beforehand.

    Of the outcome: outcome (its id), pilot, statement, unit and better; measured (how often)
    and value (the newest). Of the card, None where there is none: what it says, id, _seq,
    said_at (UTC) and is_beforehand. Of what was decided on this version of the card: decided
    (how to go on), decision (the words) and decided_on.
    """
    return reader.rows(
        f"""
        WITH newest AS (
            SELECT * FROM {reader.table(Expectation)} WHERE pilot = $pilot
            QUALIFY row_number() OVER (PARTITION BY outcome ORDER BY _seq DESC) = 1
        ), measured AS (
            SELECT outcome, count(*) AS n, arg_max(value, (measured_on, _seq)) AS value,
                   min(first_seq) AS since
            FROM {reader.table(Measurement)} m JOIN {reader.began(Measurement)} b ON b.id = m.id
            WHERE m.pilot = $pilot GROUP BY outcome
        ), decided AS (
            SELECT d.*, first_seq FROM {reader.table(Decision)} d
            JOIN {reader.began(Decision)} b ON b.id = d.id WHERE d.pilot = $pilot
        )
        SELECT o.id AS outcome, o.pilot, statement, unit, better, coalesce(n, 0) AS measured,
               value, e.id, e._seq, prediction, expected, green, red, decide_by, e.decider,
               amended, amended IS NULL OR since IS NULL OR e._seq < since AS is_beforehand,
               CASE WHEN amended IS NULL THEN b.began ELSE e._recorded_at END AS said_at,
               d.kind AS decided, d.text AS decision, d.decided_on
        FROM {reader.table(Outcome)} o
        LEFT JOIN newest e ON e.outcome = o.id
        LEFT JOIN {reader.began(Expectation)} b ON b.id = e.id
        LEFT JOIN measured m ON m.outcome = o.id
        LEFT JOIN decided d ON d.expectation = e.id AND d.first_seq > e._seq
        WHERE o.pilot = $pilot
        QUALIFY row_number() OVER (PARTITION BY o.id ORDER BY d.first_seq DESC NULLS LAST) = 1
        ORDER BY lower(statement), o.id""",
        pilot=pilot_id,
    )


def earlier(reader: Reader, pilot_id: str) -> dict[str, Rows]:
    """What cards said before, by outcome, the newest first; also of one that was withdrawn.

    Columns: seq, prediction, expected, green, red, decide_by, and of the version after it
    until (UTC) and why: None where nothing came after it. They are read from the logbook, so
    they are the team's.
    """
    rows = reader.rows(
        f"""
        WITH versions AS (
            SELECT seq, body->>'outcome' AS outcome, recorded_at,
                   body->>'prediction' AS prediction, (body->>'expected')::DOUBLE AS expected,
                   (body->>'green')::DOUBLE AS green, (body->>'red')::DOUBLE AS red,
                   (body->>'decide_by')::DATE AS decide_by, body->>'amended' AS amended,
                   [prediction, expected::VARCHAR, green::VARCHAR, red::VARCHAR,
                    decide_by::VARCHAR] AS said
            FROM {reader.logbook()}
            WHERE kind = 'expectation' AND pilot = $pilot AND body IS NOT NULL
        )
        SELECT seq, outcome, prediction, expected, green, red, decide_by,
               lead(recorded_at) OVER later AS until, lead(amended) OVER later AS why
        FROM versions
        WINDOW later AS (PARTITION BY outcome ORDER BY seq)
        QUALIFY said IS DISTINCT FROM lead(said) OVER later AND seq NOT IN (
            SELECT max(_seq) FROM {reader.table(Expectation)} GROUP BY outcome)
        ORDER BY seq DESC""",
        pilot=pilot_id,
    )
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row["outcome"], []).append(row)
    return found


def held_against(reader: Reader, outcome: str) -> dict[str, Any] | None:
    """What an expectation of this outcome must fit: better, and whether it was measured."""
    rows = reader.rows(
        f"""
        SELECT better, EXISTS (
            FROM {reader.table(Measurement)} m WHERE m.outcome = o.id AND m.pilot = o.pilot
        ) AS measured
        FROM {reader.table(Outcome)} o WHERE id = $outcome""",
        outcome=outcome,
    )
    return rows[0] if rows else None


def readiness(reader: Reader, pilot_id: str) -> dict[str, Any] | None:
    """What a pilot has said of what it must have said to become an experiment.

    Columns: phase, went_on, audience, and whether there is a question, an outcome, a baseline
    (or why there is none) and an expectation. None where there is no such pilot.
    """
    rows = reader.rows(
        f"""
        SELECT phase, went_on, audience IS NOT NULL AS audience,
               EXISTS (FROM {reader.table(Question)} WHERE pilot = p.id) AS question,
               EXISTS (FROM {reader.table(Outcome)} WHERE pilot = p.id) AS outcome,
               EXISTS (
                   FROM {reader.table(Outcome)} WHERE pilot = p.id
                   AND (baseline IS NOT NULL OR no_baseline IS NOT NULL)
               ) AS baseline,
               EXISTS (
                   FROM {reader.table(Expectation)} e
                   JOIN {reader.table(Outcome)} o ON o.id = e.outcome
                   WHERE e.pilot = p.id
               ) AS expectation
        FROM {reader.table(Pilot)} p WHERE id = $pilot""",
        pilot=pilot_id,
    )
    return rows[0] if rows else None
