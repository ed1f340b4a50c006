"""How a value of a record is shown, whatever its kind: made from the schema."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import streamlit as st

from pilots.charts import hex_of
from pilots.charts.template import shorten
from pilots.language import _, number, short_day
from pilots.queries import pictures, records
from pilots.screens.kit import answers, markup, session
from pilots.store.columns import withheld_fields
from schemas import (
    KINDS,
    Choice,
    Colour,
    Long,
    PhotoFile,
    Record,
    Ref,
    Standing,
    Year,
    base_type,
    holds_several,
    marked,
    marker,
)

PHOTO_WIDTH = 480
"""Pixels at most; a phone shows it as wide as its screen."""

HEADLINE = 200
"""Characters of what a record is called: all of a name, the beginning of a text."""

FOLDED = 320
"""Characters of a long text that stand on a page before it is folded."""

FEW_LINES = 6
"""Lines of it."""

Names = Mapping[str, Mapping[str, str]]
"""What records are called: by table, then by id."""


def hidden_fields(schema: type[Record]) -> set[str]:
    """The fields of a kind that this viewer may not see, so that no empty place shows them."""
    personal = session.viewer().scope.personal
    return withheld_fields(schema) if personal == frozenset() else set()


def names_for(schema: type[Record], pilot_id: str | None) -> Names:
    """The names of everything the records of this kind can refer to."""
    return {table: answers.for_viewer(records.names, table, pilot_id) for table in _tables(schema)}


@dataclass(frozen=True)
class Facts:
    """What there is to know of a field to show its value."""

    title: str
    base: type
    several: bool
    table: str
    """Of what it refers to; '' where it refers to nothing."""
    is_long: bool
    is_picture: bool
    is_year: bool


@cache
def facts(schema: type[Record]) -> Mapping[str, Facts]:
    """The same for all fields of a kind, looked up once: a class never changes."""
    return {
        name: Facts(
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
    return tuple({field.table: None for field in facts(schema).values() if field.table})


def value(schema: type[Record], name: str, raw: Any, names: Names) -> str:
    """A field's value in words, from a row of the register or from JSON; '' where not set."""
    if raw is None or raw in ("", [], ()):
        return ""
    field = facts(schema).get(name)
    if field is None:  # a field of an older version, which stays readable
        return str(raw)
    if field.table and _nameless(KINDS[field.table]):
        return ""
    if field.several:
        return ", ".join(_one(field, item, names) for item in raw)
    return _one(field, raw, names)


def _one(field: Facts, raw: Any, names: Names) -> str:
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
    """What a record is called, on one line, also for who may not see its name."""
    first = schema.headline_field()
    called = value(schema, first, row[first], names) or _("(name not shown)")
    return shorten(" ".join(called.split()), HEADLINE)


def summary(schema: type[Record], row: Mapping[str, Any], names: Names) -> str:
    """What is known of a record besides its headline, on one line."""
    said = []
    for name, field in facts(schema).items():
        if name == schema.headline_field() or field.is_long or field.is_picture:
            continue
        if words := value(schema, name, row.get(name), names):
            said.append(f"{_(field.title)}: {words}")
    return " · ".join(said)


def long(text: str) -> None:
    """A text as long as somebody cared to write: its beginning, and the rest when asked."""
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
    # A few words more cost less than a fold.
    return text if len(text) - len(start) <= FOLDED // 4 and len(lines) <= FEW_LINES else start


def photo(name: str | None, alt: str) -> None:
    """A photo, for who may see it: to others its name is never given.

    It goes along in the page itself. At an address of its own, whoever has the address could
    fetch it.
    """
    if not name:
        return
    if content := _in_the_page(name):
        st.image(content, width=PHOTO_WIDTH, alt=alt)
    else:  # it can still be put back
        _in_the_page.clear(name)


@st.cache_data(max_size="50MB", show_spinner=False)
def _in_the_page(name: str) -> str | None:
    """A smaller copy as the text of an address. A name says what is in it: it never changes."""
    content = session.tracker().attachments.thumbnail(name)
    return f"data:image/jpeg;base64,{b64encode(content).decode()}" if content else None


STANDINGS = {
    Standing.ON_TRACK: ("blue", ":material/check_circle:"),
    Standing.AT_RISK: ("orange", ":material/warning:"),
    Standing.OFF_TRACK: ("red", ":material/block:"),
}
"""The colour and the sign of each: a word stands beside them."""


def standing(status: str | None) -> str:
    """How a pilot stands, as Markdown; nothing where no review has said it yet."""
    if not status:
        return ""
    colour, icon = STANDINGS[Standing(status)]
    return f":{colour}-badge[{icon} {_(Standing(status).label)}]"


def dot(colour: Colour) -> str:
    """The colour a pilot is recognised by, to stand before its name in Markdown."""
    return f':color[●]{{foreground="{hex_of(colour)}"}}'


def dot_of(pilot_id: str) -> str:
    """The same for a pilot by its id; nothing where it is gone."""
    colour = answers.for_funder(pictures.colours).get(pilot_id)
    return dot(colour) if colour else ""
