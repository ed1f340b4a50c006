"""The filters of the page: which pilots, and which period. Every choice is in the URL."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import streamlit as st

from pilots.folding import folded
from pilots.language import _
from pilots.queries import portfolio
from pilots.screens.kit import answers, flash, markup, url_select
from pilots.screens.progress import period
from pilots.screens.progress.period import Period

Row = Mapping[str, Any]
"""A pilot, as a row of `queries.progress.pilots`."""

PILOT, PLACE, THEME, GROUP = "about", "place", "theme", "by"
"""Query parameters, and keys in the session. The pilot is not the one chosen on other pages: this
page begins with all of them."""

WIDTH = 165
"""Pixels of a choice: four of them, and how they are grouped, share a line on a desk."""


def pilot() -> str | None:
    """The id of the one pilot that is chosen; None for all of them."""
    labels = answers.for_funder(portfolio.names)
    if len(labels) == 1:
        return next(iter(labels))
    return url_select.choose(
        PILOT, _("Pilot"), labels, placeholder=_("All pilots"), width=WIDTH + 75
    )


def offer_pilot(row: Row, key: str) -> None:
    """A button that opens this pilot."""
    st.button(
        _("Read on"),
        icon=":material/arrow_forward:",
        key=key,
        help=_("What {pilot} promised, and what came of it.", pilot=row["name"]),
        on_click=_open,
        args=(row["id"],),
    )


@flash.callback
def _open(pilot_id: str) -> None:
    st.session_state[PILOT] = pilot_id


def when() -> Period:
    return period.chosen(WIDTH)


def narrowed(rows: Sequence[Row]) -> list[Row]:
    """The pilots of the place and the theme that somebody chooses."""
    with _filters():
        place = _one_of(PLACE, _("All places"), (place_of(row) for row in rows))
        theme = _one_of(
            THEME, _("All themes"), (name for row in rows for name in row["themes"] or ())
        )
    return [
        row
        for row in rows
        if place in (None, place_of(row)) and (theme is None or theme in (row["themes"] or ()))
    ]


def _filters() -> AbstractContextManager[Any]:
    """On a phone the filters are behind a button, so that the content comes first."""
    if not markup.on_phone():
        return nullcontext()
    return st.popover(_("Filters"), icon=":material/filter_list:")


def grouped(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """The pilots by theme or by place, as somebody chooses; all under '' where nobody does.

    A pilot with two themes is in both groups.
    """
    options = {"theme": _("By theme"), "place": _("By place")}
    if len(rows) < 2:
        return {"": list(rows)}
    by = st.segmented_control(
        _("In groups"),
        list(options),
        format_func=options.__getitem__,
        label_visibility="collapsed",
        key=GROUP,
        bind="query-params",
    )
    if by is None:
        return {"": list(rows)}
    found: dict[str, list[Row]] = {}
    for row in rows:
        names = (row["themes"] or []) if by == "theme" else [place_of(row)]
        for name in names or [""]:
            found.setdefault(name, []).append(row)
    otherwise = _("Without a theme") if by == "theme" else _("Place not known")
    ordered = sorted(found, key=lambda name: (not name, folded(name)))
    return {name or otherwise: found[name] for name in ordered}


def place_of(row: Row) -> str:
    """The municipality of a pilot, or what else is known of where it is."""
    return row["municipality"] or row["neighbourhood"] or ""


def _one_of(key: str, label: str, words: Iterable[str]) -> str | None:
    offered = sorted({word for word in words if word}, key=folded)
    if not offered:
        return None
    chosen: str | None = st.selectbox(
        label,
        offered,
        index=None,
        placeholder=label,
        label_visibility="collapsed",
        key=key,
        bind="query-params",
        width=WIDTH,
    )
    return chosen
