"""Every run begins here: the language, the pages this viewer may open, what was just said."""

from functools import partial
from pathlib import Path

import streamlit as st

from pilots import garbage, language
from pilots.access import Verb, may_somewhere
from pilots.errors import TrackerError
from pilots.language import LANGUAGES, _
from pilots.screens import head, shared, ui, who
from pilots.screens.entrance import badge, closed
from pilots.screens.records import behind
from pilots.settings import current

# A string of pearls. Ours, because a named icon would be fetched from another host.
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Pilots", page_icon=ICON, layout="wide")

with st.container(
    horizontal=True,
    wrap=False,
    horizontal_alignment="right",
    vertical_alignment="center",
    gap="xsmall" if ui.on_phone() else "small",
):
    left, middle, right = (
        st.container(width=width) for width in ("stretch", "content", "content")
    )
    person = st.container(width="content") if who.has_sign_in() else None
chosen = right.segmented_control(
    "Taal / Language",
    LANGUAGES,
    default=current().language,
    format_func=language.NAMES.__getitem__,
    key=ui.LANGUAGE,
    bind="query-params",
    required=True,
    label_visibility="collapsed",
)
language.choose(chosen)

try:
    ui.tracker()
except TrackerError as error:
    st.error(ui.escape(str(error)), icon=":material/error:")
    st.stop()

if ui.arrival().refusal:
    if shared.asked():
        shared.refused()
    else:
        closed.show(ui.arrival())
    st.stop()
if person and not shared.asked():
    badge.show(person)

if not may_somewhere(ui.viewer(), Verb.READ):
    st.title(_("Nothing to see here yet"))
    st.info(_("You have no access to pilots. Ask the project lead."), icon=":material/lock:")
    st.stop()

writes = may_somewhere(ui.viewer(), Verb.RECORD)
progress = partial(
    st.Page,
    "progress.py",
    title=_("Progress"),
    icon=":material/query_stats:",
    help=_("What was promised and what came of it: exactly what funders see."),
)
reports = partial(
    st.Page,
    "report.py",
    title=_("Reports"),
    icon=":material/menu_book:",
    url_path="verslag",
    help=_("What was reported of a period, as it was published."),
)
if writes:
    pages = [
        st.Page(
            "today.py",
            title=_("Today"),
            icon=":material/today:",
            url_path="vandaag",
            help=_("What needs you now, and the quick log."),
            default=True,
        ),
        st.Page(
            "portfolio.py",
            title=_("Pilots"),
            icon=":material/grid_view:",
            url_path="pilots",
            help=_("All pilots: where they are, what they ask, how they move."),
        ),
        st.Page(
            "pilot.py",
            title=_("Pilot"),
            icon=":material/flag:",
            url_path="pilot",
            help=_("One pilot: its question, people, actions, outcomes and history."),
            visibility="hidden",
        ),
        st.Page(
            "log.py",
            title=_("Log"),
            icon=":material/edit_note:",
            url_path="loggen",
            help=_("Write down what happened, in half a minute."),
        ),
        st.Page(
            "reviews.py",
            title=_("Review meetings"),
            icon=":material/groups:",
            url_path="overleg",
            help=_("Which pilot asks for a review, and how the others stand."),
        ),
        st.Page(
            "review.py",
            title=_("Review"),
            icon=":material/groups:",
            url_path="vergadering",
            help=_("Look back together, decide, and agree on what comes next."),
            visibility="hidden",
        ),
        progress(url_path="voortgang"),
        reports(visibility="hidden"),
        st.Page(
            "manage.py",
            title=_("Manage"),
            icon=":material/settings:",
            url_path="beheer",
            help=_("People, links, the organisation, colours, language and the example."),
        ),
    ]
    if ui.allowed(Verb.RECORD):  # who is there for some pilots can begin no other
        pages.append(
            st.Page(
                "register.py",
                title=_("Register a pilot"),
                icon=":material/add_circle:",
                url_path="registreren",
                help=_("Start a new pilot, with its question and what should change."),
                visibility="hidden",
            )
        )
else:
    # The first page has no address of its own, and a link to /voortgang is to open for everybody.
    pages = [
        progress(url_path="begin", default=True),
        progress(url_path="voortgang", visibility="hidden"),
        reports(),
    ]

page = st.navigation(pages, position="top")
shared.keep(ui.sharing)
head.organisation(left)
if writes and page.url_path not in {"", "loggen"}:
    head.log_button(middle)
head.warnings()
page.run()
behind.show()
# Only now: a page that goes on to another page leaves what was said to that one. At the foot,
# where a thumb is: who taps far down a page does not see its top.
with st.bottom:
    ui.said(page.url_path)
ui.come_back()
garbage.set_aside_what_stays()
