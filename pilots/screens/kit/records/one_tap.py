"""One tap records a change at once, with undo instead of a question (optimistic UI).

A tap is idempotent: its idempotency key follows from the version of the record on the screen, so
a second tap that was on its way already is recorded once. It changes what it names, and nothing
else: what somebody else wrote since that version stays, and where they changed the same thing
nothing is recorded and a message says so.
"""

from collections.abc import Callable
from typing import Any, Literal
from uuid import NAMESPACE_URL, uuid5

import streamlit as st

from pilots.screens.kit import flash, session
from pilots.versions import Version, filled
from schemas import KINDS, Record


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


def change(
    seq: int, idempotency_key: str, sentence: str, *, merge: bool = True, **fields: Any
) -> None:
    """Change fields of the record of which line `seq` is the version on the screen.

    None empties a field. Without `merge` nobody may have changed anything else meanwhile.
    Raises as the tracker does.
    """
    shown = session.tracker().version(session.viewer(), seq)
    changed = KINDS[shown.kind].read(shown.id, shown.pilot, filled({**shown.body, **fields}))
    record(changed, idempotency_key, sentence, shown, merge=merge)


def record(
    record: Record, idempotency_key: str, sentence: str, *based_on: Version, merge: bool = True
) -> None:
    """Record a change; the flash message is `sentence`, with undo. Raises as the tracker does."""
    (line,) = session.tracker().record(
        session.viewer(),
        record,
        based_on=based_on,
        merge=merge,
        idempotency_key=idempotency_key,
    )
    flash.say(sentence, line.seq)
