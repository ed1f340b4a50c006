"""The example: a year to look around in, and how to begin it again."""

import streamlit as st

from pilots.access import Permission
from pilots.errors import NotAllowed
from pilots.language import _
from pilots.screens.kit import answers, empty_state, flash, session


def draw() -> None:
    st.markdown(
        _(
            "A year of three pilots, to look around in and try things out. Everything in it is "
            "invented. It is kept separate: what you do there changes nothing in your own "
            "pilots."
        )
    )
    empty_state.example_button()
    if session.in_example() and session.allowed(Permission.RECORD):
        st.button(
            _("Start the example again"),
            icon=":material/restart_alt:",
            key="reset_example",
            help=_("Throws away what was tried in the example, and starts its year again."),
            on_click=reset,
        )


@flash.callback
def reset() -> None:
    """Start the fictional year again: a callback. Raises NotAllowed for who only reads."""
    if not session.allowed(Permission.RECORD):
        raise NotAllowed(name=session.viewer().name)
    session.reset_example()
    # The cache key cannot tell: the new logbook can have as many lines as the old one.
    answers.forget_answers()
    flash.say(_("The example is back as it began."))
