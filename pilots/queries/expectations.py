"""What a team expected: decision cards, and whether a pilot is ready to become an experiment."""

from collections import defaultdict
from datetime import date, datetime
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Decision, Expectation, Measurement, Outcome, Pilot, Question


class ExpectationFields(TypedDict):
    """What a version of a decision card says."""

    prediction: str | None
    expected: float | None
    green: float | None
    """Continue from this value on."""
    red: float | None
    """Stop from this value on."""
    decide_by: date | None


class DecisionCardRow(ExpectationFields):
    """An outcome with the newest version of its decision card.

    What is of the card is None where there is no card, and what is of the decision where nothing
    was decided on this version of it.
    """

    outcome: str
    """The outcome's id."""
    pilot: str
    statement: str
    unit: str | None
    better: str
    measured: int
    """How often the outcome was measured."""
    value: float | None
    """Of the newest measurement."""

    id: str | None
    """The card's."""
    _seq: int | None
    decider: str | None
    """A name: None without rights to names."""
    amended: str | None
    """Why the card was changed after it was first written down."""
    is_beforehand: bool
    """Whether the card was there before the first measurement. True without a card."""
    said_at: datetime | None
    """When this version was written down, in UTC."""

    decided: str | None
    """How the pilot goes on."""
    decision: str | None
    """The decision's words."""
    decided_on: date | None


class EarlierVersion(ExpectationFields):
    """A version of a decision card that was replaced or withdrawn."""

    seq: int
    outcome: str
    until: datetime | None
    """When the next version was written down, in UTC; None if the card was withdrawn."""
    why: str | None
    """Why it was changed."""


class PredictedOutcome(TypedDict):
    """What an expectation of an outcome must fit."""

    better: str
    measured: bool
    """Whether it was ever measured."""


class Readiness(TypedDict):
    """What of the definition of an experiment is there."""

    phase: str
    went_on: str | None
    """Why the pilot went on without all of it."""
    audience: bool
    question: bool
    outcome: bool
    baseline: bool
    """Also true if it was said why there is no baseline."""
    expectation: bool


def decision_cards(reader: Reader, pilot_id: str) -> list[DecisionCardRow]:
    """A row per outcome of a pilot, by statement."""
    return reader.rows(
        f"""
        WITH newest AS (
            SELECT * FROM {reader.table(Expectation)} WHERE pilot = $pilot
            QUALIFY row_number() OVER (PARTITION BY outcome ORDER BY _seq DESC) = 1
        ), measured AS (
            SELECT outcome, count(*) AS n, arg_max(value, (measured_on, _seq)) AS value,
                   min(first_seq) AS since
            FROM {reader.table(Measurement)} m
            JOIN {reader.first_recorded(Measurement)} b ON b.id = m.id
            WHERE m.pilot = $pilot GROUP BY outcome
        ), decided AS (
            SELECT d.*, first_seq FROM {reader.table(Decision)} d
            JOIN {reader.first_recorded(Decision)} b ON b.id = d.id WHERE d.pilot = $pilot
        )
        SELECT o.id AS outcome, o.pilot, statement, unit, better, coalesce(n, 0) AS measured,
               value, e.id, e._seq, prediction, expected, green, red, decide_by, e.decider,
               amended, amended IS NULL OR since IS NULL OR e._seq < since AS is_beforehand,
               CASE WHEN amended IS NULL THEN b.began ELSE e._recorded_at END AS said_at,
               d.kind AS decided, d.text AS decision, d.decided_on
        FROM {reader.table(Outcome)} o
        LEFT JOIN newest e ON e.outcome = o.id
        LEFT JOIN {reader.first_recorded(Expectation)} b ON b.id = e.id
        LEFT JOIN measured m ON m.outcome = o.id
        LEFT JOIN decided d ON d.expectation = e.id AND d.first_seq > e._seq
        WHERE o.pilot = $pilot
        QUALIFY row_number() OVER (PARTITION BY o.id ORDER BY d.first_seq DESC NULLS LAST) = 1
        ORDER BY lower(statement), o.id""",
        pilot=pilot_id,
    )


def earlier_versions(reader: Reader, pilot_id: str) -> dict[str, list[EarlierVersion]]:
    """What the cards of a pilot said before, by the outcome's id, the newest first.

    Read from the logbook, so for the team: empty without rights to names.
    """
    rows: list[EarlierVersion] = reader.rows(
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
    versions: dict[str, list[EarlierVersion]] = defaultdict(list)
    for row in rows:
        versions[row["outcome"]].append(row)
    return dict(versions)


def outcome(reader: Reader, outcome: str) -> PredictedOutcome | None:
    """The outcome that an expectation is about; None if there is no such outcome."""
    rows: list[PredictedOutcome] = reader.rows(
        f"""
        SELECT better, EXISTS (
            FROM {reader.table(Measurement)} m WHERE m.outcome = o.id AND m.pilot = o.pilot
        ) AS measured
        FROM {reader.table(Outcome)} o WHERE id = $outcome""",
        outcome=outcome,
    )
    return rows[0] if rows else None


def readiness(reader: Reader, pilot_id: str) -> Readiness | None:
    """How far a pilot is with what it needs to become an experiment; None for no such pilot."""
    rows: list[Readiness] = reader.rows(
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
