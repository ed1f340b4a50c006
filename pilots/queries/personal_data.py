"""Personal data (GDPR/AVG): where somebody is mentioned, and whose details are kept for long.

For the team: all of it is read from the logbook or names people, so without rights to names
every answer is empty.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import TypedDict

from pilots.folding import folded, phone_number
from pilots.queries.rows import local_day
from pilots.store.reader import Reader
from schemas import (
    KINDS,
    Action,
    Long,
    Personal,
    PhotoFile,
    Pilot,
    Ref,
    Stakeholder,
    StakeholderKind,
    base_type,
    holds_several,
    marked,
)


class LineRow(TypedDict):
    """A line of the logbook: the fields of a `Line`."""

    seq: int
    idempotency_key: str
    recorded_at: datetime
    actor: str
    kind: str
    subject: str
    pilot: str | None
    body: str | None


class InactiveContact(TypedDict):
    """A person whose contact details are known."""

    id: str
    pilot: str
    name: str
    email: str | None
    phone: str | None
    project: str | None
    """The pilot's name; None if it is withdrawn."""
    last: date
    """The day of the newest action with them or, if later, of the last change to their record
    (in UTC)."""


def lines_containing(reader: Reader, terms: Sequence[str]) -> list[LineRow]:
    """The lines of the logbook that may contain one of these terms, the newest first.

    Earlier versions and withdrawn records included. A wide net, for `Person` to look through:
    the body of a line is JSON, so a line matches if it contains the longest word of a term, or
    the last nine digits of a number. A line with characters that SQL cannot fold as
    `pilots.folding` does (what is no ASCII without its accents, such as ß) always matches.
    """
    return reader.rows(
        f"""
        WITH lines AS (
            SELECT *, {_FOLDED} AS content FROM {reader.logbook()}
        )
        SELECT * EXCLUDE (content) FROM lines
        WHERE strlen(content) > length(content)
           OR len(list_filter($words::VARCHAR[], lambda word: contains(content, word))) > 0
           OR len(list_filter($digits::VARCHAR[], lambda number:
                  contains(regexp_replace(content, '[^0-9]', '', 'g'), number))) > 0
        ORDER BY seq DESC""",
        words=[longest_word(term) for term in terms if not phone_number(term)],
        digits=[digits[-9:] for term in terms if (digits := phone_number(term))],
    )


def longest_word(term: str) -> str:
    """The longest word of a folded term, which every spelling of it contains."""
    return max(re.findall(r"\w+", folded(term)), key=len, default="")


_SPACES, _APOSTROPHES = "“”„«»‐‑–—…•·€°\u00a0\u202f", "’‘´`''"
"""What notes in Dutch hold besides letters: no reason to look through a line. In a literal of SQL
an apostrophe is written twice; `translate` leaves out what has no counterpart."""

_FOLDED = f"""translate(lower(strip_accents(actor || ' ' || coalesce(body, ''))),
                      '{_SPACES}{_APOSTROPHES}', '{" " * len(_SPACES)}')"""


def versions(reader: Reader, table: str, ids: Sequence[str]) -> list[LineRow]:
    """Every version of these records of a kind, the newest first."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()}
        WHERE kind = $table AND subject IN (SELECT unnest($ids::VARCHAR[])) ORDER BY seq DESC""",
        table=table,
        ids=list(ids),
    )


def actions_with_people(reader: Reader, ids: Sequence[str]) -> list[LineRow]:
    """Every version of an action with one of these stakeholders, the newest first."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()} WHERE kind = '{Action.table}'
          AND list_has_any((body->'with_whom')::VARCHAR[], $ids::VARCHAR[]) ORDER BY seq DESC""",
        ids=list(ids),
    )


def actions_with_photos(reader: Reader, photos: Sequence[str]) -> list[LineRow]:
    """Every version of an action with one of these photos, the newest first.

    `photos`: their digests.
    """
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()} WHERE kind = '{Action.table}'
          AND body->>'photo' IN (SELECT unnest($photos::VARCHAR[])) ORDER BY seq DESC""",
        photos=list(photos),
    )


def inactive_contacts(reader: Reader, today: date, months: int) -> list[InactiveContact]:
    """People with contact details with whom nothing happened for `months` months, longest first.

    Withdrawn people, and people whose details were removed, are among them: the details are
    still in earlier versions.
    """
    return reader.rows(
        f"""
        WITH met AS (
            SELECT id, max(day) AS day FROM (
                SELECT unnest(with_whom) AS id, coalesce(done_on, due, start) AS day
                FROM {reader.table(Action)}
            ) GROUP BY id
        ), known AS (
            SELECT subject AS id, any_value(pilot) AS pilot,
                   {local_day("max(recorded_at)")} AS changed,
                   arg_max(body->>'name', seq) AS name, arg_max(body->>'email', seq) AS email,
                   arg_max(body->>'phone', seq) AS phone
            FROM {reader.logbook()} WHERE kind = '{Stakeholder.table}' GROUP BY subject
        ), contacts AS (
            SELECT known.* EXCLUDE (changed), p.name AS project,
                   greatest(coalesce(met.day, changed), changed) AS last
            FROM known
            LEFT JOIN met ON met.id = known.id
            LEFT JOIN {reader.table(Pilot)} p ON p.id = known.pilot
            WHERE known.email IS NOT NULL OR known.phone IS NOT NULL
        )
        FROM contacts WHERE last < $today::DATE - to_months($months::INTEGER)
        ORDER BY last, lower(name)""",
        today=today,
        months=months,
    )


def known_names(reader: Reader) -> list[str]:
    """Every name, address and number in the logbook that has a field of its own, by alphabet.

    Earlier versions and withdrawn records included; and who wrote the lines.
    """
    in_bodies = " ".join(
        f"UNION ALL SELECT unnest([{lists}]) FROM {reader.logbook()} WHERE kind = '{table}'"
        for table, lists in _names_in_body().items()
    )
    rows = reader.rows(
        f"""
        SELECT DISTINCT unnest(names) AS name FROM (
            SELECT [actor] AS names FROM {reader.logbook()} {in_bodies}
        ) ORDER BY name"""
    )
    return [row["name"] for row in rows if row["name"]]


@cache
def _names_in_body() -> dict[str, str]:
    """SQL for the lists of names in the body of a line, by the table of its kind."""
    columns: dict[str, list[str]] = {}
    for schema in KINDS.values():
        for name, field in schema.fields().items():
            is_other = any(marked(field, marker) for marker in (Long, PhotoFile, Ref))
            if marked(field, Personal) and base_type(field) is str and not is_other:
                several = f"(body->'{name}')::VARCHAR[]"
                one = f"[body->>'{name}']"
                columns.setdefault(schema.table, []).append(
                    several if holds_several(field) else one
                )
    return {table: ", ".join(lists) for table, lists in columns.items()}


def resident_names(reader: Reader) -> list[str]:
    """The names of residents, and of people of whom the kind is not known, to find in a text.

    Only names of more than one word: a first name alone is too common to be found.
    """
    rows = reader.rows(
        f"""
        SELECT DISTINCT unnest([name] || also_called) AS name FROM {reader.table(Stakeholder)}
        WHERE kind IS NULL OR kind = $resident ORDER BY name""",
        resident=StakeholderKind.RESIDENT,
    )
    return [row["name"] for row in rows if " " in (row["name"] or "")]
