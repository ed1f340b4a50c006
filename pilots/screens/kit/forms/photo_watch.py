"""What only the browser knows of a photo field: a file it refused, or that has not arrived yet.

Streamlit leaves both out of the field's value. A component beside the field, which draws nothing,
watches for them and puts Streamlit's English words into the reader's language.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from pilots.language import _
from pilots.screens.kit.components import component

ASSETS = Path(__file__).with_name("photo_watch_assets")


def draw(key: str, on_change: Callable[[], None]) -> None:
    """Watch the field with this widget key, which is in the same keyed container.

    `on_change` is called when a file is refused, begins to be sent, or has arrived.
    """
    component(ASSETS, isolate_styles=False)(
        key=_watch_key(key),
        data={"waiting": _found(key), "words": _words()},
        height=1,
        on_waiting_change=on_change,
    )


def waiting(key: str) -> tuple[str, str] | None:
    """The file that the server does not have: why, and its name.

    Why is 'sending', 'large', 'many' (a second one) or 'failed'.
    """
    found = _found(key)
    return (found[0], found[1]) if found else None


def leave_out(key: str) -> None:
    """Forget that file, also where it is still to be seen."""
    st.session_state[f"without.file.{key}"] = _found(key)


def _found(key: str) -> list[Any] | None:
    """As the component reports it: why, the name, and when it was chosen."""
    found: list[Any] | None = (st.session_state.get(_watch_key(key)) or {}).get("waiting")
    return None if found == st.session_state.get(f"without.file.{key}") else found


def _watch_key(key: str) -> str:
    return f"watch.{key}"


def _words() -> dict[str, str]:
    """Ours for the words that those of Streamlit's uploader begin with."""
    return {
        "Upload": _("Choose a photo"),
        "Add files": _("Choose another photo"),
        "Drag and drop a file here": _("Drop the photo here"),
        "file upload": _("Choose a photo"),
        "Remove ": _("Take away:") + " ",
        "Cancel upload of ": _("Do not send:") + " ",
        "Error": _("This file was not sent"),
    }
