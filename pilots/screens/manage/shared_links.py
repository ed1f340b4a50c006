"""Shared links, for people without an account: made for some pilots and some time, withdrawn."""

from collections.abc import Mapping, Sequence

import streamlit as st
from pydantic import ValidationError

from pilots.access import Permission
from pilots.language import _, listing, plural, relative_day, short_day, today
from pilots.queries import access, portfolio
from pilots.reports.sections.context import ReportContext
from pilots.rules.parse_input import read_day
from pilots.rules.problems import sentences
from pilots.screens.kit import answers, flash, markup, session, shared_link
from pilots.screens.kit.forms import forms, inputs
from pilots.screens.kit.records import lists
from pilots.screens.kit.reports import documents, ready_to_share
from pilots.screens.manage import secret_addresses
from pilots.screens.manage.members import until_caption
from pilots.signin import tokens
from pilots.signin.links import DEFAULT_LIFETIME, MAX_LIFETIME
from pilots.store.link_views import Views
from schemas import SharedLink

NAME, PILOTS, PILOT, UNTIL = "link.name", "link.pilots", "link.pilot", "link.until"
"""The keys of the inputs; of pilots there is one of two: for several, or for one."""

_PROBLEM = "link.problem"
"""The key in the session of what is wrong with the inputs."""

_ASKED, _MADE = "link.asked", "link.was_made"
"""The keys in the session that a link is asked for, and that one was made just now."""

FEW = 3
"""Pilots that are named; of more than these only the number is shown."""


def draw() -> None:
    """The form to make a link, and the links there are."""
    st.markdown(_(SharedLink.purpose))
    labels = answers.for_viewer(portfolio.names)
    choices = {id: label for id, label in labels.items() if session.allowed(Permission.MANAGE, id)}
    if choices:
        _form(choices)
    else:
        st.caption(_("There are no pilots yet."))
    if shown := secret_addresses.draw_once("link"):
        shown.caption(
            _(
                "Whoever has the address sees what a funder sees, even if it was passed on to "
                "them. It works wherever this tracker can be reached."
            )
        )
    _list(labels)


# --- making one --------------------------------------------------------------------------


def _form(choices: Mapping[str, str]) -> None:
    if st.session_state.pop(_MADE, False):
        st.session_state[NAME] = ""
    with st.container(width=forms.WIDTH):
        st.text_input(
            _("{field} (required)", field=_("For whom")),
            max_chars=200,
            placeholder=_("A name to find it by: the council’s committee"),
            key=NAME,
        )
        _pilots_input(choices)
        inputs.day(
            _("Until"),
            UNTIL,
            start=today() + DEFAULT_LIFETIME,
            help=_("The last day it works, within a year."),
        )
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(markup.escape(problem), icon=":material/error:")
        st.button(
            _("Make a link"),
            icon=":material/add_link:",
            key="link.make",
            # Links are to the real pilots, so one of the example would open nothing.
            disabled=session.in_example(),
            on_click=ask,
        )
        if session.in_example():
            st.caption(_("The example has no addresses. Make one with your own pilots."))
        if st.session_state.get(_ASKED):
            _check(choices)


def _check(choices: Mapping[str, str]) -> None:
    """Make the link that was asked for; if it shows who somebody is, only after a second press."""
    pilots = _chosen_pilots() or tuple(choices)
    found = _disclosures(pilots, choices)
    if not ready_to_share.undecided(found):
        _make()
        st.rerun()
    st.warning(ready_to_share.summary(found), icon=":material/privacy_tip:")
    ready_to_share.draw(found, "link")
    with st.container(horizontal=True):
        if st.button(_("Make the link anyway"), icon=":material/add_link:", key="link.anyway"):
            _make()
            st.rerun()
        st.button(_("Not now"), key="link.not_now", type="tertiary", on_click=_forget)


