"""Links within the tracker: the query parameters that keep the language and the pilot."""

from urllib.parse import urlsplit

import streamlit as st
from streamlit import config

from pilots import language
from pilots.reports.cover import slug
from pilots.screens.kit import session, shared_link
from pilots.signin.links import KEY

PILOT = "pilot"
"""The query parameter of the pilot a page is about, and its key in the session."""

PLACE = "place"
"""The same for the place that is open on a pilot's page."""

FORMER_TAB = "tab"
"""What was in the address instead: there was a tab for each place, and it held the tab's label."""

TABS = {
    "now": ("overview",),
    "actions": ("actions",),
    "outcomes": ("outcomes", "goals"),
    "people": ("people", "stories", "ladder"),
    "logbook": ("timeline", "reviews", "reports", "history", "more"),
}
"""The tabs of a pilot's page by name, with the places in each; a tab opens at its first place."""

THEME = "theme"
"""The same for the theme that pilots are filtered by."""


def here(**parameters: str) -> dict[str, str]:
    """The query parameters of a link that keeps the language, the example and a shared link."""
    example = {session.EXAMPLE: "true"} if session.in_example() else {}
    link = {KEY: shared_link.token() or ""} if shared_link.is_used() else {}
    chosen = {session.LANGUAGE: language.NAMES[language.chosen()]}
    return {**chosen, **example, **link, **parameters}


def to_pilot(id: str, label: str, **parameters: str) -> dict[str, str]:
    """The query parameters of a link to a page about a pilot."""
    return here(**{PILOT: address(id, label)}, **parameters)


def to_place(id: str, label: str, place: str) -> dict[str, str]:
    """The query parameters of a link to a place on the page of a pilot, by the place's name."""
    return to_pilot(id, label, **{PLACE: place})


def address(id: str, label: str) -> str:
    """What stands for a record in an address: its id, after words for who reads it."""
    words = slug(label)
    return f"{words}.{id}" if words and words != id else id


def id_in(address: str) -> str:
    """The id in such an address."""
    return address.rpartition(".")[2]


def requested_page() -> str:
    """The last part of the address that the browser asks for; '' for the first page."""
    path = urlsplit(st.context.url or "").path.strip("/").removeprefix(base().strip("/"))
    return path.strip("/").rpartition("/")[2]


def base() -> str:
    """The part of every address after the origin, where the tracker has one: '' or '/pilots'."""
    path = str(config.get_option("server.baseUrlPath")).strip("/")
    return f"/{path}" if path else ""


def origin() -> str:
    """The origin of the tracker, as the browser sees it: scheme and host."""
    address = urlsplit(st.context.url or "http://localhost:8501")
    return f"{address.scheme}://{address.netloc}"
