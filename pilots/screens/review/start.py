"""Before a meeting: what it will be about, and how much time there is. After it: its minutes."""

import streamlit as st

from pilots.language import _, number, plural, relative_day, today
from pilots.queries import review as review_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.kit.records import one_tap
from pilots.screens.kit.reports import minutes, past_reviews
from pilots.screens.review import agenda, current_step, frame, log_over
from pilots.store.meetings import MeetingClock, now
from schemas import Review

LENGTHS = (20, 30, 45, 60, 90)
"""Minutes to choose from."""


def title(pilot_id: str | None) -> str:
    """The title of the page; after a meeting another one."""
    closed = answers.for_viewer(review_queries.closed_reviews, pilot_id) if pilot_id else []
    if closed and current_step.was_in(closed[0]["id"]):
        return _("The review is over. This is what came of it.")
    return _("Shall we look back together?")


def draw(pilot_id: str) -> None:
    """What happened since the last review, and the button to begin; or the minutes."""
    markup.enlarge_for_wall()
    closed = answers.for_viewer(review_queries.closed_reviews, pilot_id)
    last = closed[0] if closed else None
    if last and current_step.was_in(last["id"]):
        _after(last)
        return
    if not closed:
        st.info(_(Review.purpose), icon=":material/lightbulb:")
    _counts(pilot_id, last)
    _begin_form(pilot_id, last)
    log_over.draw(pilot_id)
    if closed:
        st.markdown(f"### {_('Earlier reviews')}")
        past_reviews.past(closed)


def _counts(pilot_id: str, last: RecordRow | None) -> None:
    """What happened since the last time, in one sentence."""
    since = last["upto"] if last else 0
    done = len(answers.for_viewer(review_queries.done_actions, pilot_id, since))
    measured = len(answers.for_viewer(review_queries.new_measurements, pilot_id, since))
    counts = ", ".join(
        (
            plural("{n} action done", "{n} actions done", done),
            plural("{n} outcome measured", "{n} outcomes measured", measured),
        )
    )
    if last:
        day = relative_day(last["held_on"], today())
        st.markdown(
            markup.escape(_("Since the review of {day}: {counts}.", day=day, counts=counts))
        )
    else:
        st.markdown(markup.escape(_("Since the beginning: {counts}.", counts=counts)))


def _begin_form(pilot_id: str, last: RecordRow | None) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.pills(
            _("How much time do you have?"),
            LENGTHS,
            default=current_step.MINUTES,
            required=True,
            format_func=lambda n: _("{n} minutes", n=number(n)),
            key="meeting.minutes",
        )
        st.button(
            _("Begin the review"),
            icon=":material/play_arrow:",
            type="primary",
            key="begin_review",
            on_click=_begin,
            args=(pilot_id, last["upto"] if last else 0, _idempotency_key(pilot_id)),
        )


def _idempotency_key(pilot_id: str) -> str:
    """The same for all who see this button: whoever presses second joins the first."""
    newest = answers.for_viewer(review_queries.newest_line, pilot_id)
    return one_tap.idempotency_key(pilot_id, newest, "begin")


@flash.callback
def _begin(pilot_id: str, since: int, idempotency_key: str) -> None:
    review = Review(pilot=pilot_id, held_on=today(), since=since)
    (line,) = session.tracker().record(session.viewer(), review, idempotency_key=idempotency_key)
    first = next(iter(agenda.steps()))
    meeting = MeetingClock(first, now(), st.session_state["meeting.minutes"])
    session.tracker().meetings.save(line.subject, meeting)
    flash.say(_("The review has begun. Whoever opens this page takes part."), line.seq)


def _after(review: RecordRow) -> None:
    """The minutes, for everybody who took part, and a link to the next pilot."""
    if session.tracker().meetings.find(review["id"]):
        session.tracker().meetings.delete(review["id"])
    frame.open_at_the_top("over")
    minutes.show(review)
    with st.container(horizontal=True):
        st.page_link(
            Page.REVIEWS,
            label=_("To the next pilot"),
            icon=":material/arrow_forward:",
            query_params=links.here(),
        )
