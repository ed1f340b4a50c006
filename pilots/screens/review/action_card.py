"""A card of an action in a meeting: done, another day, somebody else, or not going to happen.

Each is one tap with undo. Another day and somebody else are chosen in a popover, which a meeting
that polls leaves open, as it would not a form over the page.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from pilots.access import Permission
from pilots.folding import folded
from pilots.language import _, day, relative_day, today
from pilots.queries.rows import RecordRow
from pilots.rules import parse_input
from pilots.screens.kit import flash, markup, session
from pilots.screens.kit.forms import inputs
from pilots.screens.kit.records import action_status, one_tap
from pilots.screens.review import shared
from schemas import ActionStatus

LATER = (timedelta(weeks=1), timedelta(weeks=2), timedelta(weeks=4))
"""The days to choose from at once: so long from today, not from the day that has passed."""

PEOPLE = 8
"""Names to choose from at once."""


def draw(row: RecordRow, names: Sequence[str]) -> None:
    """The card; `names` are those of who may take it over."""
    with st.container(border=True, gap="xsmall", key=f"action.{row['id']}"):
        icon = action_status.ICONS[row["status"]]
        owner = row["owner"] or _("Owner: {name}", name=markup.not_set())
        details = shared.grey([owner, action_status.date_caption(row)])
        st.markdown(f"{icon} **{markup.escape(row['title'])}**  \n{details}")
        if session.allowed(Permission.RECORD, row["pilot"]):
            with st.container(horizontal=True, gap="xsmall"):
                _taps(row, names)


def line(row: RecordRow) -> str:
    """An action on one line, as Markdown: what, whose it is, and its day."""
    owner = row["owner"] or _("Owner: {name}", name=markup.not_set())
    due = day(row["due"]) if row["due"] else _("no day yet")
    return f"**{markup.escape(row['title'])}** {shared.grey([owner, due])}"


def _taps(row: RecordRow, names: Sequence[str]) -> None:
    id = row["id"]
    if ActionStatus(row["status"]) not in action_status.OPEN:
        label = _("Back to the plan")
        again = action_status.plan_again
        one_tap.button(f"plan_again.{id}", label, ":material/undo:", again, row)
        return
    check, drop = ":material/check:", ":material/close:"
    done = action_status.done
    one_tap.button(f"done.{id}", _("Done"), check, done, row, type="secondary")
    _another_day(row)
    _somebody_else(row, names)
    one_tap.button(f"drop.{id}", _("Will not happen"), drop, action_status.drop, row)


def _another_day(row: RecordRow) -> None:
    label = _("Another day") if row["due"] else _("Choose a day")
    # A key per version: once a day is chosen the popover is another one, and closed.
    key = f"day.{row['id']}.{row['_seq']}"
    with st.popover(label, icon=":material/event:", type="tertiary", key=key):
        for later in LATER:
            due = today() + later
            words = relative_day(due, today())
            one_tap.button(f"{key}.{later.days}", words, ":material/event:", _set_due, row, due)
        inputs.day(_("Another day"), f"{key}.typed", on_change=_typed_due, args=(row, key))


@flash.callback
def _typed_due(row: RecordRow, key: str) -> None:
    if due := parse_input.read_day(st.session_state[f"{key}.typed"], today()):
        action_status.set_due(row, due)


@flash.callback
def _set_due(row: RecordRow, due: date) -> None:
    action_status.set_due(row, due)


def _somebody_else(row: RecordRow, names: Sequence[str]) -> None:
    key = f"owner.{row['id']}.{row['_seq']}"
    others = [name for name in names if folded(name) != folded(row["owner"] or "")]
    label = _("Somebody else") if row["owner"] else _("Who does this?")
    with st.popover(label, icon=":material/person:", type="tertiary", key=key):
        for n, name in enumerate(others[:PEOPLE]):
            words = markup.escape(name)
            one_tap.button(f"{key}.{n}", words, ":material/person:", _set_owner, row, name)
        st.text_input(
            _("Another name"),
            key=f"{key}.typed",
            on_change=_typed_owner,
            args=(row, key),
        )


@flash.callback
def _typed_owner(row: RecordRow, key: str) -> None:
    if name := st.session_state[f"{key}.typed"].strip():
        _hand_over(row, name)


@flash.callback
def _set_owner(row: RecordRow, name: str) -> None:
    _hand_over(row, name)


def _hand_over(row: RecordRow, name: str) -> None:
    sentence = _("{name} now does this: {action}", name=name, action=row["title"])
    key = one_tap.idempotency_key(row["id"], row["_seq"], name)
    one_tap.change(row["_seq"], key, sentence, owner=name)
