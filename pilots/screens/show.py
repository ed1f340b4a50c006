"""How a value of a record is shown, whatever its kind: made from the schema."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from pilots.language import _, number, short_day
from pilots.queries import records
from pilots.screens import ui
from schemas import (
    Choice,
    Long,
    Picture,
    Record,
    Ref,
    Year,
    base_type,
    holds_several,
    marked,
    marker,
)

PHOTO_WIDTH = 480
"""Pixels at most; a phone shows it as wide as its screen."""

Names = Mapping[str, Mapping[str, str]]
"""What records are called: by table, then by id."""


def names_for(schema: type[Record], pilot: str | None) -> Names:
    """The names of everything the records of this kind can refer to."""
    refs = (marker(field, Ref) for field in schema.fields().values())
    tables = {ref.table for ref in refs if ref}
    return {table: ui.ask(records.names, table, pilot) for table in tables}


def value(schema: type[Record], name: str, raw: Any, names: Names) -> str:
    """A field's value in words, from a row of the register or from JSON; '' where not set."""
    field = schema.model_fields.get(name)
    if raw is None or raw in ("", [], ()):
        return ""
    if field is None:  # a field of an older version, which stays readable
        return str(raw)
    if holds_several(field):
        return ", ".join(_one(field, item, names) for item in raw)
    return _one(field, raw, names)


def _one(field: Any, raw: Any, names: Names) -> str:
    base = base_type(field)
    if marked(field, Picture):
        return _("a photo")
    if ref := marker(field, Ref):
        return names.get(ref.table, {}).get(raw) or _("(no longer there)")
    if issubclass(base, Choice):
        return _(base(raw).label)
    if base is bool:
        return _("yes") if raw else _("no")
    if base is date:
        return short_day(raw if isinstance(raw, date) else date.fromisoformat(raw))
    if base in (int, float):
        return str(raw) if marked(field, Year) else number(raw)
    return str(raw)


def summary(schema: type[Record], row: Mapping[str, Any], names: Names) -> str:
    """What is known of a record besides its headline, on one line."""
    said = []
    for name, field in schema.fields().items():
        if name == schema.headline_field() or marked(field, Long) or marked(field, Picture):
            continue
        if words := value(schema, name, row.get(name), names):
            said.append(f"{_(field.title or name)}: {words}")
    return " · ".join(said)


def photo(name: str | None, alt: str) -> None:
    """A photo, for who may see it: to others its name is never given."""
    if name and (content := ui.tracker().attachments.read(name)):
        st.image(content, width=PHOTO_WIDTH, alt=alt)
