"""Questions about what needs somebody now: one for each kind of need.

Each gives the most pressing first, at most `most` of them, with in `of` how many there are.
Pilots that are stopped or embedded need nobody.
"""

from datetime import date, timedelta
from typing import Any

from pilots.store.reader import Reader
from schemas import Action, Measurement, Outcome, Pilot, Question, Review

AHEAD = 7
"""Days before it is due that an action needs somebody."""

SILENT = 30
"""Days without anything happening after which a pilot is silent."""

RUNS = "p.phase NOT IN ('stopped', 'embedded')"
"""The condition that pilot `p` is not over."""

_OPEN = "status IN ('planned', 'doing')"

BEGAN = "(began AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Amsterdam')::DATE"
"""The day in the Netherlands on which something was first written down."""


def overdue(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Open actions that were due before today: whole rows."""
    return _due(reader, date.min, today - timedelta(days=1), most)


def due_soon(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Open actions that are due today or within a week: whole rows."""
    return _due(reader, today, today + timedelta(days=AHEAD), most)


def _due(reader: Reader, first: date, last: date, most: int) -> list[dict[str, Any]]:
    return reader.rows(
        f"""
        SELECT a.*, count(*) OVER () AS of
        FROM {reader.table(Action)} a JOIN {reader.table(Pilot)} p ON p.id = a.pilot
        WHERE a.{_OPEN} AND due BETWEEN $first AND $last AND {RUNS}
        ORDER BY due, a._seq LIMIT $most""",
        first=first,
        last=last,
        most=most,
    )


def silent(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Pilots in which nothing happened for a month: id, last (a day) and days.

    A pilot in which nothing ever happened counts from when it was written down, and so does
    an idea that has not begun, however old its question is. A day that is still to come, such
    as a slip of the keyboard, breaks no silence.
    """
    return reader.rows(
        f"""
        SELECT h.id, last, date_diff('day', last, $today::DATE) AS days, count(*) OVER () AS of
        FROM {last_heard(reader)} h JOIN {reader.table(Pilot)} p ON p.id = h.id
        WHERE days >= $silent AND {RUNS} ORDER BY days DESC, lower(p.name), h.id LIMIT $most""",
        today=today,
        silent=SILENT,
        most=most,
    )


def last_heard(reader: Reader) -> str:
    """A subquery for the day up to $today on which each pilot was last heard of: id and last.

    It counts as `silent` says.
    """
    return f"""(
        WITH heard AS (
            SELECT pilot, max(day) AS heard FROM (
                SELECT pilot, done_on AS day FROM {reader.table(Action)} WHERE status = 'done'
                UNION ALL SELECT pilot, measured_on FROM {reader.table(Measurement)}
                UNION ALL SELECT pilot, since FROM {reader.table(Question)})
            WHERE day <= $today GROUP BY pilot
        )
        SELECT p.id, CASE
            WHEN phase = 'idea' AND start IS NULL THEN greatest(heard, {BEGAN})
            ELSE coalesce(heard, {BEGAN})
        END AS last
        FROM {reader.table(Pilot)} p JOIN {reader.began(Pilot)} b ON b.id = p.id
        LEFT JOIN heard h ON h.pilot = p.id)"""


def to_review(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Pilots of which the day of the next review has come: id and next_on.

    That day is what the last review said. A review that is under way is not over yet.
    """
    return reader.rows(
        f"""
        SELECT p.id, next_on, count(*) OVER () AS of
        FROM {last_reviews(reader)} r JOIN {reader.table(Pilot)} p ON p.id = r.pilot
        WHERE next_on <= $today AND {RUNS} ORDER BY next_on, lower(p.name), p.id LIMIT $most""",
        today=today,
        most=most,
    )


def last_reviews(reader: Reader) -> str:
    """A subquery for the last review of each pilot that is over: pilot, and what it said."""
    return f"""(
        SELECT pilot, unnest(arg_max(
            {{status: status, why: why, held_on: held_on, next_on: next_on}}, upto))
        FROM {reader.table(Review)} WHERE upto IS NOT NULL GROUP BY pilot)"""


def to_measure(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Outcomes with a measurement due: id, pilot, statement, unit, last and due (days).

    Due is a period after the last measurement, or after the baseline, or after it was
    written down; and on the day of the target. One that is measured once is due until it is.
    """
    return reader.rows(
        f"""
        WITH measured AS (
            SELECT outcome, max(measured_on) AS last FROM {reader.table(Measurement)}
            WHERE measured_on <= $today GROUP BY outcome
        ), outcomes AS (
            SELECT o.id, o.pilot, o.statement, o.unit, o.frequency, o.target_on, last,
                   coalesce(last, o.baseline_on, {BEGAN}) AS counted_from
            FROM {reader.table(Outcome)} o
            JOIN {reader.table(Pilot)} p ON p.id = o.pilot
            JOIN {reader.began(Outcome)} b ON b.id = o.id
            LEFT JOIN measured m ON m.outcome = o.id
            WHERE {RUNS}
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
        SELECT id, pilot, statement, unit, last, due, count(*) OVER () AS of
        FROM dues WHERE due <= $today ORDER BY due, lower(statement), id LIMIT $most""",
        today=today,
        most=most,
    )


def to_decide(reader: Reader, today: date, most: int = 8) -> list[dict[str, Any]]:
    """Pilots whose end has come while they still run: whole rows."""
    return reader.rows(
        f"""
        SELECT p.*, count(*) OVER () AS of FROM {reader.table(Pilot)} p
        WHERE "end" <= $today AND {RUNS} ORDER BY "end", lower(name), id LIMIT $most""",
        today=today,
        most=most,
    )


def coming(reader: Reader, today: date) -> dict[str, Any] | None:
    """The first action that is due after this week; None where nothing is planned."""
    rows = reader.rows(
        f"""
        SELECT a.* FROM {reader.table(Action)} a JOIN {reader.table(Pilot)} p ON p.id = a.pilot
        WHERE a.{_OPEN} AND due > $today::DATE + $ahead::INTEGER AND {RUNS}
        ORDER BY due, a._seq LIMIT 1""",
        today=today,
        ahead=AHEAD,
    )
    return rows[0] if rows else None
