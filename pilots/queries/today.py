"""What needs somebody now: a query for each kind of need.

Each gives the most urgent first, at most `limit` of them, with in `total` how many there are.
Pilots that are stopped or embedded need nobody. `whose` are the names of one person, as they are
written: what that person does or leads; None is everybody's.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from pilots.queries.rows import RecordRow, local_day
from pilots.store.reader import Reader
from schemas import (
    Action,
    Decision,
    Expectation,
    Measurement,
    Outcome,
    Phase,
    Pilot,
    Question,
    Review,
)

DUE_SOON_DAYS = 7
"""Days before its due date from which an action needs somebody."""

LONG_LATE_DAYS = 60
"""Days late after which an action asks for a decision rather than for haste."""

SILENT_DAYS = 30
"""Days without activity after which a pilot is silent."""

IS_RUNNING = f"p.phase NOT IN {tuple(str(phase) for phase in Phase if phase.is_over)}"
"""SQL: the condition that pilot `p` is not over."""

IS_SILENT = f"date_diff('day', h.last, $today::DATE) >= {SILENT_DAYS}"
"""SQL: the condition that a pilot is silent, in a query where the pilot is `p`, its
`last_activity` is `h`, and $today is given."""

_OPEN = "status IN ('planned', 'doing')"

Names = Sequence[str] | None


def _is_theirs(whose: str) -> str:
    """SQL: the condition that something belongs to one of $names."""
    return f"($names::VARCHAR[] IS NULL OR list_contains($names::VARCHAR[], {whose}))"


_LEADS = _is_theirs("p.lead")

FIRST_RECORDED_ON = local_day("began")
"""SQL: the day in Europe/Amsterdam on which something was first written down."""


class SilentPilot(TypedDict):
    """A silent pilot (`IS_SILENT`)."""

    id: str
    last: date
    """The day of its last activity."""
    days: int
    """Since then."""
    total: int


class WithoutNextStep(TypedDict):
    """A running pilot in which nothing is planned or being done."""

    id: str
    total: int


class DueDecision(TypedDict):
    """A decision card of which the day has come, without a decision on it."""

    id: str
    """The card's."""
    pilot: str
    statement: str
    """The outcome's."""
    decide_by: date
    total: int


class DueReview(TypedDict):
    """A pilot whose next review is due."""

    id: str
    next_on: date
    """The day that its last review set."""
    total: int


class DueMeasurement(TypedDict):
    """An outcome that is to be measured."""

    id: str
    pilot: str
    statement: str
    unit: str | None
    last: date | None
    """The day of the last measurement."""
    due: date
    total: int


def actions(reader: Reader, today: date, whose: Names = None, limit: int = 8) -> list[RecordRow]:
    """Open actions that wait: records of an Action, with `need` and `total`, at most `limit` each.

    `need` is late, soon, undated or long_late. The last to become late comes first, and the first
    to be due. Without an owner an action is that of who leads the pilot.
    """
    rows: list[RecordRow] = reader.rows(
        f"""
        WITH waiting AS (
            SELECT a.*, CASE
                WHEN due IS NULL THEN 'undated'
                WHEN due < $today::DATE - {LONG_LATE_DAYS} THEN 'long_late'
                WHEN due < $today THEN 'late'
                WHEN due <= $today::DATE + {DUE_SOON_DAYS} THEN 'soon'
            END AS need
            FROM {reader.table(Action)} a JOIN {reader.table(Pilot)} p ON p.id = a.pilot
            WHERE a.{_OPEN} AND {IS_RUNNING} AND {_is_theirs("coalesce(a.owner, p.lead)")}
        )
        SELECT *, count(*) OVER (PARTITION BY need) AS total FROM waiting
        WHERE need IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY need ORDER BY {_NEAREST}) <= $limit
        ORDER BY {_NEAREST}""",
        today=today,
        names=whose,
        limit=limit,
    )
    return rows


_NEAREST = "abs(date_diff('day', due, $today::DATE)), _seq"


