"""Polling in a meeting: what somebody records shows on every screen; and the time of a step.

It is a fragment that reruns by itself. It reruns the whole page only when something changed, and
a rerun keeps what somebody is typing.
"""

from collections.abc import Mapping

import streamlit as st

from pilots.language import _, plural
from pilots.screens.kit import session
from pilots.screens.review import current_step
from pilots.store.meetings import MeetingClock, now

EVERY = 0.7
"""Seconds: what somebody logs is to be seen by everybody within two."""


@st.fragment(run_every=EVERY)
def draw(
    review_id: str, shares: Mapping[str, int], shown: str, line: int, drawn: MeetingClock
) -> None:
    """Draw the time; rerun the page when the logbook or the meeting went on since it was drawn.

    `shares` is the percentage of the time that each step gets, `shown` the step on the page;
    `line` and `drawn` are the newest line and the meeting with which the page was drawn.
    """
    session.start_fragment()
    meeting = current_step.meeting_of(review_id, list(shares))
    # A tap on another step that left an input ran in that input's fragment: the page has not
    # drawn the new step yet.
    is_outdated = st.session_state.get(current_step.STEP) != shown
    if is_outdated or session.tracker().head != line or meeting.step != drawn.step:
        st.rerun()
    _time(meeting, shown, meeting.minutes * shares[shown] / sum(shares.values()))


def _time(meeting: MeetingClock, step: str, planned: float) -> None:
    """How long this step takes, of the minutes planned for it: a hint, and no alarm."""
    took = meeting.seconds(step, now()) / 60
    minutes = max(1, round(planned))
    if took <= minutes:
        text = _("{took} of about {minutes}", took=int(took), minutes=_minutes(minutes))
    else:
        longer = max(1, round(took - minutes))
        text = _("{minutes} longer than planned", minutes=_minutes(longer))
    st.progress(min(1.0, took / minutes), text=f":material/timer: {text}")


def _minutes(n: int) -> str:
    return plural("{n} minute", "{n} minutes", n)
