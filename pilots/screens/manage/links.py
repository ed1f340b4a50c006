"""Links for who has no account: made for some pilots and some time, looked at, withdrawn."""

from collections.abc import Mapping, Sequence

import streamlit as st
from pydantic import ValidationError

from pilots.access import Verb
from pilots.language import _, listing, plural, relative_day, today
from pilots.queries import access, portfolio
from pilots.rules.problems import sentences
from pilots.screens.kit import answers, flash, markup, session, shared_link
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import lists
from pilots.screens.manage import addresses
from pilots.screens.manage.members import said_until
from pilots.signin import tokens
from pilots.signin.links import DEFAULT_LIFETIME, MAX_LIFETIME
from pilots.store.link_views import Views
from schemas import SharedLink

NAME, PILOTS, PILOT, UNTIL = "link.name", "link.pilots", "link.pilot", "link.until"
"""The keys of what is asked: several pilots, or one."""

_PROBLEM = "link.problem"
"""The key of what was the matter with what was filled in."""

FEW = 3
"""Pilots that are named; of more than these it is said how many there are."""


def links() -> None:
    """The way to a link, and those that were made."""
    st.markdown(_(SharedLink.purpose))
    labels = answers.for_viewer(portfolio.names)
    mine = {id: label for id, label in labels.items() if session.allowed(Verb.ANSWER_FOR, id)}
    if mine:
        _make(mine)
    else:
        st.caption(_("There are no pilots yet."))
    if shown := addresses.shown_once("link"):
        shown.caption(
            _(
                "Whoever has the address sees what a funder sees, even if it was passed on to "
                "them. It works wherever this tracker can be reached."
            )
        )
    _there(labels)


# --- making one --------------------------------------------------------------------------


def _make(choices: Mapping[str, str]) -> None:
    with st.container(width=forms.WIDTH):
        st.text_input(
            _("{field} (required)", field=_("For whom")),
            max_chars=200,
            placeholder=_("A name to find it by: the council’s committee"),
            key=NAME,
        )
        _ask_pilots(choices)
        st.date_input(
            _("Until"),
            value=today() + DEFAULT_LIFETIME,
            min_value=today(),
            max_value=today() + MAX_LIFETIME,
            format="DD-MM-YYYY",
            help=_("The last day it works."),
            key=UNTIL,
        )
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(markup.escape(problem), icon=":material/error:")
        st.button(
            _("Make a link"),
            icon=":material/add_link:",
            key="link.make",
            # Links are to the real pilots, so one of the example would open nothing.
            disabled=session.in_example(),
            on_click=make,
        )
        if session.in_example():
            st.caption(_("The example has no addresses. Make one with your own pilots."))


def _ask_pilots(choices: Mapping[str, str]) -> None:
    """One link to several pilots is for who answers for all of them."""
    if session.allowed(Verb.ANSWER_FOR):
        st.multiselect(
            _("Pilots"),
            list(choices),
            format_func=lambda it: choices.get(it, it),
            placeholder=_("All pilots, including future ones"),
            select_all=False,
            key=PILOTS,
        )
    else:
        st.selectbox(
            _("Pilot"), list(choices), format_func=lambda it: choices.get(it, it), key=PILOT
        )


@flash.callback
def make() -> None:
    """Record a link with a new address, which is shown once: a callback."""
    several: list[str] | None = st.session_state.get(PILOTS)
    token = tokens.new_token()
    try:
        link = SharedLink(
            name=st.session_state[NAME],
            pilots=(st.session_state[PILOT],) if several is None else tuple(several),
            # A browser can send another day than it offers.
            until=min(st.session_state[UNTIL], today() + MAX_LIFETIME),
            digest=tokens.digest(token),
        )
    except ValidationError as error:
        st.session_state[_PROBLEM] = sentences(error, SharedLink)[0]
        return
    (line,) = session.tracker().record(session.viewer(), link)
    st.session_state[NAME] = ""
    addresses.made("link", shared_link.ADDRESS.format(token=token), line)


# --- those there are ---------------------------------------------------------------------


def _there(labels: Mapping[str, str]) -> None:
    rows = answers.for_viewer(access.links)
    views = {} if session.in_example() or not rows else session.sharing().views()
    if rows:
        st.caption(_("These links were made:"))
    offset = lists.page("links", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        told = " · ".join(
            (_where(row["pilots"], labels), said_until(row["until"]), _seen(views.get(row["id"])))
        )
        may = session.allowed(Verb.ANSWER_FOR, row["pilot"])
        addresses.row("link", row, lists.titled(row["name"] or _("(name not shown)"), told), may)


def _where(pilots: Sequence[str], labels: Mapping[str, str]) -> str:
    if not pilots:
        return _("all pilots")
    if len(pilots) > FEW:
        return plural("{n} pilot", "{n} pilots", len(pilots))
    return listing([labels.get(id) or _("(no longer there)") for id in pilots])


def _seen(views: Views | None) -> str:
    if views is None:
        return _("not opened yet")
    return plural(
        "opened {n} time, last {day}",
        "opened {n} times, last {day}",
        views.times,
        day=relative_day(views.last_on, today()),
    )
