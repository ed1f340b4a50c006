"""One tap on an action: begun, done, dropped, or back to the plan.

A tap is made on one version of the action, and the idempotency key of its line follows from that
version. So a second tap that was on its way already is the same line.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.access import Verb
from pilots.language import _, relative_day, today
from pilots.queries import records
from pilots.queries.rows import RecordRow
from pilots.screens.kit import answers, flash, markup, session
from pilots.screens.kit.records import lists
from schemas import Action, ActionStatus

ICONS = {
    ActionStatus.PLANNED: ":material/event:",
    ActionStatus.DOING: ":material/pending:",
    ActionStatus.DONE: ":material/check_circle:",
    ActionStatus.DROPPED: ":material/cancel:",
}


def moved(action: Action, status: ActionStatus, today: date) -> Action:
    """The same action, this far: what is done has a day, and nothing else has one."""
    fields = action.body() | {"status": status}
    fields.pop("done_on", None)
    if status is ActionStatus.DONE:
        fields["done_on"] = action.done_on or today
    return Action.read(action.id, action.pilot, fields)


# --- callbacks: each takes a row of the register, as it was on the screen ------------------


@flash.callback
def begin(row: RecordRow) -> None:
    _move(row, ActionStatus.DOING, _("Begun: {action}", action=row["title"]))


@flash.callback
def done(row: RecordRow) -> None:
    _move(row, ActionStatus.DONE, _("Done: {action}", action=row["title"]))


@flash.callback
def drop(row: RecordRow) -> None:
    _move(row, ActionStatus.DROPPED, _("Will not happen: {action}", action=row["title"]))


@flash.callback
def plan_again(row: RecordRow) -> None:
    _move(row, ActionStatus.PLANNED, _("Planned again: {action}", action=row["title"]))


def _move(row: RecordRow, status: ActionStatus, sentence: str) -> None:
    # What somebody else changed meanwhile stays: only how far it is changes.
    action = answers.for_viewer(records.one, Action.table, row["id"])
    if not isinstance(action, Action):
        flash.say(_("This is no longer there. You can find it in the history."))
        return
    idempotency_key = str(uuid5(NAMESPACE_URL, f"{row['id']}/{row['_seq']}/{status}"))
    (line,) = session.tracker().record(
        session.viewer(), moved(action, status, today()), idempotency_key=idempotency_key
    )
    flash.say(sentence, line.seq)


# --- buttons -------------------------------------------------------------------------------

_OPEN = (ActionStatus.PLANNED, ActionStatus.DOING)


def offer(row: RecordRow, change: bool = True) -> None:
    """The taps that make sense for an action, beside each other, for who may.

    To change it is one of them: beside its title it would leave that half a line. Where the
    page can run anew at any moment there is no place for it: that would close its form.
    """
    if session.allowed(Verb.RECORD, row["pilot"]):
        with st.container(horizontal=True, gap="xsmall"):
            _taps(row, ActionStatus(row["status"]))
            if change:
                lists.offer_change(Action, row, key=f"change.{row['id']}")


def _taps(row: RecordRow, status: ActionStatus) -> None:
    if status in _OPEN:
        _tap("done", _("Done"), ":material/check:", done, row, type="secondary")
    if status is ActionStatus.PLANNED:
        _tap("begin", _("Begin"), ":material/play_arrow:", begin, row)
    else:
        _tap("plan_again", _("Back to the plan"), ":material/undo:", plan_again, row)
    if status in _OPEN:
        _tap("drop", _("Will not happen"), ":material/close:", drop, row)


def _tap(
    name: str,
    label: str,
    icon: str,
    act: Callable[[RecordRow], None],
    row: RecordRow,
    type: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    key = f"{name}.{row['id']}"
    st.button(label, icon=icon, key=key, type=type, on_click=act, args=(row,))


# --- words ---------------------------------------------------------------------------------


def when(row: RecordRow) -> str:
    """The day that matters of an action, in words."""
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
