"""The colour of every pilot, to look at and to change."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import pictures, portfolio, records
from pilots.screens.kit import answers, badges, flash, markup, session
from pilots.screens.kit.records import lists, one_tap
from schemas import Colour, Pilot


def draw() -> None:
    """Every pilot with its colour, by name."""
    labels = answers.for_viewer(portfolio.names)
    colours = answers.for_viewer(pictures.colours)
    newest_lines = {
        row["id"]: row["_seq"] for row in answers.for_viewer(records.of_kind, Pilot.table)
    }
    if not labels:
        st.caption(_("There are no pilots yet."))
    offset = lists.pagination("colours", len(labels))
    with st.grid(min_column_width=340, gap=("small", "large")):
        for id, label in list(labels.items())[offset : offset + lists.PAGE]:
            with st.container(horizontal=True, wrap=False, key=f"row.{id}", **markup.APART):
                st.markdown(f"{badges.pilot(id)} {markup.escape(label)}")
                _colour_picker(id, label, colours[id], newest_lines[id])


def _colour_picker(pilot_id: str, label: str, colour: Colour, seq: int) -> None:
    key = f"colour.{pilot_id}"
    # Set in each run, so that it shows the colour of now also after an undo.
    st.session_state[key] = str(colour)
    words = {str(choice): _(choice.label) for choice in Colour}
    st.selectbox(
        _("Colour of {pilot}", pilot=markup.escape(label)),
        list(words),
        format_func=words.__getitem__,
        label_visibility="collapsed",
        disabled=not session.allowed(Permission.RECORD, pilot_id),
        key=key,
        on_change=change,
        args=(seq, label, key),
        width=150,
    )


@flash.callback
def change(seq: int, label: str, key: str) -> None:
    """Record the colour that was chosen: a callback. `seq` is the pilot's line on the screen."""
    colour = Colour(st.session_state[key])
    words = _("{pilot} is now {colour}.", pilot=label, colour=_(colour.label).lower())
    one_tap.change(seq, one_tap.idempotency_key(seq, colour), words, colour=colour)
