"""Pilot: everything about one pilot, in tabs."""

from pilots.language import today
from pilots.screens.kit import markup, pilot_tabs
from pilots.screens.kit.records import history, lists, readiness_checklist, timeline
from pilots.screens.pilot import (
    actions,
    goals,
    header,
    outcomes,
    overview,
    participation_ladder,
    people,
    reports,
    reviews,
    stories,
)

if pilot := header.draw():
    open_tab, container = pilot_tabs.draw(pilot)
    with container:
        match pilot_tabs.place(pilot, open_tab):
            case "overview":
                if markup.on_phone():
                    header.glance(pilot)
                readiness_checklist.draw(pilot)
                overview.draw(pilot)
            case "actions":
                actions.draw(pilot)
            case "outcomes":
                outcomes.draw(pilot)
            case "goals":
                goals.draw(pilot)
            case "people":
                people.draw(pilot)
            case "stories":
                stories.draw(pilot)
            case "ladder":
                participation_ladder.draw(pilot)
            case "timeline":
                timeline.draw(pilot)
            case "reviews":
                reviews.draw(pilot)
            case "reports":
                reports.reports(pilot)
            case "history":
                history.draw(pilot)
            case "more":
                for schema in lists.other_kinds():
                    lists.section(schema, pilot)
