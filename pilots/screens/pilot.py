"""One pilot: its question, people, actions, outcomes, timeline and history."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, today
from pilots.queries import pilot as questions
from pilots.queries import records
from pilots.screens import changes, choose, lists, overview, pictures, timeline, ui
from schemas import Action, Measurement, Outcome, Pilot, Stakeholder

st.title(_("How is this pilot doing?"))
pilot = choose.pilot()
row = ui.ask(records.row, Pilot.table, pilot) if pilot else None
if not pilot or not row:
    st.stop()

titles = {
    "overview": _("Overview"),
    "people": _("People"),
    "actions": _("Actions"),
    "outcomes": _("Outcomes"),
    "timeline": _("Timeline"),
    "more": _("More"),
}
if ui.allowed(Verb.READ_PERSONAL, pilot):
    titles["history"] = _("History")
tabs = dict(zip(titles, st.tabs(list(titles.values()), key="tab", on_change="rerun"), strict=True))

if tabs["overview"].open:
    with tabs["overview"]:
        overview.question(pilot)
        facts, doing = st.columns(2, gap="large")
        with facts:
            overview.facts(row)
        with doing:
            overview.next_actions(pilot)
            pictures.pace(pilot)
        for outcome in ui.ask(questions.outcomes, pilot):
            pictures.outcome(outcome)

if tabs["people"].open:
    with tabs["people"]:
        lists.section(Stakeholder, pilot)

if tabs["actions"].open:
    with tabs["actions"]:
        lists.section(Action, pilot)
        pictures.pace(pilot)

if tabs["outcomes"].open:
    with tabs["outcomes"]:
        lists.section(Outcome, pilot)
        for outcome in ui.ask(questions.outcomes, pilot):
            pictures.outcome(outcome)
        lists.section(Measurement, pilot, measured_on=today())

if tabs["timeline"].open:
    with tabs["timeline"]:
        timeline.timeline(pilot)

if tabs["more"].open:
    with tabs["more"]:
        for schema in lists.other_kinds():
            lists.section(schema, pilot)

if "history" in tabs and tabs["history"].open:
    with tabs["history"]:
        changes.changes(pilot)
