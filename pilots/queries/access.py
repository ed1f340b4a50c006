"""Who has been let in: members, and the links that were shared.

Names, addresses and digests are personal: without rights to those, no query here gives a row.
"""

from datetime import date
from typing import TypedDict

from pilots.store.reader import Reader
from schemas import Member, SharedLink


class RoleRow(TypedDict):
    """A role of somebody."""

    name: str
    role: str
    pilot: str | None
    """None: in all pilots."""


class MemberRow(RoleRow):
    """A member in one role; somebody with two roles has two rows."""

    id: str
    email: str
    until: date | None
    """The last day of the role; None: until it is withdrawn."""
    _seq: int


class LinkRow(TypedDict):
    """A link that was shared."""

    id: str
    pilots: list[str]
    """The pilots it opens; empty: all of them."""
    until: date
    """The last day it works."""


class ListedLink(LinkRow):
    """A link as it is listed."""

    pilot: str | None
    """The pilot that it belongs to; None: to several."""
    name: str
    _seq: int


class SecretLink(LinkRow):
    """A link with the fingerprint of its address."""

    digest: str


def roles_of(reader: Reader, email: str, today: date) -> list[RoleRow]:
    """The roles of an e-mail address on this day, the newest first."""
    return reader.rows(
        f"""
        SELECT name, role, pilot FROM {reader.table(Member)}
        WHERE email = $email AND (until IS NULL OR until >= $today)
        ORDER BY _seq DESC""",
        email=email,
        today=today,
    )


def members(reader: Reader) -> list[MemberRow]:
    """The members of the pilots in which one may read names, by name."""
    return reader.rows(
        f"""
        SELECT id, pilot, name, email, role, until, _seq FROM {reader.table(Member)}
        WHERE email IS NOT NULL
        ORDER BY lower(coalesce(name, email)), email, pilot NULLS FIRST, _seq"""
    )


def links(reader: Reader) -> list[ListedLink]:
    """The links to the pilots in which one may read names, the newest first."""
    return reader.rows(
        f"""
        SELECT id, pilot, pilots, name, until, _seq FROM {reader.table(SharedLink)}
        WHERE digest IS NOT NULL ORDER BY _seq DESC"""
    )


def link(reader: Reader, digest: str) -> SecretLink | None:
    """The link whose address has this fingerprint; None if there is none, or not any more."""
    rows: list[SecretLink] = reader.rows(
        f"SELECT id, pilots, until, digest FROM {reader.table(SharedLink)} WHERE digest = $digest",
        digest=digest,
    )
    return rows[0] if rows else None
