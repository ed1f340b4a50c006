"""The warning about personal data in free text, before it is saved, in every form."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.language import today
from pilots.queries import records, review
from pilots.store.meetings import MeetingClock, now
from pilots.tracker import Tracker
from schemas import Action, CalendarFeed, Pilot, Stakeholder
from tests.support import ROOT
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.meeting import Team, hold_two_reviews

pytestmark = pytest.mark.slow

PILOT = "hagendoornschool"
SCREENS = ROOT / "pilots" / "screens"
OWN_TEXTS = {
    "databank/finding.py",
    "review/action_card.py",
    "kit/records/withdrawing.py",
    "kit/url_select.py",
    "kit/records/timeline.py",
    "manage/calendar_feeds.py",
    "manage/person_data.py",
    "manage/person_erasure.py",
    "manage/shared_links.py",
    "pilot/split_person.py",
    "portfolio/filters.py",
}
"""Where a text is searched for, is a person's name, names what only its maker sees, or is warned
about by the file itself."""

BSN = "123456782"
"""Passes the test, and is nobody's."""

PHONE = "Gebeld op 06-12345678 over de tuin"

WARNED = {
    "nl": "In “Wat” staat iets dat op een telefoonnummer lijkt: 06-12345678.",
    "en": "“What” contains what looks like a phone number: 06-12345678.",
}
CHOICE = {
    "nl": "Wie alleen kijkt mag dat niet zien. Haal het weg, of leg het toch vast.",
    "en": "People who can only view this tracker may not see that. Take it out, or record it "
    "anyway.",
}
REFUSED = {
    "nl": "In “Wat” staat iets dat op een BSN (burgerservicenummer) lijkt.",
    "en": "“What” contains something that looks like a BSN (citizen service number).",
}


def log(language: str = "nl") -> AppTest:
    return open_page("log/page.py", language, pilot=PILOT)


def write(app: AppTest, kind: str, ending: str, value: Any) -> None:
    """Fill in a field and leave it."""
    field(app, kind, ending).set_value(value).run()
    assert not app.exception


def send(app: AppTest, form: str = "log") -> None:
    submit(app, form).click().run()
    assert not app.exception


def anyway(app: AppTest) -> list[Any]:
    """The button to record it all the same, where it is there."""
    return [button for button in app.button if (button.key or "").startswith("anyway.")]


def keep(app: AppTest) -> None:
    (button,) = anyway(app)
    button.click().run()
    assert not app.exception


def press(app: AppTest, start: str) -> None:
    next(b for b in app.button if (b.key or "").startswith(start)).click().run()
    assert not app.exception


def warnings(app: AppTest) -> list[str]:
    return [warning.value.replace("\\", "") for warning in app.warning]


def titles(tracker: Tracker) -> list[str]:
    rows = tracker.ask(records.of_kind, ANNA.scope, Action.table, PILOT)
    return [row["title"] for row in rows if row["status"] == "done"]


# --- the quick log ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_logs_a_phone_number_is_told_first_and_loses_nothing(
    app_tracker: Tracker, language: str
) -> None:
    app = log(language)
    write(app, "text_area", ".title", PHONE)
    write(app, "text_input", ".done_on", "02-11-2026")
    send(app)
    (warning,) = warnings(app)
    assert warning.splitlines()[0].strip() == WARNED[language]
    assert warning.splitlines()[1].strip() == CHOICE[language]
    assert titles(app_tracker) == []
    assert field(app, "text_area", ".title").value == PHONE
    assert field(app, "text_input", ".done_on").value == "02-11-2026"


