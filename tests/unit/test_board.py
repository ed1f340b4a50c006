"""Five minutes for a board: one A4, whatever there is to tell."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from pilots.language import speaking
from pilots.reports import board as boards
from pilots.reports import paper
from pilots.reports.blocks import Chart, Document, Heading, Items, Paragraph, Quote
from pilots.reports.funder_sections import for_funders
from pilots.reports.sections.context import ReportContext
from pilots.tracker import Tracker
from schemas import (
    Consent,
    Decision,
    Measurement,
    Organisation,
    Outcome,
    Pilot,
    Review,
    Standing,
    Story,
)
from tests.support.cast import ANNA

TODAY = date(2026, 12, 1)
SHORT, LONG = "Een buur " * 3, "Een heel lang verhaal over de buurt " * 130


def made(tracker: Tracker, language: str = "en") -> Document:
    with speaking(language):
        context = ReportContext("north", TODAY)
        return tracker.ask(boards.board, for_funders("north"), context, tracker.head)


def fill(tracker: Tracker, outcomes: int, text: str, title: str) -> None:
    """A pilot with so many outcomes, that all went worse, and long texts everywhere."""
    tracker.record(ANNA, Organisation(name=title[:200]))
    tracker.record(ANNA, Pilot(id="north", name=title[:200], asks=text[:5000]))
    tracker.record(
        ANNA,
        *(
            Outcome(
                id=f"o{n}", pilot="north", statement=f"{n} {title}"[:200], unit="keer"
            ).model_copy(update={"baseline": 10.0, "target": 20.0})
            for n in range(outcomes)
        ),
    )
    tracker.record(
        ANNA,
        *(
            Measurement(pilot="north", outcome=f"o{n}", measured_on=TODAY, value=5)
            for n in range(outcomes)
        ),
        *(
            Decision(pilot="north", text=f"{n} {text}"[:200], decided_on=TODAY - timedelta(n))
            for n in range(9)
        ),
        Review(
            pilot="north",
            held_on=TODAY,
            status=Standing.ON_TRACK,
            why=text[:5000],
            since=0,
            upto=1,
        ),
        Story(
            pilot="north",
            title=title[:200],
            what=text[:5000],
            who=title[:200],
            consent=Consent.GIVEN,
            consent_on=TODAY,
        ),
    )


@pytest.mark.parametrize("text", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("outcomes", [0, 1, 6, 20])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_one_page_whatever_there_is_to_tell(
    tracker: Tracker, outcomes: int, text: str, language: str
) -> None:
    fill(tracker, outcomes, text, (text * 3).strip())
    document = made(tracker, language)
    # As high as the picture of so many outcomes is drawn.
    height = 54 * min(outcomes, 6) + 20
    svg = f'<svg width="680" height="{height}" xmlns="http://www.w3.org/2000/svg"/>'
    content = paper.write(document, dict.fromkeys(document.charts, svg))
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert paper.picture(document, dict.fromkeys(document.charts, svg)).startswith(b"\x89PNG")


def test_it_holds_the_verdict_the_picture_a_voice_what_went_otherwise_and_what_is_asked(
    tracker: Tracker,
) -> None:
    fill(tracker, 2, "Kort.", "Noord")
    document = made(tracker)
    kinds = [type(block) for block in document.blocks]
    assert {Chart, Quote, Items, Paragraph} <= set(kinds)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        "What was promised, and what came of it?",
        "In someone's own words",
        "What went differently from what was promised?",
        "What did we decide, and change?",
        "What do we ask of you?",
    ]
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[0] == "The team, on 1 December 2026: on track. Kort."
    assert "2 outcomes were promised: 2 are further from their target." in texts
    assert document.mark == tracker.reader(ANNA.scope).mark(tracker.head)


def test_of_a_pilot_that_has_just_begun_it_says_so(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id="north", name="Noord"))
    texts = [block.text for block in made(tracker).blocks if isinstance(block, Paragraph)]
    assert texts == ["No outcome has been promised yet.", "Nothing is asked of the board now."]
