"""One pilot: its question, people, actions, outcomes, timeline and history."""

import streamlit as st

from pilots.access import Verb
from pilots.language import _, today
from pilots.queries import pilot as questions
from pilots.screens import changes, choose, lists, overview, pictures, timeline, ui
from schemas import Action, Measurement, Outcome, Stakeholder

st.title(_("How is this pilot doing?"))

titles = {
    "overview": _("Overview"),
    "people": _("People"),
    "actions": _("Actions"),
    "outcomes": _("Outcomes"),
    "timeline": _("Timeline"),
    "more": _("More"),
}
if pilot := choose.pilot():
    if ui.allowed(Verb.READ_PERSONAL, pilot):
        titles["history"] = _("History")
    tabs = st.tabs(list(titles.values()), key="tab", on_change="rerun")
    open_tab, tab = next((name, tab) for name, tab in zip(titles, tabs, strict=True) if tab.open)
    with tab:
        match open_tab:
            case "overview":
                overview.question(pilot)
                known, next_ = st.columns(2, gap="large")
                with known:
                    overview.facts(pilot)
                with next_:
                    overview.next_actions(pilot)
                    pictures.pace(pilot)
                for outcome in ui.ask(questions.outcomes, pilot):
                    pictures.outcome(outcome)
            case "people":
                lists.section(Stakeholder, pilot)
            case "actions":
                lists.section(Action, pilot)
                pictures.pace(pilot)
            case "outcomes":
                for outcome in ui.ask(questions.outcomes, pilot):
                    pictures.outcome(outcome)
                lists.section(Outcome, pilot)
                lists.section(Measurement, pilot, measured_on=today())
            case "timeline":
                timeline.timeline(pilot)
            case "more":
                for schema in lists.other_kinds():
                    lists.section(schema, pilot)
            case "history":
                changes.changes(pilot)
