"""Questions of the funder's page. Everybody gets the same answers, also who may see more.

No row here holds a number of people from 1 to 4, a name, or what the team wrote in its log.
`since` and `until` are the days of a period; None leaves it open.
"""

from datetime import date
from typing import Any

from pilots.evidence.small_cells import FEWEST, Group, Turnouts, groups, turnouts
from pilots.store.reader import Reader
from schemas import (
    Action,
    Baseline,
    Decision,
    Measurement,
    Outcome,
    Pilot,
    Question,
    Review,
    Stakeholder,
    Story,
)

Rows = list[dict[str, Any]]


def _during(day: str) -> str:
    """The condition that a day lies in the period; what has no day lies in no period."""
    return f"""(($since::DATE IS NULL OR {day} >= $since::DATE)
        AND ($until::DATE IS NULL OR {day} <= $until::DATE))"""


# --- all pilots --------------------------------------------------------------------------


def pilots(reader: Reader, since: date | None = None, until: date | None = None) -> Rows:
    """A row per pilot, by name: what it asks and how it stands, at the end of the period.

    Columns: id, name, neighbourhood, municipality, themes, phase, question, status (of the
    last review), decided (how it was last decided to go on), done (actions) and stories.
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
        ), told AS (
            SELECT pilot, count(*) AS n FROM {reader.table(Story)}
            WHERE consent = 'given' AND {_during(_TOLD_ON)} GROUP BY pilot
        )
        SELECT p.id, name, neighbourhood, municipality, themes, phase, question, status, decided,
               coalesce(done.n, 0) AS done, coalesce(told.n, 0) AS stories
        FROM {reader.table(Pilot)} p
        LEFT JOIN questions ON questions.pilot = p.id
        LEFT JOIN reviewed ON reviewed.pilot = p.id
        LEFT JOIN decided ON decided.pilot = p.id
        LEFT JOIN done ON done.pilot = p.id
        LEFT JOIN told ON told.pilot = p.id
        ORDER BY lower(name), p.id""",
        since=since,
        until=until,
    )


def first_day(reader: Reader) -> date | None:
    """The first day on which something was done, measured, reviewed, decided or told."""
    rows = reader.rows(
        f"""
        SELECT min(day) AS day FROM (
            SELECT done_on AS day FROM {reader.table(Action)} WHERE status = 'done'
            UNION ALL SELECT measured_on FROM {reader.table(Measurement)}
            UNION ALL SELECT held_on FROM {reader.table(Review)}
            UNION ALL SELECT decided_on FROM {reader.table(Decision)}
            UNION ALL SELECT {_TOLD_ON} FROM {reader.table(Story)} WHERE consent = 'given')"""
    )
    day: date | None = rows[0]["day"]
    return day


def outcomes(
    reader: Reader, until: date | None = None, pilot_id: str | None = None, most: int | None = None
) -> Rows:
    """The outcomes with what was measured of them up to a day, by pilot and statement.

    Besides what an outcome says: few (its baseline counts from 1 to 4 people, and is None) and
    measurements, oldest first, each with id, measured_on, value, of_how_many and few (its
    value counts from 1 to 4 people, and is None). Of how many is None too where it would tell
    of fewer than five who are not among the people counted. `most`: the last so many of each.
    breaks are the days from which it is judged anew, oldest first, each with since, why,
    redefined (whether something else is measured), id, action and title: the last three None.
    """
    return reader.rows(
        f"""
        WITH newest AS (
            FROM {reader.table(Measurement)}
            WHERE $until::DATE IS NULL OR measured_on <= $until::DATE
            QUALIFY $most::BIGINT IS NULL OR $most::BIGINT >= row_number() OVER (
                PARTITION BY outcome ORDER BY measured_on DESC, _seq DESC)
        ), measured AS (
            SELECT m.outcome, list({{
                'id': m.id, 'measured_on': measured_on, 'few': {_FEW},
                'value': CASE WHEN NOT {_FEW} THEN value END,
                'of_how_many': CASE WHEN NOT {_FEW} AND NOT {_FEW_OTHERS} THEN of_how_many END
            }} ORDER BY measured_on, m._seq) AS measurements
            FROM newest m JOIN {reader.table(Outcome)} o ON o.id = m.outcome GROUP BY m.outcome
        ), anew AS (
            SELECT outcome, list({{
                'since': since, 'why': why, 'redefined': redefined,
                'id': NULL, 'action': NULL, 'title': NULL
            }} ORDER BY since, redefined DESC) AS breaks
            FROM (
                SELECT outcome, begins_on AS since, reason AS why, false AS redefined
                FROM {reader.table(Baseline)}
                UNION ALL
                SELECT id, redefined_on, redefined, true FROM {reader.table(Outcome)}
                WHERE redefined_on IS NOT NULL
            ) GROUP BY outcome
        )
        SELECT o.id, o.pilot, statement, indicator, unit, level, better, target, target_on,
               method, frequency, counts_people, only_grows,
               target_of, baseline_on,
               coalesce({_few("baseline")}, false) AS few,
               CASE WHEN {_few("baseline")} THEN NULL ELSE baseline END AS baseline,
               coalesce(measurements, []) AS measurements, coalesce(breaks, []) AS breaks
        FROM {reader.table(Outcome)} o LEFT JOIN measured ON measured.outcome = o.id
        LEFT JOIN anew ON anew.outcome = o.id
        WHERE $pilot::VARCHAR IS NULL OR o.pilot = $pilot
        ORDER BY o.pilot, lower(statement), o.id""",
        until=until,
        pilot=pilot_id,
        most=most,
    )


