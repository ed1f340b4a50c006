"""The page on paper: what one chooses with is left out, and what was chosen is said."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _, day, today
from pilots.screens.kit import markup
from pilots.screens.progress.period import Period

_PRINT = Path(__file__).with_name("print.css")
"""No theme knows how a page is printed."""


WIDTH = 900
"""Pixels: what print.css makes as wide as a sheet of A4, so that no picture is cut there."""


def sheet() -> DeltaGenerator:
    """Where the page stands: as wide as on paper, and printed without what one taps on."""
    st.html(_PRINT)
    return st.container(width=WIDTH, key="sheet")


def say_of_what(when: Period) -> None:
    """Of which time this tells, and until when: on paper nobody sees what was chosen."""
    of = when.words or _("All the time")
    st.caption(
        markup.escape(
            _("{period}. As it was recorded up to {day}.", period=of, day=day(today()))
            + " "
            + _("Without people’s names; numbers of people only from five up.")
        )
    )
