"""One line of the logbook, and how it is written as JSON.

The JSON of a line is the same in the journal and in an export, byte for byte, so a copy of
the journal's files is a back-up and an export can be laid beside them.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any
from uuid import UUID

SEAL = ("salt", "digest", "chain")
"""The fields of a line that show whether it is as it was recorded. Lines of versions before 0.6
have none of them."""


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
    salt: str | None = None
    """Random. Erasing replaces it together with the content, so that nobody can find out by
    guessing what the content was."""
    digest: str | None = None
    """SHA-256 of the salt and of all but the number, as it was recorded; erasing leaves it."""
    chain: str | None = None
    """SHA-256 of what erasing leaves, and of the `chain` of the line above: it stands for this
    line and for all lines above it."""

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

    def chained(self, above: "Line | None") -> "Line":
        """The line with a digest of its own, fastened to the line above it."""
        salted = self.salted()
        salted = replace(salted, digest=salted.content_digest())
        return replace(salted, chain=salted.chain_after(above))

    def salted(self) -> "Line":
        """The line with a new salt: for new content."""
        return replace(self, salt=token_hex(16))

    def content_digest(self) -> str:
        """What `digest` is while the content is as it was recorded."""
        return _sha256(
            self.salt,
            self.idempotency_key,
            self.recorded_at.isoformat(timespec="microseconds"),
            self.actor,
            self.kind,
            self.subject,
            self.pilot,
            self.body,
        )

    def chain_after(self, above: "Line | None") -> str:
        """What `chain` is while nothing was put in, taken out or moved above this line."""
        return _sha256(
            above.chain if above else None,
            self.seq,
            self.idempotency_key,
            self.recorded_at.isoformat(timespec="microseconds"),
            self.kind,
            self.subject,
            self.pilot,
            self.digest,
        )

    def to_json(self) -> str:
        seal = {name: value for name in SEAL if (value := getattr(self, name)) is not None}
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
                **seal,
            }
        )

    def to_bytes(self) -> bytes:
        """Itself as it stands in the journal and in an export, with what ends it: what is hashed
        where several lines have one digest."""
        return f"{self.to_json()}\n".encode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Line":
        """Read a line back. Raises ValueError for anything but a whole, well-formed line."""
        try:
            fields = json.loads(text)
            body = fields.pop("body")
            seal = {name: _text(fields.pop(name)) for name in SEAL if name in fields}
            return cls(
                seq=_number(fields.pop("seq")),
                idempotency_key=str(UUID(fields.pop("entry"))),
                recorded_at=_moment(fields.pop("recorded_at")),
                pilot=None if fields["pilot"] is None else _text(fields["pilot"]),
                body=None if body is None else _body(body),
                **{name: _text(fields.pop(name)) for name in ("actor", "kind", "subject")},
                **seal,
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


def _sha256(*values: object) -> str:
    """The digest of these values as a JSON list: `sha256sum` gives the same."""
    # Half a character is refused where the line is written, with a sentence.
    return sha256(canonical(values).encode(errors="surrogatepass")).hexdigest()


def canonical(value: Any) -> str:
    """The one way this program writes JSON: compact, in UTF-8, keys in their given order."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
