"""Personal data (GDPR/AVG): where somebody is mentioned, and whose details are kept for long.

For the team: all of it is read from the logbook or names people, so without rights to names
every answer is empty.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import TypedDict

from pydantic.fields import FieldInfo

from pilots.queries import spellings
from pilots.queries.rows import local_day
from pilots.store.reader import Reader
from schemas import (
    KINDS,
    Action,
    Long,
    Match,
    Member,
    Need,
    Offer,
    Personal,
    PhotoFile,
    Pilot,
    Ref,
    RungReached,
    Stakeholder,
    StakeholderKind,
    Tie,
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
    salt: str | None
    digest: str | None
    chain: str | None


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
    """The day of the newest action with them, link, need, offer, match or rung of theirs or, if
    later, of the last change to their record (in UTC)."""


def lines_containing(reader: Reader, terms: Sequence[str]) -> list[LineRow]:
    """The lines of the logbook that may contain one of these terms, the newest first.

    Earlier versions and withdrawn records included. A wide net, for `Person` to look through.
    """
    return reader.rows(
        f"""
        WITH lines AS (
            SELECT *, {spellings.plain("actor || ' ' || coalesce(body, '')")} AS content
            FROM {reader.logbook()}
        )
        SELECT * EXCLUDE (content) FROM lines
        WHERE {spellings.may_hold("content")} ORDER BY seq DESC""",
        **spellings.search_terms(terms),
    )


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


def referring(reader: Reader, table: str, field: str, ids: Sequence[str]) -> list[LineRow]:
    """Every version of a record of a kind that refers in a field to one of these records, the
    newest first. The field holds one id."""
    return reader.rows(
        f"""
        SELECT * FROM {reader.logbook()} WHERE kind = $table
          AND body->>$field IN (SELECT unnest($ids::VARCHAR[])) ORDER BY seq DESC""",
        table=table,
        field=field,
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
        WITH listings AS (
            FROM {reader.table(Need)} SELECT id, stakeholder, _seq
            UNION ALL FROM {reader.table(Offer)} SELECT id, stakeholder, _seq
        ), met AS (
            SELECT id, max(day) AS day FROM (
                SELECT unnest(with_whom) AS id, coalesce(done_on, due, start) AS day
                FROM {reader.table(Action)}
                UNION ALL SELECT unnest([who, other, made_by]), coalesce(ended_on, since)
                FROM {reader.table(Tie)}
                UNION ALL SELECT stakeholder, seen_on FROM {reader.table(RungReached)}
                UNION ALL SELECT stakeholder, coalesce(ended_on, introduced_on)
                FROM {reader.table(Match)} m JOIN listings l ON l.id IN (m.need, m.offer)
                UNION ALL SELECT stakeholder, {local_day("recorded_at")}
                FROM listings JOIN {reader.logbook()} ON seq = _seq
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
    rows = reader.rows(
        f"""
        SELECT DISTINCT unnest([actor] || CASE kind {_names_in_body()} ELSE [] END) AS name
        FROM {reader.logbook()} ORDER BY name"""
    )
    return [row["name"] for row in rows if row["name"]]


@cache
def _names_in_body() -> str:
    """The branches of SQL that make a list of the names in the body of a line, for each kind."""
    branches = []
    for schema in KINDS.values():
        lists = [
            f"coalesce((body->'{name}')::VARCHAR[], [])"
            if holds_several(field)
            else f"[body->>'{name}']"
            for name, field in schema.fields().items()
            if marked(field, Personal) and base_type(field) is str and not _is_no_name(field)
        ]
        if lists:
            branches.append(f"WHEN '{schema.table}' THEN {' || '.join(lists)}")
    return " ".join(branches)


def _is_no_name(field: FieldInfo) -> bool:
    return any(marked(field, marker) for marker in (Long, PhotoFile, Ref))


def names_of_people(reader: Reader) -> list[str]:
    """The names of everybody who is known, to find in a text, by alphabet: of residents, of
    stakeholders of whom the kind is not known, of members, and of those who lead a pilot."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT name FROM (
            SELECT unnest([name] || also_called) AS name FROM {reader.table(Stakeholder)}
            WHERE kind IS NULL OR kind = $resident
            UNION ALL SELECT name FROM {reader.table(Member)}
            UNION ALL SELECT lead FROM {reader.table(Pilot)}
        ) WHERE name IS NOT NULL ORDER BY name""",
        resident=StakeholderKind.RESIDENT,
    )
    return [row["name"] for row in rows]
