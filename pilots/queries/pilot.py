"""Questions about one pilot."""

from collections.abc import Sequence
from typing import Any

from pilots.store.reader import Reader
from schemas import Action, Measurement, Outcome, Question, Stakeholder, StakeholderRole


def questions(reader: Reader, pilot_id: str) -> list[dict[str, Any]]:
    """Every version of the innovation question, today's first."""
    return reader.rows(
        f"""
        FROM {reader.table(Question)} WHERE pilot = $pilot
        ORDER BY coalesce(since, DATE '1900-01-01') DESC, _seq DESC""",
        pilot=pilot_id,
    )


def next_actions(reader: Reader, pilot_id: str, most: int = 5) -> list[dict[str, Any]]:
    """What is planned or being done, the most pressing first; without a day comes last."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)}
        WHERE pilot = $pilot AND status IN ('planned', 'doing')
        ORDER BY due NULLS LAST, _seq LIMIT $most""",
        pilot=pilot_id,
        most=most,
    )


def outcomes(reader: Reader, pilot_id: str) -> list[dict[str, Any]]:
    """The outcomes, by name."""
    return reader.rows(
        f"FROM {reader.table(Outcome)} WHERE pilot = $pilot ORDER BY lower(statement), id",
        pilot=pilot_id,
    )


def measurements(reader: Reader, outcome: str) -> list[dict[str, Any]]:
    """The measurements of one outcome, oldest first."""
    return reader.rows(
        f"FROM {reader.table(Measurement)} WHERE outcome = $outcome ORDER BY measured_on, _seq",
        outcome=outcome,
    )


def done_actions(reader: Reader, pilot_id: str, most: int = 200) -> list[dict[str, Any]]:
    """What was done last: id, done_on and title, oldest first."""
    return reader.rows(
        f"""
        FROM (
            SELECT id, done_on, title, _seq FROM {reader.table(Action)}
            WHERE pilot = $pilot AND status = 'done' ORDER BY done_on DESC, _seq DESC LIMIT $most
        ) ORDER BY done_on, _seq""",
        pilot=pilot_id,
        most=most,
    )


def by_status(reader: Reader, pilot_id: str, most: int = 20) -> list[dict[str, Any]]:
    """Actions of each status, at most so many; `total` says how many of that status there are.

    What is open comes in order of its due day; done and dropped the newest first.
    """
    return reader.rows(
        f"""
        SELECT *, count(*) OVER (PARTITION BY status) AS total
        FROM {reader.table(Action)} WHERE pilot = $pilot
        QUALIFY row_number() OVER (PARTITION BY status ORDER BY {_PRESSING}) <= $most
        ORDER BY status, {_PRESSING}""",
        pilot=pilot_id,
        most=most,
    )


def actions(reader: Reader, pilot_id: str, first: int = 0, most: int = 20) -> list[dict[str, Any]]:
    """All actions: first what is open, then what was done, then what was dropped."""
    return reader.rows(
        f"""
        FROM {reader.table(Action)} WHERE pilot = $pilot
        ORDER BY list_position(['done', 'dropped'], status) NULLS FIRST, {_PRESSING}
        LIMIT $most OFFSET $first""",
        pilot=pilot_id,
        first=first,
        most=most,
    )


_PRESSING = """CASE WHEN status IN ('planned', 'doing') THEN due END NULLS LAST,
        done_on DESC NULLS LAST,
        CASE WHEN status IN ('planned', 'doing') THEN _seq ELSE -_seq END"""
"""The order of actions that are equally far."""


def people(reader: Reader, pilot_id: str, first: int = 0, most: int = 20) -> list[dict[str, Any]]:
    """Who is involved, by role in the order of the schema, then by name."""
    return reader.rows(
        f"""
        FROM {reader.table(Stakeholder)} WHERE pilot = $pilot
        ORDER BY list_position($roles, role) NULLS LAST, lower(name), _seq
        LIMIT $most OFFSET $first""",
        pilot=pilot_id,
        roles=list(StakeholderRole),
        first=first,
        most=most,
    )


def roles(reader: Reader, pilot_id: str) -> dict[str | None, int]:
    """How many people there are in each role, in the order of the schema; None: not known."""
    rows = reader.rows(
        f"""
        SELECT role, count(*) AS n FROM {reader.table(Stakeholder)} WHERE pilot = $pilot
        GROUP BY role ORDER BY list_position($roles, role) NULLS LAST""",
        pilot=pilot_id,
        roles=list(StakeholderRole),
    )
    return {row["role"]: row["n"] for row in rows}


# --- the timeline ------------------------------------------------------------------------


def timeline(
    reader: Reader,
    pilot_id: str,
    first: int = 0,
    most: int = 20,
    tables: Sequence[str] = (),
    kinds: Sequence[str] = (),
    who: Sequence[str] = (),
    text: str = "",
) -> list[dict[str, Any]]:
    """What happened, newest first: actions done, measurements and new questions.

    Columns: day, table, id, text, more (a note), number (participants, or the value
    measured), unit, photo, kind (of an action), with_whom, pilot and _seq. `first` and `most`
    page it. Of `tables`, of the `kinds` of action, with one of `who`, and with `text` in it;
    what is empty leaves nothing out.
    """
    return reader.rows(
        f"{_happened(reader)} ORDER BY day DESC, _seq DESC LIMIT $most OFFSET $first",
        pilot=pilot_id,
        first=first,
        most=most,
        **_chosen(tables, kinds, who, text),
    )


def timeline_length(
    reader: Reader,
    pilot_id: str,
    tables: Sequence[str] = (),
    kinds: Sequence[str] = (),
    who: Sequence[str] = (),
    text: str = "",
) -> int:
    """How much `timeline` would give in all."""
    rows = reader.rows(
        f"SELECT count(*) AS n {_happened(reader)}",
        pilot=pilot_id,
        **_chosen(tables, kinds, who, text),
    )
    return int(rows[0]["n"])


def timeline_choices(reader: Reader, pilot_id: str) -> dict[str, list[str]]:
    """What the timeline can be narrowed to: tables, kinds (of action) and who (ids)."""
    rows = reader.rows(
        f"""
        SELECT list(DISTINCT "table" ORDER BY "table") AS tables,
               list(DISTINCT kind ORDER BY kind) FILTER (kind IS NOT NULL) AS kinds,
               list_sort(list_distinct(flatten(list(with_whom)))) AS who
        FROM ({_happenings(reader)})""",
        pilot=pilot_id,
    )
    return {name: found or [] for name, found in rows[0].items()}


def _chosen(
    tables: Sequence[str], kinds: Sequence[str], who: Sequence[str], text: str
) -> dict[str, Any]:
    return {"tables": list(tables), "kinds": list(kinds), "who": list(who), "text": text}


def _happened(reader: Reader) -> str:
    return f"""
        FROM ({_happenings(reader)})
        WHERE (len($tables::VARCHAR[]) = 0 OR list_contains($tables::VARCHAR[], "table"))
          AND (len($kinds::VARCHAR[]) = 0 OR list_contains($kinds::VARCHAR[], kind))
          AND (len($who::VARCHAR[]) = 0 OR list_has_any($who::VARCHAR[], with_whom))
          AND contains(strip_accents(lower(concat_ws(' ', text, more))),
                       strip_accents(lower($text)))"""


def _happenings(reader: Reader) -> str:
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
