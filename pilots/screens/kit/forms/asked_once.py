"""What holds a form back once: it is shown, and recorded all the same if its writer insists."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pilots.screens.kit.forms.fieldsets import Form


def must_ask(form: Form, kind: str, found: Sequence[Any], anyway: bool) -> bool:
    """Whether to show what was found instead of recording the form.

    `anyway`: the writer saw it and decided; only what is new since then holds the form back.
    """
    if not found or (anyway and set(found) <= set(shown(form, kind))):
        return False
    st.session_state[f"{kind}.{form.key}"] = found
    return True


def shown(form: Form, kind: str) -> list[Any]:
    """What the writer saw last."""
    found: list[Any] = st.session_state.get(f"{kind}.{form.key}", [])
    return found
