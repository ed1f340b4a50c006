"""Sign-in by Streamlit: its secrets, its cookie, and signing out (OpenID Connect)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from pilots.access import Viewer
from pilots.settings import current
from pilots.signin import providers
from pilots.signin.identity import Authentication, Authenticator, Refusal


@dataclass(frozen=True)
class _SetUp:
    """How sign-in is set up, read once when the server starts.

    Read again, a file that is lost while the server runs would let everybody in.
    """

    secrets: Any
    """The `st.secrets` it was read from: each test has its own."""
    auth: Mapping[str, Any] | None
    problem: str


_known: _SetUp | None = None


def _set_up() -> _SetUp:
    global _known
    if _known is None or _known.secrets is not st.secrets:
        auth = _read()
        _known = _SetUp(st.secrets, auth, "" if auth is None else _problem(auth))
    return _known


def _problem(auth: Mapping[str, Any]) -> str:
    if st.get_option("server.trustedUserHeaders"):
        # Streamlit prefers these headers to its cookie, and anybody can send them.
        return "server.trustedUserHeaders must be empty"
    return providers.problem(auth)


def _read() -> Mapping[str, Any] | None:
    try:
        section = st.secrets.to_dict().get("auth")
    except FileNotFoundError:
        # Streamlit raises the same for a missing file and for one that is not valid TOML. Whoever
        # wrote a file wants sign-in, so then nobody comes in.
        has_file = any(map(Path.exists, map(Path, st.get_option("secrets.files"))))
        return {} if has_file else None
    return section if section is None or isinstance(section, dict) else {}


def has_sign_in() -> bool:
    """Whether people sign in; otherwise the tracker serves the person at this machine."""
    return _set_up().auth is not None


def problem() -> str:
    """What is wrong with how sign-in is set up; '' for nothing."""
    return _set_up().problem


def provider_names() -> tuple[str, ...]:
    """The providers to sign in with."""
    return providers.providers(_set_up().auth or {})


def authentication(authenticator: Callable[[], Authenticator]) -> Authentication:
    """The viewer, and why they are refused if they are: looked up in every run."""
    if not has_sign_in():
        return Authentication(current().viewer)
    if problem():
        return Authentication(Viewer(""), Refusal.UNKNOWN)
    return authenticator().authenticate(st.user.to_dict(), current(), datetime.now(UTC))


def sign_out(authenticator: Callable[[], Authenticator]) -> None:
    """Sign out on every device. Where the logbook raises, still sign out on this one."""
    claims = st.user.to_dict()
    try:
        authenticator().sign_out(claims)
    finally:
        st.logout()
