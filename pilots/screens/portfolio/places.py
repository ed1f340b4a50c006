"""Pilots on the map, and those that are not on it yet."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pilots.access import Verb
from pilots.charts import hex_of
from pilots.language import _, plural
from pilots.queries import portfolio, records
from pilots.queries.pictures import colours
from pilots.screens.kit import answers, markup, session, values
from pilots.screens.kit.forms import drafting, forms
from pilots.screens.kit.pictures import pictures
from pilots.screens.kit.records import lists
from pilots.screens.portfolio import filters
from pilots.screens.portfolio.filters import Row
from schemas import Pilot

PLACE = ("neighbourhood", "municipality", "latitude", "longitude")


def places(rows: Sequence[Row]) -> None:
    """The map with all these pilots; below it what is needed to complete it."""
    labels, colour = answers.for_viewer(portfolio.names), answers.for_viewer(colours)
    pictures.where(
        [{**row, "colour": hex_of(colour[row["id"]]), "label": labels[row["id"]]} for row in rows]
    )
    missing = [row for row in rows if row["latitude"] is None]
    if not missing:
        return
    closed = st.expander(
        plural(
            "{n} pilot is not on the map yet", "{n} pilots are not on the map yet", len(missing)
        ),
        icon=":material/wrong_location:",
        on_change="rerun",
        key="missing",
    )
    if not closed.open:
        return
    with closed:
        offset = lists.page("missing", len(missing))
        for row in missing[offset : offset + lists.PAGE]:
            with st.container(horizontal=True, wrap=False, **markup.APART):
                place = markup.escape(filters.place_of(row) or _("Place: not set yet"))
                st.markdown(
                    f"{values.dot(colour[row['id']])} **{markup.escape(labels[row['id']])}**  \n"
                    f":small[:gray[{place}]]"
                )
                if session.allowed(Verb.RECORD, row["id"]) and st.button(
                    _("Fill in the place"),
                    icon=":material/add_location_alt:",
                    key=f"place.{row['id']}",
                    type="tertiary",
                ):
                    fill_in(row["id"], labels[row["id"]])


def fill_in(pilot_id: str, label: str) -> None:
    """Open the form for where a pilot is, over the page."""
    record = answers.for_viewer(records.one, Pilot.table, pilot_id)
    key = f"place.{pilot_id}"
    forms.open_anew(key)

    @st.dialog(_("Where is {pilot}?", pilot=markup.escape(label)), width="medium")
    def show_form() -> None:
        session.start_fragment()
        if record is None:
            st.rerun()
        form = forms.Form(key, (replace(forms.part_of(record), only=PLACE),), pilot_id)
        drafting.say_resumed(key)
        st.caption(
            _(
                "On most online maps you get the two numbers if you press and hold the place, "
                "or use the right mouse button."
            )
        )
        for problem in st.session_state.get(f"problems.{key}", ()):
            st.error(markup.escape(problem.sentence), icon=":material/error:")
        forms.draw_part(form, 0, only=PLACE)
        forms.submit_button(form)
        if forms.saved(key):
            st.rerun()

    show_form()
