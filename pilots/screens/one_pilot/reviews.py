"""The reviews of a pilot: how it stands and stood, what was decided, and its principles."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, said_day, today
from pilots.queries import portfolio
from pilots.queries import review as questions
from pilots.screens import ui
from pilots.screens.meeting import past
from pilots.screens.meeting.parts import Row
from pilots.screens.pictures.principles import principles
from pilots.screens.records import lists, show
from schemas import Decision, Review


def reviews(pilot: str) -> None:
    """How the pilot stands first; then what was decided, and how it came to this."""
    held = ui.ask(questions.held, pilot)
    _now(pilot, held[0] if held else None)
    lists.section(Decision, pilot, decided_on=today())
    principles(pilot)
    if held:
        st.markdown(f"### {_('How it stood')}")
        past.past(held)


def _now(pilot: str, last: Row | None) -> None:
    with st.container(horizontal=True, **ui.APART):
        st.markdown(f"### {_('How does the pilot stand?')}")
        if ui.allowed(Verb.RECORD, pilot):
            offer(pilot)
    if last is None:
        st.info(_(Review.purpose), icon=":material/lightbulb:")
        return
    day = ui.escape(said_day(last["held_on"], today()))
    st.markdown(f"{show.standing(last['status'])} :gray[{day}]")
    if last["why"]:
        show.long(last["why"])
    if last["next_on"]:
        next_on = said_day(last["next_on"], today())
        st.caption(ui.escape(_("Next review: {day}", day=next_on)))


def offer(pilot: str) -> None:
    """The way to the meeting, or back into it."""
    is_held = ui.ask(questions.under_way, pilot)
    st.page_link(
        "review.py",
        label=_("Resume the review") if is_held else _("Begin the review"),
        icon=":material/groups:",
        query_params=ui.to_pilot(ui.ask(portfolio.names)[pilot]),
    )
