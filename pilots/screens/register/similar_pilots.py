"""Similar pilots that exist already, shown to whoever registers a new one."""

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, records
from pilots.queries.duplicates import PossibleDuplicate, possible_duplicates
from pilots.reports import cover
from pilots.screens.kit import answers, links, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from schemas import Principle

JOIN = "aansluiten"
"""The id of the guiding principle to join what exists already; it is in the seed."""

MOST = 5
"""Pilots to show: whoever reads more of them stops registering."""

LONGEST = 300
"""Characters of the principle: the question of the step is below it."""


def principle_reminder() -> None:
    """The guiding principle to join what exists already, in its words of today."""
    if row := answers.for_viewer(records.row, Principle.table, JOIN):
        st.info(markup.escape(shorten(row["text"], LONGEST)), icon=":material/join_inner:")


def nearby(form: forms.Form) -> None:
    """The pilots in the place that was typed."""
    _name, *place = _name_and_place(form)
    if not any(place):
        st.caption(
            _("Fill in at step 1 where it is. You then see here which pilots are already there.")
        )
        return
    rows = [row for row in _similar(form) if row["is_near"]]
    place_words = markup.escape(", ".join(filter(None, place)))
    if not rows:
        st.caption(_("No other pilot is registered in {place}.", place=place_words))
        return
    st.markdown(
        _("Already registered in or near {place}. Can you join in there?", place=place_words)
    )
    for row in rows[:MOST]:
        _link(row)
    if len(rows) > MOST:
        more = plural("And {n} more pilot.", "And {n} more pilots.", len(rows) - MOST)
        st.caption(more)


def namesakes(form: forms.Form) -> None:
    """The pilots that have the same name."""
    rows = [row for row in _similar(form) if row["is_namesake"]]
    if not rows:
        return
    sentence = _(
        "There is already a pilot called {name}. Is yours a different one? Then continue: "
        "people can tell them apart by their place.",
        name=rows[0]["name"],
    )
    st.info(markup.escape(sentence), icon=":material/info:")
    for row in rows[:MOST]:
        _link(row)


def _name_and_place(form: forms.Form) -> tuple[str | None, str | None, str | None]:
    name, neighbourhood, municipality = (
        form.value(0, field) for field in ("name", "neighbourhood", "municipality")
    )
    return name, neighbourhood, municipality


def _similar(form: forms.Form) -> list[PossibleDuplicate]:
    return answers.for_viewer(possible_duplicates, *_name_and_place(form))


def _link(row: PossibleDuplicate) -> None:
    label = answers.for_viewer(portfolio.names)[row["id"]]
    st.page_link(
        Page.PILOT,
        label=markup.escape(label),
        icon=":material/flag:",
        query_params=links.to_pilot(row["id"], label),
    )
    about = " · ".join(filter(None, (cover.place(row), shorten(row["audience"] or "", 90))))
    if about:
        st.caption(markup.escape(about))
