"""Reviews: the standing of the pilot, its decisions, principles and past reviews."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _, relative_day, today
from pilots.queries import portfolio, records
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, badges, markup, review_link, session, values
from pilots.screens.kit.pictures.principles import principles
from pilots.screens.kit.records import lists
from pilots.screens.kit.reports import past_reviews
from schemas import Decision, Phase, Pilot, Principle, Review


def draw(pilot_id: str) -> None:
    """The standing of today first, the past reviews last."""
    closed = answers.for_viewer(review_queries.closed_reviews, pilot_id)
    _standing(pilot_id, closed[0] if closed else None)
    lists.section(Decision, pilot_id, decided_on=today())
    principles(pilot_id)
    lists.folded_section(Principle, pilot_id)
    if closed:
        st.markdown(f"### {_('How things stood')}")
        past_reviews.past(closed)


def _standing(pilot_id: str, last: RecordRow | None) -> None:
    with st.container(horizontal=True, **markup.APART):
        st.markdown(f"### {_('How is the pilot doing?')}")
        if session.allowed(Permission.RECORD, pilot_id):
            label = answers.for_viewer(portfolio.names)[pilot_id]
            review_link.draw(
                pilot_id, label, bool(answers.for_viewer(review_queries.under_way, pilot_id))
            )
    if last is None:
        st.info(_(Review.purpose), icon=":material/lightbulb:")
        return
    day = markup.escape(relative_day(last["held_on"], today()))
    st.markdown(f"{badges.standing(last['status'])} :gray[{day}]")
    if last["why"]:
        values.long_text(last["why"])
    pilot = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if last["next_on"] and pilot and not Phase(pilot["phase"]).is_over:
        next_on = relative_day(last["next_on"], today())
        st.caption(markup.escape(_("Next review: {day}", day=next_on)))
