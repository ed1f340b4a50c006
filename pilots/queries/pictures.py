"""Questions that pictures answer: per week, per month, pilot beside pilot, and the drill-down.

A day that is worked out from a moment is the day in the Netherlands.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pilots.points import (
    ActionsKind,
    ActionsPoint,
    AnyPoint,
    RecordKind,
    RecordPoint,
    SeriesKind,
    SeriesPoint,
)
from pilots.store.register import Reader
from schemas import (
    Action,
    Colour,
    GoalScore,
    Measurement,
    Outcome,
    Pilot,
    PrincipleCheck,
    Record,
    RungReached,
)

_OPEN = "status IN ('planned', 'doing')"


def _local_day(moment: str) -> str:
    return f"({moment} AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Amsterdam')::DATE"


_WRITTEN = _local_day("_recorded_at")
_DAY = f"""CASE status WHEN 'done' THEN done_on
    WHEN 'dropped' THEN coalesce(due, {_WRITTEN}) ELSE due END"""
"""The day an action counts on: done, due, or dropped."""


# --- one pilot ---------------------------------------------------------------------------


def actions_per_week(
    reader: Reader, pilot_id: str, today: date, weeks: int = 26, ahead: int = 8
) -> list[dict[str, Any]]:
    """A row per week: week (its Monday), and how many actions are done, planned and dropped.

    The last of `weeks` is today's; `ahead` more follow. Done counts by the day it was done;
    planned is what is still open, by its due day; dropped by its due day or, without one,
    the day it was last written.
    """
    return reader.rows(
        f"""
        WITH weeks AS (
            SELECT unnest(generate_series(
                date_trunc('week', $today::DATE) - to_weeks($weeks::INTEGER - 1),
                date_trunc('week', $today::DATE) + to_weeks($ahead::INTEGER),
                INTERVAL 1 WEEK))::DATE AS week
        ), actions AS (
            SELECT status, date_trunc('week', {_DAY})::DATE AS week
            FROM {reader.table(Action)} WHERE pilot = $pilot
        )
        SELECT week,
               count(*) FILTER (status = 'done') AS done,
               count(*) FILTER ({_OPEN}) AS planned,
               count(*) FILTER (status = 'dropped') AS dropped
        FROM weeks LEFT JOIN actions USING (week) GROUP BY week ORDER BY week""",
        pilot=pilot_id,
        today=today,
        weeks=weeks,
        ahead=ahead,
    )


def known_and_done(
    reader: Reader, pilot_id: str, today: date, weeks: int = 52
) -> list[dict[str, Any]]:
    """A row per week up to today's: how many actions there were in all by the end of it.

    Columns: week (its Monday), written (ever written down), dropped and done; each counts
    from the very first. At most `weeks` rows; the first week something was written is the
    earliest. Empty where there are no actions.
    """
    return reader.rows(
        f"""
        WITH actions AS ({_with_first_day(reader)}
        ), events AS (
            SELECT known_on AS day, 1 AS written, 0 AS dropped, 0 AS done FROM actions
            UNION ALL SELECT {_WRITTEN}, 0, 1, 0 FROM actions WHERE status = 'dropped'
            UNION ALL SELECT done_on, 0, 0, 1 FROM actions WHERE status = 'done'
        ), first AS (
            SELECT greatest(
                date_trunc('week', min(day)),
                date_trunc('week', $today::DATE) - to_weeks($weeks::INTEGER - 1)
            )::DATE AS week
            FROM events HAVING count(*) > 0
        ), weeks AS (
            SELECT unnest(generate_series(
                week, date_trunc('week', $today::DATE), INTERVAL 1 WEEK))::DATE AS week
            FROM first
        ), moved AS (
            SELECT greatest(date_trunc('week', day)::DATE, (SELECT week FROM first)) AS week,
                   sum(written) AS written, sum(dropped) AS dropped, sum(done) AS done
            FROM events GROUP BY 1
        )
        SELECT week,
               coalesce(sum(written) OVER so_far, 0)::BIGINT AS written,
               coalesce(sum(dropped) OVER so_far, 0)::BIGINT AS dropped,
               coalesce(sum(done) OVER so_far, 0)::BIGINT AS done
        FROM weeks LEFT JOIN moved USING (week)
        WINDOW so_far AS (ORDER BY week) ORDER BY week""",
        pilot=pilot_id,
        today=today,
        weeks=weeks,
    )


def turnout(reader: Reader, pilot_id: str, today: date, months: int = 24) -> list[dict[str, Any]]:
    """A row per month up to today's: what was reported of how many people took part.

    Columns: month (its first day), people (the sum over actions done), reported and silent
    (how many of those actions said a number, and how many did not). It begins with the first
    month in which something was done, at most `months` ago.
    """
    return reader.rows(
        f"""
        WITH actions AS (
            SELECT date_trunc('month', done_on)::DATE AS month, participants
            FROM {reader.table(Action)} WHERE pilot = $pilot AND status = 'done'
        ), months AS (
            SELECT unnest(generate_series(
                min(month), date_trunc('month', $today::DATE), INTERVAL 1 MONTH))::DATE AS month
            FROM actions
            WHERE month > date_trunc('month', $today::DATE) - to_months($months::INTEGER)
        )
        SELECT m.month, coalesce(sum(participants), 0)::BIGINT AS people,
               count(participants) AS reported,
               count(a.month) - count(participants) AS silent
        FROM months m LEFT JOIN actions a USING (month) GROUP BY m.month ORDER BY m.month""",
        pilot=pilot_id,
        today=today,
        months=months,
    )


def plan(reader: Reader, pilot_id: str, today: date, limit: int = 30) -> list[dict[str, Any]]:
    """The actions nearest to today, in order of beginning; what was dropped is no plan.

    Columns: id, title, status, first (the day it starts or, without one, was written down),
    last (the day it is due or was done; None for an open one without), and total: how many
    there are beside those shown.
    """
    return reader.rows(
        f"""
        WITH actions AS ({_with_first_day(reader)}
        ), placed AS (
            SELECT id, title, status, _seq, coalesce(done_on, due) AS last,
                   least(coalesce(start, known_on), coalesce(done_on, due)) AS first,
                   count(*) OVER () AS total
            FROM actions WHERE status <> 'dropped'
        ), near AS (
            FROM placed ORDER BY abs(coalesce(last, first) - $today::DATE), _seq DESC LIMIT $limit
        )
        SELECT id, title, status, first, last, total FROM near
        ORDER BY first, last NULLS LAST, _seq""",
        pilot=pilot_id,
        today=today,
        limit=limit,
    )


def _with_first_day(reader: Reader) -> str:
    """A pilot's actions with known_on: written down on that day, or done before that."""
    return f"""
        SELECT a.*, least(done_on, {_local_day("began")}) AS known_on
        FROM {reader.table(Action)} a JOIN {reader.began(Action)} b USING (id)
        WHERE a.pilot = $pilot"""


