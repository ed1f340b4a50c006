"""Two people with one record open: what each sees, and what becomes of what they type."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Grant, Role, Viewer
from pilots.queries import records
from pilots.tracker import Tracker
from schemas import Action, Consent, Organisation, Story
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA

PILOT = "hagendoornschool"
BRAM = Viewer("Bram", (Grant(Role.LEAD),))


@pytest.fixture
def action(app_tracker: Tracker) -> Action:
    action = Action(id="a1", pilot=PILOT, title="Brief", owner="Anna", due=date(2026, 12, 24))
    app_tracker.record(ANNA, action)
    return action


def row(tracker: Tracker, kind: str, id: str) -> dict[str, Any]:
    found = tracker.ask(records.row, ANNA.scope, kind, id)
    assert found is not None
    return dict(found)


def opened(who: str, tab: str, key: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The app of somebody who has opened the dialog of this button."""
    monkeypatch.setenv("TRACKER_PERSON", who)
    app = open_page("pilot/page.py", pilot=PILOT, tab=tab)
    return app.button(key=key).click().run()


def send(app: AppTest) -> None:
    """Press the button of the dialog, and look at the dialog again: here it does not stay open."""
    submit(app, "change.a1").click().run()
    app.button(key="change.a1").click().run()


def changed(tracker: Tracker, action: Action, **fields: Any) -> None:
    """Anna changes it meanwhile."""
    newest = tracker.ask(records.one, ANNA.scope, "action", action.id) or action
    tracker.record(ANNA, newest.model_copy(update=fields))


def test_a_consent_that_was_taken_back_stays_so_when_a_typo_is_saved(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = date(2026, 11, 1)
    consent = {"consent": Consent.GIVEN, "consent_on": on}
    app_tracker.record(ANNA, Story(id="s1", pilot=PILOT, title="Zij durft", what="B", **consent))
    bram = opened("Bram", "Verhalen", "change.s1", monkeypatch)
    opened("Anna", "Verhalen", "withdrawn.s1", monkeypatch)
    monkeypatch.setenv("TRACKER_PERSON", "Bram")
    field(bram, "text_input", ".title").set_value("Zij durft weer naar buiten")
    submit(bram, "change.s1").click().run()
    saved = row(app_tracker, "story", "s1")
    assert (saved["title"], saved["consent"]) == ("Zij durft weer naar buiten", Consent.WITHDRAWN)


def test_an_action_that_was_done_is_not_planned_again_by_another_title(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = opened("Bram", "Acties", "change.a1", monkeypatch)
    opened("Anna", "Acties", "done.a1", monkeypatch)
    monkeypatch.setenv("TRACKER_PERSON", "Bram")
    field(bram, "text_input", ".title").set_value("Brief aan de buurt")
    submit(bram, "change.a1").click().run()
    saved = row(app_tracker, "action", "a1")
    assert (saved["title"], saved["status"]) == ("Brief aan de buurt", "done")


@pytest.mark.parametrize(("choice", "title"), [("mine", "Flyer"), ("theirs", "Kaart")])
def test_a_field_that_both_changed_is_shown_twice_and_chosen(
    app_tracker: Tracker,
    action: Action,
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    title: str,
) -> None:
    bram = opened("Bram", "Acties", "change.a1", monkeypatch)
    changed(app_tracker, action, title="Kaart", owner="Chaima")
    field(bram, "text_input", ".title").set_value("Flyer")
    send(bram)
    assert "Iemand anders heeft dit ook veranderd. Wat wordt het?" in shown(bram)
    both = next(each for each in bram.radio if "conflict" in (each.key or ""))
    assert both.label == "Wat"
    mine, theirs = (option.replace("\\", "") for option in both.options)
    assert mine == "Van jou: Flyer"
    assert theirs.startswith("Anna, ")
    assert theirs.endswith(": Kaart")
    assert row(app_tracker, "action", "a1")["title"] == "Kaart"
    send(bram)
    assert "Kies bij elk van deze velden wat blijft." in shown(bram)
    next(each for each in bram.radio if "conflict" in (each.key or "")).set_value(choice)
    submit(bram, "change.a1").click().run()
    saved = row(app_tracker, "action", "a1")
    assert (saved["title"], saved["owner"]) == (title, "Chaima")


def test_what_was_withdrawn_meanwhile_stays_away_and_what_was_typed_is_there(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = opened("Bram", "Acties", "change.a1", monkeypatch)
    field(bram, "text_input", ".title").set_value("Flyer")
    app_tracker.withdraw(ANNA, app_tracker.head)
    submit(bram, "change.a1").click().run()
    assert app_tracker.ask(records.row, ANNA.scope, "action", "a1") is None
    draft = app_tracker.drafts.find("Bram", "change.a1")
    assert draft
    assert draft.fields["0.title"] == "Flyer"


def test_an_old_draft_brings_back_only_what_was_typed(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = opened("Bram", "Acties", "change.a1", monkeypatch)
    field(bram, "text_input", ".title").set_value("Flyer").run()
    changed(app_tracker, action, due=date(2027, 1, 31))
    later = opened("Bram", "Acties", "change.a1", monkeypatch)
    assert field(later, "text_input", ".title").value == "Flyer"
    assert field(later, "text_input", ".due").value == "31-01-2027"
    submit(later, "change.a1").click().run()
    saved = row(app_tracker, "action", "a1")
    assert (saved["title"], saved["due"]) == ("Flyer", date(2027, 1, 31))


def test_an_undo_leaves_what_a_colleague_wrote_since(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = opened("Bram", "Acties", "done.a1", monkeypatch)
    changed(app_tracker, action, title="Kaart")
    bram.button(key="undo").click().run()
    saved = row(app_tracker, "action", "a1")
    assert (saved["title"], saved["status"]) == ("Kaart", "planned")


def test_an_undo_that_others_built_on_says_so(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = opened("Bram", "Acties", "done.a1", monkeypatch)
    changed(app_tracker, action, done_on=date(2026, 11, 2))
    bram.button(key="undo").click().run()
    assert "Anna heeft dit veranderd op" in shown(bram)
    assert row(app_tracker, "action", "a1")["done_on"] == date(2026, 11, 2)


def test_a_tap_on_what_a_colleague_tapped_first_asks(
    app_tracker: Tracker, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_PERSON", "Bram")
    bram = open_page("pilot/page.py", pilot=PILOT, tab="Acties")
    opened("Anna", "Acties", "drop.a1", monkeypatch)
    monkeypatch.setenv("TRACKER_PERSON", "Bram")
    bram.button(key="done.a1").click().run()
    assert "Anna heeft dit veranderd op" in shown(bram)
    assert row(app_tracker, "action", "a1")["status"] == "dropped"


def test_two_people_who_name_the_organisation_at_once_are_asked(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    bram = open_page("manage/page.py")
    app_tracker.record(ANNA, Organisation(id=Organisation.ID, name="De Woonplaats"))
    field(bram, "text_input", ".name").set_value("Woonstede")
    submit(bram, "organisation").click().run()
    assert "Iemand anders heeft dit ook veranderd" in shown(bram)
    assert row(app_tracker, "organisation", Organisation.ID)["name"] == "De Woonplaats"
