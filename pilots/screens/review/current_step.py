"""The step that this browser shows: that of the meeting, unless its user may be typing.

Whoever goes to another step takes the meeting along, and with it everybody on a read-only step.
Nobody is taken away from a step with inputs: what is typed in an input is only in the browser
until it is left. They see where the meeting is, and join when they are ready.
"""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from pilots.language import _
from pilots.screens.kit import flash, markup, session
from pilots.store.meetings import MeetingClock, now

STEP = "meeting.step"
"""The key in the session of the step that is shown."""

FORM_PREFIX = "review."
"""The prefix of the key of every form of a meeting."""

MINUTES = 45
"""The length of a meeting where nobody chose one."""

_SEEN = "meeting.seen"
"""The key in the session of the review whose meeting this page showed last."""


def meeting_of(review_id: str, names: Sequence[str]) -> MeetingClock:
    """How far the meeting is; at the first of these steps where that is not known."""
    found = session.tracker().meetings.find(review_id)
    return found if found and found.step in names else MeetingClock(names[0], now(), MINUTES)


def was_in(review_id: str) -> bool:
    """Whether this session took part in the meeting of a review."""
    return st.session_state.get(_SEEN) == review_id


def choose(review_id: str, labels: Mapping[str, str], shown: str) -> None:
    """Draw how far the meeting is: a menu of all its steps. `labels` are theirs, by name."""
    names = list(labels)
    words = {name: f"{n}. {label}" for n, (name, label) in enumerate(labels.items(), 1)}
    st.menu_button(
        _("{n} of {total}", n=names.index(shown) + 1, total=len(names)),
        names,
        format_func=words.__getitem__,
        # A key per step: what a browser still sends of the step before is about another widget.
        key=_key(shown),
        help=_("To another step"),
        type="tertiary",
        on_click=_choose,
        args=(review_id, names, shown),
    )


def offer_to_join(
    review_id: str, labels: Mapping[str, str], shown: str, meeting: MeetingClock
) -> None:
    """Say where the meeting is, to somebody who was left at another step."""
    # Always drawn: what is below stays the same element, and keeps what is typed in it.
    with st.container(gap=None):
        if shown != meeting.step:
            _join_button(review_id, list(labels), meeting.step, labels[meeting.step])


def _key(step: str) -> str:
    return f"{STEP}.{step}"


def follow(
    review_id: str, names: Sequence[str], with_inputs: Collection[str], meeting: MeetingClock
) -> str:
    """The step to show: that of the meeting, or the one in which somebody may be typing."""
    shown: str | None = st.session_state.get(STEP)
    if shown is None or shown not in with_inputs or not was_in(review_id):
        shown = meeting.step
    st.session_state[_SEEN] = review_id
    st.session_state[STEP] = shown
    return shown


def _join_button(review_id: str, names: Sequence[str], step: str, label: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="others_box"):
        st.info(_("The meeting is at: {step}", step=label), icon=":material/groups:")
        st.button(
            _("Join them"),
            key="go_along",
            icon=":material/arrow_forward:",
            shortcut=None if markup.on_phone() else "G",
            on_click=go,
            args=(review_id, names, step),
        )


@flash.callback
def _choose(review_id: str, names: Sequence[str], shown: str) -> None:
    step = st.session_state[_key(shown)]
    if step and step != shown:
        _go(review_id, names, step)


@flash.callback
def go(review_id: str, names: Sequence[str], step: str) -> None:
    """Go to a step, with everybody who is in the meeting: a callback."""
    _go(review_id, names, step)


def _go(review_id: str, names: Sequence[str], step: str) -> None:
    meeting = meeting_of(review_id, names)
    if step != meeting.step:
        session.tracker().meetings.save(review_id, meeting.moved(step, now()))
    st.session_state[STEP] = step
