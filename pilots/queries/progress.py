"""What funders are shown. Everybody gets the same answers, whatever else they may see.

No row here holds a number of people from 1 to 4, a name, or what the team wrote in its log.
`since` and `until` are the days of a period, both included; None leaves it open.
"""

from datetime import date
from typing import TypedDict

from pilots.queries.suppressed import IS_BOUND, SHOWN, SMALL, is_small
from pilots.store.reader import Reader
from schemas import (
    Action,
    Decision,
    LimitsRecalculation,
    Measurement,
    Outcome,
    Pilot,
    Question,
    Review,
    Story,
)


class PilotProgress(TypedDict):
    """A pilot: what it asks, and how it stands."""

    id: str
    name: str
    neighbourhood: str | None
    municipality: str | None
    themes: list[str]
    phase: str
    question: str | None
    status: str | None
    """From the last review."""
    decided: str | None
    """How it was last decided to go on."""
    done: int
    """Actions."""
    stories: int
    """With consent."""


class MeasurementRow(TypedDict):
    """A measurement of an outcome."""

    id: str
    measured_on: date
    few: bool
    """Whether fewer than five people were counted or looked at, and value is None for that."""
    value: float | None
    is_bound: bool
    """Whether value is a bound of what was measured: `queries.suppressed` says when."""
    of_how_many: int | None
    """None too where `few`."""


class PublicBreakRow(TypedDict):
    """A day from which an outcome begins again. What only the team may know is None."""

    since: date
    why: str | None
    redefined: bool
    """Whether something else is measured from that day on."""
    id: None
    action: None
    title: None


class OutcomeRow(TypedDict):
    """An outcome, its measurements and its breaks, both oldest first."""

    id: str
    pilot: str
    statement: str
    indicator: str | None
    unit: str | None
    level: str
    better: str
    target: float | None
    target_on: date | None
    method: str | None
    frequency: str | None
    counts_people: bool
    only_grows: bool
    target_of: int | None
    baseline_on: date | None
    few: bool
    """Whether the baseline counts from 1 to 4 people, and is None for that reason."""
    baseline: float | None
    measurements: list[MeasurementRow]
    breaks: list[PublicBreakRow]


class MonthOfWork(TypedDict):
    """How many actions of a kind were done in a month."""

    month: date
    """Its first day."""
    kind: str
    n: int


class SharedStory(TypedDict):
    """A story with consent, without anything that says who told it."""

    id: str
    title: str
    what: str
    who: str | None
    happened_on: date | None
    where: str | None
    contribution: str | None
    significance: str | None
    direction: str
    intended: bool
    outcome: str | None
    """The id of the outcome that it belongs to."""
    rung: str
    substantiation: str


class ReviewRow(TypedDict):
    """A review that is over."""

    id: str
    held_on: date
    status: str
    why: str | None
    next_on: date | None


class DecisionRow(TypedDict):
    """A decision about a pilot."""

    id: str
    text: str
    kind: str
    reason: str | None
    decided_on: date | None
    carried: str


class KindCount(TypedDict):
    """How many open actions of a kind there are."""

    kind: str
    n: int


class Ahead(TypedDict):
    """What comes next in a pilot."""

    kinds: list[KindCount]
    """The most frequent first."""
    overdue: int
    """Open actions that were due before today."""
    next_on: date | None
    """The day of the next review."""
    open: int
    """Decisions of which the outcome is open."""


def _during(day: str) -> str:
    """The condition that a day lies in the period; what has no day lies in no period."""
    return f"""(($since::DATE IS NULL OR {day} >= $since::DATE)
        AND ($until::DATE IS NULL OR {day} <= $until::DATE))"""


# --- all pilots --------------------------------------------------------------------------


def pilots(
    reader: Reader, since: date | None = None, until: date | None = None
) -> list[PilotProgress]:
    """A row per pilot, by name, as it was at the end of the period.

    Its place, themes and phase are as they are today.
    """
    return reader.rows(
        f"""
        WITH questions AS (
            SELECT pilot, arg_max(text, (coalesce(since, DATE '1900-01-01'), _seq)) AS question
            FROM {reader.table(Question)}
            WHERE $until::DATE IS NULL OR since IS NULL OR since <= $until::DATE GROUP BY pilot
        ), reviewed AS (
            SELECT pilot, arg_max(status, (held_on, upto)) AS status FROM {reader.table(Review)}
            WHERE upto IS NOT NULL AND ($until::DATE IS NULL OR held_on <= $until::DATE)
            GROUP BY pilot
        ), decided AS (
            SELECT pilot, arg_max(kind, (decided_on, _seq)) AS decided
            FROM {reader.table(Decision)}
            WHERE decided_on IS NOT NULL AND ($until::DATE IS NULL OR decided_on <= $until::DATE)
            GROUP BY pilot
        ), done AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Action)}
            WHERE status = 'done' AND {_during("done_on")} GROUP BY pilot
        ), shared AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Story)}
            WHERE consent = 'given' AND {_during(_STORY_DAY)} GROUP BY pilot
        )
        SELECT p.id, name, neighbourhood, municipality, themes, phase, question, status, decided,
               coalesce(done.n, 0) AS done, coalesce(shared.n, 0) AS stories
        FROM {reader.table(Pilot)} p
        LEFT JOIN questions ON questions.pilot = p.id
        LEFT JOIN reviewed ON reviewed.pilot = p.id
        LEFT JOIN decided ON decided.pilot = p.id
        LEFT JOIN done ON done.pilot = p.id
        LEFT JOIN shared ON shared.pilot = p.id
        ORDER BY lower(name), p.id""",
        since=since,
        until=until,
    )


