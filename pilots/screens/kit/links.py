"""Addresses within the tracker: the query parameters that a link takes along."""

from urllib.parse import urlsplit

import streamlit as st

from pilots import language
from pilots.screens.kit import session, shared_link

PILOT = "pilot"
"""The query parameter, and the key in the session, of the pilot that a page is about."""

TAB = "tab"
"""The same for the part of a pilot's page that is open."""

THEME = "theme"
"""The same for the theme that a list of pilots is narrowed to."""


def here(**parameters: str) -> dict[str, str]:
    """The query parameters of a link that stays in this language, in the example and shared."""
    example = {session.EXAMPLE: "true"} if session.in_example() else {}
    link = {shared_link.KEY: shared_link.token() or ""} if shared_link.asked() else {}
    chosen = {session.LANGUAGE: language.NAMES[language.chosen()]}
    return {**chosen, **example, **link, **parameters}


def to_pilot(label: str, **parameters: str) -> dict[str, str]:
    """The query parameters of a link to a page about the pilot with this label."""
    return here(**{PILOT: label}, **parameters)


def origin() -> str:
    """Where the tracker is, as the browser calls it: scheme and host."""
    address = urlsplit(st.context.url or "http://localhost:8501")
    return f"{address.scheme}://{address.netloc}"
