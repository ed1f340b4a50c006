"""Pilot: everything about one pilot, in tabs."""

import streamlit as st

from pilots.language import _
from pilots.screens.kit import pilot_tabs
from pilots.screens.kit.forms import pilot_picker
from pilots.screens.kit.records import history, lists, readiness_checklist, timeline
from pilots.screens.pilot import (
    actions,
    header,
    outcomes,
    overview,
    participation_ladder,
    people,
    reports,
    reviews,
    stories,
)

st.title(_("How is this pilot doing?"))

if pilot := pilot_picker.draw():
    header.draw(pilot)
    name, tab = pilot_tabs.draw(pilot)
    with tab:
        match name:
            case "overview":
                readiness_checklist.draw(pilot)
                overview.draw(pilot)
            case "people":
                people.draw(pilot)
                participation_ladder.draw(pilot)
            case "actions":
                actions.draw(pilot)
            case "outcomes":
                outcomes.draw(pilot)
            case "stories":
                stories.draw(pilot)
            case "timeline":
                timeline.draw(pilot)
            case "reviews":
                reviews.draw(pilot)
            case "reports":
                reports.reports(pilot)
            case "more":
                for schema in lists.other_kinds():
                    lists.section(schema, pilot)
            case "history":
                history.draw(pilot)
