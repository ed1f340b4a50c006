"""Who somebody is to this tracker: from what a provider says of them, to a viewer or a refusal.

A provider vouches for an address and for the moment of signing in, and for nothing else. What
somebody may do is a matter of our own records, and is looked up in every run: a role that was
withdrawn, a session that is over and a sign-out on another device all work at once.
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
from pilots.signin.sign_ins import SignIns
from pilots.tracker import Tracker
from schemas.access import EmailAddress
from schemas.record import Line

Claims = Mapping[str, Any]
"""What the provider says, from a token that it signed and Streamlit checked."""

ENTRA = "https://login.microsoftonline.com/"


class Refusal(StrEnum):
    """Why somebody is not let in."""

    UNKNOWN = "unknown"
    """Nobody signed in."""
    NO_ADDRESS = "no address"
    """The provider does not vouch for an address."""
    OVERDUE = "overdue"
    """They signed in too long ago."""
    SIGNED_OUT = "signed out"
    """They signed out, here or elsewhere, and this is from before."""
    UNINVITED = "uninvited"
    """No member has this address, or not any more."""


@dataclass(frozen=True)
class Arrival:
    """Somebody at the door. Who is refused is a viewer without any role."""

    viewer: Viewer
    refusal: Refusal | None = None

    def in_example(self) -> "Arrival":
        """The same person where all is invented: what they may do to some, they may try on all."""
        roles = dict.fromkeys(grant.role for grant in self.viewer.grants)
        return replace(self, viewer=replace(self.viewer, grants=tuple(map(Grant, roles))))


class Door:
    """Decides who comes in to one tracker."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._sign_ins = SignIns(tracker.logbook)
        self._remembered: tuple[tuple[int, date], dict[str, Viewer]] = ((-1, date.min), {})

    def arrival(self, claims: Claims, settings: Settings, now: datetime) -> Arrival:
        """Who this is, and whether they come in. `now` has a zone."""
        if not claims.get("is_logged_in"):
            return Arrival(Viewer(""), Refusal.UNKNOWN)
        email = address(claims)
        if email is None:
            return Arrival(Viewer(_name(claims) or ""), Refusal.NO_ADDRESS)
        stranger = Viewer(_name(claims) or email, email=email)
        issued = _issued(claims)
        if issued is None or now.timestamp() - issued >= _seconds(settings.session_hours):
            return Arrival(stranger, Refusal.OVERDUE)
        member = self._member(stranger, settings, now.astimezone(HERE).date())
        if not member.grants:
            return Arrival(stranger, Refusal.UNINVITED)
        if not self._sign_ins.counts(email, issued):
            return Arrival(stranger, Refusal.SIGNED_OUT)
        return Arrival(member)

    def sign_out(self, claims: Claims) -> None:
        """End every session of this person, on whatever device. Raises as the logbook does."""
        email = address(claims)
        if email is not None:
            self._sign_ins.end(email)

    def _member(self, stranger: Viewer, settings: Settings, today: date) -> Viewer:
        """The same person with their name and roles here; remembered until somebody records."""
        now = (self._tracker.head, today)
        when, known = self._remembered
        if when != now:
            known = {}
            self._remembered = (now, known)
        if stranger.email not in known:
            rows = self._tracker.ask(roles_of, EVERYTHING, stranger.email, today)
            known[stranger.email] = Viewer(
                name=rows[0]["name"] if rows else "",
                grants=tuple(_grant(row) for row in rows),
                email=stranger.email,
            )
        member = known[stranger.email]
        if stranger.email == settings.administrator:
            member = replace(member, grants=(Grant(Role.ADMINISTRATOR), *member.grants))
        return replace(member, name=member.name or stranger.name)


def address(claims: Claims) -> str | None:
    """The e-mail address that the provider vouches for; None where it does for none."""
    said = claims.get("email")
    if not said and str(claims.get("iss", "")).startswith(ENTRA):
        # Of other providers this can be a name that people choose themselves.
        said = claims.get("preferred_username")
    if claims.get("email_verified", True) not in (True, "true"):
        return None
    try:
        return _EMAIL.validate_python(said)
    except ValidationError:
        return None


_EMAIL: TypeAdapter[str] = TypeAdapter(EmailAddress)
_LINE: TypeAdapter[str] = TypeAdapter(Line)


def _name(claims: Claims) -> str | None:
    try:
        return _LINE.validate_python(claims.get("name"))
    except ValidationError:
        return None


def _issued(claims: Claims) -> int | None:
    """When they signed in, in seconds."""
    said = claims.get("iat")
    return int(said) if isinstance(said, int | float) else None


def _seconds(hours: float) -> float:
    return timedelta(hours=hours).total_seconds()


def _grant(row: RoleRow) -> Grant:
    return Grant(Role(row["role"]), frozenset({row["pilot"]}) if row["pilot"] else None)
