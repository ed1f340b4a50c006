"""The input of a field, made from its schema: a widget that fits its type and markers."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st
from pydantic.fields import FieldInfo

from pilots.language import _, today, weekday
from pilots.rules import parse_input
from pilots.screens.kit.forms import calendar, keyboard, photo_input, several
from pilots.screens.kit.values import Names
from schemas import (
    Choice,
    Long,
    Personal,
    PhotoFile,
    Record,
    Ref,
    base_type,
    holds_several,
    marked,
    marker,
)


def draw(
    schema: type[Record],
    name: str,
    key: str,
    start: Any,
    names: Names,
    *,
    optional: bool = False,
    label: str = "",
    as_chips: bool = False,
    as_story: bool = False,
    may_be_new: bool = False,
    draft: several.Current,
    on_change: Callable[[], None],
) -> None:
    """Draw the input of a field; its value is in the session under `key`.

    `start` is its first value. `optional`: the whole record may be left out, so no field is
    marked as required. `label` is said instead of its title. `as_chips`: a choice is tapped.
    `as_story`: the text may have several lines, and be of any length. `may_be_new`: see
    `Fieldset.named`. `draft` gives what a restored draft holds. `on_change` is called each time
    the input is left.
    """
    field = schema.model_fields[name]
    title = _(field.title or name)
    asked = field.is_required() and not optional
    label = label or (_("{field} (required)", field=title) if asked else title)
    common: dict[str, Any] = {
        "label": label,
        "help": _(field.description) if field.description else None,
        "key": key,
        "on_change": on_change,
        "persist_state": "session",
    }
    ref = marker(field, Ref)
    if marked(field, PhotoFile):
        photo_input.draw(label, key, common["help"], draft(photo_input.CHOSEN), on_change)
    elif ref and holds_several(field):
        several.people(common, ref, names.get(ref.table, {}), start, draft)
    elif ref and may_be_new:
        _word_or_new(common, names.get(ref.table, {}), start, _("Choose or type a name"))
    elif ref:
        known = dict(names.get(ref.table, {}))
        _choice(common, known, start, required=field.is_required() and not optional)
    elif holds_several(field):
        several.words(common, field, names.get(name, {}), start, draft)
    elif issubclass(base_type(field), Choice):
        choices: Any = base_type(field)
        words = {str(choice): _(choice.label) for choice in choices}
        required = field.is_required() or field.default is not None
        (_chips if as_chips else _choice)(common, words, start, required)
    elif as_story:
        hint = common["help"]
        st.text_area(**common | {"help": None}, value=start or "", height=100, placeholder=hint)
    elif name in names:
        is_name = marked(field, Personal)
        hint = _("Choose or type a name") if is_name else _("Choose or type a word")
        _word_or_new(common, dict.fromkeys(names[name]), start, hint)
    else:
        _value(common, field, start)


def _word_or_new(
    common: dict[str, Any], known: Mapping[str, str | None], start: Any, hint: str
) -> None:
    """One of the known words, or a new one by typing it; records by their id, with their name."""
    options = list(dict.fromkeys([*known, *([start] if start else [])]))
    st.selectbox(
        **common,
        options=options,
        index=options.index(start) if start else None,
        format_func=lambda option: known.get(option) or option,
        placeholder=hint,
        accept_new_options=True,
    )


def _value(common: dict[str, Any], field: FieldInfo, start: Any) -> None:
    base = base_type(field)
    if base in (date, int, float):
        _typed(common, field, start)
    elif base is bool:
        st.checkbox(**common, value=bool(start))
    elif marked(field, Long):
        st.text_area(**common, value=start or "", height=100)
    else:
        st.text_input(**common, value=start or "")


def _typed(common: dict[str, Any], field: FieldInfo, start: Any) -> None:
    """A number or a day, as text: the browser's own inputs guess. What was read is said below."""
    # In every run with its value: what nobody touched is known to the browser by this alone, and
    # a server that was started again learns it from the browser.
    value = text_of(field, start) or ""
    is_number = base_type(field) is not date
    place = f"{keyboard.NUMBER}{common['key']}" if is_number else None
    with st.container(gap="xsmall", key=place):  # what stands below keeps its place
        if base_type(field) is date:
            text = _day_text(value=value, **common)
        else:
            text = st.text_input(**common, value=value, autocomplete="off") or ""
        _say_reading(field, text)


