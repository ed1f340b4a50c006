"""Who is looking, as Streamlit knows it: its secrets, its cookie, and its way in and out."""

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
    """How sign-in is set up, as it was when the server began.

    It is read once: a file that is lost while the server runs would let everybody in.
    """

    secrets: Any
    """What it was read from: tests have their own."""
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
        # They go before what the cookie says, and whoever reaches the server can send them.
        return "server.trustedUserHeaders must be empty"
    return providers.problem(auth)


def _read() -> Mapping[str, Any] | None:
    try:
        section = st.secrets.to_dict().get("auth")
    except FileNotFoundError:
        # Streamlit says the same of a file that is not there and of one that makes no sense.
        # Who has written one wants sign-in, so nobody comes in by what can be read of it.
        there = any(map(Path.exists, map(Path, st.get_option("secrets.files"))))
        return {} if there else None
    return section if section is None or isinstance(section, dict) else {}


def has_sign_in() -> bool:
    """Whether people sign in; else the tracker is of this machine alone."""
    return _set_up().auth is not None


def problem() -> str:
    """What is wrong with how sign-in is set up; '' for nothing."""
    return _set_up().problem


def ways() -> tuple[str, ...]:
    """The providers to sign in with."""
    return providers.providers(_set_up().auth or {})


def arrival(door: Callable[[], Authenticator]) -> Authentication:
    """Who is looking, and whether they may: looked up anew in every run."""
    if not has_sign_in():
        return Authentication(current().viewer)
    if problem():
        return Authentication(Viewer(""), Refusal.UNKNOWN)
    return door().authenticate(st.user.to_dict(), current(), datetime.now(UTC))


def sign_out(door: Callable[[], Authenticator]) -> None:
    """Leave, here and on every other device. Raises as the logbook does, and still leaves here."""
    claims = st.user.to_dict()
    try:
        door().sign_out(claims)
    finally:
        st.logout()
