"""The step *Stuck*: actions overdue or dropped, and whether the pilot has gone quiet."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _, number, plural, today
from pilots.queries import review as review_queries
from pilots.queries import today as today_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers
from pilots.screens.kit.records import less_say
from pilots.screens.review import action_card, shared


def draw(review: RecordRow) -> None:
    """Each action that was not asked about at the first step already, to decide on."""
    asked = shared.asked_at_first(review)
    late = answers.for_viewer(review_queries.overdue_actions, review["pilot"], today())
    overdue = [row for row in late if row["id"] not in asked]
    dropped = answers.for_viewer(review_queries.dropped_actions, review["pilot"], review["since"])
    silent = [
        row
        for row in answers.for_viewer(today_queries.silent, today(), limit=1_000)
        if row["id"] == review["pilot"]
    ]
    unheard = less_say.draw(review["pilot"])
    if not (late or dropped or silent or unheard):
        shared.nothing_to_show(
            _("Nothing is overdue, nothing was dropped, and it has not gone quiet.")
        )
    for row in silent:
        words = plural(
            "Nothing has happened for {n} day.", "Nothing has happened for {n} days.", row["days"]
        )
        st.warning(f"**{words}**", icon=":material/volume_off:")
    if before := len(late) - len(overdue):
        words = plural(
            "{n} more is late: it came up at the first step.",
            "{n} more are late: they came up at the first step.",
            before,
        )
        st.caption(words)
    names = shared.names_to_offer(review)
    left, right = st.columns(2, gap="large") if overdue and dropped else 2 * (st.container(),)
    with left:
        _actions(_("Overdue"), overdue, "overdue", names)
    with right:
        _actions(_("Dropped since then"), dropped, "dropped", names)


def _actions(title: str, rows: Sequence[RecordRow], name: str, names: Sequence[str]) -> None:
    if not rows:
        return
    st.markdown(f"### {title} ({number(len(rows))})")
    for row in shared.first_few(rows, name):
        action_card.draw(row, names)
    shared.show_all_button(rows, name)
