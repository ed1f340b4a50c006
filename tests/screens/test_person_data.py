"""Beheer: personal data of one person, found and erased by who may do so."""

import json
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pilots.language import today
from pilots.queries import personal_data, records
from pilots.screens.kit import session
from pilots.screens.manage.person_erasure import ACTIONS, PHOTOS, SURE, TERMS
from pilots.signin.downloads import holder, offers
from pilots.tracker import Tracker
from schemas import Action, Consent, Pilot, Stakeholder, Story
from tests.support.app import open_page, shown
from tests.support.cast import ANNA
from tests.support.photos import phone_photo
from tests.support.pool import OpenInApp


def fill_filled(tracker: Tracker) -> None:
    tracker.record(
        ANNA,
        Pilot(id="north", name="Noord"),
        Stakeholder(id="f", pilot="north", name="Fatima Zahraoui", email="f@example.org"),
        Action(id="coffee", pilot="north", title="Koffie bij Fatima Zahraoui"),
    )


@pytest.fixture
def filled(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_filled)


def look_for(words: str, language: str = "nl") -> AppTest:
    return open_page("manage/page.py", language, **{TERMS: words})


@pytest.mark.parametrize(
    ("language", "found", "label"),
    [
        ("nl", "Gevonden in 2 regels", "Wis wat van deze persoon bekend is"),
        ("en", "Found in 2 lines", "Erase what is known about this person"),
    ],
)
def test_what_is_known_of_somebody_is_shown_and_erased_once_one_is_sure(
    filled: Tracker, language: str, found: str, label: str
) -> None:
    app = look_for("Fatima Zahraoui", language)
    assert not app.exception
    assert found in shown(app)
    assert "Koffie bij Fatima Zahraoui" in shown(app)
    (button,) = (it for it in app.button if it.label == label)
    assert button.disabled
    app.checkbox(key=SURE).check().run()
    (button,) = (it for it in app.button if it.label == label)
    button.click().run()
    assert not app.exception
    assert "Zahraoui" not in shown(app)
    assert filled.ask(personal_data.lines_containing, ANNA.scope, ["Zahraoui"]) == []
    row = filled.ask(records.row, ANNA.scope, "action", "coffee")
    assert row is not None
    assert row["title"].startswith("Koffie bij [")
    # The next person is looked at before anything of them is erased.
    app.text_input(key=TERMS).set_value("Koffie").run()
    assert not app.checkbox(key=SURE).value


def test_what_was_found_is_counted_in_lines_of_each_kind_that_add_up_to_all(
    filled: Tracker,
) -> None:
    filled.record(
        ANNA,
        Action(
            pilot="north",
            title="Soep met Fatima Zahraoui",
            happened="Fatima Zahraoui kookte.",
            with_whom=("f",),
        ),
    )
    app = look_for("Fatima Zahraoui")
    assert "Gevonden in 3 regels" in shown(app)
    counted = [it.label for it in app.expander if "(" in it.label]
    assert counted == ["Acties (2)", "Betrokkenen (1)"]


def test_what_was_found_is_a_file_for_who_asks(filled: Tracker) -> None:
    app = look_for("Fatima Zahraoui")
    (link,) = (it for it in app.get("link_button") if "bestand" in it.proto.url)
    file = offers.take(holder({}), link.proto.url.rpartition("/")[2])
    assert file is not None
    told = json.loads(file.make())
    (own,) = told["of_them"]
    assert own["fields"] == {"name": "Fatima Zahraoui", "email": "f@example.org"}
    (elsewhere,) = told["about_them"]
    assert elsewhere["text"] == "Koffie bij Fatima Zahraoui"


def test_what_their_own_record_says_besides_is_looked_for_with_one_tap(filled: Tracker) -> None:
    filled.record(ANNA, Action(id="mail", pilot="north", title="Mail f@example.org terug"))
    app = look_for("Fatima Zahraoui")
    assert "Mail" not in shown(app)
    app.button(key="person.also.do").click().run()
    assert not app.exception
    assert app.text_input(key=TERMS).value == "Fatima Zahraoui; f@example.org"
    assert "Mail f@example.org terug" in shown(app)
    assert not [it for it in app.button if it.key == "person.also.do"]


def test_whoever_is_looked_for_next_is_looked_at_first(filled: Tracker) -> None:
    app = look_for("Fatima Zahraoui")
    app.checkbox(key=SURE).check().run()
    app.text_input(key=TERMS).set_value("Koffie").run()
    assert not app.checkbox(key=SURE).value


def test_lines_about_a_namesake_stay_as_they_are(filled: Tracker) -> None:
    app = look_for("Fatima Zahraoui")
    (others,) = (it for it in app.multiselect if it.label.startswith("Is het iemand anders"))
    others.select(next(it for it in others.options if "Koffie" in it)).run()
    app.checkbox(key=SURE).check().run()
    app.button(key="person.erase.do").click().run()
    assert not app.exception
    row = filled.ask(records.row, ANNA.scope, "action", "coffee")
    assert row is not None
    assert row["title"] == "Koffie bij Fatima Zahraoui"
    row = filled.ask(records.row, ANNA.scope, "stakeholder", "f")
    assert row is not None
    assert row["name"].startswith("gewist op")


def test_a_photo_that_shows_them_goes_from_every_version(filled: Tracker) -> None:
    photo = filled.attachments.keep(phone_photo())
    for title in ("Koffie", "Koffie met Fatima Zahraoui"):
        filled.record(ANNA, Action(id="shown", pilot="north", title=title, photo=photo))
    app = look_for("Fatima Zahraoui")
    app.checkbox(key=f"{PHOTOS}{photo}").check().run()
    app.checkbox(key=SURE).check().run()
    app.button(key="person.erase.do").click().run()
    assert not app.exception
    assert filled.attachments.read(photo) is None
    assert filled.ask(personal_data.actions_with_photos, ANNA.scope, [photo]) == []


