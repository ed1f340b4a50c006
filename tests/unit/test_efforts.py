"""What a pilot took: only what was written down, and that nothing was where nothing was."""

from datetime import date

import pytest
from pydantic import ValidationError

from pilots.language import speaking
from pilots.reports.blocks import Block, Heading, Numbers, Paragraph, SmallPrint
from pilots.reports.funder_sections import for_funders
from pilots.reports.sections.context import ReportContext
from pilots.reports.sections.efforts import what_it_took
from pilots.tracker import Tracker
from schemas import Effort, Pilot
from tests.support.cast import ANNA

SPRING = {"since": date(2026, 1, 1), "until": date(2026, 6, 30)}
AUTUMN = {"since": date(2026, 7, 1), "until": date(2026, 12, 31)}


def told(tracker: Tracker, since: date | None = None, until: date | None = None) -> list[Block]:
    with speaking("en"):
        context = ReportContext("north", date(2027, 1, 1), since, until)
        scope = for_funders("north")
        return tracker.ask(lambda reader: list(what_it_took(reader, context)), scope)


@pytest.fixture
def spent(tracker: Tracker) -> Tracker:
    tracker.record(
        ANNA,
        Pilot(id="north", name="Noord"),
        Effort(pilot="north", what="Wervers", budget=4000, spent=3600.5, hours=120, **SPRING),
        Effort(pilot="north", what="Zaal", spent=250, note="Gehuurd.", **AUTUMN),
    )
    return tracker


def test_what_was_written_down_is_summed_and_what_was_not_is_a_dash(spent: Tracker) -> None:
    heading, sums, numbers, note = told(spent)
    assert heading == Heading("What did it take?")
    assert sums == Paragraph("Budget: € 4,000. Spent: € 3,850.5. Hours: 120.")
    assert isinstance(numbers, Numbers)
    assert numbers.rows == (
        ("Zaal", "1 Jul 2026 to 31 Dec 2026", "–", "€ 250", "–"),
        ("Wervers", "1 Jan 2026 to 30 Jun 2026", "€ 4,000", "€ 3,600.5", "120"),
    )
    assert note == SmallPrint("Zaal: Gehuurd.")


def test_a_period_has_what_ended_in_it(spent: Tracker) -> None:
    _heading, sums, _numbers = told(spent, **SPRING)
    assert sums == Paragraph("Budget: € 4,000. Spent: € 3,600.5. Hours: 120.")


def test_where_nothing_was_written_down_nothing_is_made_up(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id="north", name="Noord"))
    _heading, words = told(tracker)
    assert words == Paragraph("No money or hours were recorded for this period.")


@pytest.mark.parametrize("fields", [{"budget": -1}, {"until": date(2025, 1, 1)}])
def test_what_cannot_be_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Effort(**{"pilot": "north", "what": "Zaal", **SPRING, **fields})
