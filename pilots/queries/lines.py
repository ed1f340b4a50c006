"""Lines of the logbook as they stand: by their number, by their record, by what is in them."""

from collections.abc import Sequence
from typing import Any, TypedDict

from pilots.store.logbook import Line
from pilots.store.reader import Reader


class NewestVersion(TypedDict):
    """How a record stands, or stood before it was withdrawn."""

    kind: str
    pilot: str | None
    body: str
    """Its fields, as JSON."""


def numbered(reader: Reader, seqs: Sequence[int]) -> list[Line]:
    """The lines with these numbers, in no order; those that may not be read are left out."""
    return _lines(reader, "seq IN (SELECT unnest($seqs::BIGINT[]))", seqs=list(seqs))


def versions(reader: Reader, kind: str, subject: str) -> list[Line]:
    """All versions of a record, the oldest first."""
    return _lines(
        reader, "kind = $kind AND subject = $subject ORDER BY seq", kind=kind, subject=subject
    )


def with_keys(reader: Reader, idempotency_keys: Sequence[str]) -> list[Line]:
    """The lines with these idempotency keys, in no order."""
    return _lines(
        reader,
        "idempotency_key IN (SELECT unnest($keys::VARCHAR[]))",
        keys=list(idempotency_keys),
    )


def newest_versions(reader: Reader, subjects: Sequence[str]) -> list[NewestVersion]:
    """The newest versions of the records with these ids, in no order.

    A row for each kind and pilot that an id was recorded with.
    """
    return reader.rows(
        f"""
        SELECT kind, pilot, arg_max(body, seq) AS body FROM {reader.logbook()}
        WHERE subject IN (SELECT unnest($subjects::VARCHAR[])) AND body IS NOT NULL
        GROUP BY kind, subject, pilot""",
        subjects=list(subjects),
    )


def mention(reader: Reader, text: str) -> bool:
    """Whether the body of any line contains this text."""
    return bool(
        reader.rows(
            f"SELECT 1 FROM {reader.logbook()} WHERE contains(body, $text) LIMIT 1", text=text
        )
    )


def _lines(reader: Reader, where: str, **parameters: Any) -> list[Line]:
    rows = reader.rows(f"FROM {reader.logbook()} WHERE {where}", **parameters)
    return [Line(**row) for row in rows]
