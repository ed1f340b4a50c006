"""Pilots as a table, to sort and to compare; a row opens its pilot."""

from collections.abc import Sequence

import streamlit as st

from pilots.evidence import percents
from pilots.language import _, today
from pilots.queries import pictures, portfolio
from pilots.queries.portfolio import PilotRow
from pilots.screens.kit import answers, links, values
from pilots.screens.kit.pages import Page
from schemas import Phase, Pilot, Standing


def draw(rows: Sequence[PilotRow]) -> None:
    """A row for each pilot."""
    trends = answers.for_viewer(pictures.trends, today())
    lead = (
        {} if values.hidden_fields(Pilot) else {_("Project lead"): [row["lead"] for row in rows]}
    )
    weekly, far, last = _("Done each week"), _("How far along"), _("Last action")
    st.caption(_("Tick a row to open that pilot. Press a heading to sort."))
    chosen = st.dataframe(
        {
            _("Name"): [row["name"] for row in rows],
            _("Neighbourhood"): [row["neighbourhood"] for row in rows],
            _("Municipality"): [row["municipality"] for row in rows],
            _("Phase"): [_(Phase(row["phase"]).label) for row in rows],
            _("Status"): [_standing(row["status"]) for row in rows],
            **lead,
            weekly: [trends[row["id"]]["done"] for row in rows],
            far: [_percents(trends[row["id"]]["share"]) for row in rows],
            _("Planned"): [row["planned"] + row["doing"] for row in rows],
            _("Done"): [row["done"] for row in rows],
            _("Overdue"): [row["overdue"] for row in rows],
            last: [row["last_done"] for row in rows],
            _("Next action"): [row["next_action"] for row in rows],
        },
        column_config={
            weekly: st.column_config.BarChartColumn(help=_("The last 12 weeks.")),
            far: st.column_config.NumberColumn(
                format="%d%%",
                help=_("How far the main outcome has come from its baseline to its target."),
            ),
            last: st.column_config.DateColumn(format="DD-MM-YYYY"),
        },
        hide_index=True,
        placeholder="–",
        alt=_("All pilots as a table"),
        key="table.pilots",
        on_select="rerun",
        selection_mode="single-row",
    )
    if selected := chosen["selection"]["rows"]:
        id = rows[selected[0]]["id"]
        address = links.address(id, answers.for_viewer(portfolio.names)[id])
        # Streamlit refuses to clear parameters that widgets of this page are bound to.
        st.switch_page(Page.PILOT, query_params={links.PILOT: address})


def _standing(status: str | None) -> str | None:
    return _(Standing(status).label) if status else None


def _percents(share: float | None) -> int | None:
    return None if share is None else percents(share)
