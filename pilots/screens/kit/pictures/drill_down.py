"""The drill-down: the records that a point of a picture stands for, over the page."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pilots import points
from pilots.access import Permission
from pilots.language import _, plural
from pilots.queries import pictures, portfolio
from pilots.screens.kit import answers, flash, links, markup, session, url_select, values
from pilots.screens.kit.forms import forms
from pilots.screens.kit.pages import Page
from pilots.screens.kit.pictures import drawing
from pilots.screens.kit.records import cards, dialogs, lists
from schemas import KINDS, Pilot, Record

CHOSEN = "behind.chosen"
"""The session key of the id of the record that is being changed."""


def show() -> None:
    """Open what was clicked, if something was; a pilot has a page of its own."""
    point = points.read(st.session_state.pop(drawing.CLICKED, None))
    if point is None:
        return
    table, rows = _records_of(point)
    if table == Pilot.table and rows:
        _go_to_pilot(rows[0]["id"])
    else:
        _start_anew()
        open_records(point)


def _go_to_pilot(pilot_id: str) -> None:
    # On the page of a pilot its choice is taken already, and nothing there leads to another.
    with suppress(StreamlitAPIException):
        label = answers.for_viewer(portfolio.names)[pilot_id]
        st.switch_page(Page.PILOT, query_params={links.PILOT: links.address(pilot_id, label)})


def _records_of(point: points.AnyPoint) -> tuple[str, Sequence[Mapping[str, Any]]]:
    """Their table and rows. Ids are enough on whatever page they were clicked; actions are
    those of the pilot that the page shows."""
    is_of_pilot = isinstance(point, points.ActionsPoint)
    pilot_id = url_select.current(links.PILOT) if is_of_pilot else None
    return answers.for_viewer(pictures.drill_down, pilot_id, point)


def _start_anew() -> None:
    st.session_state.pop(CHOSEN, None)
    st.session_state.pop(f"page.{drawing.CLICKED}", None)


def open_records(point: points.AnyPoint) -> None:
    """Open the records of a point, over the page."""

    @st.dialog(_("What is behind this point?"), width="medium")
    def show_records() -> None:
        session.start_fragment()
        table, rows = _records_of(point)
        chosen = st.session_state.get(CHOSEN)
        row = next((row for row in rows if row["id"] == chosen), None)
        if row:
            _change(KINDS[table], row)
        elif chosen:  # changed, and no longer one of this point
            _choose(None)
            st.rerun()
        elif rows:
            _list(KINDS[table], rows)
        else:
            st.info(_("There is nothing here any more."), icon=":material/search_off:")

    show_records()


def _list(schema: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    st.caption(plural("{n} record", "{n} records", len(rows)))
    names = values.names_for(schema, rows[0]["pilot"])
    offset = lists.pagination(drawing.CLICKED, len(rows))
    for row in rows[offset : offset + lists.PAGE]:
        with st.container(border=True):
            with st.container(horizontal=True, wrap=False, **markup.APART):
                st.markdown(f"**{markup.escape(values.headline(schema, row, names))}**")
                if session.allowed(Permission.RECORD, row["pilot"]):
                    st.button(
                        _("Change"),
                        icon=":material/edit:",
                        key=f"{drawing.CLICKED}.{row['id']}",
                        type="tertiary",
                        on_click=_choose,
                        args=(row["id"],),
                    )
            cards.details(schema, row, names)


@flash.callback
def _choose(id: str | None) -> None:
    """Show the form of a record in the same dialog, which cannot open another; None: the list."""
    st.session_state[CHOSEN] = id
    if id:
        forms.forget_saved(f"change.{id}")


def _change(schema: type[Record], row: Mapping[str, Any]) -> None:
    st.button(
        _("Back"),
        icon=":material/arrow_back:",
        key=f"{drawing.CLICKED}.back",
        type="tertiary",
        on_click=_choose,
        args=(None,),
    )
    dialogs.change_form(schema, row)
