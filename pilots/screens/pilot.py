"""One pilot: its question, people, actions, outcomes, timeline and history."""

import streamlit as st

from pilots.language import _, today
from pilots.queries import pilot as questions
from pilots.screens import ui
from pilots.screens.forms import choose
from pilots.screens.one_pilot import (
    board,
    expectations,
    glance,
    goals,
    ladder,
    overview,
    parts,
    people,
    reviews,
    stories,
    timeline,
)
from pilots.screens.records import changes, lists
from pilots.screens.registering import ready
from pilots.screens.reporting import reports
from schemas import Measurement, Outcome

st.title(_("How is this pilot doing?"))

if pilot := choose.pilot():
    glance.glance(pilot)
    part, tab = parts.chosen(pilot)
    with tab:
        match part:
            case "overview":
                ready.ready(pilot)
                overview.overview(pilot)
            case "people":
                people.people(pilot)
                ladder.ladder(pilot)
            case "actions":
                board.actions(pilot)
            case "outcomes":
                for outcome in ui.ask(questions.outcomes, pilot):
                    expectations.outcome(outcome)
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
                changes.changes(pilot)
