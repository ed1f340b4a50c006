"""A record as a row: its headline and a few words about it; the whole row opens it."""

from pathlib import Path

import streamlit as st

from pilots.access import Permission
from pilots.queries.rows import RecordRow
from pilots.screens.kit import markup, session

_STYLE = Path(__file__).with_name("rows.css")


def style() -> None:
    """The look of rows; once on a page, above them."""
    st.html(_STYLE)


def opens(row: RecordRow, title: str, details: str) -> bool:
    """The row of a record, both in plain text; whether somebody who may change it tapped it."""
    if not session.allowed(Permission.RECORD, row["pilot"]):
        st.markdown(markup.titled(title, details))
        return False
    small = f" :small[:gray[{markup.escape(details)}]]" if details else ""
    return st.button(
        f"**{markup.escape(title)}**{small}",
        key=f"change.{row['id']}",
        type="tertiary",
        width="stretch",
    )
