"""Markdown and the look of buttons and containers, whatever they contain."""

import re
from pathlib import Path
from typing import Any

import streamlit as st

from pilots.language import _

APART: dict[str, Any] = {"horizontal_alignment": "distribute", "vertical_alignment": "center"}
"""The layout of a text and its button on one line: at its two ends."""

_WALL = Path(__file__).with_name("wall.css")


_LINKS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
"""Where a web address is cut so that Streamlit makes no link of it."""

_WORD_JOINER = "\u2060"
"""An invisible character at which no line is broken."""


def escape(text: str) -> str:
    """A person's text as Markdown that shows it as it was typed, without links to other sites.

    An address in it leads nowhere by a click: who reads it has not asked to go there.
    """
    plain = re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~:$^=&])", r"\\\1", _LINKS.sub(_WORD_JOINER, text))
    # Two spaces keep a line's end; an indent would make it code.
    return re.sub(r"\n[ \t]*", "  \n", plain) if "\n" in plain else plain


def not_set() -> str:
    """The words for a value that was not filled in."""
    return _("not set yet")


def titled(title: str, details: str) -> str:
    """A title in bold with a small grey line below it, as Markdown; both are plain text."""
    bold = f"**{escape(title)}**"
    return f"{bold}  \n:small[:gray[{escape(details)}]]" if details else bold


def on_phone() -> bool:
    """Whether the browser says that it runs on a phone, where there is no keyboard."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def enlarge_for_wall() -> None:
    """Make the page readable from five metres on a large screen: no theme has that size."""
    st.html(_WALL)
