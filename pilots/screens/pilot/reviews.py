"""The reviews of a pilot: how it stands and stood, what was decided, and its principles."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, relative_day, today
from pilots.queries import portfolio
from pilots.queries import review as questions
from pilots.screens.kit import answers, links, markup, session, values
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures.principles import principles
from pilots.screens.kit.records import lists
from pilots.screens.kit.reports import past_reviews
from pilots.screens.kit.reports.past_reviews import Row
from schemas import Decision, Review


def reviews(pilot_id: str) -> None:
    """How the pilot stands first; then what was decided, and how it came to this."""
    held = answers.for_viewer(questions.closed_reviews, pilot_id)
    _now(pilot_id, held[0] if held else None)
    lists.section(Decision, pilot_id, decided_on=today())
    principles(pilot_id)
    if held:
        st.markdown(f"### {_('How things stood')}")
        past_reviews.past(held)


def _now(pilot_id: str, last: Row | None) -> None:
    with st.container(horizontal=True, **markup.APART):
        st.markdown(f"### {_('How is the pilot doing?')}")
        if session.allowed(Verb.RECORD, pilot_id):
            offer(pilot_id)
    if last is None:
        st.info(_(Review.purpose), icon=":material/lightbulb:")
        return
    day = markup.escape(relative_day(last["held_on"], today()))
    st.markdown(f"{values.standing(last['status'])} :gray[{day}]")
    if last["why"]:
        values.long(last["why"])
    if last["next_on"]:
        next_on = relative_day(last["next_on"], today())
        st.caption(markup.escape(_("Next review: {day}", day=next_on)))


def offer(pilot_id: str) -> None:
    """The way to the meeting, or back into it."""
    is_held = answers.for_viewer(questions.under_way, pilot_id)
    st.page_link(
        Page.REVIEW,
        label=_("Resume the review") if is_held else _("Begin the review"),
        icon=":material/groups:",
        query_params=links.to_pilot(answers.for_viewer(portfolio.names)[pilot_id]),
    )
