"""How text, buttons and places look, whatever stands in them."""

import re
from typing import Any, Literal

import streamlit as st

from pilots.language import _

APART: dict[str, Any] = {"horizontal_alignment": "distribute", "vertical_alignment": "center"}
"""How a text and the button that belongs to it share a line."""


def escape(text: str) -> str:
    """A person's text, safe where Streamlit reads Markdown: shown as it was typed."""
    plain = re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$^=&])", r"\\\1", text)
    # Two spaces keep a line's end; an indent would make it code.
    return re.sub(r"\n[ \t]*", "  \n", plain) if "\n" in plain else plain


def not_set() -> str:
    """What stands where nothing was filled in."""
    return _("not set yet")


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone: no keyboard to press shortcuts on."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def foremost() -> Literal["primary", "secondary"]:
    """The type of the one button that a page is about.

    On a dark page Streamlit writes white on the very colour that it also writes with on the
    dark: no colour can be read both ways.
    """
    return "secondary" if st.context.theme.type == "dark" else "primary"
