"""Pilot: everything about one pilot, in tabs."""

import streamlit as st

from pilots.language import _, today
from pilots.queries import pilot as questions
from pilots.screens.kit import answers, pilot_tabs
from pilots.screens.kit.forms import pilot_picker
from pilots.screens.kit.pictures import decision_cards
from pilots.screens.kit.records import history, lists, readiness_checklist, timeline
from pilots.screens.pilot import (
    actions,
    goals,
    header,
    overview,
    participation_ladder,
    people,
    reports,
    reviews,
    stories,
)
from schemas import Measurement, Outcome

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
                for outcome in answers.for_viewer(questions.outcomes, pilot):
                    decision_cards.outcome(outcome)
                goals.draw(pilot)
                lists.folded_section(Outcome, pilot)
                lists.folded_section(Measurement, pilot, measured_on=today())
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
