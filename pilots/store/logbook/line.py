"""One line of the logbook, and how it is written as JSON.

The JSON of a line is the same in the journal and in an export, byte for byte, so a copy of
the journal's files is a back-up and an export can be laid beside them.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A line that is about to be appended: it has no number and no moment yet."""

    idempotency_key: str
    """UUID made when the form was opened: a submission that is repeated is stored once."""
    actor: str
    kind: str
    subject: str
    pilot: str | None
    body: str | None
    """The record's fields as canonical JSON; None withdraws the record (soft delete)."""

    def __post_init__(self) -> None:
        # A UUID can be spelled in several ways; one spelling makes a repeated key recognisable.
        object.__setattr__(self, "idempotency_key", str(UUID(self.idempotency_key)))


@dataclass(frozen=True, slots=True)
class Line:
    """One version of one record, as it was appended; fields in the order of the columns."""

    seq: int
    """1, 2, 3 … without gaps, in the order of commits."""
    idempotency_key: str
    recorded_at: datetime
    """UTC, without zone."""
    actor: str
    kind: str
    subject: str
    pilot: str | None
    body: str | None
    """The record's fields as canonical JSON; None where it was withdrawn."""

    @classmethod
    def of(cls, pending: PendingLine, seq: int, recorded_at: datetime) -> "Line":
        return cls(
            seq,
            pending.idempotency_key,
            recorded_at,
            pending.actor,
            pending.kind,
            pending.subject,
            pending.pilot,
            pending.body,
        )

    def to_json(self) -> str:
        return canonical(
            {
                "seq": self.seq,
                "entry": self.idempotency_key,
                "recorded_at": self.recorded_at.isoformat(timespec="microseconds"),
                "actor": self.actor,
                "kind": self.kind,
                "subject": self.subject,
                "pilot": self.pilot,
                "body": None if self.body is None else json.loads(self.body),
            }
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> "Line":
        """Read a line back. Raises ValueError for anything but a whole, well-formed line."""
        try:
            fields = json.loads(text)
            body = fields.pop("body")
            return cls(
                seq=_number(fields.pop("seq")),
                idempotency_key=str(UUID(fields.pop("entry"))),
                recorded_at=_moment(fields.pop("recorded_at")),
                pilot=None if fields["pilot"] is None else _text(fields["pilot"]),
                body=None if body is None else _body(body),
                **{name: _text(fields.pop(name)) for name in ("actor", "kind", "subject")},
                **{name: value for name, value in fields.items() if name != "pilot"},
            )
        except (AttributeError, KeyError, TypeError, RecursionError) as problem:
            raise ValueError(str(problem)) from problem


def _number(value: object) -> int:
    if type(value) is not int or value < 1:
        raise ValueError("a line's number is 1 or more")
    return value


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is not None:
        raise ValueError("a line's moment is in UTC and names no zone")
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text expected")
    value.encode()  # raises a ValueError for half a character, which cannot be stored
    return value


def _body(value: object) -> str:
    if not isinstance(value, dict):
        raise ValueError("a record's fields have names")
    return _text(canonical(value))


def canonical(value: Any) -> str:
    """The one way this program writes JSON: compact, in UTF-8, keys in their given order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
