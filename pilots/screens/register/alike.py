"""What is there already: said to who registers a pilot, before anything is added."""

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, plural
from pilots.queries import portfolio, records
from pilots.queries.duplicates import PossibleDuplicate, possible_duplicates
from pilots.screens.kit import answers, links, markup
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from schemas import Principle

JOIN = "aansluiten"
"""The id of the guiding principle to join what exists; the seed has it."""

MOST = 5
"""Pilots to show: who reads more of them has stopped registering."""

LONGEST = 300
"""Characters of the principle: below it stands what was to be filled in."""


def reminder() -> None:
    """The principle to join what exists, in the words it is written down in now."""
    if row := answers.for_viewer(records.row, Principle.table, JOIN):
        st.info(markup.escape(shorten(row["text"], LONGEST)), icon=":material/join_inner:")


def nearby(form: forms.Form) -> None:
    """The pilots in the place that was filled in."""
    _name, *place = _typed(form)
    if not any(place):
        st.caption(
            _("Fill in at step 1 where it is. You then see here which pilots are already there.")
        )
        return
    rows = [row for row in _found(form) if row["is_near"]]
    where = markup.escape(", ".join(filter(None, place)))
    if not rows:
        st.caption(_("No other pilot is registered in {place}.", place=where))
        return
    st.markdown(_("Already registered in or near {place}. Can you join in there?", place=where))
    for row in rows[:MOST]:
        _link(row)
    if len(rows) > MOST:
        more = plural("And {n} more pilot.", "And {n} more pilots.", len(rows) - MOST)
        st.caption(more)


def namesakes(form: forms.Form) -> None:
    """The pilots that have the same name."""
    rows = [row for row in _found(form) if row["is_namesake"]]
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


def _typed(form: forms.Form) -> tuple[str | None, str | None, str | None]:
    name, neighbourhood, municipality = (
        form.typed(0, field) for field in ("name", "neighbourhood", "municipality")
    )
    return name, neighbourhood, municipality


def _found(form: forms.Form) -> list[PossibleDuplicate]:
    return answers.for_viewer(possible_duplicates, *_typed(form))


def _link(row: PossibleDuplicate) -> None:
    label = answers.for_viewer(portfolio.names)[row["id"]]
    st.page_link(
        Page.PILOT,
        label=markup.escape(label),
        icon=":material/flag:",
        query_params=links.to_pilot(label),
    )
    place = ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))
    about = " · ".join(filter(None, (place, shorten(row["audience"] or "", 90))))
    if about:
        st.caption(markup.escape(about))
