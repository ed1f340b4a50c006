"""The tab Actions: as a list, on a board by status, in a schedule, or in figures."""

import streamlit as st

from pilots.language import _, number, plural
from pilots.queries import pilot as pilot_queries
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, values, view_picker
from pilots.screens.kit.pictures import pictures
from pilots.screens.kit.records import action_status, dialogs, lists, rows
from schemas import Action, ActionKind, ActionStatus

VIEW = "actions"
"""The query parameter of the view that is chosen, and its key in the session."""

COLUMN = 10
"""Actions in a column of the board: a group can take in no more; the list has all of them."""


def draw(pilot_id: str) -> None:
    """All actions, in the view that is chosen."""
    n = lists.heading(Action, pilot_id)
    if not n:
        return
    views = {
        "list": _("List"),
        "board": _("Board"),
        "plan": _("Schedule"),
        "figures": _("Figures"),
    }
    rows.style()
    match view_picker.draw(_("Show as"), views, VIEW, default="list"):
        case "list":
            _list(pilot_id, n)
        case "board":
            _board(pilot_id)
        case "plan":
            pictures.plan(pilot_id)
        case "figures":
            pictures.actions_per_week(pilot_id)
            pictures.burnup(pilot_id)
            pictures.turnout(pilot_id)


def _list(pilot_id: str, n: int) -> None:
    names = values.names_for(Action, pilot_id)
    offset = lists.pagination(Action.table, n)
    found = answers.for_viewer(pilot_queries.actions, pilot_id, offset=offset, limit=lists.PAGE)
    with st.container(gap=None):
        for row in found:
            _row(row, names)
    lists.as_table(Action, pilot_id, n)


def _board(pilot_id: str) -> None:
    found = answers.for_viewer(pilot_queries.actions_by_status, pilot_id, limit=COLUMN)
    names = values.names_for(Action, pilot_id)
    for status, column in zip(ActionStatus, st.columns(len(ActionStatus)), strict=True):
        in_column = [row for row in found if row["status"] == status]
        total = in_column[0]["total"] if in_column else 0
        with column:
            st.markdown(f"#### {action_status.ICONS[status]} {_(status.label)} ({number(total)})")
            for row in in_column:
                _row(row, names)
            if total > len(in_column):
                st.caption(_("{n} more: see the list", n=number(total - len(in_column))))


def _row(row: RecordRow, names: values.Names) -> None:
    """One tick, the action, and the rest of what can be done with it behind a sign."""
    with st.container(
        horizontal=True,
        wrap=False,
        vertical_alignment="center",
        gap="xsmall",
        key=f"row_{row['id']}",
    ):
        action_status.tick(row)
        if rows.opens(row, row["title"], _details(row, names)):
            dialogs.open_change(Action, row)
        action_status.others(row)


def _details(row: RecordRow, names: values.Names) -> str:
    """Date, kind, with whom, participants and owner, on one line."""
    parts = [action_status.date_caption(row)]
    if row["kind"] != ActionKind.OTHER:
        parts.append(_(ActionKind(row["kind"]).label))
    if with_whom := values.value(Action, "with_whom", row["with_whom"], names):
        parts.append(with_whom)
    if row["participants"] is not None:
        parts.append(plural("{n} participant", "{n} participants", row["participants"]))
    if row["owner"]:
        parts.append(_("Owner: {name}", name=row["owner"]))
    return " · ".join(parts)
