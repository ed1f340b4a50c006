"""The colour of every pilot, to look at and to change."""

import streamlit as st

from pilots.access import Permission
from pilots.language import _
from pilots.queries import pictures, portfolio, records
from pilots.screens.kit import answers, badges, flash, markup, session
from pilots.screens.kit.records import lists
from schemas import Colour, Pilot


def draw() -> None:
    """Every pilot with its colour, by name."""
    labels = answers.for_viewer(portfolio.names)
    colours = answers.for_viewer(pictures.colours)
    if not labels:
        st.caption(_("There are no pilots yet."))
    offset = lists.pagination("colours", len(labels))
    with st.grid(min_column_width=340, gap=("small", "large")):
        for id, label in list(labels.items())[offset : offset + lists.PAGE]:
            with st.container(horizontal=True, wrap=False, key=f"row.{id}", **markup.APART):
                dot = badges.colour_dot(colours[id])
                st.markdown(f"{dot}\N{NO-BREAK SPACE}{markup.escape(label)}")
                _colour_picker(id, label, colours[id])


def _colour_picker(pilot_id: str, label: str, colour: Colour) -> None:
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
        args=(pilot_id, key),
        width=150,
    )


@flash.callback
def change(pilot_id: str, key: str) -> None:
    """Record the colour that was chosen: a callback."""
    record = answers.for_viewer(records.one, Pilot.table, pilot_id)
    if record is None:  # withdrawn a moment ago
        return
    colour = Colour(st.session_state[key])
    line, *_rest = session.tracker().record(
        session.viewer(), Pilot.read(pilot_id, None, record.body() | {"colour": colour})
    )
    flash.say(
        _(
            "{pilot} is now {colour}.",
            pilot=record.headline,
            colour=_(colour.label).lower(),
        ),
        line.seq,
    )
