"""Reviews that are over: how the pilot stood, why, and the minutes."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, said_day, today
from pilots.screens import ui
from pilots.screens.meeting import minutes
from pilots.screens.meeting.parts import Row
from pilots.screens.records import lists, show
from schemas import Review


def past(rows: Sequence[Row]) -> None:
    """A card for each, a page at a time, the last one first."""
    first = lists.page(Review.table, len(rows))
    for row in rows[first : first + lists.PAGE]:
        with st.container(border=True, gap="xsmall", key=f"review.{row['id']}"):
            with st.container(horizontal=True, wrap=False, **ui.APART):
                day = ui.escape(said_day(row["held_on"], today()))
                st.markdown(f"**{day}** {show.standing(row['status'])}")
                lists.offer_change(Review, row, key=f"change.{row['id']}")
            if row["why"]:
                show.long(row["why"])
            if present := ", ".join(row["present"] or ()):
                st.caption(ui.escape(_("Present: {names}", names=present)))
            if row["next_on"]:
                next_on = said_day(row["next_on"], today())
                st.caption(ui.escape(_("Next review: {day}", day=next_on)))
            minutes.offer(row)
