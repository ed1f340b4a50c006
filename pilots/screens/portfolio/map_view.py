"""Pilots on a map, and a form for the place of those that have none yet."""

from collections.abc import Sequence

import streamlit as st

from pilots.access import Permission
from pilots.charts import hex_of
from pilots.language import _, plural
from pilots.queries import portfolio
from pilots.queries.pictures import colours
from pilots.queries.portfolio import PilotRow
from pilots.reports import cover
from pilots.screens.kit import answers, badges, markup, session
from pilots.screens.kit.forms import autosave, forms
from pilots.screens.kit.pictures import pictures
from pilots.screens.kit.records import lists
from schemas import Pilot

PLACE = ("neighbourhood", "municipality", "latitude", "longitude")


def draw(rows: Sequence[PilotRow]) -> None:
    """The map; below it, folded away, the pilots that are not on it."""
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
        offset = lists.pagination("missing", len(missing))
        for row in missing[offset : offset + lists.PAGE]:
            with st.container(horizontal=True, wrap=False, **markup.APART):
                place = markup.escape(cover.place(row) or _("Place: not set yet"))
                label = markup.escape(labels[row["id"]])
                name = f"{badges.pilot(row['id'])} **{label}**"
                st.markdown(f"{name}  \n:small[:gray[{place}]]")
                if session.allowed(Permission.RECORD, row["id"]) and st.button(
                    _("Fill in the place"),
                    icon=":material/add_location_alt:",
                    key=f"place.{row['id']}",
                    type="tertiary",
                ):
                    _open_form(row["id"], labels[row["id"]])


def _open_form(pilot_id: str, label: str) -> None:
    """Open the form for the place of a pilot."""
    key = f"place.{pilot_id}"

    def draw_form() -> list[str]:
        fieldset = forms.fieldset_to_change(key, Pilot, pilot_id, only=PLACE)
        if fieldset is None:
            st.rerun()
        form = forms.as_opened(key, [fieldset], pilot_id)
        autosave.resumed_notice(key)
        st.caption(
            _(
                "On most online maps you get the two numbers if you press and hold the place, "
                "or use the right mouse button."
            )
        )
        forms.draw_problems(form)
        forms.draw_fieldset(form, 0, only=PLACE)
        forms.submit_button(form)
        return forms.saved(key)

    forms.open_dialog(key, _("Where is {pilot}?", pilot=markup.escape(label)), draw_form)
