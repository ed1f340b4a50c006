"""The actions of a pilot: as a list, on a board by how far they are, in time, in figures."""

import streamlit as st

from pilots.language import _, number, plural
from pilots.queries import pilot as questions
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, markup, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pictures import pictures
from pilots.screens.kit.records import acts, lists
from schemas import Action, ActionKind, ActionStatus

VIEW = "actions"
"""The query parameter, and the key in the session, that holds how actions are shown."""

COLUMN = 10
"""Actions in a column of the board: what a group can take in; the list has all of them."""


def actions(pilot_id: str) -> None:
    """All actions, in the way that somebody chooses."""
    n = lists.heading(Action, pilot_id)
    if not n:
        return
    views = {
        "list": _("List"),
        "board": _("Board"),
        "plan": _("Schedule"),
        "figures": _("Figures"),
    }
    match st.segmented_control(
        _("Show as"),
        list(views),
        # On a phone the columns of a board would stand below each other.
        default="list" if markup.on_phone() else "board",
        format_func=views.__getitem__,
        key=VIEW,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
    ):
        case "list":
            with st.container(width=forms.WIDTH):
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
    offset = lists.page(Action.table, n)
    for row in answers.for_viewer(questions.actions, pilot_id, offset=offset, limit=lists.PAGE):
        _card(row, names, more=True)
    lists.as_table(Action, pilot_id, n)


def _board(pilot_id: str) -> None:
    rows = answers.for_viewer(questions.actions_by_status, pilot_id, limit=COLUMN)
    names = values.names_for(Action, pilot_id)
    for status, column in zip(ActionStatus, st.columns(len(ActionStatus)), strict=True):
        mine = [row for row in rows if row["status"] == status]
        total = mine[0]["total"] if mine else 0
        with column:
            st.markdown(f"#### {acts.ICONS[status]} {_(status.label)} ({number(total)})")
            for row in mine:
                _card(row, names)
            if total > len(mine):
                st.caption(_("{n} more: see the list", n=number(total - len(mine))))


def _card(row: RecordRow, names: values.Names, more: bool = False) -> None:
    """An action with its taps; `more`: with its texts and its photo."""
    with st.container(border=True, key=f"card.{row['id']}", gap="xsmall"):
        titled = lists.titled(row["title"], _details(row, names))
        st.markdown(f"{acts.ICONS[row['status']]} {titled}")
        if more:
            lists.texts(Action, row, names)
        acts.offer(row)


def _details(row: RecordRow, names: values.Names) -> str:
    """When, what kind, with whom and who sees to it, on one line."""
    said = [acts.when(row)]
    if row["kind"] != ActionKind.OTHER:
        said.append(_(ActionKind(row["kind"]).label))
    if with_whom := values.value(Action, "with_whom", row["with_whom"], names):
        said.append(with_whom)
    if row["participants"] is not None:
        said.append(plural("{n} participant", "{n} participants", row["participants"]))
    if row["owner"]:
        said.append(_("Owner: {name}", name=row["owner"]))
    return " · ".join(said)
