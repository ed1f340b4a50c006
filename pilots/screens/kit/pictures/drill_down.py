"""The records behind a point of a picture, over the page."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pilots.access import Verb
from pilots.language import _, plural
from pilots.queries import pictures, portfolio
from pilots.screens.kit import answers, links, markup, session
from pilots.screens.kit import values as values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import cards, dialogs, lists
from schemas import KINDS, Pilot, Record

CHOSEN = "behind.chosen"
"""The key in the session of the id of the record that is being changed."""


def show() -> None:
    """Open what was clicked, if something was; a pilot has a page of its own."""
    what = st.session_state.pop(drawing.BEHIND, None)
    if not what or not isinstance(what, str):
        return
    table, rows = _found(what)
    if table == Pilot.table and rows:
        _go(rows[0]["id"])
    else:
        _begin()
        open_records(what)


def _go(pilot_id: str) -> None:
    # On the page of a pilot its choice is taken already, and nothing there leads to another.
    with suppress(StreamlitAPIException):
        label = answers.for_viewer(portfolio.names)[pilot_id]
        st.switch_page(Page.PILOT, query_params={links.PILOT: label})


def _found(what: str) -> tuple[str, Sequence[Mapping[str, Any]]]:
    # One record is known by its id, on whatever page it was clicked; a sum is of one pilot.
    pilot = st.session_state.get(links.PILOT) if what.startswith("actions:") else None
    return answers.for_viewer(pictures.behind, pilot, what)


def _begin() -> None:
    st.session_state.pop(CHOSEN, None)
    st.session_state.pop(f"page.{drawing.BEHIND}", None)


def open_records(what: str) -> None:
    """Open what is behind a point, over the page."""

    @st.dialog(_("What is behind this point?"), width="medium")
    def show_records() -> None:
        session.start_fragment()
        table, rows = _found(what)
        chosen = st.session_state.get(CHOSEN)
        row = next((row for row in rows if row["id"] == chosen), None)
        if row:
            _change(KINDS[table], row)
        elif chosen:  # changed, and no longer behind this point
            _choose(None)
            st.rerun()
        elif rows:
            _records(KINDS[table], rows)
        else:
            st.info(_("There is nothing here any more."), icon=":material/search_off:")

    show_records()


def _records(schema: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    st.caption(plural("{n} record", "{n} records", len(rows)))
    names = values.names_for(schema, rows[0]["pilot"])
    first = lists.pagination(drawing.BEHIND, len(rows))
    for row in rows[first : first + lists.PAGE]:
        with st.container(border=True):
            with st.container(horizontal=True, wrap=False, **markup.APART):
                st.markdown(f"**{markup.escape(values.headline(schema, row, names))}**")
                if session.allowed(Verb.RECORD, row["pilot"]):
                    st.button(
                        _("Change"),
                        icon=":material/edit:",
                        key=f"{drawing.BEHIND}.{row['id']}",
                        type="tertiary",
                        on_click=_choose,
                        args=(row["id"],),
                    )
            cards.details(schema, row, names)


def _choose(id: str | None) -> None:
    """A dialog cannot open another one: this one goes on with the form."""
    st.session_state[CHOSEN] = id
    if id:
        forms.forget_saved(f"change.{id}")


def _change(schema: type[Record], row: Mapping[str, Any]) -> None:
    st.button(
        _("Back"),
        icon=":material/arrow_back:",
        key=f"{drawing.BEHIND}.back",
        type="tertiary",
        on_click=_choose,
        args=(None,),
    )
    dialogs.change_form(schema, row)