# --- the records of a point --------------------------------------------------------------

_RECORDS: dict[RecordKind, type[Record]] = {
    "action": Action,
    "measurement": Measurement,
    "pilot": Pilot,
    "principle_check": PrincipleCheck,
}
_SERIES: dict[SeriesKind, tuple[type[Record], str, str]] = {
    "measurements": (Measurement, "outcome", "measured_on"),
    "scores": (GoalScore, "goal", "scored_on"),
    "rungs": (RungReached, "stakeholder", "seen_on"),
}
"""The kind of record, its field that says what it belongs to, and that of its day."""


def drill_down(
    reader: Reader, pilot_id: str | None, point: AnyPoint
) -> tuple[str, list[dict[str, Any]]]:
    """The records that a point stands for: their table, and its rows, newest first.

    Within a pilot, or of any without one. Of actions 200 at most.
    """
    match point:
        case RecordPoint():
            return _record(reader, pilot_id, point)
        case SeriesPoint():
            return _series(reader, pilot_id, point)
        case ActionsPoint():
            return Action.table, _actions(reader, pilot_id, point)


def _record(
    reader: Reader, pilot_id: str | None, point: RecordPoint
) -> tuple[str, list[dict[str, Any]]]:
    schema = _RECORDS[point.kind]
    return schema.table, reader.rows(
        f"""
        FROM {reader.table(schema)}
        WHERE id = $id AND ($pilot::VARCHAR IS NULL OR pilot = $pilot)""",
        id=point.id,
        pilot=pilot_id,
    )


