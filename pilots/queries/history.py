"""The audit trail: who changed what and when, and what it was before. For the team alone.

Every line of the logbook holds a name, so without rights to names every answer is empty.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pilots.store.reader import Reader
from schemas import Pilot


@dataclass(frozen=True)
class Change:
    """One line of the logbook, with what it changed."""

    seq: int
    recorded_at: datetime
    actor: str
    kind: str
    subject: str
    body: dict[str, Any] | None
    """The record's fields after the change; None where it was withdrawn."""
    before: dict[str, Any] | None
    """The fields before the change; None where there was no record."""
    is_newest: bool
    """Whether this is the record's newest version."""

    @property
    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Per field that differs: from what, to what. None is not set."""
        old, new = self.before or {}, self.body or {}
        names = dict.fromkeys([*new, *old])
        return {
            name: (old.get(name), new.get(name))
            for name in names
            if old.get(name) != new.get(name)
        }


def changes(
    reader: Reader,
    pilot_id: str | None,
    subject: str | None = None,
    offset: int = 0,
    limit: int = 20,
) -> list[Change]:
    """The changes to a pilot and all that belongs to it, newest first.

    `pilot_id` None: to what all pilots share. `subject`: only the record with this id.
    """
    rows = reader.rows(
        f"""
        WITH lines AS (
            SELECT seq, recorded_at, actor, kind, subject, body,
                   lag(body) OVER versions AS before,
                   lead(seq) OVER versions IS NULL AS is_newest
            FROM {reader.logbook()}
            WHERE pilot IS NOT DISTINCT FROM $pilot
              AND ($subject::VARCHAR IS NULL OR subject = $subject)
            WINDOW versions AS (PARTITION BY kind, subject ORDER BY seq)
        )
        FROM lines ORDER BY seq DESC LIMIT $limit OFFSET $offset""",
        pilot=pilot_id,
        subject=subject,
        offset=offset,
        limit=limit,
    )
    return [
        Change(**row | {"body": _fields(row["body"]), "before": _fields(row["before"])})
        for row in rows
    ]


def count(reader: Reader, pilot_id: str | None) -> int:
    """How many changes there are in all."""
    rows = reader.rows(
        f"SELECT count(*) AS n FROM {reader.logbook()} WHERE pilot IS NOT DISTINCT FROM $pilot",
        pilot=pilot_id,
    )
    return int(rows[0]["n"])


def newest_by(reader: Reader, actor: str) -> tuple[int, str | None]:
    """The newest line that somebody wrote, and the pilot of their newest line that has one.

    0 and None if there is no such line.
    """
    rows = reader.rows(
        f"""
        SELECT coalesce(max(seq), 0) AS seq, arg_max(pilot, seq) AS pilot
        FROM {reader.logbook()} WHERE actor = $actor""",
        actor=actor,
    )
    return rows[0]["seq"], rows[0]["pilot"]


def withdrawn(reader: Reader) -> list[Change]:
    """The last versions of pilots, and of what all pilots share, that are withdrawn: newest first.

    What was withdrawn within a pilot is found in the changes of that pilot.
    """
    rows = reader.rows(
        f"""
        WITH ended AS (
            SELECT max(seq) FILTER (body IS NOT NULL) AS last
            FROM {reader.logbook()} WHERE kind = '{Pilot.table}' OR pilot IS NULL
            GROUP BY kind, subject HAVING max(seq) > last
        )
        SELECT seq, recorded_at, actor, kind, subject, body
        FROM {reader.logbook()} WHERE seq IN (SELECT last FROM ended) ORDER BY seq DESC"""
    )
    return [
        Change(**row | {"body": _fields(row["body"])}, before=None, is_newest=False)
        for row in rows
    ]


def pilots_called(reader: Reader, name: str) -> list[str]:
    """The ids of the pilots that have this name, or had it once."""
    rows = reader.rows(
        f"""
        SELECT DISTINCT subject AS id FROM {reader.logbook()}
        WHERE kind = '{Pilot.table}' AND json_extract_string(body, '$.name') = $name
        ORDER BY id""",
        name=name,
    )
    return [row["id"] for row in rows]


def _fields(body: str | None) -> dict[str, Any] | None:
    return None if body is None else json.loads(body)
