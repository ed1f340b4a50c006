"""Polling in a meeting: what somebody records shows on every screen; and the minutes so far.

It is a fragment that reruns by itself. It reruns the whole page only when something changed, and
a rerun keeps what somebody is typing.
"""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _
from pilots.screens.kit import session
from pilots.screens.review import current_step, log_over
from pilots.store.meetings import MeetingClock, now

EVERY = 0.7
"""Seconds: what somebody logs is to be seen by everybody within two."""


@st.fragment(run_every=EVERY)
def draw(review_id: str, names: Sequence[str], shown: str, line: int, drawn: MeetingClock) -> None:
    """Draw the time; rerun the page when the logbook or the meeting went on since it was drawn.

    `names` are those of the steps, `shown` the step on the page; `line` and `drawn` are the newest
    line and the meeting with which the page was drawn.
    """
    session.start_fragment()
    meeting = current_step.meeting_of(review_id, names)
    # A tap on another step that left an input ran in that input's fragment: the page has not
    # drawn the new step yet.
    is_outdated = st.session_state.get(current_step.STEP) != shown
    went_on = session.tracker().head != line or meeting.step != drawn.step
    if (is_outdated or went_on) and not log_over.is_open():
        st.rerun()
    took = int(meeting.total(now()) // 60)
    text = _("{took}/{minutes} min", took=took, minutes=meeting.minutes)
    st.markdown(f":material/timer: {text}", width="content")
