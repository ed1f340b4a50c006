"""A tracker that was just made says what it is and what to do first."""

import pytest

from pilots.queries import records
from pilots.tracker import Tracker
from schemas import Action, Pilot
from tests.support.app import open_app, shown
from tests.support.cast import ANNA

WHAT = {"nl": "Pilots in de wijk", "en": "Pilots in the neighbourhood"}


@pytest.mark.parametrize("language", WHAT)
def test_a_new_tracker_says_what_it_is_and_offers_three_ways_on(
    app_tracker: Tracker, language: str
) -> None:
    app = open_app(language)
    assert not app.exception
    seen = shown(app)
    assert WHAT[language] in seen
    register = {"nl": "Registreer je eerste pilot", "en": "Register your first pilot"}
    assert [button for button in app.button if button.label == register[language]]
    assert app.button(key="to_example")
    links = [it.proto.label for it in app.get("page_link") if "Hagendoornschool" in it.proto.label]
    assert len(links) == 1
    assert {"nl": "nog open: ", "en": "still open: "}[language] in links[0].replace("\\", "")


def test_it_goes_away_after_the_first_line_of_their_own(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, Action(pilot="hagendoornschool", title="Koffie in de hal"))
    assert WHAT["nl"] not in shown(open_app())


def test_the_example_does_not_begin_with_it(app_tracker: Tracker) -> None:
    app = open_app()
    app.button(key="to_example").click().run()
    assert not app.exception
    assert WHAT["nl"] not in shown(app)


def test_who_may_not_record_is_not_asked_to_begin(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    assert WHAT["nl"] not in shown(open_app())


def test_a_tracker_whose_pilots_were_withdrawn_is_not_new(app_tracker: Tracker) -> None:
    for row in app_tracker.ask(records.of_kind, ANNA.scope, Pilot.table):
        app_tracker.withdraw(ANNA, row["_seq"])
    assert WHAT["nl"] not in shown(open_app())
