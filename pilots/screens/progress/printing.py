"""The page when it is printed: the filters are left out, and what they say is put in words."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _, day, today
from pilots.screens.kit import markup, session
from pilots.screens.progress.period import Period

_PRINT = Path(__file__).with_name("print.css")
"""No theme knows how a page is printed."""

WIDTH = 1280
"""Pixels: what a desk has. Nothing with a picture in it is wider than the 900 that print.css makes
as wide as a sheet of A4, so that none is cut there."""

READABLE = 820


def sheet() -> DeltaGenerator:
    """The container of the page, which is printed without buttons and filters."""
    st.html(_PRINT)
    return st.container(width=WIDTH, key="sheet")


def readable() -> DeltaGenerator:
    """A container for text, whose lines would be too long to read otherwise."""
    return st.container(width=READABLE)


def how_to_check() -> None:
    """Whether the account was rewritten, and how somebody else can check that."""
    tracker = session.tracker()
    if mark := tracker.reader(session.viewer().scope).mark(tracker.head):
        readable().caption(
            markup.escape(
                _(
                    "Was this rewritten? Nothing is ever overwritten: what is changed or "
                    "withdrawn stays named above. Keep this mark, and whoever runs the tracker "
                    "can show that nothing before it was changed (verify --report): {mark}",
                    mark=mark,
                )
            )
        )


def state_period(when: Period) -> None:
    """The period in words, and up to when was recorded: on paper nobody sees the filters."""
    period = when.words or _("All the time")
    st.caption(
        markup.escape(
            _("{period}. As it was recorded up to {day}.", period=period, day=day(today()))
            + " "
            + _("Without people’s names; numbers of people only from five up.")
        )
    )
