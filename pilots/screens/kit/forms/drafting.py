"""What is typed into a form, kept each time a field is left, and found again.

A form has a token, which is in the key of each of its inputs. As long as the token is the
same, they are the same inputs: the browser puts back what stands in them after a lost
connection. So the token must outlive the session. It comes with the draft; where there is
none yet, it follows from who is typing and what they recorded last.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import streamlit as st

from pilots.errors import TrackerError
from pilots.language import _, moment
from pilots.privacy import free_text
from pilots.queries import history
from pilots.screens.kit import answers, flash, markup, session

REGISTRATION = "register"
"""The form in which a new pilot is registered: it can be left, and is offered again."""

STANDS = "stands."
"""How the name begins of what is no field, but says how the form stands: which step it is at."""


def token(form: str) -> str:
    """The token of a form, the same for as long as it is not submitted."""
    if known := st.session_state.get(f"token.{form}"):
        return str(known)
    who = session.viewer().key
    kept = session.tracker().drafts.find(who, form)
    if kept:
        new = kept.token
        st.session_state[f"restored.{form}"] = dict(kept.fields)
        st.session_state[f"resumed.{form}"] = kept.saved_at
        st.session_state[f"drafted.{form}"] = True
    else:
        newest, _pilot = answers.for_viewer(history.newest_by, session.viewer().name)
        new = str(uuid5(NAMESPACE_URL, f"{who}/{form}/{newest}"))
    st.session_state[f"token.{form}"] = new
    return new


def restored(form: str) -> Mapping[str, Any]:
    """What stood in the inputs when the form was left, by the end of their keys."""
    found: Mapping[str, Any] = st.session_state.get(f"restored.{form}", {})
    return found


def typed(form: str, field: str, otherwise: Any = None) -> Any:
    """What stands in an input now, drawn or not; `field` is the end of its key."""
    key = f"{form}.{token(form)}.{field}"
    if key in st.session_state:
        return st.session_state[key]
    return restored(form).get(field, otherwise)


def begins(form: str, field: str, start: Any) -> None:
    """Remember what an input began with: that alone is no reason to keep a draft."""
    st.session_state.setdefault(f"starts.{form}", {})[field] = start


@flash.callback
def keep(form: str) -> None:
    """Keep what stands in the form's inputs: a callback for when one of them is left."""
    start = f"{form}.{token(form)}."
    fields = dict(restored(form)) | {
        str(key).removeprefix(start): value
        for key, value in st.session_state.items()
        if str(key).startswith(start) and not str(key).endswith(".submit") and _can_be_kept(value)
    }
    began = st.session_state.get(f"starts.{form}", {})
    changed = {
        name: value
        for name, value in fields.items()
        if (value or None) != (began.get(name) or None) and not name.startswith(STANDS)
    }
    # A day that was filled in beforehand is a part of what was typed on that day.
    along = {
        name: value
        for name, value in fields.items()
        if isinstance(value, date) or name.startswith(STANDS)
    }
    session.tracker().drafts.save(
        session.viewer().key, form, token(form), along | changed if changed else {}
    )
    st.session_state[f"drafted.{form}"] = bool(changed)


def _can_be_kept(value: Any) -> bool:
    """Whether it was typed or chosen; a button is neither. A photo and a BSN are not kept."""
    if free_text.holds_bsn(value):
        return False
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, str | float | int | date)


def done(form: str) -> None:
    """The form was recorded: the next one begins empty."""
    if st.session_state.get(f"drafted.{form}"):
        # What was recorded is recorded, also where its draft cannot be thrown away.
        with suppress(TrackerError):
            session.tracker().drafts.delete(session.viewer().key, form)
    start = f"{form}.{token(form)}."
    for key in [key for key in st.session_state if str(key).startswith(start)]:
        del st.session_state[key]
    for what in ("token", "restored", "resumed", "starts", "drafted", "problems", "told"):
        st.session_state.pop(f"{what}.{form}", None)


@flash.callback
def begin_anew(form: str) -> None:
    """Throw away what was typed: a callback."""
    done(form)
    st.session_state[f"token.{form}"] = str(uuid4())


def say_resumed(form: str) -> None:
    """Say that this is what was left before, with a way to begin with empty inputs."""
    since: datetime | None = st.session_state.get(f"resumed.{form}")
    if since is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"resumed_{form}_box"):
        st.caption(
            markup.escape(
                _("You are continuing where you left off on {moment}.", moment=moment(since))
            )
        )
        st.button(
            _("Begin again"),
            icon=":material/restart_alt:",
            type="tertiary",
            key=f"anew.{form}",
            on_click=begin_anew,
            args=(form,),
        )


def say_kept(form: str) -> None:
    """Say that a reload or a lost connection takes nothing away; nothing typed, nothing said."""
    if st.session_state.get(f"drafted.{form}"):
        st.caption(_("Kept as a draft"))