def _series(
    reader: Reader, pilot_id: str | None, point: SeriesPoint
) -> tuple[str, list[dict[str, Any]]]:
    schema, field, day = _SERIES[point.kind]
    return schema.table, reader.rows(
        f"""
        FROM {reader.table(schema)}
        WHERE {field} IN (SELECT unnest($ids)) AND ($pilot::VARCHAR IS NULL OR pilot = $pilot)
        ORDER BY {day} DESC, _seq DESC""",
        ids=list(point.ids),
        pilot=pilot_id,
    )


def _actions(
    reader: Reader, pilot_id: str | None, point: ActionsPoint, limit: int = 200
) -> list[dict[str, Any]]:
    known = f"""
        id IN (
            SELECT a.id FROM {reader.table(Action)} a JOIN {reader.began(Action)} b USING (id)
            WHERE ($pilot::VARCHAR IS NULL OR a.pilot = $pilot)
              AND least(done_on, {_local_day("began")}) BETWEEN $first AND $last
        ) AND NOT (status = 'dropped' AND {_WRITTEN} <= $last)"""
    counted: dict[ActionsKind, str] = {
        "done": f"status = 'done' AND {_DAY} BETWEEN $first AND $last",
        "planned": f"{_OPEN} AND {_DAY} BETWEEN $first AND $last",
        "dropped": f"status = 'dropped' AND {_DAY} BETWEEN $first AND $last",
        "known": known,
    }
    return reader.rows(
        f"""
        FROM {reader.table(Action)}
        WHERE ($pilot::VARCHAR IS NULL OR pilot = $pilot) AND {counted[point.kind]}
        ORDER BY {_DAY} DESC NULLS LAST, _seq DESC LIMIT $limit""",
        pilot=pilot_id,
        first=point.first,
        last=point.last,
        limit=limit,
    )


# --- all pilots --------------------------------------------------------------------------


def side_by_side(
    reader: Reader, today: date, ids: Sequence[str] | None = None, weeks: int = 12
) -> list[dict[str, Any]]:
    """A row per pilot, by name: id, name, done (actions since a Monday) and outcomes.

    This week is the last of the `weeks` in which they were done.

    An outcome is a dict with id, statement, unit, better, baseline, target, and its newest
    measurement: measurement (its id), value and measured_on, or None. `ids`: these pilots.
    """
    return reader.rows(
        f"""
        WITH newest AS (
            SELECT outcome, arg_max(id, (measured_on, _seq)) AS id,
                   arg_max(value, (measured_on, _seq)) AS value, max(measured_on) AS measured_on
            FROM {reader.table(Measurement)} GROUP BY outcome
        ), outcomes AS (
            SELECT o.pilot, list({{
                       'id': o.id, 'statement': statement, 'unit': unit, 'better': better,
                       'baseline': baseline, 'target': target, 'measurement': n.id,
                       'value': value, 'measured_on': measured_on
                   }} ORDER BY o._seq) AS outcomes
            FROM {reader.table(Outcome)} o LEFT JOIN newest n ON n.outcome = o.id GROUP BY o.pilot
        ), done AS (
            SELECT pilot, count(*) AS done FROM {reader.table(Action)}
            WHERE status = 'done' AND done_on <= $today::DATE
              AND done_on >= date_trunc('week', $today::DATE) - to_weeks($weeks::INTEGER - 1)
            GROUP BY pilot
        )
        SELECT p.id, name, coalesce(done, 0) AS done, coalesce(outcomes, []) AS outcomes
        FROM {reader.table(Pilot)} p
        LEFT JOIN outcomes o ON o.pilot = p.id LEFT JOIN done d ON d.pilot = p.id
        WHERE $ids::VARCHAR[] IS NULL OR p.id IN (SELECT unnest($ids::VARCHAR[]))
        ORDER BY lower(name), p.id""",
        today=today,
        ids=None if ids is None else list(ids),
        weeks=weeks,
    )