def day(
    label: str,
    key: str,
    *,
    start: date | None = None,
    width: int | Literal["stretch"] = "stretch",
    **options: Any,
) -> date | None:
    """An input for a day outside a form; None where nothing is typed, or no day.

    `width` in pixels; `options` are further options of `st.text_input`.
    """
    with st.container(gap="xsmall", width=width):
        text = _day_text(label, key, value=parse_input.day_text(start) if start else "", **options)
        found = parse_input.read_day(text, today())
        if text and not found:
            _say_problem(_no_such_day())
    return found


def _day_text(label: str, key: str, **options: Any) -> str:
    """The text of a day, with a calendar beside it that types one."""
    with st.container(key=f"day-{key}"):
        text = st.text_input(
            label,
            key=key,
            placeholder=_("day-month-year"),
            autocomplete="off",
            **options,
        )
        calendar.draw(label, key)
    return text or ""


def _say_reading(field: FieldInfo, text: str) -> None:
    """Say what a typed text is taken for, where that is not plain from the text itself."""
    text = text.strip()
    value = read(field, text)
    if text and value == text:
        _say_problem(_not_read(field))
    elif words := _reading(field, text, value):
        st.caption(words)


def _say_problem(sentence: str) -> None:
    st.markdown(f":small[:red[:material/error: {sentence}]]")  # a caption is too pale for red


def _reading(field: FieldInfo, text: str, value: Any) -> str:
    is_plain = text_of(field, value) == text
    if isinstance(value, date):
        return "" if is_plain else _("This is {day}.", day=weekday(value))
    found = parse_input.read_number(text)
    if found and found.other is not None:
        return _(
            "This is read as {number}. If you mean {other}, write {other}.",
            number=parse_input.number_text(found.value),
            other=parse_input.number_text(found.other),
        )
    return "" if is_plain else _("This is {number}.", number=parse_input.number_text(value))


def _not_read(field: FieldInfo) -> str:
    if base_type(field) is date:
        return _no_such_day()
    return _(
        "This is not a number. Write it as {example}.", example=parse_input.number_text(1234.5)
    )


def _no_such_day() -> str:
    return _("There is no such day. Write it as {example}.", example="20-11-2026")


def read(field: FieldInfo, value: Any) -> Any:
    """The number or the day in the text of an input; the text itself where it is none."""
    if not isinstance(value, str) or holds_several(field):
        return value
    if base_type(field) is date:
        return parse_input.read_day(value, today()) or value
    if base_type(field) in (int, float) and (found := parse_input.read_number(value)):
        is_whole = base_type(field) is int and found.value.is_integer()
        return int(found.value) if is_whole else found.value
    return value


def text_of(field: FieldInfo, value: Any) -> Any:
    """What an input holds for a value: text for a number or a day, the value itself for others."""
    if isinstance(value, date):
        return parse_input.day_text(value)
    if isinstance(value, int | float) and base_type(field) in (int, float):
        return parse_input.number_text(value)
    return value


def _chips(common: dict[str, Any], words: Mapping[str, str], start: Any, required: bool) -> None:
    st.pills(
        **common,
        options=list(words),
        default=start if start in words else None,
        format_func=partial(several.word, words),
        required=required,
    )


def _choice(common: dict[str, Any], words: Mapping[str, str], start: Any, required: bool) -> None:
    options = list(words)
    index = options.index(start) if start in options else None
    if index is None and required and len(options) == 1:
        index = 0
    st.selectbox(
        **common,
        options=options,
        index=index,
        format_func=partial(several.word, words),
        placeholder=_("Choose"),
    )