def test_who_means_it_records_it_once(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    keep(app)
    assert titles(app_tracker) == [PHONE]
    assert "Vastgelegd bij Hagendoornschool" in shown(app)
    assert field(app, "text_area", ".title").value == ""
    assert not anyway(app)
    assert not warnings(app)


def test_the_same_meant_in_two_sessions_is_one_line(app_tracker: Tracker) -> None:
    """As after a lost connection: the answer did not come, so it is sent once more."""
    one, other = log(), log()
    for app in (one, other):
        write(app, "text_area", ".title", PHONE)
        send(app)
    for app in (one, other):
        keep(app)
    assert titles(app_tracker) == [PHONE]


def test_who_changes_the_text_just_saves_it(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    field(app, "text_area", ".title").set_value("Gebeld over de tuin")
    send(app)
    assert titles(app_tracker) == ["Gebeld over de tuin"]


def test_what_was_taken_out_is_warned_of_no_more(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    write(app, "text_area", ".title", "Gebeld over de tuin")
    assert not warnings(app)
    assert not anyway(app)


def test_the_ordinary_button_is_no_way_around_the_warning(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    send(app)
    assert len(warnings(app)) == 1
    assert titles(app_tracker) == []


def test_what_was_typed_after_the_warning_is_told_before_it_is_kept(
    app_tracker: Tracker,
) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    field(app, "text_area", ".title").set_value(f"{PHONE}, ria@ziggo.nl")
    keep(app)
    (warning,) = warnings(app)
    assert "ria@ziggo.nl" in warning
    assert titles(app_tracker) == []
    keep(app)
    assert titles(app_tracker) == [f"{PHONE}, ria@ziggo.nl"]


def test_a_hint_stands_there_when_the_field_is_left(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    assert WARNED["nl"] in shown(app)
    assert not warnings(app)
    assert not anyway(app)
    write(app, "text_area", ".title", "Gebeld over de tuin")
    assert WARNED["nl"] not in shown(app)


def test_a_known_resident_is_told_by_name_wherever_the_text_stands(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA, Stakeholder(pilot=PILOT, name="Ria de Vries", kind="resident", phone="0612345678")
    )
    app = log()
    write(app, "text_area", ".title", "Koffie")
    write(app, "text_area", ".struck", "Het gaat beter met RIA DE VRIES.")
    send(app)
    (warning,) = warnings(app)
    assert "In “Wat viel ons op?” staat de naam van iemand die meedoet: RIA DE VRIES." in warning


def test_two_of_a_kind_are_told_once_each(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", "06-12345678, 06-12345678 en 06-87654321")
    send(app)
    (warning,) = warnings(app)
    assert len(warning.splitlines()) == 3


# --- a BSN -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_bsn_is_refused_and_never_said_again(app_tracker: Tracker, language: str) -> None:
    app = log(language)
    write(app, "text_area", ".title", f"Ze heeft {BSN}")
    send(app)
    (error,) = [error.value.replace("\\", "") for error in app.error]
    assert error.startswith(REFUSED[language])
    assert BSN not in error
    assert not anyway(app)
    assert titles(app_tracker) == []
    assert field(app, "text_area", ".title").value == f"Ze heeft {BSN}"


def test_a_bsn_is_refused_in_a_field_about_a_person_too(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", "Koffie")
    write(app, "text_input", ".with_whom.new", f"Ria {BSN}")
    send(app)
    assert "BSN" in app.error[0].value
    assert titles(app_tracker) == []


def test_who_means_a_phone_number_does_not_mean_a_bsn(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".title", PHONE)
    send(app)
    field(app, "text_area", ".title").set_value(f"{PHONE}, {BSN}")
    keep(app)
    assert "BSN" in app.error[0].value
    assert titles(app_tracker) == []


def test_a_bsn_is_in_no_draft_and_the_rest_of_the_form_is(app_tracker: Tracker) -> None:
    app = log()
    write(app, "text_area", ".struck", "Mooi weer")
    write(app, "text_area", ".title", f"Ze heeft {BSN}")
    kept = app_tracker.drafts.find("Anna", f"log.{PILOT}")
    assert kept
    assert "Mooi weer" in kept.fields.values()
    assert BSN not in repr(kept)
    assert "In “Wat” staat iets dat op een BSN lijkt." in shown(app)


def test_what_a_calendar_is_called_holds_no_bsn_either(app_tracker: Tracker) -> None:
    """It is asked by no form, and refused at the door."""
    app = open_page("manage/page.py")
    app.text_input(key="calendar.name").set_value(f"Telefoon van {BSN}")
    app.button(key="calendar.make").click().run()
    assert any("BSN" in error.value for error in app.error)
    assert app_tracker.ask(records.count, ANNA.scope, CalendarFeed.table) == 0


# --- every other form ------------------------------------------------------------------------


def people() -> AppTest:
    return open_page("pilot/page.py", pilot=PILOT, tab="Mensen")


def tap(app: AppTest, key: str) -> None:
    """Open what lies over the page. Here each run is of the whole page, and closes it again."""
    app.button(key=key).click().run()
    assert not app.exception


def test_a_dialog_warns_of_what_somebody_brings_and_not_of_their_phone(
    app_tracker: Tracker,
) -> None:
    app = people()
    tap(app, "add.stakeholder")
    field(app, "text_input", "0.name").set_value("Ria de Vries")
    field(app, "text_input", "0.phone").set_value("06-12345678")
    field(app, "text_area", "0.brings").set_value("Kookt, bel 06-87654321")
    send(app, f"new.stakeholder.{PILOT}")
    tap(app, "add.stakeholder")
    (warning,) = warnings(app)
    assert "06-87654321" in warning
    assert "06-12345678" not in warning
    keep(app)
    rows = app_tracker.ask(records.of_kind, ANNA.scope, Stakeholder.table, PILOT)
    assert (rows[0]["brings"], rows[0]["phone"]) == ("Kookt, bel 06-87654321", "06-12345678")


def test_who_changes_something_else_hears_no_more_of_what_was_kept(app_tracker: Tracker) -> None:
    ria = Stakeholder(id="ria", pilot=PILOT, name="Ria de Vries", brings="Bel 06-12345678")
    app_tracker.record(ANNA, ria)
    app = people()
    tap(app, "change.ria")
    field(app, "text_area", "0.needs").set_value("Rust")
    field(app, "text_area", "0.brings").set_value("Kookt. Bel 06-12345678")
    send(app, "change.ria")
    row = app_tracker.ask(records.row, ANNA.scope, Stakeholder.table, "ria")
    assert row
    assert (row["needs"], row["brings"]) == ("Rust", "Kookt. Bel 06-12345678")


def test_registering_hints_at_the_step_and_warns_at_the_end(app_tracker: Tracker) -> None:
    app = open_page("register/page.py")
    write(app, "text_input", ".0.name", "Soep")
    press(app, "next.")
    write(app, "text_area", ".0.joins", "De kok, kok@soep.nl")
    assert "e-mailadres lijkt: kok@soep.nl" in shown(app)
    press(app, "next.")
    assert "e-mailadres lijkt: kok@soep.nl" not in shown(app), "it is another step's"
    app.pills(key="steps.register").set_value(11).run()
    send(app, "register")
    assert "kok@soep.nl" in warnings(app)[0]
    assert _pilot(app_tracker, "Soep") is None
    keep(app)
    made = _pilot(app_tracker, "Soep")
    assert made
    assert made["joins"] == "De kok, kok@soep.nl"


def test_registering_does_not_go_on_from_a_step_with_a_bsn(app_tracker: Tracker) -> None:
    app = open_page("register/page.py")
    write(app, "text_input", ".0.name", "Soep")
    press(app, "next.")
    write(app, "text_area", ".0.joins", f"De kok, {BSN}")
    asked = app.subheader[0].value
    press(app, "next.")
    assert app.subheader[0].value == asked
    assert "BSN" in app.error[0].value
    press(app, "back.")
    press(app, "next.")
    assert app.subheader[0].value == asked, "the step before it has nothing to do with it"


def _pilot(tracker: Tracker, name: str) -> dict[str, Any] | None:
    rows = tracker.ask(records.of_kind, ANNA.scope, Pilot.table)
    return next((row for row in rows if row["name"] == name), None)


def test_filling_in_a_place_warns_too(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, Pilot(id="soup", name="Soep"))
    app = open_app()
    app.query_params["view"] = "Op de kaart"
    app.switch_page("portfolio/page.py").run()
    app.session_state["missing"] = True
    tap(app.run(), "place.soup")
    field(app, "text_input", ".neighbourhood").set_value("Bij Ria, 3083 AB 12")
    send(app, "place.soup")
    tap(app, "place.soup")
    assert "3083 AB 12" in warnings(app)[0]
    keep(app)
    made = _pilot(app_tracker, "Soep")
    assert made
    assert made["neighbourhood"] == "Bij Ria, 3083 AB 12"


@pytest.fixture
def team(app_tracker: Tracker, anna: Viewer) -> Team:
    """A pilot with two reviews that are over, and one that has begun."""
    team = Team(app_tracker, anna)
    team.begin("third", today(), hold_two_reviews(team))
    return team


def test_a_decision_in_a_meeting_is_warned_of_with_the_action_that_follows(team: Team) -> None:
    team.tracker.meetings.save("third", MeetingClock("decide", now(), 45))
    app = open_page("review/page.py", pilot=team.pilot)
    write(app, "text_input", "0.text", "We bellen 06-12345678")
    write(app, "pills", "0.kind", "continue")
    write(app, "text_input", "1.title", "Mail ria@ziggo.nl")
    send(app, "review.third.decide")
    (warning,) = warnings(app)
    assert "“Wat besluiten we?”" in warning
    assert "“Wat” staat iets dat op een e-mailadres lijkt" in warning
    keep(app)
    (made,) = team.tracker.ask(review.decisions, team.viewer.scope, "third")
    assert made["text"] == "We bellen 06-12345678"


def test_no_screen_asks_for_a_text_of_its_own_to_keep() -> None:
    """So that a form added later warns by itself: those below search, or are asked at the door."""
    files = {
        str(file.relative_to(SCREENS))
        for file in SCREENS.rglob("*.py")
        for word in ("st.text_input(", "st.text_area(", "st.chat_input(")
        if word in file.read_text(encoding="utf-8")
    }
    assert files == {"kit/forms/inputs.py", "kit/forms/several.py", *OWN_TEXTS}


def test_a_reason_to_withdraw_that_names_somebody_is_asked_about_once(
    app_tracker: Tracker, anna: Viewer
) -> None:
    app_tracker.record(
        anna,
        Stakeholder(pilot="hagendoornschool", name="Riet Mulder", kind="resident"),
    )

    def withdraw() -> None:
        app = open_page("pilot/page.py", pilot="hagendoornschool", tab="Overzicht", **state)
        app.button(key="facts").click().run()
        app.text_area(key="withdrawal.hagendoornschool").set_value("Riet wilde niet.")
        app.button(key="withdraw.hagendoornschool").click().run()
        assert not app.exception
        state["withdrawal.hagendoornschool.warned"] = app.session_state[
            "withdrawal.hagendoornschool.warned"
        ]

    state: dict[str, str] = {}
    withdraw()
    assert app_tracker.ask(records.row, anna.scope, "pilot", "hagendoornschool") is not None
    withdraw()
    assert app_tracker.ask(records.row, anna.scope, "pilot", "hagendoornschool") is None
