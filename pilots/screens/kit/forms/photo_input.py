"""The input of a photo: what is wrong with it is said beside the field, before anything is saved.

A file that the browser refused, or that has not arrived yet, is not in the value of Streamlit's
file uploader. A component beside it watches for those (`photo_watch/`), so that a form is never
recorded without the photo that somebody sees in it.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from pilots.errors import FileTooLarge, NotAPhoto, OnePhotoOnly, PhotoNotSent, PhotoOnItsWay
from pilots.language import _
from pilots.screens.kit import markup, session
from pilots.store import pictures

_WATCH = "pilots.photo_watch"


def draw(label: str, key: str, help: str | None = None) -> None:
    """Draw the input; its file is in the session under `key`."""
    with st.container(key=f"photo-{key}", gap="xsmall"):
        st.file_uploader(label, key=key, help=help)
        _watch_component()(
            key=_watch_key(key),
            data={"waiting": _waiting(key), "words": _words()},
            height=1,
            on_waiting_change=lambda: None,
        )
        problem = refusal(key)
        if problem and not isinstance(problem, PhotoOnItsWay):
            st.error(markup.escape(str(problem)), icon=":material/error:")
            if waiting := _waiting(key):
                st.button(
                    _("Go on without this file"),
                    key=f"without.{key}",
                    on_click=_leave_out,
                    args=(key, waiting),
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
    if waiting := _waiting(key):
        why, name, _chosen = waiting
        errors: dict[str, Callable[[], NotAPhoto]] = {
            "sending": PhotoOnItsWay,
            "large": lambda: FileTooLarge(name=name, most=_most_megabytes()),
            "many": lambda: OnePhotoOnly(name=name),
        }
        return errors.get(why, PhotoNotSent)()
    file = st.session_state.get(key)
    if not file:
        return None
    if not hasattr(file, "getvalue"):  # the server has forgotten it: it was started again
        return PhotoNotSent()
    return _unreadable(key, file)


def _unreadable(key: str, file: Any) -> NotAPhoto | None:
    """Why a file cannot be read as a photo; remembered, as a form is drawn many times."""
    checked = st.session_state.setdefault("photo.checked", {})
    if checked.get(key, ("",))[0] != file.file_id:
        problem = None
        try:
            pictures.normalised(file.getvalue())
        except NotAPhoto as error:
            problem = error
        checked[key] = (file.file_id, problem)
    found: NotAPhoto | None = checked[key][1]
    return found


def _most_megabytes() -> int:
    return int(st.get_option("server.maxUploadSize"))


def _words() -> dict[str, str]:
    """Ours for the words that Streamlit's uploader begins with."""
    return {
        "Upload": _("Choose a photo"),
        "Add files": _("Choose another photo"),
        "Drag and drop a file here": _("Drop the photo here"),
        "file upload": _("Choose a photo"),
        "Remove ": _("Take away:") + " ",
        "Cancel upload of ": _("Do not send:") + " ",
        "Error": _("This file was not sent"),
    }


# --- what the browser knows --------------------------------------------------------------


def _watch_key(key: str) -> str:
    return f"watch.{key}"


def _waiting(key: str) -> list[Any] | None:
    """The file that the server does not have: why, its name, and when it was chosen."""
    waiting: list[Any] | None = (st.session_state.get(_watch_key(key)) or {}).get("waiting")
    return None if waiting == st.session_state.get(f"without.file.{key}") else waiting


def _leave_out(key: str, waiting: list[Any]) -> None:
    st.session_state[f"without.file.{key}"] = waiting


def _watch_component() -> Callable[..., Any]:
    """The component, from files: the page runs no script that stands in no file (CSP)."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_WATCH) is None:
        package, name = _WATCH.split(".")
        manifest = ComponentManifest(package, "1", [ComponentConfig(name, asset_dir=name)])
        manager.register_from_manifest(manifest, Path(__file__).parent)
    return _created()


@cache
def _created() -> Callable[..., Any]:
    return st.components.v2.component(_WATCH, js="watch.js", css="watch.css", isolate_styles=False)
