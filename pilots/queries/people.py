"""What is known of one person, and of whom nothing was heard for long."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from pilots.store.reader import Reader
from schemas import Action, Pilot, Stakeholder


def lines_with(reader: Reader, terms: Sequence[str]) -> list[dict[str, Any]]:
    """The lines of the logbook, also of earlier versions and of what was withdrawn, in which one
    of these words may stand, the newest first.

    A wide net: of a name its longest word will do, because the body of a line is JSON, where a
    quote or a new line is written otherwise; of a number its digits. `Person` looks closely.
    """
    words = [max(re.findall(r"\w+", term.lower()), key=len, default=term) for term in terms]
    digits = [found[-9:] for term in terms if len(found := re.sub(r"\D", "", term)) >= 6]
    return reader.rows(
        f"""
        WITH told AS (
            SELECT *, lower(actor || ' ' || coalesce(body, '')) AS said FROM {reader.logbook()}
        )
        SELECT * EXCLUDE (said) FROM told
        WHERE len(list_filter($words::VARCHAR[], lambda it: contains(said, it))) > 0
           OR len(list_filter($digits::VARCHAR[], lambda it:
                  contains(regexp_replace(said, '[^0-9]', '', 'g'), it))) > 0
        ORDER BY seq DESC""",
        words=words,
        digits=digits,
    )


def versions(reader: Reader, table: str, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Every line of these records of a kind, the newest first."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()}
        WHERE kind = $table AND subject IN (SELECT unnest($ids::VARCHAR[])) ORDER BY seq DESC""",
        table=table,
        ids=list(ids),
    )


def actions_with(reader: Reader, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Every line of an action that says it was with one of these stakeholders."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()} WHERE kind = '{Action.table}'
          AND list_has_any((body->'with_whom')::VARCHAR[], $ids::VARCHAR[]) ORDER BY seq DESC""",
        ids=list(ids),
    )


def actions_showing(reader: Reader, photos: Sequence[str]) -> list[dict[str, Any]]:
    """Every line of an action with one of these photos."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()} WHERE kind = '{Action.table}'
          AND body->>'photo' IN (SELECT unnest($photos::VARCHAR[])) ORDER BY seq DESC""",
        photos=list(photos),
    )


def silent(reader: Reader, today: date, months: int) -> list[dict[str, Any]]:
    """People with contact details with whom nothing happened for so many months.

    Columns: id, pilot, name, email, phone, project (what the pilot is called) and last: the day
    of the newest action with them, or else of the newest change of what is known of them. Who
    was withdrawn, or whose details were taken out, is there too: they stand in earlier versions.
    """
    return reader.rows(
        f"""
        WITH met AS (
            SELECT id, max(day) AS day FROM (
                SELECT unnest(with_whom) AS id, coalesce(done_on, due, start) AS day
                FROM {reader.table(Action)}
            ) GROUP BY id
        ), known AS (
            SELECT subject AS id, any_value(pilot) AS pilot, max(recorded_at)::DATE AS changed,
                   arg_max(body->>'name', seq) AS name, arg_max(body->>'email', seq) AS email,
                   arg_max(body->>'phone', seq) AS phone
            FROM {reader.logbook()} WHERE kind = '{Stakeholder.table}' GROUP BY subject
        ), heard AS (
            SELECT known.* EXCLUDE (changed), p.name AS project,
                   greatest(coalesce(met.day, changed), changed) AS last
            FROM known
            LEFT JOIN met ON met.id = known.id
            LEFT JOIN {reader.table(Pilot)} p ON p.id = known.pilot
            WHERE known.email IS NOT NULL OR known.phone IS NOT NULL
        )
        FROM heard WHERE last < $today::DATE - to_months($months::INTEGER)
        ORDER BY last, lower(name)""",
        today=today,
        months=months,
    )
