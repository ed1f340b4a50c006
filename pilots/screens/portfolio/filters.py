"""Narrowing the pilots down to some of them.

Every choice stands in the address, so that a link shows the same pilots.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pilots.language import _, number, plural, search_key
from pilots.queries.portfolio import PilotRow
from pilots.screens.kit import flash, links, markup
from schemas import Phase

Row = PilotRow
"""A pilot, as on the board."""

SEARCH, PHASE, PLACE, THEME = FILTERS = ("search", "phase", "place", links.THEME)
"""The choices, by their name in the address and in the session."""

VIEW, PAGE = "view", "page.pilots"
"""The same for how they are shown, and which page of them."""

WIDTH = 190
"""Pixels of a filter: three of them and the search fit beside each other on a desk."""


def narrow(rows: Sequence[Row]) -> list[Row]:
    """Draw the search and the filters; give the pilots that are left."""
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        wanted = st.text_input(
            _("Search"),
            type="search",
            placeholder=_("Name, question, place or theme"),
            label_visibility="collapsed",
            # Streamlit would say in English to press Enter; this looks by itself.
            live="400ms",
            key=SEARCH,
            bind="query-params",
            on_change=_turn_back,
        )
        with _folded():
            phase = _one_of(PHASE, _("Phase"), {str(it): _(it.label) for it in Phase})
            place = _one_of(PLACE, _("Place"), {it: it for it in _listed(map(_places, rows))})
            theme = _one_of(THEME, _("Theme"), {it: it for it in _listed(map(_themes, rows))})
    words = search_key(wanted or "").split()
    return [
        row
        for row in rows
        if phase in (None, row["phase"])
        and (place is None or place in _places(row))
        and (theme is None or theme in _themes(row))
        and all(word in _text(row) for word in words)
    ]


def say(left: int, all: int) -> None:
    """How many pilots are left of how many, and a way back to all of them."""
    if not any(map(_chosen, FILTERS)):
        st.markdown(plural("{n} pilot", "{n} pilots", all))
        return
    if left:
        st.markdown(plural("{some} of {n} pilot", "{some} of {n} pilots", all, some=number(left)))
    else:
        st.markdown(_("No pilot matches. Try another word, or show all pilots."))
    st.button(
        _("Show all pilots"),
        icon=":material/filter_alt_off:",
        type="tertiary",
        key="show_all",
        on_click=show_all,
    )


@flash.callback
def show_all() -> None:
    """Take every filter away: a callback."""
    st.session_state[SEARCH] = ""
    for key in (PHASE, PLACE, THEME):
        st.session_state[key] = None
    _turn_back()


def _turn_back() -> None:
    """Other pilots are looked at from their first page: a callback."""
    st.session_state[PAGE] = 1


# --- drawing ------------------------------------------------------------------------------


def _folded() -> DeltaGenerator:
    """Where the filters stand: on a phone behind a button that says how many are on."""
    if not markup.on_phone():
        return st.container(horizontal=True, width="content", key="filters_open")
    on = sum(map(_chosen, (PHASE, PLACE, THEME)))
    label = plural("{n} filter on", "{n} filters on", on) if on else _("Filters")
    return st.popover(label, icon=":material/filter_list:")


def _chosen(key: str) -> bool:
    """Whether a filter is on, also before it is drawn for the first time."""
    return bool(st.session_state.get(key, st.query_params.get(key)))


def _one_of(key: str, label: str, words: Mapping[str, str]) -> str | None:
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
        on_change=_turn_back,
        width=WIDTH,
    )
    return chosen


# --- what a pilot is found by -------------------------------------------------------------


def place_of(row: Row) -> str:
    """Where a pilot is, as people say it; '' where that is not known."""
    return ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))


def _places(row: Row) -> list[str]:
    """A municipality finds all its neighbourhoods; a neighbourhood only itself."""
    return [place for place in dict.fromkeys((row["municipality"], place_of(row))) if place]


def _themes(row: Row) -> list[str]:
    return row["themes"] or []


def _text(row: Row) -> str:
    said = (row["name"], row["question"], place_of(row), *_themes(row))
    return search_key(" ".join(filter(None, said)))


def _listed(found: Iterable[Iterable[str]]) -> Iterator[str]:
    """Each once, in the order of the alphabet."""
    yield from sorted({it for some in found for it in some}, key=search_key)
