"""Before a meeting begins: what it will be about, and how much time there is."""

from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _, number, plural, relative_day, today
from pilots.queries import review as questions
from pilots.screens.kit import answers, flash, links, markup, session
from pilots.screens.kit.pages import Page
from pilots.screens.kit.reports import minutes, past_reviews
from pilots.screens.review import agenda, position
from pilots.screens.review.parts import Row
from pilots.store.meetings import MeetingClock, now
from schemas import Review

LENGTHS = (20, 30, 45, 60, 90)
"""Minutes."""


def title(pilot_id: str | None) -> str:
    """The question of the page, or after a meeting what is on it."""
    held = answers.for_viewer(questions.closed_reviews, pilot_id) if pilot_id else []
    if held and position.was_in(held[0]["id"]):
        return _("The review is over. This is what came of it.")
    return _("Shall we look back together?")


def begin(pilot_id: str) -> None:
    """A word on what waits, and the button; after a meeting, what it brought."""
    held = answers.for_viewer(questions.closed_reviews, pilot_id)
    last = held[0] if held else None
    if last and position.was_in(last["id"]):
        _over(last)
        return
    if not held:
        st.info(_(Review.purpose), icon=":material/lightbulb:")
    _waits(pilot_id, last)
    _offer(pilot_id, last)
    if held:
        st.markdown(f"### {_('Earlier reviews')}")
        past_reviews.past(held)


def _waits(pilot_id: str, last: Row | None) -> None:
    """What happened since the last time, in one sentence."""
    since = last["upto"] if last else 0
    done = len(answers.for_viewer(questions.done_actions, pilot_id, since))
    measured = len(answers.for_viewer(questions.new_measurements, pilot_id, since))
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


def _offer(pilot_id: str, last: Row | None) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.pills(
            _("How much time do you have?"),
            LENGTHS,
            default=position.MINUTES,
            required=True,
            format_func=lambda n: _("{n} minutes", n=number(n)),
            key="meeting.minutes",
        )
        st.button(
            _("Begin the review"),
            icon=":material/play_arrow:",
            type=markup.foremost(),
            key="begin_review",
            on_click=_begin,
            args=(pilot_id, last["upto"] if last else 0, _idempotency_key(pilot_id)),
        )


def _idempotency_key(pilot_id: str) -> str:
    """The same for all who see this button: whoever comes second is in the first one's review."""
    return str(
        uuid5(
            NAMESPACE_URL,
            f"{pilot_id}/{answers.for_viewer(questions.newest_line, pilot_id)}/begin",
        )
    )


@flash.callback
def _begin(pilot_id: str, since: int, idempotency_key: str) -> None:
    review = Review(pilot=pilot_id, held_on=today(), since=since)
    (line,) = session.tracker().record(session.viewer(), review, idempotency_key=idempotency_key)
    first = next(iter(agenda.steps()))
    pace = MeetingClock(first, now(), st.session_state["meeting.minutes"])
    session.tracker().meetings.save(line.subject, pace)
    flash.say(_("The review has begun. Whoever opens this page takes part."), line.seq)


def _over(review: Row) -> None:
    """The minutes, for all who were in it, and the way on."""
    if session.tracker().meetings.find(review["id"]):
        session.tracker().meetings.delete(review["id"])
    minutes.show(review)
    with st.container(horizontal=True):
        st.page_link(
            Page.REVIEWS,
            label=_("To the next pilot"),
            icon=":material/arrow_forward:",
            query_params=links.here(),
        )
