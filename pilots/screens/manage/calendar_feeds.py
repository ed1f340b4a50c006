"""Calendar feeds: what is due, in people's own calendars, by a secret address (iCalendar)."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from pilots import exchange, language
from pilots.access import Permission, Scope
from pilots.api import CALENDAR
from pilots.language import Language, _, local_day, short_day
from pilots.queries import calendar, portfolio, records
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists
from pilots.screens.manage import secret_addresses
from pilots.signin import tokens
from pilots.tracker import Tracker
from schemas import CalendarFeed

WHOSE, NAME = "calendar.whose", "calendar.name"
"""The keys of the inputs."""

Whose = tuple[str, str]
"""Whose calendar: the field of the feed, `pilot` or `owner`, and its value."""


def draw() -> None:
    """The form to make an address, and the addresses there are."""
    st.markdown(_(CalendarFeed.purpose))
    labels = answers.for_viewer(portfolio.names)
    if choices := _choices(labels):
        _form(choices)
    else:
        st.caption(_("There is nothing to put in a calendar yet: no pilots, and no actions."))
    if shown := secret_addresses.draw_once("calendar"):
        with shown:
            _explain()
    _list(labels)


# --- making one --------------------------------------------------------------------------


def _choices(labels: Mapping[str, str]) -> dict[Whose, str]:
    """The pilots and owners whose calendar this viewer may share."""
    may = partial(session.allowed, Permission.RECORD)
    pilots = {("pilot", id): label for id, label in labels.items() if may(id)}
    # An owner's actions are in any pilot: only for viewers who may record in all of them.
    names = answers.for_viewer(calendar.owners) if may() else []
    return pilots | {("owner", name): _("Actions of {name}", name=name) for name in names}


def _form(choices: Mapping[Whose, str]) -> None:
    chosen = st.selectbox(
        _("Whose calendar?"),
        list(choices),
        format_func=lambda whose: choices.get(whose, whose[1]),
        help=_("A pilot’s calendar, or that of somebody who leads pilots or owns actions."),
        key=WHOSE,
        width=forms.WIDTH,
    )
    st.text_input(
        _("Who reads it, or where?"),
        max_chars=200,
        placeholder=_("A name to find it by: Anna’s phone"),
        key=NAME,
        width=forms.WIDTH,
    )
    with st.container(horizontal=True):
        st.button(
            _("Make an address"),
            icon=":material/add_link:",
            key="calendar.make",
            # The example is not read by programs, so an address of it would open nothing.
            disabled=session.in_example(),
            on_click=make,
        )
        st.download_button(
            _("Download as it is now"),
            partial(_file, session.tracker(), session.viewer().scope, language.chosen(), chosen),
            file_name="agenda.ics",
            mime="text/calendar",
            icon=":material/download:",
            key="calendar.download",
            on_click="ignore",
        )
    if session.in_example():
        st.caption(_("The example has no addresses. Make one with your own pilots."))


def _file(tracker: Tracker, scope: Scope, spoken: Language, whose: Whose) -> bytes:
    """The file, made when somebody downloads it: in another thread than the page."""
    with language.speaking(spoken):
        pilot, owner = _split(whose)
        return exchange.calendar_file(tracker, scope, pilot, owner)


def _split(whose: Whose) -> tuple[str | None, str | None]:
    field, value = whose
    return (value, None) if field == "pilot" else (None, value)


@flash.callback
def make() -> None:
    """Record a feed with a new address, which is shown once: a callback."""
    whose: Whose = st.session_state[WHOSE]
    pilot, owner = _split(whose)
    token = tokens.new_token()
    name = st.session_state[NAME].strip() or answers.for_viewer(portfolio.names).get(
        whose[1], whose[1]
    )
    feed = CalendarFeed(pilot=pilot, owner=owner, name=name, digest=tokens.digest(token))
    (line,) = session.tracker().record(session.viewer(), feed)
    st.session_state[NAME] = ""
    secret_addresses.remember("calendar", CALENDAR.format(token=token), line)


def _explain() -> None:
    st.markdown(
        _(
            "- **Outlook**: Add calendar, then Subscribe from web, and paste the address.\n"
            "- **Google**: + beside Other calendars, then From URL.\n"
            "- **Apple**: File, then New calendar subscription; on a phone in Settings, "
            "under Calendar and Accounts."
        )
    )
    st.caption(
        _(
            "It works wherever this tracker can be reached. As it is set up now, that is only "
            "this computer: Google and a phone cannot read it. Download the file for those. "
            "Anyone who has the address can read the titles, so keep it to yourself."
        )
    )


# --- the addresses there are -------------------------------------------------------------


def _list(labels: Mapping[str, str]) -> None:
    n = answers.for_viewer(records.count, CalendarFeed.table)
    if n:
        st.caption(_("These addresses are open:"))
    offset = lists.pagination("calendars", n)
    for row in answers.for_viewer(
        records.of_kind, CalendarFeed.table, offset=offset, limit=lists.PAGE
    ):
        may_withdraw = session.allowed(Permission.RECORD, row["pilot"])
        secret_addresses.row(
            "feed", row, markup.titled(row["name"], _details(row, labels)), may_withdraw
        )


def _details(row: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Whose calendar it is, and since when."""
    pilot, owner = row["pilot"], row["owner"]
    whose = labels.get(pilot, pilot) if pilot else _("Actions of {name}", name=owner)
    return f"{whose} · {short_day(local_day(row['_recorded_at']))}"
