"""The status of an action, changed with one tap: begun, done, dropped, or planned again."""

from datetime import date
from typing import Any

import streamlit as st

from pilots.access import Permission
from pilots.language import _, relative_day, today
from pilots.queries.rows import RecordRow
from pilots.screens.kit import flash, markup, session
from pilots.screens.kit.records import dialogs, one_tap
from schemas import Action, ActionStatus

ICONS = {
    ActionStatus.PLANNED: ":material/event:",
    ActionStatus.DOING: ":material/pending:",
    ActionStatus.DONE: ":material/check_circle:",
    ActionStatus.DROPPED: ":material/cancel:",
}


def status_fields(done_on: date | None, status: ActionStatus, today: date) -> dict[str, Any]:
    """The fields of another status: an action that is done has a date, and no other has one."""
    is_done = status is ActionStatus.DONE
    return {"status": status, "done_on": (done_on or today) if is_done else None}


def date_caption(row: RecordRow) -> str:
    """The date that matters for an action, in words: done, due or overdue."""
    match ActionStatus(row["status"]):
        case ActionStatus.DONE:
            return _("Done: {day}", day=relative_day(row["done_on"], today()))
        case ActionStatus.DROPPED:
            return _("Dropped")
    if row["due"] is None:
        return _("Due: {day}", day=markup.not_set())
    if row["due"] < today():
        return _("Overdue since {day}", day=relative_day(row["due"], today()))
    return _("Due: {day}", day=relative_day(row["due"], today()))


# --- buttons -------------------------------------------------------------------------------

OPEN = (ActionStatus.PLANNED, ActionStatus.DOING)
"""The statuses of an action that is still to be done."""


def buttons(row: RecordRow, change: bool = True) -> None:
    """The taps that make sense for an action, beside each other, for viewers who may record.

    `change` adds the button that opens its form. Leave it out where the page polls: a rerun
    would close the form.
    """
    if session.allowed(Permission.RECORD, row["pilot"]):
        with st.container(horizontal=True, gap="xsmall"):
            _taps(row, ActionStatus(row["status"]))
            if change:
                dialogs.change_button(Action, row, key=f"change.{row['id']}")


def tick(row: RecordRow) -> None:
    """The sign of an action on a row; of one that is open it is the button with which it is
    done."""
    status = ActionStatus(row["status"])
    if status in OPEN and session.allowed(Permission.RECORD, row["pilot"]):
        icon = ":material/radio_button_unchecked:"
        one_tap.button(f"done.{row['id']}", _("Done"), icon, done, row)
    else:
        st.markdown(ICONS[status], width=44, text_alignment="center")


def others(row: RecordRow) -> None:
    """What else can be done with an action on a row, behind one sign."""
    if session.allowed(Permission.RECORD, row["pilot"]):
        with st.popover("⋯", type="tertiary", help=_("What else can be done")):
            _others(row, ActionStatus(row["status"]))


def _taps(row: RecordRow, status: ActionStatus) -> None:
    if status in OPEN:
        icon = ":material/check:"
        one_tap.button(f"done.{row['id']}", _("Done"), icon, done, row, type="secondary")
    _others(row, status)


def _others(row: RecordRow, status: ActionStatus) -> None:
    id = row["id"]
    if status is ActionStatus.PLANNED:
        one_tap.button(f"begin.{id}", _("Begin"), ":material/play_arrow:", begin, row)
    else:
        label = _("Back to the plan")
        one_tap.button(f"plan_again.{id}", label, ":material/undo:", plan_again, row)
    if status in OPEN:
        one_tap.button(f"drop.{id}", _("Will not happen"), ":material/close:", drop, row)


# --- callbacks: each takes the row that was on the screen ----------------------------------


@flash.callback
def begin(row: RecordRow) -> None:
    _set_status(row, ActionStatus.DOING, _("Begun: {action}", action=row["title"]))


@flash.callback
def done(row: RecordRow) -> None:
    _set_status(row, ActionStatus.DONE, _("Done: {action}", action=row["title"]))


@flash.callback
def drop(row: RecordRow) -> None:
    _set_status(row, ActionStatus.DROPPED, _("Will not happen: {action}", action=row["title"]))


@flash.callback
def plan_again(row: RecordRow) -> None:
    _set_status(row, ActionStatus.PLANNED, _("Planned again: {action}", action=row["title"]))


def set_due(row: RecordRow, due: date) -> None:
    sentence = _("Now due {day}: {action}", day=relative_day(due, today()), action=row["title"])
    one_tap.change(
        row["_seq"], one_tap.idempotency_key(row["id"], row["_seq"], due), sentence, due=due
    )


def _set_status(row: RecordRow, status: ActionStatus, sentence: str) -> None:
    key = one_tap.idempotency_key(row["id"], row["_seq"], status)
    fields = status_fields(row["done_on"], status, today())
    one_tap.change(row["_seq"], key, sentence, **fields)
