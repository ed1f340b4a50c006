"""Questions about one pilot."""

from datetime import date
from typing import Any

from pilots.register import Reader
from schemas import Action, Measurement, Outcome, Question


def questions(see: Reader, pilot: str) -> list[dict[str, Any]]:
    """Every version of the innovation question, today's first."""
    return see.rows(
        f"""
        FROM {see.table(Question)} WHERE pilot = $pilot
        ORDER BY coalesce(since, DATE '1900-01-01') DESC, _seq DESC""",
        pilot=pilot,
    )


def next_actions(see: Reader, pilot: str, most: int = 5) -> list[dict[str, Any]]:
    """What is planned or being done, the most pressing first; without a day comes last."""
    return see.rows(
        f"""
        FROM {see.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing')
        ORDER BY due NULLS LAST, _seq LIMIT $most""",
        pilot=pilot,
        most=most,
    )


def outcomes(see: Reader, pilot: str) -> list[dict[str, Any]]:
    """The outcomes, by name."""
    return see.rows(
        f"FROM {see.table(Outcome)} WHERE pilot = $pilot ORDER BY lower(statement), id",
        pilot=pilot,
    )


def measurements(see: Reader, outcome: str) -> list[dict[str, Any]]:
    """The measurements of one outcome, oldest first."""
    return see.rows(
        f"FROM {see.table(Measurement)} WHERE outcome = $outcome ORDER BY measured_on, _seq",
        outcome=outcome,
    )


def done_actions(see: Reader, pilot: str, most: int = 200) -> list[dict[str, Any]]:
    """What was done last: id, done_on and title, oldest first."""
    return see.rows(
        f"""
        FROM (
            SELECT id, done_on, title, _seq FROM {see.table(Action)}
            WHERE pilot = $pilot AND status = 'done' ORDER BY done_on DESC, _seq DESC LIMIT $most
        ) ORDER BY done_on, _seq""",
        pilot=pilot,
        most=most,
    )


def actions_per_week(
    see: Reader, pilot: str, today: date, weeks: int = 26
) -> list[dict[str, Any]]:
    """A row per week up to today's: week (its Monday) and done (number of actions done)."""
    return see.rows(
        f"""
        WITH weeks AS (
            SELECT unnest(generate_series(
                date_trunc('week', $today::DATE) - to_weeks($weeks::INTEGER - 1),
                date_trunc('week', $today::DATE), INTERVAL 1 WEEK))::DATE AS week
        ), done AS (
            SELECT date_trunc('week', done_on)::DATE AS week, count(*) AS done
            FROM {see.table(Action)} WHERE pilot = $pilot AND status = 'done' GROUP BY 1
        )
        SELECT week, coalesce(done, 0) AS done FROM weeks LEFT JOIN done USING (week)
        ORDER BY week""",
        pilot=pilot,
        today=today,
        weeks=weeks,
    )


def timeline(see: Reader, pilot: str, first: int = 0, most: int = 20) -> list[dict[str, Any]]:
    """What happened, newest first: actions done, measurements and new questions.

    Columns: day, table, id, text, more (a note), number (participants, or the value
    measured), unit and photo. Pages with `first` and `most`.
    """
    return see.rows(
        f"{_happenings(see)} ORDER BY day DESC, _seq DESC LIMIT $most OFFSET $first",
        pilot=pilot,
        first=first,
        most=most,
    )


def timeline_length(see: Reader, pilot: str) -> int:
    """How much `timeline` would give in all."""
    rows = see.rows(f"SELECT count(*) AS n FROM ({_happenings(see)})", pilot=pilot)
    return int(rows[0]["n"])


def _happenings(see: Reader) -> str:
    return f"""
        SELECT done_on AS day, 'action' AS "table", id, title AS text,
               concat_ws('\n\n', happened, struck) AS more,
               participants::DOUBLE AS number, NULL AS unit, photo, _seq
        FROM {see.table(Action)} WHERE pilot = $pilot AND status = 'done'
        UNION ALL
        SELECT measured_on, 'measurement', m.id, o.statement, m.note, m.value, o.unit, NULL,
               m._seq
        FROM {see.table(Measurement)} m JOIN {see.table(Outcome)} o ON o.id = m.outcome
        WHERE m.pilot = $pilot
        UNION ALL
        SELECT since, 'question', id, text, reason, NULL, NULL, NULL, _seq
        FROM {see.table(Question)} WHERE pilot = $pilot AND since IS NOT NULL"""