def first_day(reader: Reader) -> date | None:
    """The first day on which something was done, measured, reviewed, decided, or told in a
    story with consent; None without any."""
    rows = reader.rows(
        f"""
        SELECT min(day) AS day FROM (
            SELECT done_on AS day FROM {reader.table(Action)} WHERE status = 'done'
            UNION ALL SELECT measured_on FROM {reader.table(Measurement)}
            UNION ALL SELECT held_on FROM {reader.table(Review)}
            UNION ALL SELECT decided_on FROM {reader.table(Decision)}
            UNION ALL SELECT {_STORY_DAY} FROM {reader.table(Story)} WHERE consent = 'given')"""
    )
    day: date | None = rows[0]["day"]
    return day


def outcomes(
    reader: Reader,
    until: date | None = None,
    pilot_id: str | None = None,
    limit: int | None = None,
) -> list[OutcomeRow]:
    """The outcomes with what was measured of them up to a day, by pilot and statement.

    `limit`: the number of measurements of each, the last ones.
    """
    return reader.rows(
        f"""
        WITH newest AS (
            FROM {reader.table(Measurement)}
            WHERE $until::DATE IS NULL OR measured_on <= $until::DATE
            QUALIFY $limit::BIGINT IS NULL OR $limit::BIGINT >= row_number() OVER (
                PARTITION BY outcome ORDER BY measured_on DESC, _seq DESC)
        ), measured AS (
            SELECT m.outcome, list({{
                'id': m.id, 'measured_on': measured_on, 'few': {SMALL},
                'value': {SHOWN}, 'is_bound': {IS_BOUND},
                'of_how_many': CASE WHEN NOT {SMALL} THEN of_how_many END
            }} ORDER BY measured_on, m._seq) AS measurements
            FROM newest m JOIN {reader.table(Outcome)} o ON o.id = m.outcome GROUP BY m.outcome
        ), anew AS (
            SELECT outcome, list({{
                'since': since, 'why': why, 'redefined': redefined,
                'id': NULL, 'action': NULL, 'title': NULL
            }} ORDER BY since, redefined DESC) AS breaks
            FROM (
                SELECT outcome, begins_on AS since, reason AS why, false AS redefined
                FROM {reader.table(LimitsRecalculation)}
                UNION ALL
                SELECT id, redefined_on, redefined, true FROM {reader.table(Outcome)}
                WHERE redefined_on IS NOT NULL
            ) GROUP BY outcome
        )
        SELECT o.id, o.pilot, statement, indicator, unit, level, better, target, target_on,
               method, frequency, counts_people, only_grows,
               target_of, baseline_on,
               coalesce({is_small("baseline")}, false) AS few,
               CASE WHEN {is_small("baseline")} THEN NULL ELSE baseline END AS baseline,
               coalesce(measurements, []) AS measurements, coalesce(breaks, []) AS breaks
        FROM {reader.table(Outcome)} o LEFT JOIN measured ON measured.outcome = o.id
        LEFT JOIN anew ON anew.outcome = o.id
        WHERE $pilot::VARCHAR IS NULL OR o.pilot = $pilot
        ORDER BY o.pilot, lower(statement), o.id""",
        until=until,
        pilot=pilot_id,
        limit=limit,
    )


# --- one pilot ---------------------------------------------------------------------------


def done(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[MonthOfWork]:
    """How many actions were done, by month and kind."""
    return reader.rows(
        f"""
        SELECT date_trunc('month', done_on)::DATE AS month, kind, count(*) AS n
        FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status = 'done' AND {_during("done_on")}
        GROUP BY ALL ORDER BY month, kind""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


_STORY_DAY = "coalesce(happened_on, consent_on)"


def stories(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[SharedStory]:
    """The stories with consent, the newest first."""
    return reader.rows(
        f"""
        SELECT id, title, what, who, happened_on, "where", contribution, significance,
               direction, intended, outcome, rung, substantiation
        FROM {reader.table(Story)}
        WHERE pilot = $pilot AND consent = 'given' AND {_during(_STORY_DAY)}
        ORDER BY {_STORY_DAY} DESC, _seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def reviews(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[ReviewRow]:
    """The reviews that are over, the last one first."""
    return reader.rows(
        f"""
        SELECT id, held_on, status, why, next_on FROM {reader.table(Review)}
        WHERE pilot = $pilot AND upto IS NOT NULL AND {_during("held_on")}
        ORDER BY held_on DESC, upto DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def decisions(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> list[DecisionRow]:
    """The decisions, the newest first; those without a day last."""
    return reader.rows(
        f"""
        SELECT id, text, kind, reason, decided_on, carried FROM {reader.table(Decision)}
        WHERE pilot = $pilot AND {_during("decided_on")}
        ORDER BY decided_on DESC NULLS LAST, _seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def ahead(reader: Reader, pilot_id: str, today: date) -> Ahead:
    """What comes next in a pilot, as of today."""
    rows: list[Ahead] = reader.rows(
        f"""
        WITH counted AS (
            SELECT kind, count(*) AS n, count(*) FILTER (due < $today) AS late
            FROM {reader.table(Action)}
            WHERE pilot = $pilot AND status IN ('planned', 'doing') GROUP BY kind
        )
        SELECT (SELECT coalesce(list({{kind: kind, n: n}} ORDER BY n DESC, kind), [])
                FROM counted) AS kinds,
               (SELECT coalesce(sum(late), 0)::BIGINT FROM counted) AS overdue,
               (SELECT arg_max(next_on, upto) FROM {reader.table(Review)}
                WHERE pilot = $pilot AND upto IS NOT NULL) AS next_on,
               (SELECT count(*) FROM {reader.table(Decision)}
                WHERE pilot = $pilot AND carried = 'open') AS open""",
        pilot=pilot_id,
        today=today,
    )
    return rows[0]
