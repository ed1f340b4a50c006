"""Questions that pictures answer: per week, per month, pilot beside pilot, and the drill-down.

A day that is worked out from a moment is the day in the Netherlands.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from pilots.points import (
    ActionsKind,
    ActionsPoint,
    AnyPoint,
    RecordKind,
    RecordPoint,
    SeriesKind,
    SeriesPoint,
)
from pilots.queries.rows import RecordRow, local_day
from pilots.store.reader import Reader
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


class WeekOfActions(TypedDict):
    """How many actions are done, still open and dropped in a week."""

    week: date
    """Its Monday."""
    done: int
    planned: int
    dropped: int


class WeekSoFar(TypedDict):
    """How many actions there were in all at the end of a week."""

    week: date
    """Its Monday."""
    written: int
    dropped: int
    done: int


class MonthOfTurnout(TypedDict):
    """The participants of the actions that were done in a month."""

    month: date
    """Its first day."""
    people: int
    reported: int
    """Actions with a number of participants."""
    silent: int
    """Actions without one."""


class PlannedAction(TypedDict):
    """An action on the calendar of a pilot."""

    id: str
    title: str
    status: str
    first: date
    """The day it starts or, without one, was written down."""
    last: date | None
    """The day it is due or was done."""
    total: int
    """How many actions there are in all."""


class ComparedOutcome(TypedDict):
    """An outcome with its newest measurement; None where there is none."""

    id: str
    statement: str
    unit: str | None
    better: str
    baseline: float | None
    target: float | None
    measurement: str | None
    """Its id."""
    value: float | None
    measured_on: date | None


class ComparedPilot(TypedDict):
    """A pilot beside others."""

    id: str
    name: str
    done: int
    outcomes: list[ComparedOutcome]


class Trend(TypedDict):
    """What the small pictures of a pilot show."""

    done: list[int]
    """Actions in each of the last weeks, oldest first."""
    statement: str | None
    """Of the leading outcome; None without one."""
    unit: str | None
    target: float | None
    values: list[float]
    """The last 12 measurements, oldest first."""
    share: float | None
    """Of the way from baseline to target; None if that is not known."""


_OPEN = "status IN ('planned', 'doing')"


_WRITTEN = local_day("_recorded_at")
_DAY = f"""CASE status WHEN 'done' THEN done_on
    WHEN 'dropped' THEN coalesce(due, {_WRITTEN}) ELSE due END"""
"""The day an action counts on: done, due, or dropped."""


# --- one pilot ---------------------------------------------------------------------------


def actions_per_week(
    reader: Reader, pilot_id: str, today: date, weeks: int = 26, ahead: int = 8
) -> list[WeekOfActions]:
    """How many actions are done, planned and dropped, by week.

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


def known_and_done(reader: Reader, pilot_id: str, today: date, weeks: int = 52) -> list[WeekSoFar]:
    """How many actions were ever written down, dropped and done, by week up to today's.

    At most `weeks` rows, from the first week in which something was written down. Empty if there
    are no actions.
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


def turnout(reader: Reader, pilot_id: str, today: date, months: int = 24) -> list[MonthOfTurnout]:
    """How many people took part, as far as it was reported, by month up to today's.

    It begins with the first month in which something was done, at most `months` ago. For the
    team: without rights to headcounts, every action counts as silent.
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


def plan(reader: Reader, pilot_id: str, today: date, limit: int = 30) -> list[PlannedAction]:
    """The actions nearest to today, by first day; dropped ones are not in the plan."""
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
        SELECT a.*, least(done_on, {local_day("began")}) AS known_on
        FROM {reader.table(Action)} a JOIN {reader.first_recorded(Action)} b USING (id)
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
) -> tuple[str, list[RecordRow]]:
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
) -> tuple[str, list[RecordRow]]:
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
) -> tuple[str, list[RecordRow]]:
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
) -> list[RecordRow]:
    known = f"""
        id IN (
            SELECT a.id FROM {reader.table(Action)} a
            JOIN {reader.first_recorded(Action)} b USING (id)
            WHERE ($pilot::VARCHAR IS NULL OR a.pilot = $pilot)
              AND least(done_on, {local_day("began")}) BETWEEN $first AND $last
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
) -> list[ComparedPilot]:
    """A row per pilot, by name; `ids`: only these pilots.

    `done` counts the actions of the last `weeks` weeks, this week included.
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


def trends(reader: Reader, today: date, weeks: int = 12) -> dict[str, Trend]:
    """The trend of every pilot, by its id.

    Its leading outcome is the one that was measured most, of those with a target or else of all.
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
        ), done_per_week AS (
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
        SELECT p.pilot, p.done, statement, unit, target, coalesce(values, []) AS values,
               (values[-1] - baseline) / nullif(target - baseline, 0) AS share
        FROM done_per_week p LEFT JOIN foremost l USING (pilot)
        LEFT JOIN {reader.table(Outcome)} o ON o.id = l.id
        LEFT JOIN series s ON s.outcome = l.id""",
        today=today,
        weeks=weeks,
    )
    return {row.pop("pilot"): row for row in rows}


def colours(reader: Reader) -> dict[str, Colour]:
    """The colour of every pilot, by its id: the chosen one, or else one in rotation.

    The rotation follows the order in which pilots were first recorded. That order never changes,
    so neither does a colour, whatever is added or withdrawn.
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
