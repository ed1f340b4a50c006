"""At which step somebody is: where the meeting is, unless they may be typing elsewhere.

Who goes to another step takes the meeting along, and everybody who only looks. From a step in
which one can type nobody is taken away: a browser keeps to itself what is typed in a field that
was not left yet. They are told where the others are, and go there when they are ready.
"""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from pilots.language import _
from pilots.screens.kit import flash, markup, session
from pilots.store.meetings import Pace, now

STEP = "meeting.step"
"""The key in the session of the step that is shown."""

FORMS = "review."
"""How the key of every form of a meeting begins."""

MINUTES = 45
"""How long a meeting is thought to take where nobody said so."""

_SEEN = "meeting.seen"
"""The key in the session of the review whose meeting this page last showed."""


def pace(review: str, names: Sequence[str]) -> Pace:
    """Where the meeting is; at the first of these steps where that is not known."""
    found = session.tracker().meetings.find(review)
    return found if found and found.step in names else Pace(names[0], now(), MINUTES)


def was_in(review: str) -> bool:
    """Whether this session was in the meeting of a review."""
    return st.session_state.get(_SEEN) == review


def choose(review: str, labels: Mapping[str, str], typed: Collection[str], there: Pace) -> str:
    """Draw the list of steps; the name of the one that is shown. In those of `typed` one types."""
    names = list(labels)
    mine = _follow(review, names, typed, there)
    st.segmented_control(
        _("Step"),
        names,
        default=mine,
        format_func=labels.__getitem__,
        required=True,
        label_visibility="collapsed",
        # One for each step: what a browser still says of the one before is about another.
        key=_key(mine),
        on_change=_chosen,
        args=(review, names, mine),
    )
    # Always there: what comes below it is to stay the same element, with what is typed in it.
    with st.container(gap=None):
        if mine != there.step:
            _say_where(review, names, there.step, labels[there.step])
    return mine


def _key(step: str) -> str:
    return f"{STEP}.{step}"


def _follow(review: str, names: Sequence[str], typed: Collection[str], there: Pace) -> str:
    """The step to show: where the meeting is, or where somebody may be typing."""
    mine: str | None = st.session_state.get(STEP)
    if mine is None or mine not in typed or not was_in(review):
        mine = there.step
    st.session_state[_SEEN] = review
    st.session_state[STEP] = mine
    return mine


def _say_where(review: str, names: Sequence[str], step: str, label: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="others_box"):
        st.info(_("The meeting is at: {step}", step=label), icon=":material/groups:")
        st.button(
            _("Join them"),
            key="go_along",
            icon=":material/arrow_forward:",
            shortcut=None if markup.on_phone() else "G",
            on_click=go,
            args=(review, names, step),
        )


@flash.callback
def _chosen(review: str, names: Sequence[str], step: str) -> None:
    to = st.session_state[_key(step)]
    if to != step:  # nobody chose it: a browser repeats what it showed before
        _go(review, names, to)


@flash.callback
def go(review: str, names: Sequence[str], to: str) -> None:
    """Go to a step, with everybody who is in the meeting: a callback."""
    _go(review, names, to)


def _go(review: str, names: Sequence[str], to: str) -> None:
    there = pace(review, names)
    if to != there.step:
        session.tracker().meetings.keep(review, there.moved(to, now()))
    st.session_state[STEP] = to
