"""The header of a pilot's page: its name, by which one goes to another; its phase and standing."""

from typing import Any

import streamlit as st

from pilots.charts.template import shorten
from pilots.language import _, relative_day, today
from pilots.queries import pilot as pilot_queries
from pilots.queries import portfolio, records, review
from pilots.reports import cover
from pilots.screens.kit import answers, badges, markup, values
from pilots.screens.kit.forms import pilot_picker
from schemas import Phase, Pilot


def draw() -> str | None:
    """One line; give the id of the pilot. On a phone the glance stands elsewhere."""
    line: dict[str, Any] = {"horizontal": True, "wrap": False, "vertical_alignment": "center"}
    row = st.container(**line, key="pilot_bar")
    title = row.container(**line, width="content", gap="xsmall", key="pilot_title")
    square = title.container(width="content")
    name = title.container(width="content", key="pilot_name")
    pilot_id = pilot_picker.draw(name)
    if not pilot_id:
        st.title(_("Pilot"), anchor=False)
        return None
    # The selectbox shows the name, so only screen readers need it as a heading.
    called = answers.for_viewer(portfolio.names)[pilot_id]
    st.set_page_config(page_title=called)
    name.title(markup.escape(called), anchor=False)
    square.markdown(badges.pilot(pilot_id))
    if not markup.on_phone():
        with row:
            glance(pilot_id)
    return pilot_id


def glance(pilot_id: str) -> None:
    """Phase, standing, place, lead and the latest event."""
    row = answers.for_viewer(records.row, Pilot.table, pilot_id)
    if row is None:  # withdrawn a moment ago
        return
    phase = f":blue-badge[:material/trending_up: {markup.escape(_(Phase(row['phase']).label))}]"
    status = answers.for_viewer(review.current_status, pilot_id)
    standing = badges.current_standing(row["phase"], status)
    details = (
        shorten(cover.place(row), 80) or _("Place: not set yet"),
        _lead(row["lead"]),
        _last(pilot_id),
    )
    words = markup.escape(" · ".join(filter(None, details)))
    with st.container(key="glance"):
        st.markdown(f"{phase} {standing} :small[:gray[{words}]]")


def _lead(lead: str | None) -> str:
    if "lead" in values.hidden_fields(Pilot):
        return ""
    return _("Lead: {name}", name=shorten(lead, 60) if lead else markup.not_set())


def _last(pilot_id: str) -> str:
    events = answers.for_viewer(pilot_queries.latest, pilot_id, today())
    if not events:
        return _("Nothing has happened yet")
    newest = events[0]
    return _(
        "Latest: {day}, {what}",
        day=relative_day(newest["day"], today()),
        what=shorten(newest["text"], 80),
    )
