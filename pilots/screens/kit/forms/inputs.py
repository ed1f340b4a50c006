"""The input of a field, made from its schema: a widget that fits its type and markers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st
from annotated_types import Ge, Le
from pydantic.fields import FieldInfo

from pilots.language import _
from pilots.screens.kit.forms import photo_input
from pilots.screens.kit.values import Names
from schemas import (
    KINDS,
    Choice,
    Long,
    PhotoFile,
    Record,
    Ref,
    base_type,
    holds_several,
    marked,
    marker,
)

CHIPS = ".known"
"""The suffix of the widget key of chips: names to tap, above an input for other names."""

MOST_CHIPS = 8
"""They fit on a phone in three or four rows."""


def draw(
    schema: type[Record],
    name: str,
    key: str,
    start: Any,
    names: Names,
    *,
    optional: bool = False,
    chips: Any = None,
    photo: str = "",
    on_change: Callable[[], None],
) -> None:
    """Draw the input of a field; its value is in the session under `key`.

    `start` is its first value. `optional`: the whole record may be left out, so no field is
    marked as required. `chips` are the chips that were on in a restored draft, `photo` is the
    name of the photo that was chosen in it. `on_change` is called each time the input is left.
    """
    field = schema.model_fields[name]
    title = _(field.title or name)
    asked = field.is_required() and not optional
    label = _("{field} (required)", field=title) if asked else title
    common: dict[str, Any] = {
        "label": label,
        "help": _(field.description) if field.description else None,
        "key": key,
        "on_change": on_change,
        "persist_state": "session",
    }
    ref = marker(field, Ref)
    if marked(field, PhotoFile):
        photo_input.draw(label, key, common["help"], photo, on_change)
    elif ref and holds_several(field):
        _people(common, ref, names.get(ref.table, {}), start, chips)
    elif ref:
        known = dict(names.get(ref.table, {}))
        _choice(common, known, start, required=field.is_required() and not optional)
    elif holds_several(field):
        _words(common, names.get(name, {}), start)
    elif issubclass(base_type(field), Choice):
        choices: Any = base_type(field)
        words = {str(choice): _(choice.label) for choice in choices}
        required = field.is_required() or field.default is not None
        _choice(common, words, start, required=required)
    elif name in names:
        _word_or_new(common, names[name], start)
    else:
        _value(common, field, start)


def _word_or_new(common: dict[str, Any], known: Iterable[str], start: Any) -> None:
    """One of the known words, or a new one by typing it."""
    options = list(dict.fromkeys([*known, *([start] if start else [])]))
    st.selectbox(
        **common,
        options=options,
        index=options.index(start) if start else None,
        placeholder=_("Choose or type a name"),
        accept_new_options=True,
    )


def _value(common: dict[str, Any], field: FieldInfo, start: Any) -> None:
    base = base_type(field)
    if base is date:
        st.date_input(**common, value=start, format="DD-MM-YYYY", **_bounds(field))
    elif base is int:
        st.number_input(**common, value=start, step=1, **_bounds(field))
    elif base is float:
        st.number_input(**common, value=start, step=1.0, format="%.10g", **_bounds(field))
    elif base is bool:
        st.checkbox(**common, value=bool(start))
    elif marked(field, Long):
        st.text_area(**common, value=start or "", height=100)
    else:
        st.text_input(**common, value=start or "")


def _choice(common: dict[str, Any], words: Mapping[str, str], start: Any, required: bool) -> None:
    options = list(words)
    index = options.index(start) if start in options else None
    if index is None and required and len(options) == 1:
        index = 0
    st.selectbox(
        **common,
        options=options,
        index=index,
        format_func=partial(_word, words),
        placeholder=_("Choose"),
    )


def _people(
    common: dict[str, Any], ref: Ref, known: Mapping[str, str], start: Any, chips: Any
) -> None:
    """Names to tap (chips), the last used first; below them the other and the new names.

    `chips` are the chips that were on in a restored draft; None where `start` comes from a
    record.
    """
    tappable = list(known)[:MOST_CHIPS]
    if tappable:
        st.pills(
            common["label"],
            tappable,
            selection_mode="multi",
            default=[id for id in (start or () if chips is None else chips) if id in tappable],
            format_func=partial(_word, known),
            key=f"{common['key']}{CHIPS}",
            help=common["help"],
            on_change=common["on_change"],
            persist_state="session",
        )
        common = common | {"label": _("Somebody else"), "help": None}
    others = {id: name for id, name in known.items() if id not in tappable}
    chosen = [
        id for id in start or () if id in others or (chips is not None and id not in tappable)
    ]
    st.multiselect(
        **common,
        # A name from a draft is offered too: nobody knows it yet.
        options=list(dict.fromkeys([*others, *chosen])),
        default=chosen,
        format_func=partial(_word, others),
        placeholder=_("Choose or type a name"),
        accept_new_options=can_start_with_a_name(KINDS[ref.table]),
        select_all=False,
    )


def _words(common: dict[str, Any], known: Iterable[str], start: Any) -> None:
    st.multiselect(
        **common,
        options=list(dict.fromkeys([*known, *(start or ())])),
        default=list(start or ()),
        placeholder=_("Type a word, then Enter"),
        accept_new_options=True,
        select_all=False,
    )


def can_start_with_a_name(schema: type[Record]) -> bool:
    """Whether a record of this kind needs no more than its headline field."""
    required = {name for name, field in schema.fields().items() if field.is_required()}
    return required <= {schema.headline_field()}


def _word(words: Mapping[str, str], option: str) -> str:
    return words.get(option, option)


def _bounds(field: FieldInfo) -> dict[str, Any]:
    """The bounds in the schema, for the widget to keep to; the schema checks them again."""
    low: Any = marker(field, Ge)
    high: Any = marker(field, Le)
    kind: Any = base_type(field)
    cast = kind if kind in (int, float) else (lambda bound: bound)
    limits = {"min_value": low and cast(low.ge), "max_value": high and cast(high.le)}
    return {name: limit for name, limit in limits.items() if limit is not None}