def trends(reader: Reader, today: date, weeks: int = 12) -> dict[str, dict[str, Any]]:
    """What small pictures of every pilot need, by its id.

    done: the number of actions done in each of the last weeks, oldest first. statement, unit,
    values (the last 12 measurements, oldest first) and share (of the way from baseline to
    target; None where that is not known) of its leading outcome: of those with a target, or
    else of all, the one that was measured most. Without an outcome: None and no values.
    """
    rows = reader.rows(
        f"""
        WITH weeks AS (
            SELECT unnest(generate_series(
                date_trunc('week', $today::DATE) - to_weeks($weeks::INTEGER - 1),
                date_trunc('week', $today::DATE), INTERVAL 1 WEEK))::DATE AS week
        ), counted AS (
            SELECT pilot, date_trunc('week', done_on)::DATE AS week, count(*) AS done
            FROM {reader.table(Action)}
            WHERE status = 'done' AND done_on <= $today::DATE
              AND done_on >= (SELECT min(week) FROM weeks)
            GROUP BY ALL
        ), paces AS (
            SELECT p.id AS pilot, list(coalesce(done, 0) ORDER BY w.week) AS done
            FROM {reader.table(Pilot)} p CROSS JOIN weeks w
            LEFT JOIN counted c ON c.pilot = p.id AND c.week = w.week GROUP BY p.id
        ), measured AS (
            SELECT outcome, count(*) AS n FROM {reader.table(Measurement)} GROUP BY outcome
        ), foremost AS (
            SELECT o.pilot, arg_max(o.id, (target IS NOT NULL, coalesce(n, 0), -o._seq)) AS id
            FROM {reader.table(Outcome)} o LEFT JOIN measured m ON m.outcome = o.id
            GROUP BY o.pilot
        ), series AS (
            SELECT outcome, list(value ORDER BY measured_on, _seq)[-12:] AS values
            FROM {reader.table(Measurement)} WHERE outcome IN (SELECT id FROM foremost)
            GROUP BY outcome
        )
        SELECT p.pilot, p.done, statement, unit, coalesce(values, []) AS values,
               (values[-1] - baseline) / nullif(target - baseline, 0) AS share
        FROM paces p LEFT JOIN foremost l USING (pilot)
        LEFT JOIN {reader.table(Outcome)} o ON o.id = l.id
        LEFT JOIN series s ON s.outcome = l.id""",
        today=today,
        weeks=weeks,
    )
    return {row.pop("pilot"): row for row in rows}


def colours(reader: Reader) -> dict[str, Colour]:
    """The colour of every pilot, by its id: the one chosen, or else one by turns.

    Whose turn it is follows from the order in which pilots were first written down. That
    order never changes, so neither does a colour, whatever is added or withdrawn.
    """
    rows = reader.rows(
        f"""
        SELECT p.id, colour, nth
        FROM {reader.table(Pilot)} p JOIN {reader.ranked(Pilot)} USING (id)"""
    )
    turns = list(Colour)
    return {
        row["id"]: Colour(row["colour"]) if row["colour"] else turns[row["nth"] % len(turns)]
        for row in rows
    }
