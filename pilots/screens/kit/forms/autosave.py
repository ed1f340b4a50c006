"""Autosave: each time an input is left, what is typed is kept as a draft, and restored later.

A form has a token, which is part of the key of each of its inputs. While the token stays the
same they are the same inputs: after a lost connection the browser fills in again what it still
holds. So the token must outlive the session. It is stored with the draft; without a draft it
follows from who is typing and what they recorded last.
"""

import json
from collections.abc import Callable, Mapping
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
from pilots.versions import Version

REGISTRATION = "register"
"""The key of the form that registers a pilot: *Today* offers to continue its draft."""

STATE = "stands."
"""The prefix of draft fields that are no input but the state of the form, such as its step."""


def token(form: str) -> str:
    """The token of a form, the same for as long as it is not submitted."""
    if known := st.session_state.get(f"token.{form}"):
        return str(known)
    who = session.viewer().key
    is_next = st.session_state.pop(f"recorded.{form}", False)
    draft = None if is_next else session.tracker().drafts.find(who, form)
    if draft:
        new = draft.token
        st.session_state[f"stored.{form}"] = draft.stored_as, draft.saved_at
        st.session_state[f"restored.{form}"] = dict(draft.fields)
        st.session_state[f"resumed.{form}"] = draft.saved_at
        st.session_state[f"drafted.{form}"] = True
    else:
        newest, _pilot = answers.for_viewer(history.newest_by, session.viewer().name)
        new = str(uuid5(NAMESPACE_URL, f"{who}/{form}/{newest}"))
    st.session_state[f"token.{form}"] = new
    return new


def opened_versions(form: str) -> dict[int, Version]:
    """What the records that a form changes were when it was opened, by fieldset."""
    found: dict[int, Version] = st.session_state.setdefault(f"opened.{form}", {})
    return found


def version_name(index: int) -> str:
    """The field of a draft that keeps what a record held when its form was opened.

    `index` is that of the record's fieldset in the form.
    """
    return f"{STATE}version.{index}"


def restored(form: str) -> Mapping[str, Any]:
    """The draft with which the form was opened: values by the name of their input."""
    found: Mapping[str, Any] = st.session_state.get(f"restored.{form}", {})
    return found


def current_value(form: str, input_name: str, default: Any = None) -> Any:
    """The value of an input now, whether or not it is drawn in this run."""
    key = f"{form}.{token(form)}.{input_name}"
    if key in st.session_state:
        return st.session_state[key]
    return restored(form).get(input_name, default)


def remember_start(form: str, input_name: str, start: Any) -> None:
    """Remember the first value of an input: that alone is no reason to keep a draft."""
    st.session_state.setdefault(f"starts.{form}", {})[input_name] = start


def is_untouched(form: str, input_name: str) -> bool:
    """Whether an input holds what it began with."""
    start = st.session_state.get(f"starts.{form}", {}).get(input_name)
    return bool(current_value(form, input_name, start) == start)


def has_draft(form: str) -> bool:
    """Whether anything was typed that is not recorded yet."""
    return bool(st.session_state.get(f"drafted.{form}"))


@flash.callback
def save(form: str) -> None:
    """Keep the values of the form as a draft: a callback for when an input is left."""
    prefix = f"{form}.{token(form)}."
    fields = dict(restored(form)) | {
        str(key).removeprefix(prefix): value
        for key, value in st.session_state.items()
        if str(key).startswith(prefix) and not str(key).endswith(".submit") and _is_kept(value)
    }
    starts = st.session_state.get(f"starts.{form}", {})
    changed = {
        name: value
        for name, value in fields.items()
        if (value or None) != (starts.get(name) or None) and not name.startswith(STATE)
    }
    state = {name: value for name, value in fields.items() if name.startswith(STATE)}
    for index, version in opened_versions(form).items():
        state[version_name(index)] = json.dumps(version.body, ensure_ascii=False)
    stored_as = _stored_as(form)
    saved_at = session.tracker().drafts.save(
        session.viewer().key, stored_as, token(form), state | changed if changed else {}
    )
    st.session_state[f"stored.{form}"] = stored_as, saved_at
    st.session_state[f"drafted.{form}"] = bool(changed)