def _few(value: str) -> str:
    """The condition that a value of an outcome counts people, and too few of them to say."""
    return f"(counts_people AND {value} > 0 AND {value} < {FEWEST})"


_FEW = _few("value")
_FEW_OTHERS = f"coalesce({_few('(of_how_many - value)')}, false)"


def people(reader: Reader, today: date) -> dict[str, Turnouts]:
    """How many people took part in each pilot, as reported, in spans of at least five."""
    rows = reader.rows(
        f"""
        SELECT pilot, date_trunc('month', done_on)::DATE AS month,
               sum(participants)::BIGINT AS people
        FROM {reader.with_headcounts(Action)} WHERE status = 'done' AND participants IS NOT NULL
        GROUP BY ALL ORDER BY pilot, month"""
    )
    months: dict[str, Rows] = {}
    for row in rows:
        months.setdefault(row["pilot"], []).append(row)
    return {pilot: turnouts(mine, today) for pilot, mine in months.items()}


# --- one pilot ---------------------------------------------------------------------------


def done(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> Rows:
    """How many actions were done, by month (its first day) and kind: month, kind and n."""
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


def involved(reader: Reader, pilot_id: str) -> tuple[Group, ...]:
    """The people and organisations involved by kind, in groups of at least five."""
    rows = reader.rows(
        f"""
        SELECT kind, count(*) AS n FROM {reader.table(Stakeholder)}
        WHERE pilot = $pilot GROUP BY kind""",
        pilot=pilot_id,
    )
    return groups({row["kind"]: row["n"] for row in rows})


_TOLD_ON = "coalesce(happened_on, consent_on)"


def stories(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> Rows:
    """What may be told on, the newest first; nothing that says who told it.

    Columns: id, title, what, who, happened_on, where, contribution, significance, direction,
    intended, outcome, rung and substantiation.
    """
    return reader.rows(
        f"""
        SELECT id, title, what, who, happened_on, "where", contribution, significance,
               direction, intended, outcome, rung, substantiation
        FROM {reader.table(Story)}
        WHERE pilot = $pilot AND consent = 'given' AND {_during(_TOLD_ON)}
        ORDER BY {_TOLD_ON} DESC, _seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def reviews(
    reader: Reader, pilot_id: str, since: date | None = None, until: date | None = None
) -> Rows:
    """The reviews that are over, the last one first: id, held_on, status, why and next_on."""
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
) -> Rows:
    """What was decided, the last first: id, text, kind, reason, decided_on and carried."""
    return reader.rows(
        f"""
        SELECT id, text, kind, reason, decided_on, carried FROM {reader.table(Decision)}
        WHERE pilot = $pilot AND {_during("decided_on")}
        ORDER BY decided_on DESC NULLS LAST, _seq DESC""",
        pilot=pilot_id,
        since=since,
        until=until,
    )


def ahead(reader: Reader, pilot_id: str, today: date) -> dict[str, Any]:
    """What comes next: kinds (of open actions, each with n), overdue, next_on and open.

    next_on is the day of the next review, open the decisions of which nobody has said yet
    what came of them.
    """
    rows = reader.rows(
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
