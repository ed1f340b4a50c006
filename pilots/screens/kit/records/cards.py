"""A record as a card: its headline, its other values, and the button to change it."""

from contextlib import nullcontext
from typing import Any

import streamlit as st

from pilots.language import _
from pilots.queries.rows import RecordRow
from pilots.screens.kit import markup, values
from pilots.screens.kit.records import dialogs
from schemas import Record


def draw(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """A card of a record (a row of the register)."""
    texts_below = _has_texts(schema, row)
    # Each element costs, on a page of twenty: what fits on a line needs no second container.
    line: dict[str, Any] = {"horizontal": True, "wrap": False, **markup.APART}
    with st.container(border=True, key=f"card.{row['id']}", **({} if texts_below else line)):
        with st.container(**line) if texts_below else nullcontext():
            summary = values.summary(schema, row, names)
            st.markdown(markup.titled(values.headline(schema, row, names), summary))
            dialogs.change_button(schema, row, key=f"change.{row['id']}")
        if texts_below:
            texts(schema, row, names)


def details(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """What is known of a record besides its headline."""
    if summary := values.summary(schema, row, names):
        st.caption(markup.escape(summary))
    texts(schema, row, names)


def texts(schema: type[Record], row: RecordRow, names: values.Names) -> None:
    """The long texts of a record, and its photos."""
    headline = values.headline(schema, row, names)
    for name, field in values.field_meta(schema).items():
        if field.is_long and row[name] and row[name] != headline:
            st.caption(_(field.title))
            values.long_text(row[name])
        elif field.is_picture:
            values.photo(row[name], alt=headline)


def _has_texts(schema: type[Record], row: RecordRow) -> bool:
    fields = values.field_meta(schema).items()
    return any(row[name] for name, field in fields if field.is_long or field.is_picture)