def _stored_as(form: str) -> str:
    """The name of this tab's draft: one of its own where another tab wrote the form's draft."""
    name, seen = st.session_state.get(f"stored.{form}", (form, None))
    newest = session.tracker().drafts.find(session.viewer().key, name)
    if newest and newest.stored_as == name and newest.saved_at != seen:
        return f"{form}#{uuid4().hex[:8]}"
    return str(name)


def _is_kept(value: Any) -> bool:
    """Whether a value may be in a draft: no button, no photo, and never a BSN."""
    if free_text.holds_bsn(value):
        return False
    if isinstance(value, list):
        return all(isinstance(each, str) for each in value)
    return value is None or isinstance(value, str | float | int | date)


_READ_ON_OPENING = ("token", "restored", "resumed", "starts", "opened")
_ABOUT_VALUES = ("drafted", "stored", "problems", "typed", "pii", "doubts")
"""What the session holds of a form besides its inputs: from its opening, and of what is typed."""


def discard(form: str) -> None:
    """Forget the draft and the inputs, after the form was recorded: the next one is empty."""
    if has_draft(form):
        # What was recorded is recorded, also where its draft cannot be thrown away.
        with suppress(TrackerError):
            name, _seen = st.session_state.get(f"stored.{form}", (form, None))
            session.tracker().drafts.delete(session.viewer().key, name)
    reopen(form)
    for what in (*_ABOUT_VALUES, "put_away"):
        st.session_state.pop(f"{what}.{form}", None)
    st.session_state[f"recorded.{form}"] = True  # the next one is empty, whatever another tab has


def reopen(form: str) -> None:
    """Begin from the record as it is now, and from the draft where there is one."""
    prefix = f"{form}.{token(form)}."
    for key in [key for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
    for what in _READ_ON_OPENING:
        st.session_state.pop(f"{what}.{form}", None)


@flash.callback
def start_over(form: str) -> None:
    """Put away what was typed: a callback. It can be brought back until something else is."""
    kept = session.tracker().drafts.find(session.viewer().key, form)
    discard(form)
    st.session_state[f"token.{form}"] = str(uuid4())
    if kept:
        st.session_state[f"put_away.{form}"] = dict(kept.fields)


@flash.callback
def bring_back(form: str) -> None:
    """Go on with what was put away: a callback."""
    fields = st.session_state.pop(f"put_away.{form}")
    session.tracker().drafts.save(session.viewer().key, form, str(uuid4()), fields)
    reopen(form)
    for what in ("recorded", *_ABOUT_VALUES):
        st.session_state.pop(f"{what}.{form}", None)


def move_draft(origin: str, form: str, names: Callable[[str], str | None]) -> None:
    """Make the draft of another form that of this one.

    `names` gives the name of an input here for its name there; None for one that is left out.
    """
    who, drafts = session.viewer().key, session.tracker().drafts
    draft = drafts.find(who, origin)
    if draft is None:
        return
    fields = {new: value for name, value in draft.fields.items() if (new := names(name))}
    drafts.save(who, form, str(uuid4()), fields)
    drafts.delete(who, draft.stored_as)
    for moved in (origin, form):
        reopen(moved)
        for what in ("recorded", *_ABOUT_VALUES):
            st.session_state.pop(f"{what}.{moved}", None)


def resumed_notice(form: str) -> None:
    """Where the form opened with a draft: since when, and a button to start empty instead."""
    with st.container():  # always there: what stands below keeps its place
        if f"put_away.{form}" in st.session_state and not has_draft(form):
            _put_away_notice(form)
            return
    since: datetime | None = st.session_state.get(f"resumed.{form}")
    if since is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"resumed_{form}_box"):
        st.caption(
            markup.escape(
                _("You are continuing where you left off on {moment}.", moment=moment(since))
            )
        )
        with st.popover(
            _("Begin again"),
            icon=":material/restart_alt:",
            type="tertiary",
        ):
            st.markdown(_("Everything you typed here will be lost."))
            st.button(
                _("Yes, begin with an empty form"),
                key=f"anew.{form}",
                on_click=start_over,
                args=(form,),
            )


def _put_away_notice(form: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"put_away_{form}_box"):
        st.caption(_("You have begun again."))
        st.button(
            _("Undo"),
            icon=":material/undo:",
            type="tertiary",
            key=f"bring_back.{form}",
            on_click=bring_back,
            args=(form,),
        )


def saved_notice(form: str) -> None:
    """Say that what was typed survives a reload; nothing where nothing was typed."""
    if has_draft(form):
        st.caption(_("Kept as a draft"))
