"""One pilot: its question, people, actions, outcomes, timeline and history."""

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

if pilot := pilot_picker.pilot():
    header.glance(pilot)
    part, tab = pilot_tabs.chosen(pilot)
    with tab:
        match part:
            case "overview":
                readiness_checklist.ready(pilot)
                overview.overview(pilot)
            case "people":
                people.people(pilot)
                participation_ladder.ladder(pilot)
            case "actions":
                actions.actions(pilot)
            case "outcomes":
                for outcome in answers.for_viewer(questions.outcomes, pilot):
                    decision_cards.outcome(outcome)
                goals.goals(pilot)
                lists.folded(Outcome, pilot)
                lists.folded(Measurement, pilot, measured_on=today())
            case "stories":
                stories.stories(pilot)
            case "timeline":
                timeline.timeline(pilot)
            case "reviews":
                reviews.reviews(pilot)
            case "reports":
                reports.reports(pilot)
            case "more":
                for schema in lists.other_kinds():
                    lists.section(schema, pilot)
            case "history":
                history.changes(pilot)
