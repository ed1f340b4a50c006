"""The reviews of a pilot on its page, and how it stands wherever it is shown."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.language import speaking, today
from pilots.screens.kit import badges
from pilots.screens.kit.pictures import drawing
from pilots.tracker import Tracker
from schemas import (
    Adherence,
    Decision,
    DecisionStatus,
    Phase,
    Pilot,
    Principle,
    PrincipleCheck,
    Review,
    Standing,
)
from tests.support.app import PLACES, open_page, shown
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"
NAMES = ("Anna", "Sam de Wit", "Otto Bos")

IN_WORDS = {
    Standing.ON_TRACK: {"nl": "Op koers", "en": "On track"},
    Standing.AT_RISK: {"nl": "Aandacht nodig", "en": "At risk"},
    Standing.OFF_TRACK: {"nl": "Loopt vast", "en": "Off track"},
}


def fill_reviewed(tracker: Tracker) -> None:
    """A pilot with two reviews, of which the last one said that it is off track."""
    tracker.record(
        ANNA,
        Pilot(id=PILOT, name="Buurttuin"),
        Pilot(id="leeg", name="Leeg"),
        Principle(id="klein", text="Begin klein"),
    )
    _review(tracker, ANNA, "first", 60, Standing.ON_TRACK, "Er komen buren.")
    _review(tracker, ANNA, "second", 5, Standing.OFF_TRACK, "Er komt niemand meer.")
    tracker.record(
        ANNA,
        Decision(
            pilot=PILOT,
            text="We bellen aan",
            reason="Flyers brengen niemand.",
            decider=NAMES[2],
            decided_on=today() - timedelta(days=60),
            carried=DecisionStatus.NOT_DONE,
            carried_why="De wervers waren weg.",
            review="first",
        ),
        PrincipleCheck(
            id="blik",
            pilot=PILOT,
            principle="klein",
            held=Adherence.BROKEN,
            example="Een zaal voor honderd",
            checked_on=today() - timedelta(days=5),
            review="second",
        ),
    )


@pytest.fixture
def reviewed(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_reviewed)


def _review(
    tracker: Tracker, viewer: Viewer, id: str, days: int, status: Standing, why: str
) -> None:
    said: dict[str, Any] = {"status": status, "why": why, "present": NAMES[:2]}
    day = today() - timedelta(days=days)
    tracker.record(viewer, Review(id=id, pilot=PILOT, held_on=day, upto=tracker.head, **said))


def open_reviews(language: str = "nl", pilot: str = PILOT) -> AppTest:
    tab = "Overleggen" if language == "nl" else PLACES["Overleggen"]
    return open_page("pilot/page.py", language, pilot=pilot, tab=tab)


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("page_link")]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Loopt vast", "Op koers", "Niet gedaan", "Aanwezig: Anna, Sam de Wit")),
        ("en", ("Off track", "On track", "Not done", "Present: Anna, Sam de Wit")),
    ],
)
def test_it_tells_how_the_pilot_stands_and_stood_and_what_was_decided(
    reviewed: Tracker, language: str, words: tuple[str, ...]
) -> None:
    app = open_reviews(language)
    assert not app.exception
    seen = shown(app)
    for said in (*words, "Er komt niemand meer.", "Er komen buren.", "De wervers waren weg."):
        assert said in seen, said
    now, then = seen.index("Er komt niemand meer."), seen.index("Er komen buren.")
    assert now < seen.index("We bellen aan") < then


def test_a_pilot_without_reviews_says_what_one_is_for_and_how_to_begin(reviewed: Tracker) -> None:
    app = open_reviews(pilot="leeg")
    assert "De agenda maakt zichzelf" in shown(app)
    assert "Naar het overleg" in links(app)


def test_the_way_to_a_review_that_is_held_leads_back_into_it(
    reviewed: Tracker, anna: Viewer
) -> None:
    assert "Ga verder met het overleg" not in links(open_reviews())
    reviewed.record(anna, Review(pilot=PILOT, held_on=today()))
    app = open_reviews()
    assert "Ga verder met het overleg" in links(app)
    assert "Loopt vast" in shown(app), "the last review that is over says how it stands"


def test_a_click_on_a_square_opens_its_example(reviewed: Tracker) -> None:
    app = open_reviews()
    app.session_state[drawing.CLICKED] = "principle_check:blik"
    app.run()
    assert not app.exception
    (dialog,) = app.get("dialog")
    assert "Een zaal voor honderd" in shown(app)
    assert len(dialog.button) == 1


# --- how it stands, elsewhere ------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", ["lead", "team"])
@pytest.mark.parametrize("page", ["portfolio/page.py", "pilot/page.py"])
def test_how_a_pilot_stands_is_said_where_it_is_shown_in_words(
    reviewed: Tracker, monkeypatch: pytest.MonkeyPatch, page: str, role: str, language: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_page(page, language, pilot=PILOT)
    assert not app.exception
    seen = shown(app)
    assert IN_WORDS[Standing.OFF_TRACK][language] in seen
    assert IN_WORDS[Standing.AT_RISK][language] not in seen


def test_the_table_of_pilots_says_it_too_and_leaves_open_what_nobody_said(
    reviewed: Tracker,
) -> None:
    app = open_page("portfolio/page.py", view="table")
    status = app.dataframe[0].value.set_index("Naam")["Status"]
    assert status["Buurttuin"] == "Loopt vast"
    assert status.isna()["Leeg"]


@pytest.mark.parametrize("status", Standing)
def test_a_badge_has_a_sign_and_a_word_and_none_shares_them(status: Standing) -> None:
    others = [badges.STANDINGS[other] for other in Standing if other is not status]
    colour, sign = badges.STANDINGS[status]
    assert colour not in [other for other, _sign in others]
    assert sign not in [other for _colour, other in others]
    with speaking("en"):
        badge = badges.standing(status)
    assert sign in badge
    assert status.label in badge


def test_where_no_review_said_it_there_is_no_badge() -> None:
    assert badges.standing(None) == ""


def test_a_pilot_that_is_over_is_neither_off_track_nor_reviewed_again(
    open_in_app: OpenInApp,
) -> None:
    tracker = open_in_app(fill_reviewed)
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin", phase=Phase.STOPPED))
    for page in ("pilot/page.py", "portfolio/page.py", "progress/page.py"):
        text = shown(open_page(page, pilot=PILOT))
        assert "Gestopt" in text, page
        assert ":red-badge[:material/block: Loopt vast]" not in text, page
    reviews = shown(open_page("pilot/page.py", pilot=PILOT, tab="Overleggen"))
    assert "Volgend overleg" not in reviews
