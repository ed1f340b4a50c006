"""The script of every run: the header, who has access, the table of pages, and the page itself.

Streamlit runs it from top to bottom for each viewer, at each tap.
"""

from pathlib import Path

import streamlit as st

from pilots import language
from pilots.access import Permission, may_in_any_pilot
from pilots.errors import TrackerError
from pilots.language import LANGUAGES, _
from pilots.screens.kit import (
    flash,
    gc_freeze,
    header,
    keep_alive,
    links,
    markup,
    page_language,
    second_tap,
    session,
    shared_link,
    sign_in,
    uploading,
)
from pilots.screens.kit.entrance import account_menu, sign_in_page
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures import drill_down
from pilots.screens.kit.records import dialogs
from pilots.settings import current

# A string of pearls. A file of ours: Streamlit would fetch a named icon from another host.
ICON = Path(__file__).with_name("icon.svg")

uploading.begin_run()
st.set_page_config(
    page_title="Pilots", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed"
)

# --- the header: its places, filled from left to right further down ------------------------

header.style()
bar, aside = header.places()
organisation = aside.container(width="content", key="organisation")
log = bar.container(width="content")
languages = aside.container(width="content")
account = aside.container(width="content") if sign_in.has_sign_in() else None
chosen = languages.segmented_control(
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
with bar:
    page_language.declare()
    second_tap.ignore()

# --- who has access ------------------------------------------------------------------------

try:
    session.tracker()
except TrackerError as error:
    st.error(markup.escape(session.sentence(error)), icon=":material/error:")
    st.stop()

if session.authentication().refusal:
    if shared_link.is_used():
        shared_link.draw_refused()
    else:
        sign_in_page.draw(session.authentication())
    st.stop()
if account and not shared_link.is_used():
    account_menu.draw(account)

if not may_in_any_pilot(session.viewer(), Permission.READ):
    st.title(_("Nothing to see here yet"))
    st.info(_("You have no access to pilots. Ask the project lead."), icon=":material/lock:")
    st.stop()

# --- the pages -----------------------------------------------------------------------------

may_record = may_in_any_pilot(session.viewer(), Permission.RECORD)
others = not may_record  # funders, and who has a shared link
everybody = True
may_record_in_all = session.allowed(Permission.RECORD)  # needed to register a new one

progress = _("Progress"), _("What was promised and what came of it: exactly what funders see.")

# fmt: off
table = [  # who may open it, its file, address, icon, title and purpose, whether it is in the menu
    (may_record, Page.TODAY, "vandaag", "today", _("Today"),
        _("What needs you now, and quick logging."), True),
    # Streamlit gives the default page no address of its own, and /voortgang must open for all.
    (others, Page.PROGRESS, "begin", "query_stats", *progress, True),
    (may_record, Page.PORTFOLIO, "pilots", "grid_view", _("Pilots"),
        _("All pilots: where they are, what they need, how they are doing."), True),
    (may_record, Page.PILOT, "pilot", "flag", _("Pilot"),
        _("One pilot: its question, people, actions, outcomes and history."), False),
    (may_record, Page.LOG, "loggen", "edit_note", _("Log"),
        _("Write down what happened, in half a minute."), True),
    (may_record, Page.DATABANK, "databank", "handshake", _("Databank"),
        _("What neighbours look for and bring, and who can help whom."), False),
    (may_record, Page.REVIEWS, "overleg", "groups", _("Review meetings"),
        _("Which pilot needs a review, and how the others are doing."), True),
    (may_record, Page.REVIEW, "vergadering", "groups", _("Review"),
        _("Look back together, decide, and agree on what comes next."), False),
    (everybody, Page.PROGRESS, "voortgang", "query_stats", *progress, may_record),
    (everybody, Page.REPORT, "verslag", "menu_book", _("Reports"),
        _("What was reported about a period, as it was published."), others),
    (may_record, Page.MANAGE, "beheer", "settings", _("Manage"),
        _("People, links, the organisation, colours, language and the example."), True),
    (may_record_in_all, Page.REGISTER, "registreren", "add_circle", _("Register a pilot"),
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

requested = links.requested_page()
addresses = {address for may_open, _file, address, *_rest in table if may_open}
if requested and requested not in addresses:
    # Otherwise Streamlit says so itself, in English.
    pages.append(
        st.Page(
            "kit/entrance/not_found.py",
            title=_("Nothing here"),
            url_path=requested,
            visibility="hidden",
        )
    )

# --- the page ------------------------------------------------------------------------------

page = st.navigation(pages, position="top")
st.set_page_config(page_title=page.title)
shared_link.remember(session.shared_links)
session.remember_example()
header.organisation(organisation)
if may_record and page.url_path not in {"", "loggen", "vergadering"}:
    header.log_button(log)
header.warnings()
page.run()
drill_down.show()
# Last: a page that switches to another page leaves its message to that one.
flash.draw(page.url_path)
dialogs.open_asked()
keep_alive.keep_alive()
gc_freeze.freeze_if_due()
