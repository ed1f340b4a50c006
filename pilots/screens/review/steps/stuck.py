"""The step *Stuck*: actions overdue or dropped, and whether the pilot has gone quiet."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, number, plural, today
from pilots.queries import review as review_queries
from pilots.queries import today as today_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers
from pilots.screens.review import shared


def draw(review: RecordRow) -> None:
    """Each action with its status buttons."""
    overdue = answers.for_viewer(review_queries.overdue_actions, review["pilot"], today())
    dropped = answers.for_viewer(review_queries.dropped_actions, review["pilot"], review["since"])
    silent = [
        row
        for row in answers.for_viewer(today_queries.silent, today(), limit=1_000)
        if row["id"] == review["pilot"]
    ]
    if not (overdue or dropped or silent):
        shared.nothing_to_show(
            _("Nothing is overdue, nothing was dropped, and it has not gone quiet.")
        )
    for row in silent:
        words = plural(
            "Nothing has happened for {n} day.", "Nothing has happened for {n} days.", row["days"]
        )
        st.warning(f"**{words}**", icon=":material/volume_off:")
    left, right = st.columns(2, gap="large") if overdue and dropped else 2 * (st.container(),)
    with left:
        _actions(_("Overdue"), overdue, "overdue")
    with right:
        _actions(_("Dropped since then"), dropped, "dropped")


def _actions(title: str, rows: Sequence[RecordRow], name: str) -> None:
    if not rows:
        return
    st.markdown(f"### {title} ({number(len(rows))})")
    for row in shared.first_few(rows, name):
        shared.open_action(row)
    shared.show_all_button(rows, name)
