"""One tap records a change at once, with undo instead of a question (optimistic UI).

A tap is idempotent: its idempotency key follows from the version of the record on the screen, so
a second tap that was on its way already is recorded once.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.language import _
from pilots.queries import records
from pilots.screens.kit import answers, flash, session
from schemas import Record

R = TypeVar("R", bound=Record)


def button(
    key: str,
    label: str,
    icon: str,
    callback: Callable[..., None],
    *args: Any,
    type: Literal["primary", "secondary", "tertiary"] = "tertiary",
) -> None:
    """The button of a tap; `callback` is a `flash.callback`."""
    st.button(label, icon=icon, key=key, type=type, on_click=callback, args=args)


def idempotency_key(*parts: object) -> str:
    """The same for the same parts: a record's id and version, and what it becomes."""
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, parts))))


def newest(schema: type[R], id: str) -> R | None:
    """The newest version of a record, to change only what the tap changes.

    Where it was withdrawn meanwhile: None, and a flash message that says so.
    """
    record = answers.for_viewer(records.one, schema.table, id)
    if isinstance(record, schema):
        return record
    flash.say(_("This is no longer there. You can find it in the history."))
    return None


def record(record: Record, idempotency_key: str, sentence: str) -> None:
    """Record a change; the flash message is `sentence`, with undo. Raises as the tracker does."""
    (line,) = session.tracker().record(session.viewer(), record, idempotency_key=idempotency_key)
    flash.say(sentence, line.seq)
