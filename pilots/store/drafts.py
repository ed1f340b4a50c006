"""Drafts: what somebody is still typing, stored until it is recorded or thrown away.

A draft is no record yet, so it is not in the logbook. It is in a table of its own, so that a
reload, another device or a restart of the server finds it. It may hold personal data (PII), and
only its owner gets it.

Mostly there is one per person and form. Where somebody fills in the same form in two tabs, each
tab has its own, stored as `form#` and a name of the tab.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pilots.store.logbook import Logbook

_TABLE = """
CREATE TABLE IF NOT EXISTS drafts (
    person VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    token VARCHAR NOT NULL,
    fields VARCHAR NOT NULL,
    kept_at TIMESTAMP NOT NULL
)"""

_DELETE = "DELETE FROM drafts WHERE person = $person AND form = $form"


@dataclass(frozen=True)
class Draft:
    """A form as its user left it."""

    stored_as: str
    """The name of the form, in a second tab with that of the tab."""
    token: str
    """The form's own key: inputs with the same key are the same inputs to the browser."""
    fields: Mapping[str, Any]
    """What was typed, by field: texts, numbers, days and lists of texts."""
    saved_at: datetime
    """UTC, without zone."""


class Drafts:
    """The drafts of everybody who uses this tracker. Raises DiskFull or NotRecorded."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        with logbook.side_transaction() as cursor:
            cursor.execute(_TABLE)

    def save(self, person: str, form: str, token: str, fields: Mapping[str, Any]) -> datetime:
        """Replace somebody's draft of a form, and give the moment; one without fields is deleted.

        `form` is the name as which it is stored.
        """
        now = datetime.now(UTC).replace(tzinfo=None)
        with self._logbook.side_transaction() as cursor:
            cursor.execute(_DELETE, {"person": person, "form": form})
            if fields:
                cursor.execute(
                    "INSERT INTO drafts VALUES ($person, $form, $token, $fields, $now)",
                    {
                        "person": person,
                        "form": form,
                        "token": token,
                        "fields": json.dumps({k: _to_json(v) for k, v in fields.items()}),
                        "now": now,
                    },
                )
        return now

    def delete(self, person: str, form: str) -> None:
        """Delete a draft: it was recorded, or is not wanted any more."""
        self.save(person, form, "", {})

    def delete_where(self, is_in: Callable[[str], bool]) -> None:
        """Delete every draft whose owner, or one of whose texts, `is_in` is true of."""
        with self._logbook.side_transaction() as cursor:
            rows = cursor.execute("SELECT person, form, fields FROM drafts").fetchall()
            for person, form, fields in rows:
                if any(map(is_in, [person, *_texts(json.loads(fields))])):
                    cursor.execute(_DELETE, {"person": person, "form": form})

    def find(self, person: str, form: str) -> Draft | None:
        """The form as somebody left it last, in whatever tab; None where there is no draft."""
        with self._logbook.database.cursor() as cursor:
            row = cursor.execute(
                """
                SELECT form, token, fields, kept_at FROM drafts
                WHERE person = $person AND (form = $form OR starts_with(form, $form || '#'))
                ORDER BY kept_at DESC LIMIT 1""",
                {"person": person, "form": form},
            ).fetchone()
        if row is None:
            return None
        stored_as, token, fields, saved_at = row
        values = {name: _from_json(value) for name, value in json.loads(fields).items()}
        return Draft(stored_as, token, values, saved_at)

    def unfinished(self, person: str) -> dict[str, datetime]:
        """The forms that somebody left unfinished, with the moment (UTC), newest first."""
        with self._logbook.database.cursor() as cursor:
            rows = cursor.execute(
                """
                SELECT split_part(form, '#', 1) AS form, max(kept_at) FROM drafts
                WHERE person = $person GROUP BY ALL ORDER BY 2 DESC""",
                {"person": person},
            ).fetchall()
        return dict(rows)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value as it was typed: in JSON the end of a line would be a letter."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            yield from _texts([*value, *value.values()])


def _to_json(value: Any) -> Any:
    """A value in JSON; a day is marked as one, because a text can look like a day."""
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _from_json(value: Any) -> Any:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
