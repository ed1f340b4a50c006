"""What is known of one person, and of whom nothing was heard for long."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from pilots.register import Reader
from schemas import Action, Pilot, Stakeholder


def lines_with(see: Reader, terms: Sequence[str]) -> list[dict[str, Any]]:
    """The lines of the logbook, also of earlier versions and of what was withdrawn, in which one
    of these words may stand, the newest first.

    A wide net: digits are compared without what stands between them, and a part of a word will
    do. `erasing.found_in` looks closely.
    """
    words = [" ".join(term.split()).lower() for term in terms]
    digits = [found[-9:] for term in terms if len(found := re.sub(r"\D", "", term)) >= 6]
    return see.rows(
        f"""
        WITH told AS (
            SELECT *, lower(actor || ' ' || coalesce(body, '')) AS said FROM {see.logbook()}
        )
        SELECT * EXCLUDE (said) REPLACE (entry::VARCHAR AS entry) FROM told
        WHERE len(list_filter($words::VARCHAR[], lambda it: contains(said, it))) > 0
           OR len(list_filter($digits::VARCHAR[], lambda it:
                  contains(regexp_replace(said, '[^0-9]', '', 'g'), it))) > 0
        ORDER BY seq DESC""",
        words=words,
        digits=digits,
    )


def silent(see: Reader, today: date, months: int) -> list[dict[str, Any]]:
    """People with contact details with whom nothing happened for so many months.

    Columns: id, pilot, name, email, phone, project (what the pilot is called) and last: the day
    of the newest action with them, or else of the newest change of what is known of them.
    """
    return see.rows(
        f"""
        WITH met AS (
            SELECT id, max(day) AS day FROM (
                SELECT unnest(with_whom) AS id, coalesce(done_on, due, start) AS day
                FROM {see.table(Action)}
            ) GROUP BY id
        ), known AS (
            SELECT s.id, s.pilot, s.name, email, phone, p.name AS project,
                   greatest(coalesce(met.day, s._recorded_at::DATE), s._recorded_at::DATE) AS last
            FROM {see.table(Stakeholder)} s
            LEFT JOIN met ON met.id = s.id LEFT JOIN {see.table(Pilot)} p ON p.id = s.pilot
            WHERE email IS NOT NULL OR phone IS NOT NULL
        )
        FROM known WHERE last < $today::DATE - to_months($months::INTEGER)
        ORDER BY last, lower(name)""",
        today=today,
        months=months,
    )


def versions(see: Reader, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Every line of these stakeholders that says something."""
    return see.rows(
        f"""
        SELECT * REPLACE (entry::VARCHAR AS entry) FROM {see.logbook()}
        WHERE kind = '{Stakeholder.table}' AND subject IN (SELECT unnest($ids))
          AND body IS NOT NULL ORDER BY seq""",
        ids=list(ids),
    )