@pytest.mark.parametrize("words", ["Fatima Zahroui", "Zahraouy", "Fatma"])
def test_a_name_with_a_slip_in_it_is_offered_and_looked_for_with_one_tap(
    filled: Tracker, words: str
) -> None:
    app = look_for(words)
    assert "Er is niets bekend" in shown(app)
    assert "Bijna zo geschreven: Fatima Zahraoui" in shown(app)
    app.button(key="person.near.do").click().run()
    assert app.text_input(key=TERMS).value == f"{words}; Fatima Zahraoui"
    assert "Gevonden in 2 regels" in shown(app)


def test_what_is_spelled_nearly_the_same_is_offered_beside_what_is_found(filled: Tracker) -> None:
    filled.record(ANNA, Stakeholder(id="z", pilot="north", name="Fatima Zahrawi"))
    app = look_for("fátima zahraoui")
    assert "Gevonden in 2 regels" in shown(app)
    assert "Bijna zo geschreven: Fatima Zahrawi" in shown(app)


def test_an_erasure_reaches_the_other_name_of_somebody_who_was_merged(filled: Tracker) -> None:
    filled.record(ANNA, Stakeholder(id="z", pilot="north", name="Tante Zahra"))
    filled.merge_people(ANNA, "f", "z", {})
    app = look_for("Fatima Zahraoui")
    app.button(key="person.also.do").click().run()
    app.checkbox(key=SURE).check().run()
    app.button(key="person.erase.do").click().run()
    assert not app.exception
    assert filled.ask(personal_data.lines_containing, ANNA.scope, ["Zahra", "Tante"]) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [("Nooitgehoord", "Er is niets bekend van iemand met die naam"), ("Fa", "minstens drie")],
)
def test_nothing_found_is_said(filled: Tracker, words: str, said: str) -> None:
    app = look_for(words)
    assert said in shown(app)
    assert not [it for it in app.checkbox if it.key == SURE]


def test_the_team_is_not_offered_it(filled: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "team")
    app = look_for("Fatima Zahraoui")
    assert "Fatima" not in shown(app)


def test_contact_details_of_who_was_silent_for_long_are_erased_with_one_tap(
    filled: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = today() + timedelta(days=900)
    monkeypatch.setattr("pilots.screens.manage.retention.today", lambda: later)
    app = open_page("manage/page.py")
    assert "f@example.org" in shown(app)
    (button,) = (it for it in app.button if it.label == "Wis contactgegevens")
    button.click().run()
    assert not app.exception
    assert "f@example.org" not in shown(app)
    row = session.tracker().ask(records.row, ANNA.scope, "stakeholder", "f")
    assert row is not None
    assert (row["name"], row["email"]) == ("Fatima Zahraoui", None)


def fill_story(tracker: Tracker) -> None:
    """Somebody with a story that is shared, and an action with them that does not name them."""
    fill_filled(tracker)
    consent = {"consent": Consent.GIVEN, "consent_on": today()}
    tracker.record(
        ANNA,
        Action(
            id="talk", pilot="north", title="Gesprek", with_whom=("f",), happened="Zij verhuist."
        ),
        Action(id="alone", pilot="north", title="Fatima belde"),
        Story(
            id="s", pilot="north", title="Zij durft", what="B", teller="Fatima Zahraoui", **consent
        ),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_actions_with_them_are_chosen_from_and_their_story_is_no_longer_shared(
    open_in_app: OpenInApp, language: str
) -> None:
    tracker = open_in_app(fill_story)
    app = look_for("Fatima Zahraoui", language)
    assert "Zij verhuist." in shown(app)
    app.checkbox(key=f"{ACTIONS}talk").check().run()
    app.checkbox(key=SURE).check().run()
    app.button(key="person.erase.do").click().run()
    assert not app.exception
    story = tracker.ask(records.row, ANNA.scope, "story", "s")
    assert story is not None
    assert story["consent"] == Consent.WITHDRAWN
    assert "Zahraoui" not in str(story["teller"])
    words = {"nl": "1 verhaal wordt niet meer gedeeld", "en": "1 story is no longer shared"}
    assert words[language] in shown(app)
    for words_left in ("Zahraoui", "verhuist"):
        assert tracker.ask(personal_data.lines_containing, ANNA.scope, [words_left]) == []


def test_a_first_name_alone_is_offered_and_looked_for_with_one_tap(open_in_app: OpenInApp) -> None:
    open_in_app(fill_story)
    app = look_for("Fatima Zahraoui")
    assert "Fatima belde" not in shown(app)
    app.button(key="person.parts.do").click().run()
    assert not app.exception
    assert "Fatima belde" in shown(app)
    assert not [each for each in app.button if each.key == "person.parts.do"]


def test_the_file_holds_what_happened_in_actions_with_them(open_in_app: OpenInApp) -> None:
    open_in_app(fill_story)
    (link,) = (
        it for it in look_for("Fatima Zahraoui").get("link_button") if "bestand" in it.proto.url
    )
    file = offers.take(holder({}), link.proto.url.rpartition("/")[2])
    assert file is not None
    told = json.loads(file.make())["about_them"]
    assert {"field": "happened", "text": "Zij verhuist."}.items() <= next(
        each for each in told if each["field"] == "happened"
    ).items()
