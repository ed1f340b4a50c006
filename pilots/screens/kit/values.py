"""How a value of a record is shown, whatever its kind: in words made from the schema."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, number, short_day
from pilots.queries import records
from pilots.screens.kit import answers, markup, session
from pilots.store.columns import withheld_fields
from schemas import (
    KINDS,
    Choice,
    Long,
    PhotoFile,
    Record,
    Ref,
    Year,
    base_type,
    holds_several,
    marked,
    marker,
)

PHOTO_WIDTH = 480
"""Pixels at most; on a phone it is as wide as the screen."""

HEADLINE = 200
"""Characters of a headline: all of a name, the beginning of a text."""

FOLDED = 320
"""Characters of a long text that are shown before the rest is folded away."""

FEW_LINES = 6
"""Lines of a long text, likewise."""

Names = Mapping[str, Mapping[str, str]]
"""The names of records: by table, then by id."""


def hidden_fields(schema: type[Record]) -> set[str]:
    """The fields of a kind that this viewer may not see: left out rather than shown empty."""
    personal = session.viewer().scope.personal
    return withheld_fields(schema) if personal == frozenset() else set()


def names_for(schema: type[Record], pilot_id: str | None) -> Names:
    """The names of all records that records of this kind can refer to."""
    return {table: answers.for_viewer(records.names, table, pilot_id) for table in _tables(schema)}


@dataclass(frozen=True)
class FieldMeta:
    """What the schema says of a field, as far as it takes to show a value."""

    title: str
    base: type
    several: bool
    table: str
    """Of the records it refers to; '' where it refers to none."""
    is_long: bool
    is_picture: bool
    is_year: bool


@cache
def field_meta(schema: type[Record]) -> Mapping[str, FieldMeta]:
    """The same for every field of a kind; cached, as a class never changes."""
    return {
        name: FieldMeta(
            title=field.title or name,
            base=base_type(field),
            several=holds_several(field),
            table=ref.table if (ref := marker(field, Ref)) else "",
            is_long=marked(field, Long),
            is_picture=marked(field, PhotoFile),
            is_year=marked(field, Year),
        )
        for name, field in schema.asked().items()
    }


@cache
def _tables(schema: type[Record]) -> tuple[str, ...]:
    """The kinds that a record of this kind can refer to."""
    return tuple({field.table: None for field in field_meta(schema).values() if field.table})


def value(schema: type[Record], name: str, raw: Any, names: Names) -> str:
    """A field's value in words, from a row of the register or from JSON; '' where not set."""
    if raw is None or raw in ("", [], ()):
        return ""
    field = field_meta(schema).get(name)
    if field is None:  # a field of an older version, which stays readable
        return str(raw)
    if field.table and _nameless(KINDS[field.table]):
        return ""
    if field.several:
        return ", ".join(_in_words(field, item, names) for item in raw)
    return _in_words(field, raw, names)


def _in_words(field: FieldMeta, raw: Any, names: Names) -> str:
    if field.is_picture:
        return _("a photo")
    if field.table:
        return names.get(field.table, {}).get(raw) or _("(no longer there)")
    if issubclass(field.base, Choice):
        return _(field.base(raw).label)
    if field.base is bool:
        return _("yes") if raw else _("no")
    if field.base is date:
        return short_day(raw if isinstance(raw, date) else date.fromisoformat(raw))
    if field.base in (int, float):
        return str(raw) if field.is_year else number(raw)
    return str(raw)


def _nameless(schema: type[Record]) -> bool:
    """Whether this viewer may not see what records of a kind are called."""
    return schema.headline_field() in hidden_fields(schema)


def headline(schema: type[Record], row: Mapping[str, Any], names: Names) -> str:
    """What a record is called, on one line; that it has a name, for viewers who may not see it."""
    field = schema.headline_field()
    words = value(schema, field, row[field], names) or _("(name not shown)")
    return shorten(" ".join(words.split()), HEADLINE)


def summary(schema: type[Record], row: Mapping[str, Any], names: Names) -> str:
    """The other short values of a record, with their titles, on one line."""
    parts = []
    for name, field in field_meta(schema).items():
        if name == schema.headline_field() or field.is_long or field.is_picture:
            continue
        if words := value(schema, name, row.get(name), names):
            parts.append(f"{_(field.title)}: {words}")
    return " · ".join(parts)


def long_text(text: str) -> None:
    """A text of any length: its beginning, and all of it when somebody unfolds it."""
    start = _beginning(text)
    if start == text:
        st.markdown(markup.escape(text))
        return
    st.markdown(markup.escape(f"{start} …"))
    with st.expander(_("Read it all"), type="compact"):
        st.markdown(markup.escape(text))


def _beginning(text: str) -> str:
    """Whole words of a text, at most `FOLDED` characters and a few lines; or all of it."""
    lines = text.split("\n", FEW_LINES)
    start = "\n".join(lines[:FEW_LINES]).rstrip()
    if len(start) > FOLDED:
        start = start[:FOLDED].rsplit(maxsplit=1)[0]
    # To unfold for a few words more is not worth it.
    return text if len(text) - len(start) <= FOLDED // 4 and len(lines) <= FEW_LINES else start


def photo(name: str | None, alt: str) -> None:
    """A photo, for viewers who may see it: queries give its name to nobody else.

    It is embedded in the page: an address of its own could be fetched by whoever has it.
    """
    if not name:
        return
    if content := _embedded(name):
        st.image(content, width=PHOTO_WIDTH, alt=alt)
    else:  # not cached: a missing file can be put back
        _embedded.clear(name)


@st.cache_data(max_size="50MB", show_spinner=False)
def _embedded(name: str) -> str | None:
    """A smaller copy as a data URL. The name is a hash of the content, so it never changes."""
    content = session.tracker().attachments.thumbnail(name)
    return f"data:image/jpeg;base64,{b64encode(content).decode()}" if content else None
