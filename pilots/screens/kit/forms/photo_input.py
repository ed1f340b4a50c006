"""The input of a photo: what is wrong with it is said beside the field, before anything is saved.

A form is never recorded without the photo that somebody sees in it, or chose before.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from pilots.errors import (
    FileTooLarge,
    NotAPhoto,
    OnePhotoOnly,
    PhotoNotKept,
    PhotoNotSent,
    PhotoOnItsWay,
)
from pilots.language import _
from pilots.screens.kit import flash, markup, session, uploading
from pilots.screens.kit.forms import photo_watch
from pilots.store import photo_encoding

CHOSEN = ".chosen"
"""The suffix of the key of the name of the photo that was chosen, which a draft keeps."""


def draw(
    label: str, key: str, help: str | None, drafted: str | None, on_change: Callable[[], None]
) -> None:
    """Draw the input; its file is in the session under `key`.

    `drafted` is the name of the photo that was chosen in a restored draft.
    """
    if drafted:
        st.session_state.setdefault(f"{key}{CHOSEN}", drafted)
    uploading.offer()
    with st.container(key=f"photo-{key}", gap="xsmall"):
        st.file_uploader(label, key=key, help=help, on_change=_note, args=(key, on_change))
        photo_watch.draw(key, partial(_note, key, on_change))
        problem = refusal(key)
        if problem and not isinstance(problem, PhotoOnItsWay):
            st.error(markup.escape(str(problem)), icon=":material/error:")
            if photo_watch.waiting(key) or not st.session_state.get(key):
                st.button(
                    _("Go on without this file"),
                    key=f"without.{key}",
                    on_click=_leave_out,
                    args=(key, on_change),
                )
        elif not st.session_state.get(key):
            st.caption(
                _("JPEG, PNG, WebP, HEIC, AVIF or GIF; {most} MB at most.", most=_most_megabytes())
            )


def stored(key: str) -> str | None:
    """Store the photo in this input: its name; None where none was chosen.

    Raises NotAPhoto where what was chosen cannot be stored.
    """
    if problem := refusal(key):
        raise problem
    file = st.session_state.get(key)
    return session.tracker().attachments.keep(file.getvalue()) if file else None


def refusal(key: str) -> NotAPhoto | None:
    """Why what was chosen in this input cannot be stored; None where it can, or is empty."""
    if waiting := photo_watch.waiting(key):
        why, name = waiting
        errors: dict[str, Callable[[], NotAPhoto]] = {
            "sending": PhotoOnItsWay,
            "large": lambda: FileTooLarge(name=name, most=_most_megabytes()),
            "many": lambda: OnePhotoOnly(name=name),
        }
        return errors.get(why, PhotoNotSent)()
    file = st.session_state.get(key)
    if not file:
        before = st.session_state.get(f"{key}{CHOSEN}")
        return PhotoNotKept(name=before) if before else None
    if not hasattr(file, "getvalue"):  # the server has forgotten it: it was started again
        return PhotoNotSent()
    return _unreadable(key, file)


@flash.callback
def _note(key: str, on_change: Callable[[], None]) -> None:
    """Note which photo was chosen: the field forgets it when somebody visits another page."""
    waiting = photo_watch.waiting(key)
    name = waiting[1] if waiting else getattr(st.session_state.get(key), "name", "")
    st.session_state[f"{key}{CHOSEN}"] = name
    on_change()


@flash.callback
def _leave_out(key: str, on_change: Callable[[], None]) -> None:
    photo_watch.leave_out(key)
    _note(key, on_change)


def _unreadable(key: str, file: Any) -> NotAPhoto | None:
    """Why a file cannot be read as a photo; remembered, as a form is drawn many times."""
    checked = st.session_state.setdefault("photo.checked", {})
    if checked.get(key, ("",))[0] != file.file_id:
        problem = None
        try:
            photo_encoding.normalised(file.getvalue())
        except NotAPhoto as error:
            problem = error
        checked[key] = (file.file_id, problem)
    found: NotAPhoto | None = checked[key][1]
    return found


def _most_megabytes() -> int:
    return int(st.get_option("server.maxUploadSize"))
