"""Outcomes: a chart and a decision card for each of them, and the lists."""

from pilots.language import today
from pilots.queries import pilot as pilot_queries
from pilots.screens.kit import answers
from pilots.screens.kit.pictures import decision_cards
from pilots.screens.kit.records import lists
from schemas import Measurement, Outcome


def draw(pilot_id: str) -> None:
    for outcome in answers.for_viewer(pilot_queries.outcomes, pilot_id):
        decision_cards.outcome(outcome)
    lists.folded_section(Outcome, pilot_id)
    lists.folded_section(Measurement, pilot_id, measured_on=today())