def people(reader: Reader) -> list[str]:
    """Who does something that is not done yet, or leads a pilot that runs: names as written."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT name FROM (
            SELECT a.owner AS name FROM {reader.table(Action)} a
            JOIN {reader.table(Pilot)} p ON p.id = a.pilot WHERE a.{_OPEN} AND {IS_RUNNING}
            UNION ALL SELECT p.lead FROM {reader.table(Pilot)} p WHERE {IS_RUNNING})
        WHERE name IS NOT NULL ORDER BY lower(name), name"""
    )
    return [row["name"] for row in rows]


def without_next_step(
    reader: Reader, today: date, whose: Names = None, limit: int = 8
) -> list[WithoutNextStep]:
    """Pilots that run, in which nothing is planned or being done, by name."""
    return reader.rows(
        f"""
        SELECT p.id, count(*) OVER () AS total
        FROM {reader.table(Pilot)} p
        ANTI JOIN (SELECT pilot FROM {reader.table(Action)} WHERE {_OPEN}) a ON a.pilot = p.id
        WHERE {IS_RUNNING} AND {_LEADS} ORDER BY lower(p.name), p.id LIMIT $limit""",
        names=whose,
        limit=limit,
    )


def silent(reader: Reader, today: date, whose: Names = None, limit: int = 8) -> list[SilentPilot]:
    """Silent pilots (IS_SILENT), the longest silence first.

    Activity is an action done, a measurement, or a new question. Without activity the day counts
    on which the pilot was recorded; for an idea that has not begun, the later of the two. A day
    in the future, such as a typing error, is no activity.
    """
    return reader.rows(
        f"""
        SELECT h.id, last, date_diff('day', last, $today::DATE) AS days, count(*) OVER () AS total
        FROM {last_activity(reader)} h JOIN {reader.table(Pilot)} p ON p.id = h.id
        WHERE {IS_SILENT} AND {IS_RUNNING} AND {_LEADS}
        ORDER BY days DESC, lower(p.name), h.id LIMIT $limit""",
        today=today,
        names=whose,
        limit=limit,
    )


def last_activity(reader: Reader) -> str:
    """A subquery for the day of each pilot's last activity, up to $today: id, last, has_begun.

    What counts as activity is explained at `silent`; has_begun is whether there was any.
    """
    return f"""(
        WITH active AS (
            SELECT pilot, max(day) AS day FROM (
                SELECT pilot, done_on AS day FROM {reader.table(Action)} WHERE status = 'done'
                UNION ALL SELECT pilot, measured_on FROM {reader.table(Measurement)}
                UNION ALL SELECT pilot, since FROM {reader.table(Question)})
            WHERE day <= $today GROUP BY pilot
        )
        SELECT p.id, CASE
            WHEN phase = 'idea' AND start IS NULL THEN greatest(a.day, {FIRST_RECORDED_ON})
            ELSE coalesce(a.day, {FIRST_RECORDED_ON})
        END AS last, a.day IS NOT NULL AS has_begun
        FROM {reader.table(Pilot)} p JOIN {reader.first_recorded(Pilot)} b ON b.id = p.id
        LEFT JOIN active a ON a.pilot = p.id)"""


def to_review(reader: Reader, today: date, whose: Names = None, limit: int = 8) -> list[DueReview]:
    """Pilots of which the day of the next review has come, the longest due first.

    Until a review that is under way is over, the pilot is due.
    """
    return reader.rows(
        f"""
        SELECT p.id, next_on, count(*) OVER () AS total
        FROM {last_reviews(reader)} r JOIN {reader.table(Pilot)} p ON p.id = r.pilot
        WHERE next_on <= $today AND {IS_RUNNING} AND {_LEADS}
        ORDER BY next_on, lower(p.name), p.id LIMIT $limit""",
        today=today,
        names=whose,
        limit=limit,
    )


def last_reviews(reader: Reader) -> str:
    """A subquery for each pilot's last review that is over.

    Columns: pilot, status, why, held_on and next_on.
    """
    return f"""(
        SELECT pilot, unnest(arg_max(
            {{status: status, why: why, held_on: held_on, next_on: next_on}}, upto))
        FROM {reader.table(Review)} WHERE upto IS NOT NULL GROUP BY pilot)"""


