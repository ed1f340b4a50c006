"""Stories on a pilot's page: written down, and told on only as long as there is consent."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.language import today
from pilots.queries import progress, records
from pilots.screens.pilot.stories import consent_fields
from pilots.tracker import Tracker
from schemas import Consent, Direction, EvidenceRung, Pilot, Story, Substantiation
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"
YESTERDAY = today() - timedelta(days=1)


def fill_garden(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin"))


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def tell(tracker: Tracker, viewer: Viewer, **fields: Any) -> Story:
    said = {"title": "Zij plant nu zelf", "what": "Zij kreeg een eigen bak.", **fields}
    story = Story(id="bak", pilot=PILOT, teller="Truus", **said)
    tracker.record(viewer, story)
    return story


def open_stories(language: str = "nl") -> AppTest:
    tab = "Verhalen" if language == "nl" else "Stories"
    return open_page("pilot/page.py", language, pilot=PILOT, tab=tab)


def told(tracker: Tracker, viewer: Viewer) -> list[str]:
    """The titles of what the funder's page tells."""
    return [row["title"] for row in tracker.ask(progress.stories, viewer.scope, PILOT)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Wat er voor iemand veranderde", "Verhaal toevoegen")),
        ("en", ("What changed for somebody", "Add a story")),
    ],
)
def test_without_stories_it_says_why_to_write_one(
    garden: Tracker, language: str, words: tuple[str, str]
) -> None:
    app = open_stories(language)
    assert not app.exception
    assert words[0] in shown(app)
    assert words[1] in [button.label for button in app.button]


def test_a_story_is_added_in_its_form(garden: Tracker, anna: Viewer) -> None:
    app = open_stories()
    app.button(key="add.story").click().run()
    field(app, "text_input", ".title").set_value("Een bak van zichzelf")
    field(app, "text_area", ".what").set_value("Zij plant nu zelf.")
    submit(app, f"new.story.{PILOT}").click().run()
    assert not app.exception
    (row,) = garden.ask(records.of_kind, anna.scope, Story.table, PILOT)
    assert (row["title"], row["consent"]) == ("Een bak van zichzelf", Consent.NOT_ASKED)
    assert told(garden, anna) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Alleen voor het team: nog niet gevraagd", "Bevestigd", "Verteld door: Truus")),
        ("en", ("For the team only: not asked yet", "Confirmed", "Told by: Truus")),
    ],
)
def test_a_card_tells_who_may_read_it_how_sure_it_is_and_who_told_it(
    garden: Tracker, anna: Viewer, language: str, words: tuple[str, ...]
) -> None:
    tell(
        garden,
        anna,
        rung=EvidenceRung.CONFIRMED,
        direction=Direction.NEGATIVE,
        intended=False,
        substantiator="De bieb",
        substantiation=Substantiation.PARTLY,
        happened_on=YESTERDAY,
    )
    seen = shown(open_stories(language))
    for said in (*words, "Zij plant nu zelf", "Zij kreeg een eigen bak.", "De bieb: "):
        assert said in seen, said


def test_consent_is_given_with_one_tap_and_undone_with_another(
    garden: Tracker, anna: Viewer
) -> None:
    tell(garden, anna)
    app = open_stories()
    app.button(key="given.bak").click().run()
    assert told(garden, anna) == ["Zij plant nu zelf"]
    row = garden.ask(records.row, anna.scope, Story.table, "bak")
    assert row
    assert row["consent_on"] == today()
    assert "Financiers kunnen dit verhaal nu lezen." in shown(app)
    app.button(key="undo").click().run()
    assert told(garden, anna) == []


def test_consent_taken_back_takes_the_story_from_the_funders_at_once(
    garden: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(garden, anna, consent=Consent.GIVEN, consent_on=YESTERDAY)
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    assert "Zij plant nu zelf" in shown(open_app(about=PILOT))
    monkeypatch.setenv("TRACKER_ROLE", "lead")
    app = open_stories()
    app.button(key="withdrawn.bak").click().run()
    assert told(garden, anna) == []
    assert "blijft vanaf nu bij het team" in shown(app)
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    assert "Zij plant nu zelf" not in shown(open_app(about=PILOT))


def test_a_refusal_is_kept_and_can_become_consent_later(garden: Tracker, anna: Viewer) -> None:
    tell(garden, anna)
    app = open_stories()
    app.button(key="refused.bak").click().run()
    assert "Alleen voor het team: geweigerd" in shown(app)
    app.button(key="given.bak").click().run()
    assert told(garden, anna) == ["Zij plant nu zelf"]


def test_consent_changes_nothing_else_of_what_somebody_changed_meanwhile(
    garden: Tracker, anna: Viewer
) -> None:
    tell(garden, anna)
    app = open_stories()
    tell(garden, anna, title="Een andere titel")
    app.button(key="given.bak").click().run()
    assert told(garden, anna) == ["Een andere titel"]


def test_the_day_of_consent_stays_when_it_is_taken_back() -> None:
    on = date(2026, 5, 1)
    given = {"consent": Consent.GIVEN, "consent_on": on}
    taken = given | consent_fields(Consent.WITHDRAWN, date(2026, 6, 1))
    assert taken == {"consent": Consent.WITHDRAWN, "consent_on": on}
    again = taken | consent_fields(Consent.GIVEN, date(2026, 7, 1))
    assert again["consent_on"] == date(2026, 7, 1)


def test_who_told_it_is_never_told_on(
    garden: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"source": "Aan de keukentafel", "substantiator": "De bieb"}
    tell(garden, anna, consent=Consent.GIVEN, consent_on=YESTERDAY, **fields)
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    seen = shown(open_app(about=PILOT))
    assert "Zij kreeg een eigen bak." in seen
    for secret in ("Truus", *fields.values()):
        assert secret not in seen
