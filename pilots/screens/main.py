"""Every run begins here: the language, the pages this viewer may open, what was just said."""

from pathlib import Path

import streamlit as st

from pilots import language
from pilots.access import Verb, may_somewhere
from pilots.errors import TrackerError
from pilots.language import LANGUAGES, _
from pilots.screens.kit import (
    flash,
    garbage,
    header,
    keep_alive,
    markup,
    session,
    shared_link,
    sign_in,
)
from pilots.screens.kit.entrance import account_menu, sign_in_page
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures import drill_down
from pilots.settings import current

# A string of pearls. Ours, because a named icon would be fetched from another host.
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Pilots", page_icon=ICON, layout="wide")

with st.container(
    horizontal=True,
    wrap=False,
    horizontal_alignment="right",
    vertical_alignment="center",
    gap="xsmall" if markup.on_phone() else "small",
):
    left, middle, right = (
        st.container(width=width) for width in ("stretch", "content", "content")
    )
    person = st.container(width="content") if sign_in.has_sign_in() else None
chosen = right.segmented_control(
    "Taal / Language",
    LANGUAGES,
    default=current().language,
    format_func=language.NAMES.__getitem__,
    key=session.LANGUAGE,
    bind="query-params",
    required=True,
    label_visibility="collapsed",
)
language.choose(chosen)

try:
    session.tracker()
except TrackerError as error:
    st.error(markup.escape(str(error)), icon=":material/error:")
    st.stop()

if session.arrival().refusal:
    if shared_link.asked():
        shared_link.refused()
    else:
        sign_in_page.show(session.arrival())
    st.stop()
if person and not shared_link.asked():
    account_menu.show(person)

if not may_somewhere(session.viewer(), Verb.READ):
    st.title(_("Nothing to see here yet"))
    st.info(_("You have no access to pilots. Ask the project lead."), icon=":material/lock:")
    st.stop()

team = may_somewhere(session.viewer(), Verb.RECORD)
funder = not team
everybody = True
for_all_pilots = session.allowed(Verb.RECORD)  # who is there for some pilots can begin no other
progress = _("Progress"), _("What was promised and what came of it: exactly what funders see.")

# fmt: off
table = [  # who may open it, the page, its address, its icon, title and purpose; is it in the menu
    (team, Page.TODAY, "vandaag", "today", _("Today"),
        _("What needs you now, and quick logging."), True),
    # The first page has no address of its own, and a link to /voortgang must open for everybody.
    (funder, Page.PROGRESS, "begin", "query_stats", *progress, True),
    (team, Page.PORTFOLIO, "pilots", "grid_view", _("Pilots"),
        _("All pilots: where they are, what they need, how they are doing."), True),
    (team, Page.PILOT, "pilot", "flag", _("Pilot"),
        _("One pilot: its question, people, actions, outcomes and history."), False),
    (team, Page.LOG, "loggen", "edit_note", _("Log"),
        _("Write down what happened, in half a minute."), True),
    (team, Page.REVIEWS, "overleg", "groups", _("Review meetings"),
        _("Which pilot needs a review, and how the others are doing."), True),
    (team, Page.REVIEW, "vergadering", "groups", _("Review"),
        _("Look back together, decide, and agree on what comes next."), False),
    (everybody, Page.PROGRESS, "voortgang", "query_stats", *progress, team),
    (everybody, Page.REPORT, "verslag", "menu_book", _("Reports"),
        _("What was reported about a period, as it was published."), funder),
    (team, Page.MANAGE, "beheer", "settings", _("Manage"),
        _("People, links, the organisation, colours, language and the example."), True),
    (for_all_pilots, Page.REGISTER, "registreren", "add_circle", _("Register a pilot"),
        _("Start a new pilot, with its question and what should change."), False),
]
# fmt: on
pages = [
    st.Page(
        file,
        title=title,
        icon=f":material/{icon}:",
        url_path=address,
        default=address in {"vandaag", "begin"},
        help=purpose,
        visibility="visible" if in_menu else "hidden",
    )
    for may_open, file, address, icon, title, purpose, in_menu in table
    if may_open
]

page = st.navigation(pages, position="top")
shared_link.keep(session.sharing)
header.organisation(left)
if team and page.url_path not in {"", "loggen"}:
    header.log_button(middle)
header.warnings()
page.run()
drill_down.show()
# Only now: a page that goes on to another page leaves what was said to that one. At the foot,
# where a thumb is: who taps far down a page does not see its top.
with st.bottom:
    flash.show(page.url_path)
keep_alive.keep_alive()
garbage.set_aside_what_stays()