def to_measure(
    reader: Reader, today: date, whose: Names = None, limit: int = 8
) -> list[DueMeasurement]:
    """Outcomes with a measurement due, the longest due first.

    A measurement is due one period after the last one, or after the baseline, or after the
    outcome was written down; and on the day of the target. An outcome that is to be measured
    once is due until it is measured.
    """
    return reader.rows(
        f"""
        WITH measured AS (
            SELECT outcome, max(measured_on) AS last FROM {reader.table(Measurement)}
            WHERE measured_on <= $today GROUP BY outcome
        ), outcomes AS (
            SELECT o.id, o.pilot, o.statement, o.unit, o.frequency, o.target_on, last,
                   coalesce(last, o.baseline_on, {FIRST_RECORDED_ON}) AS counted_from
            FROM {reader.table(Outcome)} o
            JOIN {reader.table(Pilot)} p ON p.id = o.pilot
            JOIN {reader.first_recorded(Outcome)} b ON b.id = o.id
            LEFT JOIN measured m ON m.outcome = o.id
            WHERE {IS_RUNNING} AND {_LEADS}
        ), dues AS (
            SELECT *, least(
                CASE frequency
                    WHEN 'weekly' THEN counted_from + INTERVAL 1 WEEK
                    WHEN 'monthly' THEN counted_from + INTERVAL 1 MONTH
                    WHEN 'quarterly' THEN counted_from + INTERVAL 3 MONTH
                    WHEN 'yearly' THEN counted_from + INTERVAL 1 YEAR
                    WHEN 'once' THEN if(last IS NULL, coalesce(target_on, counted_from), NULL)
                END,
                if(last IS NULL OR last < target_on, target_on, NULL)
            )::DATE AS due
            FROM outcomes
        )
        SELECT id, pilot, statement, unit, last, due, count(*) OVER () AS total
        FROM dues WHERE due <= $today ORDER BY due, lower(statement), id LIMIT $limit""",
        today=today,
        names=whose,
        limit=limit,
    )


def to_decide(reader: Reader, today: date, whose: Names = None, limit: int = 8) -> list[RecordRow]:
    """Pilots whose end has come while they still run: records of a Pilot, and total."""
    return reader.rows(
        f"""
        SELECT p.*, count(*) OVER () AS total FROM {reader.table(Pilot)} p
        WHERE "end" <= $today AND {IS_RUNNING} AND {_LEADS}
        ORDER BY "end", lower(name), id LIMIT $limit""",
        today=today,
        names=whose,
        limit=limit,
    )


def cards_to_decide(
    reader: Reader, today: date, whose: Names = None, limit: int = 8
) -> list[DueDecision]:
    """Decision cards of which the day has come, and on which nobody decided yet."""
    return reader.rows(
        f"""
        WITH newest AS (
            SELECT * FROM {reader.table(Expectation)}
            QUALIFY row_number() OVER (PARTITION BY outcome ORDER BY _seq DESC) = 1
        ), decided AS (
            SELECT expectation, max(first_seq) AS at FROM {reader.table(Decision)} d
            JOIN {reader.first_recorded(Decision)} b ON b.id = d.id GROUP BY expectation
        )
        SELECT e.id, e.pilot, statement, decide_by, count(*) OVER () AS total
        FROM newest e JOIN {reader.table(Outcome)} o ON o.id = e.outcome
        JOIN {reader.table(Pilot)} p ON p.id = e.pilot
        LEFT JOIN decided d ON d.expectation = e.id
        WHERE decide_by <= $today AND coalesce(d.at, 0) <= e._seq AND {IS_RUNNING} AND {_LEADS}
        ORDER BY decide_by, lower(statement), e.id LIMIT $limit""",
        today=today,
        names=whose,
        limit=limit,
    )


def next_action(reader: Reader, today: date, whose: Names = None) -> RecordRow | None:
    """The first action that is due after this week; None if there is none."""
    rows: list[RecordRow] = reader.rows(
        f"""
        SELECT a.* FROM {reader.table(Action)} a JOIN {reader.table(Pilot)} p ON p.id = a.pilot
        WHERE a.{_OPEN} AND due > $today::DATE + $ahead::INTEGER AND {IS_RUNNING}
          AND {_is_theirs("coalesce(a.owner, p.lead)")}
        ORDER BY due, a._seq LIMIT 1""",
        today=today,
        names=whose,
        ahead=DUE_SOON_DAYS,
    )
    return rows[0] if rows else None
