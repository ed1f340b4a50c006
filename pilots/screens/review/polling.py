"""The heart of a meeting: looks all the time whether something was recorded, and keeps time.

It is a part of the page by itself. Only when something moved does the whole page run anew, and
that leaves what somebody is typing where it is.
"""

from collections.abc import Mapping

import streamlit as st

from pilots.language import _, plural
from pilots.screens.kit import session
from pilots.screens.review import current_step
from pilots.store.meetings import Pace, now

EVERY = 0.7
"""Seconds: what somebody logs is to be seen by everybody within two."""


@st.fragment(run_every=EVERY)
def pulse(review: str, shares: Mapping[str, int], shown: str, head: int, drawn: Pace) -> None:
    """Run the page anew when the logbook or the meeting moved on since it was drawn.

    `shares` is how much of a hundred each step gets of the time, `shown` the step that is
    shown; `head` and `drawn` are how the page found the logbook and the meeting.
    """
    session.start_fragment()
    there = current_step.pace(review, list(shares))
    # A tap that came together with the leaving of a field ran in that field's part of the page,
    # and what it chose is not drawn yet.
    is_behind = st.session_state.get(current_step.STEP) != shown
    if is_behind or session.tracker().head != head or there.step != drawn.step:
        st.rerun()
    _time(there, shown, there.minutes * shares[shown] / sum(shares.values()))


def _time(there: Pace, step: str, planned: float) -> None:
    """How long this step takes, of the minutes there are for it: a hint, and no alarm."""
    took = there.seconds(step, now()) / 60
    of = max(1, round(planned))
    if took <= of:
        said = _("{took} of about {minutes}", took=int(took), minutes=_minutes(of))
    else:
        said = _("{minutes} longer than planned", minutes=_minutes(max(1, round(took - of))))
    st.progress(min(1.0, took / of), text=f":material/timer: {said}")


def _minutes(n: int) -> str:
    return plural("{n} minute", "{n} minutes", n)
