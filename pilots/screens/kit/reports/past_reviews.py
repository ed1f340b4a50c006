"""Closed reviews: how the pilot was doing, why, and the minutes."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, relative_day, today
from pilots.queries.rows import RecordRow
from pilots.screens.kit import badges, markup, values
from pilots.screens.kit.records import dialogs, lists
from pilots.screens.kit.reports import minutes
from schemas import Review

Row = RecordRow


def past(rows: Sequence[Row]) -> None:
    """A card for each, a page at a time, the last one first."""
    offset = lists.pagination(Review.table, len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        with st.container(border=True, gap="xsmall", key=f"review.{row['id']}"):
            with st.container(horizontal=True, wrap=False, **markup.APART):
                day = markup.escape(relative_day(row["held_on"], today()))
                st.markdown(f"**{day}** {badges.standing(row['status'])}")
                dialogs.change_button(Review, row, key=f"change.{row['id']}")
            if row["why"]:
                values.long_text(row["why"])
            if present := ", ".join(row["present"] or ()):
                st.caption(markup.escape(_("Present: {names}", names=present)))
            if row["next_on"]:
                next_on = relative_day(row["next_on"], today())
                st.caption(markup.escape(_("Next review: {day}", day=next_on)))
            minutes.offer(row)
