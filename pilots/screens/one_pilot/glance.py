"""Who a pilot is, at a glance: its colour, phase, place, lead, and what happened last."""

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, said_day, today
from pilots.queries import pilot as questions
from pilots.queries import records, review
from pilots.screens import ui
from pilots.screens.records import show
from schemas import Phase, Pilot


def glance(pilot: str) -> None:
    """Below the name of the pilot that is chosen."""
    row = ui.ask(records.row, Pilot.table, pilot)
    if row is None:  # withdrawn a moment ago
        return
    phase = f":blue-badge[:material/trending_up: {ui.escape(_(Phase(row['phase']).label))}]"
    place = ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))
    said = (shorten(place, 80) or _("Place: not set yet"), _lead(row["lead"]), _last(pilot))
    with st.container(gap=None, key="glance"):
        stands = show.standing(ui.ask(review.standing, pilot))
        st.markdown(f"{show.dot_of(pilot)} **{ui.escape(row['name'])}** {phase} {stands}")
        st.caption(ui.escape(" · ".join(filter(None, said))))


def _lead(lead: str | None) -> str:
    if "lead" in ui.hidden(Pilot):
        return ""
    return _("Lead: {name}", name=shorten(lead, 60) if lead else ui.not_set())


def _last(pilot: str) -> str:
    happened = ui.ask(questions.timeline, pilot, most=1)
    if not happened:
        return _("Nothing has happened yet")
    newest = happened[0]
    return _(
        "Last: {day}, {what}",
        day=said_day(newest["day"], today()),
        what=shorten(newest["text"], 80),
    )
