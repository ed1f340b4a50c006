"""Authentication: from the claims of an identity provider to a viewer, or to a refusal.

A provider vouches for an address and for the moment of signing in, and for nothing else. Roles
come from our own records and are looked up in every run, so a role that was withdrawn, a session
that expired and a sign-out on another device take effect at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pilots.access import EVERYTHING, Grant, Role, Viewer
from pilots.language import HERE
from pilots.queries.access import RoleRow, roles_of
from pilots.settings import Settings
from pilots.signin.revocation import Revocation
from pilots.tracker import Tracker
from schemas.access import EmailAddress
from schemas.record import ShortText

Claims = Mapping[str, Any]
"""OpenID Connect claims, from a token that the provider signed and Streamlit verified."""

ENTRA = "https://login.microsoftonline.com/"


class Refusal(StrEnum):
    """Why somebody is not let in."""

    UNKNOWN = "unknown"
    """Nobody is signed in."""
    NO_ADDRESS = "no address"
    """The provider does not vouch for an address."""
    OVERDUE = "overdue"
    """They signed in too long ago."""
    SIGNED_OUT = "signed out"
    """They signed out, here or elsewhere, after this token was issued."""
    UNINVITED = "uninvited"
    """No member has this address, or none any more."""


@dataclass(frozen=True)
class Authentication:
    """Who is looking. Whoever is refused is a viewer without any role."""

    viewer: Viewer
    refusal: Refusal | None = None

    def in_example(self) -> "Authentication":
        """The same person in the example year: a role for some pilots becomes one for all."""
        roles = dict.fromkeys(grant.role for grant in self.viewer.grants)
        return replace(self, viewer=replace(self.viewer, grants=tuple(map(Grant, roles))))


class Authenticator:
    """Decides who may use one tracker."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._revocation = Revocation(tracker.logbook)
        self._cache: tuple[tuple[int, date], dict[str, Viewer]] = ((-1, date.min), {})

    def authenticate(self, claims: Claims, settings: Settings, now: datetime) -> Authentication:
        """Who this is, and whether they are let in. `now` has a time zone."""
        if not claims.get("is_logged_in"):
            return Authentication(Viewer(""), Refusal.UNKNOWN)
        email = address(claims)
        if email is None:
            return Authentication(Viewer(_name(claims) or ""), Refusal.NO_ADDRESS)
        stranger = Viewer(_name(claims) or email, email=email)
        issued = _issued(claims)
        if issued is None or now.timestamp() - issued >= _seconds(settings.session_hours):
            return Authentication(stranger, Refusal.OVERDUE)
        member = self._member(stranger, settings, now.astimezone(HERE).date())
        if not member.grants:
            return Authentication(stranger, Refusal.UNINVITED)
        if not self._revocation.is_valid(email, issued):
            return Authentication(stranger, Refusal.SIGNED_OUT)
        return Authentication(member)

    def sign_out(self, claims: Claims) -> None:
        """End every session of this person, on whatever device. Raises DiskFull or NotRecorded."""
        email = address(claims)
        if email is not None:
            self._revocation.revoke(email)

    def _member(self, stranger: Viewer, settings: Settings, today: date) -> Viewer:
        """The same person with the name and roles of our records; cached until the next write."""
        key = (self._tracker.head, today)
        cached_at, members = self._cache
        if cached_at != key:
            members = {}
            self._cache = (key, members)
        if stranger.email not in members:
            rows = self._tracker.ask(roles_of, EVERYTHING, stranger.email, today)
            members[stranger.email] = Viewer(
                name=rows[0]["name"] if rows else "",
                grants=tuple(_grant(row) for row in rows),
                email=stranger.email,
            )
        member = members[stranger.email]
        if stranger.email == settings.administrator:
            member = replace(member, grants=(Grant(Role.ADMINISTRATOR), *member.grants))
        return replace(member, name=member.name or stranger.name)


def address(claims: Claims) -> str | None:
    """The e-mail address that the provider vouches for; None where it vouches for none."""
    email = claims.get("email")
    if not email and str(claims.get("iss", "")).startswith(ENTRA):
        # With other providers people may choose this name themselves.
        email = claims.get("preferred_username")
    if claims.get("email_verified", True) not in (True, "true"):
        return None
    try:
        return _EMAIL.validate_python(email)
    except ValidationError:
        return None


_EMAIL: TypeAdapter[str] = TypeAdapter(EmailAddress)
_LINE: TypeAdapter[str] = TypeAdapter(ShortText)


def _name(claims: Claims) -> str | None:
    try:
        return _LINE.validate_python(claims.get("name"))
    except ValidationError:
        return None


def _issued(claims: Claims) -> int | None:
    """When the token was issued: seconds since 1970."""
    issued = claims.get("iat")
    return int(issued) if isinstance(issued, int | float) else None


def _seconds(hours: float) -> float:
    return timedelta(hours=hours).total_seconds()


def _grant(row: RoleRow) -> Grant:
    return Grant(Role(row["role"]), frozenset({row["pilot"]}) if row["pilot"] else None)
