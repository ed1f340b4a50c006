"""One pilot: its question, actions, outcomes, people and timeline."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, TypedDict

from pilots.folding import is_in
from pilots.queries import spellings
from pilots.queries.rows import RecordRow
from pilots.store.reader import Reader
from schemas import Action, Measurement, Outcome, Question, Stakeholder, StakeholderRole


class DoneAction(TypedDict):
    """An action that was done, as a mark in a chart."""

    id: str
    done_on: date
    title: str


class TimelineEvent(TypedDict):
    """An action that was done, a measurement, or a new version of the question."""

    day: date
    table: Literal["action", "measurement", "question"]
    id: str
    text: str
    more: str | None
    """A note."""
    number: float | None
    """Participants of an action (None without rights to headcounts), or the value measured."""
    unit: str | None
    photo: str | None
    """Its digest; None without rights to personal data."""
    kind: str | None
    """Of an action."""
    with_whom: list[str] | None
    """Ids of the stakeholders in an action."""
    pilot: str
    _seq: int


class TimelineFilters(TypedDict):
    """What the timeline of a pilot can be narrowed to."""

    tables: list[str]
    kinds: list[str]
    with_whom: list[str]


def counts(reader: Reader, pilot_id: str) -> dict[str, int]:
    """How many actions, outcomes and people there are, by table."""
    tables = {schema.table: reader.table(schema) for schema in (Action, Outcome, Stakeholder)}
    (row,) = reader.rows(
        "SELECT "
        + ", ".join(
            f"(SELECT count(*) FROM {table} WHERE pilot = $pilot) AS {name}"
            for name, table in tables.items()
        ),
        pilot=pilot_id,
    )
    return {name: row[name] for name in tables}


def questions(reader: Reader, pilot_id: str) -> list[RecordRow]:
    """Every version of the innovation question, the current one first: records of a Question."""
    return reader.rows(
        f"""
        FROM {reader.table(Question)} WHERE pilot = $pilot
        ORDER BY coalesce(since, DATE '1900-01-01') DESC, _seq DESC""",
        pilot=pilot_id,
    )


def next_actions(reader: Reader, pilot_id: str, limit: int = 5) -> list[RecordRow]:
    """Open actions, by due day; those without one last."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing')
        ORDER BY due NULLS LAST, _seq LIMIT $limit""",
        pilot=pilot_id,
        limit=limit,
    )


def outcomes(reader: Reader, pilot_id: str) -> list[RecordRow]:
    """The outcomes, by statement."""
    return reader.rows(
        f"FROM {reader.table(Outcome)} WHERE pilot = $pilot ORDER BY lower(statement), id",
        pilot=pilot_id,
    )


def measurements(reader: Reader, outcome: str) -> list[RecordRow]:
    """The measurements of one outcome, by the day they were taken, oldest first."""
    return reader.rows(
        f"FROM {reader.table(Measurement)} WHERE outcome = $outcome ORDER BY measured_on, _seq",
        outcome=outcome,
    )


def done_actions(reader: Reader, pilot_id: str, limit: int = 200) -> list[DoneAction]:
    """The last `limit` actions that were done, oldest first."""
    return reader.rows(
        f"""
        SELECT id, done_on, title FROM (
            SELECT id, done_on, title, _seq FROM {reader.table(Action)}
            WHERE pilot = $pilot AND status = 'done' ORDER BY done_on DESC, _seq DESC LIMIT $limit
        ) ORDER BY done_on, _seq""",
        pilot=pilot_id,
        limit=limit,
    )


def actions_by_status(reader: Reader, pilot_id: str, limit: int = 20) -> list[RecordRow]:
    """At most `limit` actions of each status: records of an Action, and total.

    `total` is how many of that status there are in all. Open actions come by due day, done and
    dropped ones the newest first.
    """
    return reader.rows(
        f"""
        SELECT *, count(*) OVER (PARTITION BY status) AS total
        FROM {reader.table(Action)} WHERE pilot = $pilot
        QUALIFY row_number() OVER (PARTITION BY status ORDER BY {_BY_DUE_DAY}) <= $limit
        ORDER BY status, {_BY_DUE_DAY}""",
        pilot=pilot_id,
        limit=limit,
    )


def actions(reader: Reader, pilot_id: str, offset: int = 0, limit: int = 20) -> list[RecordRow]:
    """All actions: the open ones first, then what was done, then what was dropped."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)} WHERE pilot = $pilot
        ORDER BY list_position(['done', 'dropped'], status) NULLS FIRST, {_BY_DUE_DAY}
        LIMIT $limit OFFSET $offset""",
        pilot=pilot_id,
        offset=offset,
        limit=limit,
    )


_BY_DUE_DAY = """CASE WHEN status IN ('planned', 'doing') THEN due END NULLS LAST,
        done_on DESC NULLS LAST,
        CASE WHEN status IN ('planned', 'doing') THEN _seq ELSE -_seq END"""
"""The order of actions of one status: open ones by due day, others the newest first."""


def stakeholders(
    reader: Reader, pilot_id: str, offset: int = 0, limit: int = 20
) -> list[RecordRow]:
    """Who is involved, by role in the order of the schema, then by name.

    Without rights to names there is a row for everybody, without name and contact details.
    """
    return reader.rows(
        f"""
        FROM {reader.table(Stakeholder)} WHERE pilot = $pilot
        ORDER BY list_position($roles, role) NULLS LAST, lower(name), _seq
        LIMIT $limit OFFSET $offset""",
        pilot=pilot_id,
        roles=list(StakeholderRole),
        offset=offset,
        limit=limit,
    )


def stakeholders_by_role(reader: Reader, pilot_id: str) -> dict[str | None, int]:
    """How many stakeholders have each role, in the order of the schema; None: not known."""
    rows = reader.rows(
        f"""
        SELECT role, count(*) AS n FROM {reader.table(Stakeholder)} WHERE pilot = $pilot
        GROUP BY role ORDER BY list_position($roles, role) NULLS LAST""",
        pilot=pilot_id,
        roles=list(StakeholderRole),
    )
    return {row["role"]: row["n"] for row in rows}


# --- the timeline ------------------------------------------------------------------------

_NEWEST_FIRST = "ORDER BY day DESC, _seq DESC"


def timeline(
    reader: Reader,
    pilot_id: str,
    offset: int = 0,
    limit: int = 20,
    tables: Sequence[str] = (),
    kinds: Sequence[str] = (),
    with_whom: Sequence[str] = (),
    text: str = "",
) -> list[TimelineEvent]:
    """What happened, newest first: actions done, measurements, and versions of the question.

    Only of these `tables`; of these `kinds` of action; with one of these stakeholders; and with
    `text` in it, in whatever spelling (`pilots.folding`). A filter that is empty leaves nothing
    out.
    """
    filters = _filters(tables, kinds, with_whom)
    if text:
        return _holding(text, reader, pilot_id, filters)[offset : offset + limit]
    return reader.rows(
        f"{_filtered(reader)} {_NEWEST_FIRST} LIMIT $limit OFFSET $offset",
        pilot=pilot_id,
        offset=offset,
        limit=limit,
        **filters,
    )


def latest(reader: Reader, pilot_id: str, today: date) -> list[TimelineEvent]:
    """The newest event that is not still to come; none where nothing has happened yet."""
    return reader.rows(
        f"{_filtered(reader)} AND day <= $today {_NEWEST_FIRST} LIMIT 1",
        pilot=pilot_id,
        today=today,
        **_filters((), (), ()),
    )


def timeline_count(
    reader: Reader,
    pilot_id: str,
    tables: Sequence[str] = (),
    kinds: Sequence[str] = (),
    with_whom: Sequence[str] = (),
    text: str = "",
) -> int:
    """How many events the timeline has in all, with the same filters."""
    filters = _filters(tables, kinds, with_whom)
    if text:
        return len(_holding(text, reader, pilot_id, filters))
    rows = reader.rows(f"SELECT count(*) AS n {_filtered(reader)}", pilot=pilot_id, **filters)
    return int(rows[0]["n"])


def _holding(
    text: str, reader: Reader, pilot_id: str, filters: dict[str, Any]
) -> list[TimelineEvent]:
    """The events with this text in them, newest first."""
    content = spellings.plain("concat_ws(' ', text, more)")
    rows: list[TimelineEvent] = reader.rows(
        f"""
        SELECT * EXCLUDE (content) FROM (SELECT *, {content} AS content {_filtered(reader)})
        WHERE {spellings.may_hold("content")} {_NEWEST_FIRST}""",
        pilot=pilot_id,
        **filters,
        **spellings.search_terms([text]),
    )
    return [row for row in rows if is_in(f"{row['text']} {row['more'] or ''}", text)]


def timeline_filters(reader: Reader, pilot_id: str) -> TimelineFilters:
    """The filters that leave something of the timeline, in the order of the alphabet."""
    rows = reader.rows(
        f"""
        SELECT list(DISTINCT "table" ORDER BY "table") AS tables,
               list(DISTINCT kind ORDER BY kind) FILTER (kind IS NOT NULL) AS kinds,
               list_sort(list_distinct(flatten(list(with_whom)))) AS with_whom
        FROM ({_events(reader)})""",
        pilot=pilot_id,
    )
    return TimelineFilters(
        tables=rows[0]["tables"] or [],
        kinds=rows[0]["kinds"] or [],
        with_whom=rows[0]["with_whom"] or [],
    )


def _filters(
    tables: Sequence[str], kinds: Sequence[str], with_whom: Sequence[str]
) -> dict[str, Any]:
    """The parameters of `_filtered`."""
    return {"tables": list(tables), "kinds": list(kinds), "with_whom": list(with_whom)}


def _filtered(reader: Reader) -> str:
    return f"""
        FROM ({_events(reader)})
        WHERE (len($tables::VARCHAR[]) = 0 OR list_contains($tables::VARCHAR[], "table"))
          AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], kind))
          AND (len($with_whom::VARCHAR[]) = 0
               OR list_has_any($with_whom::VARCHAR[], with_whom))"""


def _events(reader: Reader) -> str:
    return f"""
        SELECT done_on AS day, 'action' AS "table", id, title AS text,
               concat_ws('\n\n', happened, struck) AS more,
               participants::DOUBLE AS number, NULL AS unit, photo, kind, with_whom, pilot, _seq
        FROM {reader.table(Action)} WHERE pilot = $pilot AND status = 'done'
        UNION ALL
        SELECT measured_on, 'measurement', m.id, o.statement, m.note, m.value, o.unit, NULL,
               NULL, NULL, m.pilot, m._seq
        FROM {reader.table(Measurement)} m JOIN {reader.table(Outcome)} o ON o.id = m.outcome
        WHERE m.pilot = $pilot
        UNION ALL
        SELECT since, 'question', id, text, reason, NULL, NULL, NULL, NULL, NULL, pilot, _seq
        FROM {reader.table(Question)} WHERE pilot = $pilot AND since IS NOT NULL"""
