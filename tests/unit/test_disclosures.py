"""What in a document may say who somebody is, and what was decided about it."""

from collections.abc import Callable
from datetime import date

import pytest

from pilots.access import EVERYTHING
from pilots.privacy.disclosures import Disclosure, Mention, disclosures, found_in
from pilots.reports import markdown
from pilots.reports.blocks import Paragraph
from pilots.tracker import Tracker
from schemas import Clearance, Consent, Decision, Pilot, Stakeholder, Story
from tests.support.cast import ANNA

DAY = date(2026, 11, 2)


@pytest.fixture
def pilot(tracker: Tracker) -> Tracker:
    tracker.record(ANNA, Pilot(id="north", name="Noord"), Pilot(id="south", name="Zuid"))
    tracker.record(ANNA, Stakeholder(pilot="north", name="Truus van Dalen", kind="resident"))
    return tracker


def decided(text: str, pilot_id: str = "north", id: str = "d") -> Decision:
    return Decision(id=id, pilot=pilot_id, text=text, kind="continue", decided_on=DAY)


def find(tracker: Tracker, *paragraphs: str, pilot_id: str = "north") -> list[Disclosure]:
    document = markdown.blocks([Paragraph(text) for text in paragraphs])
    return tracker.ask(disclosures, EVERYTHING, pilot_id, document)


def test_a_text_is_found_with_its_record_its_field_and_the_words_around_it(
    pilot: Tracker,
) -> None:
    text = "*Truus* bewaart de sleutel,\nen vraagt twee bewoners."
    (line,) = pilot.record(ANNA, decided(text))
    (found,) = find(pilot, "Vooraf.", text)
    assert (found.kind, found.record, found.field, found.line) == (
        "decision",
        "d",
        "text",
        line.seq,
    )
    assert found.found == ("Truus", "twee bewoners")
    assert found.excerpt.startswith("*Truus* bewaart de sleutel, en vraagt")
    assert not found.is_cleared


def test_what_is_not_in_the_document_or_of_another_pilot_is_not_found(pilot: Tracker) -> None:
    pilot.record(ANNA, decided("Truus bewaart de sleutel"))
    pilot.record(ANNA, decided("Truus komt ook hier", "south", "e"))
    assert find(pilot, "Iets anders") == []
    assert find(pilot, "Truus komt ook hier") == []
    assert [each.record for each in find(pilot, "Truus komt ook hier", pilot_id="south")] == ["e"]


@pytest.mark.parametrize(("consent", "n"), [(Consent.GIVEN, 1), (Consent.NOT_ASKED, 0)])
def test_a_story_counts_from_the_consent_on(pilot: Tracker, consent: Consent, n: int) -> None:
    given = {"consent_on": DAY} if consent is Consent.GIVEN else {}
    text = "Truus belde aan"
    pilot.record(
        ANNA, Story(pilot="north", title=text, what="Zo ging het", consent=consent, **given)
    )
    assert len(find(pilot, text)) == n


def clear(tracker: Tracker, found: Disclosure) -> None:
    tracker.record(
        ANNA,
        Clearance(
            pilot=found.pilot,
            kind=found.kind,
            record=found.record,
            field=found.field,
            line=found.line,
        ),
    )


@pytest.fixture
def write(pilot: Tracker) -> Callable[[str], Disclosure]:
    def record(text: str) -> Disclosure:
        pilot.record(ANNA, decided(text))
        (found,) = find(pilot, text)
        return found

    return record


def test_what_was_left_as_it_is_stays_so_until_the_text_changes(
    pilot: Tracker, write: Callable[[str], Disclosure]
) -> None:
    clear(pilot, write("Truus bewaart de sleutel"))
    assert find(pilot, "Truus bewaart de sleutel")[0].is_cleared
    assert not write("Truus bewaart de kas").is_cleared
    assert write("Truus bewaart de sleutel").is_cleared, "back as it was looked at"


def test_a_change_of_another_field_asks_nothing_again(
    pilot: Tracker, write: Callable[[str], Disclosure]
) -> None:
    clear(pilot, write("Truus bewaart de sleutel"))
    pilot.record(ANNA, decided("Truus bewaart de sleutel").model_copy(update={"reason": "Omdat"}))
    assert find(pilot, "Truus bewaart de sleutel")[0].is_cleared


def test_what_stands_in_the_document_and_in_no_record_of_today_is_found_too(
    pilot: Tracker, write: Callable[[str], Disclosure]
) -> None:
    text = "Truus bewaart *de* sleutel"
    clear(pilot, write(text))
    paragraphs = [text, "Ingetrokken: Truus heeft schulden", "Bel 06 12345678, of Truus"]
    document = markdown.blocks([Paragraph(each) for each in paragraphs])
    cleared, *elsewhere = pilot.ask(found_in, EVERYTHING, "north", document)
    assert isinstance(cleared, Disclosure)
    assert cleared.is_cleared
    assert all(isinstance(each, Mention) and not each.is_cleared for each in elsewhere)
    assert sorted(each.found for each in elsewhere) == ["06 12345678", "Truus"]
    (name,) = (each for each in elsewhere if each.found == "Truus")
    assert "Ingetrokken: Truus heeft schulden" in name.excerpt
