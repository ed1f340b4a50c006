"""The header of a pilot's page: its colour, phase, standing, place, lead and latest event."""

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, relative_day, today
from pilots.queries import pilot as pilot_queries
from pilots.queries import records, review
from pilots.reports import cover
from pilots.screens.kit import answers, badges, markup, values
from schemas import Phase, Pilot


def draw(pilot_id: str) -> None:
    """Two lines, below the pilot picker."""
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    phase = f":blue-badge[:material/trending_up: {markup.escape(_(Phase(row['phase']).label))}]"
    details = (
        shorten(cover.place(row), 80) or _("Place: not set yet"),
        _lead(row["lead"]),
        _last(pilot_id),
    )
    with st.container(gap=None, key="glance"):
        name = f"{badges.pilot_dot(pilot_id)} **{markup.escape(row['name'])}**"
        standing = badges.standing(answers.for_viewer(review.current_status, pilot_id))
        st.markdown(f"{name} {phase} {standing}")
        st.caption(markup.escape(" · ".join(filter(None, details))))


def _lead(lead: str | None) -> str:
    if "lead" in values.hidden_fields(Pilot):
        return ""
    return _("Lead: {name}", name=shorten(lead, 60) if lead else markup.not_set())


def _last(pilot_id: str) -> str:
    events = answers.for_viewer(pilot_queries.timeline, pilot_id, limit=1)
    if not events:
        return _("Nothing has happened yet")
    newest = events[0]
    return _(
        "Latest: {day}, {what}",
        day=relative_day(newest["day"], today()),
        what=shorten(newest["text"], 80),
    )
