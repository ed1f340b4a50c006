"""The colour of every pilot, to look at and to change."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _
from pilots.queries import pictures, portfolio, records
from pilots.screens import ui
from pilots.screens.records import lists, show
from schemas import Colour, Pilot


def colours() -> None:
    """Every pilot with its colour, by name."""
    labels, now = ui.ask(portfolio.names), ui.ask(pictures.colours)
    if not labels:
        st.caption(_("There are no pilots yet."))
    first = lists.page("colours", len(labels))
    with st.grid(min_column_width=340, gap=("small", "large")):
        for id, label in list(labels.items())[first : first + lists.PAGE]:
            with st.container(horizontal=True, wrap=False, key=f"row.{id}", **ui.APART):
                st.markdown(f"{show.dot(now[id])}\N{NO-BREAK SPACE}{ui.escape(label)}")
                _choice(id, label, now[id])


def _choice(pilot: str, label: str, colour: Colour) -> None:
    key = f"colour.{pilot}"
    # Also when a change was undone, it shows what is.
    st.session_state[key] = str(colour)
    words = {str(it): _(it.label) for it in Colour}
    st.selectbox(
        _("Colour of {pilot}", pilot=ui.escape(label)),
        list(words),
        format_func=words.__getitem__,
        label_visibility="collapsed",
        disabled=not ui.allowed(Verb.RECORD, pilot),
        key=key,
        on_change=change,
        args=(pilot, key),
        width=150,
    )


@ui.act
def change(pilot: str, key: str) -> None:
    """Record the pilot with the colour that was chosen: a callback."""
    record = ui.ask(records.one, Pilot.table, pilot)
    if record is None:  # withdrawn a moment ago
        return
    colour = Colour(st.session_state[key])
    line, *_rest = ui.tracker().record(
        ui.viewer(), Pilot.read(pilot, None, record.body() | {"colour": colour})
    )
    ui.say(
        _(
            "{pilot} is {colour} from now on.",
            pilot=record.headline,
            colour=_(colour.label).lower(),
        ),
        line.seq,
    )
