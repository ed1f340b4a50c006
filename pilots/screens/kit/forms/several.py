"""Inputs for several names or words: to tap, to choose, and to type what is not known yet.

What is new is typed as plain text, with commas: an input that wants Enter after each name drops
the name that somebody typed last.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from pydantic.fields import FieldInfo

from pilots.folding import folded, unique
from pilots.language import _, listing
from pilots.rules.naming import is_unsure_split, split_names
from pilots.screens.kit import markup
from schemas import KINDS, Personal, Record, Ref, marked, marker

CHIPS, NEW, ONE = ".known", ".new", ".one"
"""Suffixes of widget keys: of the names to tap, of what is typed, and whether that is one name."""

MOST_CHIPS = 8
"""They fit on a phone in three or four rows."""

Current = Callable[[str], Any]
"""Gives the value of an input now, by the suffix of its key; None where there is none."""


# --- drawing -----------------------------------------------------------------------------


def people(
    common: dict[str, Any], ref: Ref, known: Mapping[str, str], start: Any, draft: Current
) -> None:
    """Names to tap, the last used first; below them the other ones, and new ones to type.

    `common` are the options of every widget, `start` the ids that are chosen at first, `draft`
    what a restored draft holds.
    """
    tappable = list(known)[:MOST_CHIPS]
    if tappable:
        on = draft(CHIPS)
        labels = {id: markup.escape(known[id]) for id in tappable}  # those of pills are Markdown
        st.pills(
            common["label"],
            tappable,
            selection_mode="multi",
            default=[id for id in (start or () if on is None else on) if id in tappable],
            format_func=partial(word, labels),
            key=f"{common['key']}{CHIPS}",
            help=common["help"],
            on_change=common["on_change"],
            persist_state="session",
        )
        common = common | {"label": _("Somebody else"), "help": None}
    others = {id: name for id, name in known.items() if id not in tappable}
    with st.container(horizontal=True, vertical_alignment="top"):
        if others:
            chosen = [id for id in start or () if id in others]
            _choose(common, others, chosen)
            common = common | {"label": _("A new name"), "help": None}
        if can_start_with_a_name(KINDS[ref.table]):
            with st.container(gap="xsmall"):
                _type(common, draft, _("Names, with a comma between"), known.values())


def words(
    common: dict[str, Any], field: FieldInfo, known: Iterable[str], start: Any, draft: Current
) -> None:
    """Words or names that are no records of their own: known ones to choose, others to type."""
    options = {word: word for word in [*known, *(start or ())]}
    if options:
        _choose(common, options, list(start or ()))
        common = common | {"label": _("Another one"), "help": None}
    hint = _("With a comma between")
    _type(common, draft, hint, options if marked(field, Personal) else None)


def _choose(common: dict[str, Any], options: Mapping[str, str], chosen: Sequence[str]) -> None:
    st.multiselect(
        **common,
        options=list(options),
        default=list(chosen),
        format_func=partial(word, options),
        placeholder=_("Choose"),
        select_all=False,
    )


def _type(common: dict[str, Any], draft: Current, hint: str, names: Iterable[str] | None) -> None:
    """Text for what is not known yet; `names` are those in use where it is about names."""
    key = f"{common['key']}{NEW}"
    typed = st.text_input(
        **common | {"key": key},
        value=draft(NEW) or "",
        placeholder=hint,
        autocomplete="off",
    )
    if not typed or names is None:
        return
    found = split_names(typed)
    if is_unsure_split(typed, names):
        separate = _("{n} names: {names}", n=len(found), names=markup.escape(listing(found)))
        whole = _("One name: {name}", name=markup.escape(typed.strip()))
        st.radio(
            _("Is this one name?"),
            [False, True],
            format_func=lambda is_one: whole if is_one else separate,
            index=None if draft(ONE) is None else int(draft(ONE)),
            key=f"{common['key']}{ONE}",
            on_change=common["on_change"],
        )
    elif len(found) > 1:
        st.caption(_("{n} names: {names}", n=len(found), names=markup.escape(listing(found))))


# --- reading -----------------------------------------------------------------------------


def chosen(field: FieldInfo, current: Current) -> list[str]:
    """What is tapped, chosen and typed: ids of records, and what is new as text."""
    typed = str(current(NEW) or "").strip()
    return [*(current(CHIPS) or ()), *(current("") or ()), *_separate(field, typed, current(ONE))]


def _separate(field: FieldInfo, typed: str, is_one: bool | None) -> list[str]:
    if not typed:
        return []
    if is_one:
        return [typed]
    if marker(field, Ref) or marked(field, Personal):
        return split_names(typed)
    return unique(word for each in re.split(r"[,;\n]", typed) if (word := each.strip()))


def question(field: FieldInfo, current: Current, known: Mapping[str, str]) -> str:
    """What has to be asked before this can be recorded, as a sentence; '' for nothing."""
    typed = str(current(NEW) or "")
    if not (marker(field, Ref) or marked(field, Personal)) or not typed.strip():
        return ""
    if current(ONE) is None and is_unsure_split(typed, known.values()):
        return _("Is “{typed}” one name or more? Choose below it.", typed=typed.strip())
    for name in _separate(field, typed, current(ONE)):
        if sum(folded(each) == folded(name) for each in known.values()) > 1:
            return _("More than one is called {name}. Choose which one you mean.", name=name)
    return ""


def can_start_with_a_name(schema: type[Record]) -> bool:
    """Whether a record of this kind needs no more than its headline field."""
    required = {name for name, field in schema.fields().items() if field.is_required()}
    return required <= {schema.headline_field()}


def word(words: Mapping[str, str], option: str) -> str:
    return words.get(option, option)
