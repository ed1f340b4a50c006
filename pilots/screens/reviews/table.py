"""Running pilots as a table, to sort and to compare; a row opens its review."""

from collections.abc import Sequence

import streamlit as st

from pilots.language import _
from pilots.queries import portfolio
from pilots.queries.programme import PilotInNeed
from pilots.screens.kit import answers, links
from pilots.screens.kit.pages import Page
from schemas import Standing


def draw(rows: Sequence[PilotInNeed]) -> None:
    """A row for each pilot, those that need attention first."""
    labels = answers.for_viewer(portfolio.names)
    reviewed, next_on = _("Last reviewed"), _("Next review")
    st.caption(_("Tick a row to open its review. Press a heading to sort."))
    day = st.column_config.DateColumn(format="DD-MM-YYYY")
    chosen = st.dataframe(
        {
            _("Name"): [labels[row["id"]] for row in rows],
            _("Status"): [_standing(row["status"]) for row in rows],
            _("Days since the last log"): [row["days"] for row in rows],
            _("Overdue"): [row["overdue"] for row in rows],
            _("Open decisions"): [row["decisions"] for row in rows],
            reviewed: [row["held_on"] for row in rows],
            next_on: [row["next_on"] for row in rows],
            _("Why?"): [row["why"] for row in rows],
        },
        column_config={reviewed: day, next_on: day},
        hide_index=True,
        placeholder="–",
        alt=_("All running pilots as a table"),
        key="table.reviews",
        on_select="rerun",
        selection_mode="single-row",
    )
    if selected := chosen["selection"]["rows"]:
        id = rows[selected[0]]["id"]
        # Only the pilot: Streamlit refuses parameters bound to a widget on this page.
        st.switch_page(Page.REVIEW, query_params={links.PILOT: links.address(id, labels[id])})


def _standing(status: str | None) -> str:
    return _(Standing(status).label) if status else _("Never reviewed")
