"""What somebody is still typing: kept until it is recorded or thrown away.

A draft is not in the logbook: nobody has said yet that it is so. It stands in a table of its
own, one per person and form, so that a reload, another device or a restart of the server
finds it again. It holds what was typed, names of people too, and only its owner gets it.
"""

import json
from collections.abc import Callable, Mapping
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

_MINE = "person = $person AND form = $form"


@dataclass(frozen=True)
class Kept:
    """A form as it was left."""

    token: str
    """The form's own key: inputs that have it are the same inputs."""
    fields: Mapping[str, Any]
    """What was typed, by field: texts, numbers, days and lists of texts."""
    kept_at: datetime
    """UTC, without zone."""


class Drafts:
    """The drafts of everybody who uses this tracker. Raises as the logbook does."""

    def __init__(self, logbook: Logbook) -> None:
        self._logbook = logbook
        self._database = logbook.database
        with logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            cursor.execute(_TABLE)

    def keep(self, person: str, form: str, token: str, fields: Mapping[str, Any]) -> None:
        """Keep a form as it is now, in place of how it was before; an empty one is dropped."""
        with (
            self._logbook.explaining(),
            self._database.lock,
            self._database.cursor() as cursor,
        ):
            cursor.begin()
            cursor.execute(f"DELETE FROM drafts WHERE {_MINE}", {"person": person, "form": form})
            if fields:
                cursor.execute(
                    "INSERT INTO drafts VALUES ($person, $form, $token, $fields, $now)",
                    {
                        "person": person,
                        "form": form,
                        "token": token,
                        "fields": json.dumps({k: _written(v) for k, v in fields.items()}),
                        "now": datetime.now(UTC).replace(tzinfo=None),
                    },
                )
            cursor.commit()

    def drop(self, person: str, form: str) -> None:
        """Forget a draft: it was recorded, or is not wanted any more."""
        self.keep(person, form, "", {})

    def forget(self, told_of: Callable[[str], bool]) -> None:
        """Drop every draft of which this holds: asked of whose it is, and of what was typed."""
        with self._logbook.explaining(), self._database.lock, self._database.cursor() as cursor:
            rows = cursor.execute("SELECT person, form, fields FROM drafts").fetchall()
            for person, form, fields in rows:
                texts = json.dumps(json.loads(fields), ensure_ascii=False)
                if told_of(person) or told_of(texts):
                    cursor.execute(
                        f"DELETE FROM drafts WHERE {_MINE}", {"person": person, "form": form}
                    )

    def find(self, person: str, form: str) -> Kept | None:
        """The form as it was left; None where nothing is kept."""
        with self._database.cursor() as cursor:
            row = cursor.execute(
                f"SELECT token, fields, kept_at FROM drafts WHERE {_MINE}",
                {"person": person, "form": form},
            ).fetchone()
        if row is None:
            return None
        fields = {name: _read(value) for name, value in json.loads(row[1]).items()}
        return Kept(token=row[0], fields=fields, kept_at=row[2])

    def left(self, person: str) -> dict[str, datetime]:
        """The forms that somebody left unfinished, with when (UTC), the newest first."""
        with self._database.cursor() as cursor:
            rows = cursor.execute(
                "SELECT form, kept_at FROM drafts WHERE person = $person ORDER BY kept_at DESC",
                {"person": person},
            ).fetchall()
        return dict(rows)


def _written(value: Any) -> Any:
    """A value in JSON; a day says that it is one, because a text can look like it."""
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    return date.fromisoformat(value["day"]) if isinstance(value, dict) else value
