"""Who a pilot is, at a glance: its colour, phase, place, lead, and what happened last."""

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, relative_day, today
from pilots.queries import pilot as questions
from pilots.queries import records, review
from pilots.screens.kit import answers, markup, values
from schemas import Phase, Pilot


def glance(pilot_id: str) -> None:
    """Below the name of the pilot that is chosen."""
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    phase = f":blue-badge[:material/trending_up: {markup.escape(_(Phase(row['phase']).label))}]"
    place = ", ".join(filter(None, (row["neighbourhood"], row["municipality"])))
    said = (shorten(place, 80) or _("Place: not set yet"), _lead(row["lead"]), _last(pilot_id))
    with st.container(gap=None, key="glance"):
        stands = values.standing(answers.for_viewer(review.current_status, pilot_id))
        st.markdown(f"{values.dot_of(pilot_id)} **{markup.escape(row['name'])}** {phase} {stands}")
        st.caption(markup.escape(" · ".join(filter(None, said))))


def _lead(lead: str | None) -> str:
    if "lead" in values.hidden_fields(Pilot):
        return ""
    return _("Lead: {name}", name=shorten(lead, 60) if lead else markup.not_set())


def _last(pilot_id: str) -> str:
    happened = answers.for_viewer(questions.timeline, pilot_id, limit=1)
    if not happened:
        return _("Nothing has happened yet")
    newest = happened[0]
    return _(
        "Latest: {day}, {what}",
        day=relative_day(newest["day"], today()),
        what=shorten(newest["text"], 80),
    )
