"""The search and the filters of the pilots, in the address: a link shows the same pilots."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.folding import folded
from pilots.language import _, number, plural
from pilots.queries.portfolio import PilotRow
from pilots.reports import cover
from pilots.rules.near_names import near
from pilots.screens.kit import flash, links, markup
from schemas import Phase

R = TypeVar("R")

SEARCH, PHASE, PLACE, THEME = FILTERS = ("search", "phase", "place", links.THEME)
"""The query parameters of the search and the filters, and their keys in the session."""

VIEW, PAGE = "view", "page.pilots"
"""The same for the view that is chosen, and the page of it."""

WIDTH = 190
"""Pixels of a filter: three of them and the search fit beside each other on a desk."""


def draw(rows: Sequence[PilotRow]) -> list[PilotRow]:
    """Draw the search and the filters; give the pilots that match."""
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        search = st.text_input(
            _("Search"),
            type="search",
            placeholder=_("Name, question, place or theme"),
            label_visibility="collapsed",
            # Without this Streamlit would say, in English, to press Enter.
            live="400ms",
            key=SEARCH,
            bind="query-params",
            on_change=_first_page,
        )
        with _folded():
            phases = {str(phase): _(phase.label) for phase in Phase}
            phase = _filter(PHASE, _("Phase"), phases)
            place = _filter(PLACE, _("Place"), _words(map(_places, rows)))
            theme = _filter(THEME, _("Theme"), _words(map(_themes, rows)))
    return [
        row
        for row in _holding(search or "", rows)
        if phase in (None, row["phase"])
        and (place is None or place in _places(row))
        and (theme is None or theme in _themes(row))
    ]


def _holding(search: str, rows: Sequence[PilotRow]) -> list[PilotRow]:
    """The pilots with each of the words in what they are found by."""
    words = folded(search).split()
    return [row for row in rows if all(word in _text(row) for word in words)]


def near_names(rows: Sequence[PilotRow]) -> None:
    """Where no pilot has what was typed: those whose names are near it, to search for instead."""
    search = st.session_state.get(SEARCH) or ""
    if _holding(search, rows):
        return
    for name in near(search, [row["name"] for row in rows]):
        st.button(
            _("Did you mean {name}?", name=markup.escape(name)),
            icon=":material/search:",
            type="tertiary",
            key=f"near.{name}",
            on_click=_search_for,
            args=(name,),
        )


@flash.callback
def _search_for(name: str) -> None:
    """Search for this name instead: a callback."""
    st.session_state[SEARCH] = name
    _first_page()


def count_line(found: int, all: int) -> None:
    """How many of all pilots match, and a button to show all of them."""
    if not any(map(_is_on, FILTERS)):
        st.markdown(plural("{n} pilot", "{n} pilots", all))
        return
    if found:
        st.markdown(plural("{some} of {n} pilot", "{some} of {n} pilots", all, some=number(found)))
    else:
        st.markdown(_("No pilot matches. Try another word, or show all pilots."))
    st.button(
        _("Show all pilots"),
        icon=":material/filter_alt_off:",
        type="tertiary",
        key="show_all",
        on_click=show_all,
    )


def on_page(rows: Sequence[R], size: int) -> Sequence[R]:
    """The rows of the page that is chosen, with the choice above them where there are several."""
    if len(rows) <= size:
        return rows
    pages = -(-len(rows) // size)
    page = min(st.pagination(pages, key=PAGE, bind="query-params"), pages)
    return rows[(page - 1) * size : page * size]


@flash.callback
def show_all() -> None:
    """Clear the search and every filter: a callback."""
    st.session_state[SEARCH] = ""
    for key in (PHASE, PLACE, THEME):
        st.session_state[key] = None
    _first_page()


@flash.callback
def _first_page() -> None:
    """Other results begin at the first page: a callback."""
    st.session_state[PAGE] = 1


# --- drawing ------------------------------------------------------------------------------


def _folded() -> DeltaGenerator:
    """The container of the filters: on a phone a popover that says how many are on."""
    if not markup.on_phone():
        return st.container(horizontal=True, width="content", key="filters_open")
    on = sum(map(_is_on, (PHASE, PLACE, THEME)))
    label = plural("{n} filter on", "{n} filters on", on) if on else _("Filters")
    return st.popover(label, icon=":material/filter_list:")


def _is_on(key: str) -> bool:
    """Whether a filter is on; it reads the address before the widget exists."""
    return bool(st.session_state.get(key, st.query_params.get(key)))


def _filter(key: str, label: str, words: Mapping[str, str]) -> str | None:
    if not words:
        return None
    chosen: str | None = st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        placeholder=label,
        label_visibility="collapsed",
        key=key,
        bind="query-params",
        on_change=_first_page,
        width=WIDTH,
    )
    return chosen


# --- what a pilot is found by -------------------------------------------------------------


def _places(row: PilotRow) -> list[str]:
    """A municipality finds all its neighbourhoods; a neighbourhood only itself."""
    return [place for place in dict.fromkeys((row["municipality"], cover.place(row))) if place]


def _themes(row: PilotRow) -> list[str]:
    return row["themes"] or []


def _text(row: PilotRow) -> str:
    parts = (row["name"], row["question"], cover.place(row), *_themes(row))
    return folded(" ".join(filter(None, parts)))


def _words(found: Iterable[Iterable[str]]) -> dict[str, str]:
    """Each word once, in the order of the alphabet, to choose from."""
    return {word: word for word in sorted({word for words in found for word in words}, key=folded)}
