"""Pilot: everything about one pilot, in five tabs; a tab opens at what matters most."""

from pilots.access import Permission
from pilots.screens.kit import markup, session
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
    tabs,
)
from schemas import Effort, Persona

if pilot := header.draw():
    place, container = tabs.draw(pilot)
    with container:
        match place:
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
                lists.folded_section(Persona, pilot)
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
                lists.folded_section(Effort, pilot)
            case "history":
                history.draw(pilot)
            case "more":
                for schema in lists.other_kinds():
                    lists.section(schema, pilot)
elif session.allowed(Permission.RECORD):
    history.withdrawn()
