"""One pilot: what it asked, promised, did, heard and decided."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from pilots.language import _, today
from pilots.queries import progress, records
from pilots.reports import cover
from pilots.reports.sections import plans
from pilots.reports.sections.context import COLUMNS, ReportContext
from pilots.screens.kit import answers, badges, markup, url_select
from pilots.screens.kit.reports import documents, export, screen
from pilots.screens.progress import in_short
from pilots.screens.progress.period import Period
from schemas import Phase, Pilot

AS, WHOLE, BOARD = "as", "account", "board"
"""The query parameter, and the key in the session, of what is shown; and its values."""

COLUMNS_ON_PHONE = 6
"""Months that have room beside each other."""


def one_pilot(pilot_id: str, when: Period) -> None:
    """All there is to read of it in this period."""
    row = answers.for_funder(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    with st.container(horizontal=True, gap="medium", key="account"):
        beside = None if markup.on_phone() else in_short.place()
        with st.container(key="account_text"):
            _head(row)
            if _is_for_board():
                _board(pilot_id, when)
                return
            columns = COLUMNS_ON_PHONE if markup.on_phone() else COLUMNS
            context = ReportContext(pilot_id, today(), when.since, when.until, columns)
            key = f"progress.{pilot_id}.{when.since}.{when.until}.{columns}"
            blocks = documents.of_progress(context)
            in_short.draw_parts(blocks, screen.Place(key, 2, records_of=pilot_id))
        if beside:
            with beside:
                in_short.in_short(row, blocks, when)


def _is_for_board() -> bool:
    """Let somebody choose between the whole account and the A4 for a board."""
    options = {WHOLE: _("The whole account"), BOARD: _("One A4, for the board")}
    chosen = url_select.segment(AS, _("Show"), options, default=WHOLE)
    return chosen == BOARD


def _board(pilot_id: str, when: Period) -> None:
    document = documents.of_board(ReportContext(pilot_id, today(), when.since, when.until))
    if document:
        key = f"board.{pilot_id}"
        export.offer(document, key, kinds=("pdf", "png"))
        screen.show(document, key, top=3)


def _head(row: Mapping[str, Any]) -> None:
    phase = f":blue-badge[:material/trending_up: {_(Phase(row['phase']).label)}]"
    facts = " · ".join(filter(None, (cover.place(row), ", ".join(row["themes"] or ()))))
    st.markdown(
        f"## {badges.pilot(row['id'])} {markup.escape(row['name'])}\n"
        f"{phase} :small[:gray[{markup.escape(facts)}]]"
    )
    if row["audience"]:
        st.caption(markup.escape(_("For whom: {audience}", audience=row["audience"])))
    found = answers.for_funder(progress.ahead, row["id"], today())
    st.caption(markup.escape(plans.in_short(found, today())))
