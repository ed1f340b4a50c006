"""Who has been let in: members, and who has the address of a link."""

from datetime import date
from typing import Any

from pilots.store.reader import Reader
from schemas import Member, SharedLink


def roles_of(reader: Reader, email: str, today: date) -> list[dict[str, Any]]:
    """The roles that somebody with this address has today, what was said last first.

    Columns: name, role, and pilot (None: all of them).
    """
    return reader.rows(
        f"""
        SELECT name, role, pilot FROM {reader.table(Member)}
        WHERE email = $email AND (until IS NULL OR until >= $today)
        ORDER BY _seq DESC""",
        email=email,
        today=today,
    )


def members(reader: Reader) -> list[dict[str, Any]]:
    """The members whose names one may know, by name; somebody with two roles is there twice.

    Columns: id, pilot (None: all of them), name, email, role, until and _seq.
    """
    return reader.rows(
        f"""
        SELECT id, pilot, name, email, role, until, _seq FROM {reader.table(Member)}
        WHERE email IS NOT NULL
        ORDER BY lower(coalesce(name, email)), email, pilot NULLS FIRST, _seq"""
    )


def links(reader: Reader) -> list[dict[str, Any]]:
    """The links of the pilots whose names one may know, the newest first.

    Columns: id, pilot (of which it is, None: of several), pilots (none: all of them), name,
    until and _seq.
    """
    return reader.rows(
        f"""
        SELECT id, pilot, pilots, name, until, _seq FROM {reader.table(SharedLink)}
        WHERE digest IS NOT NULL ORDER BY _seq DESC"""
    )


def link(reader: Reader, digest: str) -> dict[str, Any] | None:
    """The link whose address has this digest; None where there is none, or none any more.

    Columns: id, pilots (none: all of them), until (the last day) and digest.
    """
    rows = reader.rows(
        f"SELECT id, pilots, until, digest FROM {reader.table(SharedLink)} WHERE digest = $digest",
        digest=digest,
    )
    return rows[0] if rows else None
