"""The line of an action that waits: one tap to be done, and the rest in a menu."""

from datetime import timedelta
from typing import Any

import streamlit as st

from pilots.language import _, plural, relative_day, today
from pilots.queries.rows import RecordRow
from pilots.screens.kit import flash, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.records import action_status, dialogs
from pilots.screens.today import rows
from schemas import Action


def draw(group: str, place: int, row: RecordRow) -> None:
    with rows.line():
        rows.tick(f"done.{row['id']}", _done, group, place, row)
        _text(row, _when(row))
        _menu(group, place, row)


def draw_gone(row: RecordRow) -> None:
    """An action that was just dealt with, at its old place."""
    with rows.line():
        rows.tick(f"was_done.{row['id']}")
        _text(row, is_done=True)


def _text(row: RecordRow, *when: str, is_done: bool = False) -> None:
    is_wide = not markup.on_phone()  # on a phone, whose it is and how late are all that fits
    rows.text(row["pilot"], row["title"], row["owner"], *when, is_done=is_done, says_name=is_wide)


def _when(row: RecordRow) -> str:
    if row["due"] is None:
        return ""
    late = (today() - row["due"]).days
    if late > 0:
        return plural("{n} day overdue", "{n} days overdue", late)
    return relative_day(row["due"], today())


def _menu(group: str, place: int, row: RecordRow) -> None:
    choices = {
        "later": _("A week later"),
        "day": _("Another day"),
        "person": _("Somebody else does it"),
        "drop": _("Will not happen"),
        "change": _("Change"),
    }
    key = f"other.{row['id']}"
    chosen = st.menu_button(
        _("Other options"),
        list(choices),
        icon=":material/more_horiz:",
        format_func=choices.__getitem__,
        key=key,
        type="tertiary",
        on_click=_do_chosen,
        args=(key, group, place, row),
    )
    match chosen:
        case "day":
            _ask(row, _("By which day?"), "due")
        case "person":
            _ask(row, _("Who does it?"), "owner")
        case "change":
            dialogs.open_change(Action, row)


def _ask(row: RecordRow, question: str, field: str) -> None:
    """Ask one field of an action, in a dialog."""
    key = f"{field}.{row['id']}"

    def draw_form() -> Any:
        fieldset = forms.fieldset_to_change(key, Action, row["id"], only=(field,))
        if fieldset is None:
            st.rerun()
        st.markdown(f"**{markup.escape(row['title'])}**")
        return forms.draw(key, fieldset, pilot_id=row["pilot"])

    forms.open_dialog(key, question, draw_form, width="small")


# --- callbacks ---------------------------------------------------------------------------


@flash.callback
def _done(group: str, place: int, row: RecordRow) -> None:
    rows.keep_place(group, place, row)
    action_status.done(row)


@flash.callback
def _do_chosen(key: str, group: str, place: int, row: RecordRow) -> None:
    match st.session_state[key]:
        case "later":
            rows.keep_place(group, place, row)
            _postpone(row)
        case "drop":
            rows.keep_place(group, place, row)
            action_status.drop(row)


def _postpone(row: RecordRow) -> None:
    """Postpone by a week: from its due date, or from today where that is over or not set."""
    due = max(row["due"] or today(), today()) + timedelta(weeks=1)
    action_status.set_due(row, due)