def _disclosures(pilots: Sequence[str], labels: Mapping[str, str]) -> list[ready_to_share.Found]:
    """What the link would show of people, with a bar: of many pilots that takes a while."""
    bar = st.progress(0.0)
    found: list[ready_to_share.Found] = []
    for n, pilot_id in enumerate(pilots):
        bar.progress(n / len(pilots), text=markup.escape(labels[pilot_id]))
        blocks = documents.of_progress(ReportContext(pilot_id, today()))
        found += ready_to_share.find(blocks, pilot_id)
    bar.empty()
    return found


def _pilots_input(choices: Mapping[str, str]) -> None:
    """Several pilots, for viewers who manage all of them; else one."""
    if session.allowed(Permission.MANAGE):
        st.multiselect(
            _("Pilots"),
            list(choices),
            format_func=lambda id: choices.get(id, id),
            placeholder=_("All pilots, including future ones"),
            select_all=False,
            key=PILOTS,
        )
    else:
        st.selectbox(
            _("Pilot"), list(choices), format_func=lambda id: choices.get(id, id), key=PILOT
        )


def _chosen_pilots() -> tuple[str, ...]:
    """The pilots of the link; none for all of them."""
    several: list[str] | None = st.session_state.get(PILOTS)
    return (st.session_state[PILOT],) if several is None else tuple(several)


def _filled_in(digest: str) -> SharedLink | None:
    """The link as it is filled in; None where something is wrong, which is remembered."""
    until = read_day(st.session_state[UNTIL], today())
    if until is None or not today() <= until <= today() + MAX_LIFETIME:
        last = short_day(today() + MAX_LIFETIME)
        st.session_state[_PROBLEM] = _("Choose a last day from today until {last}.", last=last)
        return None
    try:
        return SharedLink(
            name=st.session_state[NAME], pilots=_chosen_pilots(), until=until, digest=digest
        )
    except ValidationError as error:
        st.session_state[_PROBLEM] = sentences(error, SharedLink)[0]
        return None


@flash.callback
def ask() -> None:
    """Have the page look at what a link would show, if it can be made: a callback."""
    st.session_state[_ASKED] = _filled_in(tokens.digest(tokens.new_token())) is not None


@flash.callback
def _forget() -> None:
    st.session_state[_ASKED] = False


@flash.callback
def _make() -> None:
    """Record a link with a new address, which is shown once."""
    token = tokens.new_token()
    link = _filled_in(tokens.digest(token))
    st.session_state[_ASKED] = False
    if link is None:
        return
    (line,) = session.tracker().record(session.viewer(), link)
    st.session_state[_MADE] = True
    secret_addresses.remember("link", shared_link.ADDRESS.format(token=token), line)


# --- the links there are -----------------------------------------------------------------


def _list(labels: Mapping[str, str]) -> None:
    rows = answers.for_viewer(access.links)
    views = {} if session.in_example() or not rows else session.shared_links().views()
    if rows:
        st.caption(_("These links were made:"))
    offset = lists.pagination("links", len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        details = (
            _reach(row["pilots"], labels),
            until_caption(row["until"]),
            _visits(views.get(row["id"])),
        )
        title = markup.titled(row["name"] or _("(name not shown)"), " · ".join(details))
        may_withdraw = session.allowed(Permission.MANAGE, row["pilot"])
        secret_addresses.row("link", row, title, may_withdraw)


def _reach(pilots: Sequence[str], labels: Mapping[str, str]) -> str:
    if not pilots:
        return _("all pilots")
    if len(pilots) > FEW:
        return plural("{n} pilot", "{n} pilots", len(pilots))
    return listing([labels.get(id) or _("(no longer there)") for id in pilots])


def _visits(views: Views | None) -> str:
    if views is None:
        return _("not opened yet")
    return plural(
        "opened {n} time, last {day}",
        "opened {n} times, last {day}",
        views.times,
        day=relative_day(views.last_on, today()),
    )
