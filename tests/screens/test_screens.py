"""Every page, in every role and language; and what people do on it."""

import re
from datetime import date

import pytest

from pilots.access import Grant, Role, Viewer
from pilots.queries import portfolio, records
from pilots.queries.withdrawn import withdrawn_pilots
from pilots.screens.kit import answers
from pilots.tracker import Tracker
from schemas import Action, ActionStatus, Pilot, Question, Stakeholder
from tests.support.app import (
    PAGES,
    PLACES,
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.filled import PILOT, SECRETS, fill
from tests.support.pool import OpenInApp


def fill_filled(tracker: Tracker) -> None:
    """The seed, with a little of everything at one pilot."""
    fill(tracker)


@pytest.fixture
def filled(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_filled)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_english(filled: Tracker, page: str) -> None:
    """In Dutch, in every role: `tests/trust/test_matrix.py`."""
    app = open_page(page, "en")
    assert not app.exception
    assert app.title[0].value == PAGES[page][1]


AT = {
    "Overzicht": ("En nu?", "En nu?"),
    "Mensen": ("Mevrouw Geheim", "Mevrouw Geheim"),
    "Acties": ("Iets dat te laat is", "Iets dat te laat is"),
    "Uitkomsten": ("Buren kennen elkaar", "Buren kennen elkaar"),
    "Verhalen": ("Verhaal toevoegen", "Add a story"),
    "Tijdlijn": ("Koffie in de hal", "Koffie in de hal"),
    "Overleggen": ("Naar het overleg", "To the review"),
    "Verslagen": ("Nieuw verslag", "New report"),
    "Geschiedenis": ("Vastgelegd door Anna", "Recorded by Anna"),
    "Parelketting": ("Wie kent wie, en waar?", "Who is linked to whom, and where?"),
}
"""What stands in each place of the pilot that is filled, in Dutch and in English."""


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_every_part_of_a_pilot_opens(filled: Tracker, place: str, language: str) -> None:
    label = place if language == "nl" else PLACES[place]
    app = open_page("pilot/page.py", language, pilot=PILOT, tab=label)
    assert not app.exception
    (opened,) = (each for each in app.tabs if each.children)
    assert AT[place][language == "en"] in shown(opened)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_funder_sees_progress_and_nobodys_name(
    filled: Tracker, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    monkeypatch.setenv("TRACKER_PERSON", "Chaima")
    seen = shown(open_app(language))
    app = open_app(language, about=PILOT)
    assert not app.exception
    assert not [b.label for b in app.button]
    seen += shown(app)
    assert "Buren kennen elkaar" in seen
    for secret in (*SECRETS, "Koffie in de hal", "Bewonersinitiatief Hagendoornschool"):
        assert secret not in seen


def test_what_is_remembered_for_one_scope_is_not_given_to_another(
    filled: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A funder of all pilots and somebody without any: neither may read names."""
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    assert PILOT in answers.for_viewer(portfolio.names)
    monkeypatch.setenv("TRACKER_ROLE", "outsider")
    assert answers.for_viewer(portfolio.names) == {}


def test_what_a_page_asks_twice_is_the_newest_answer_each_time(filled: Tracker) -> None:
    assert answers.for_viewer(portfolio.names) is answers.for_viewer(portfolio.names)
    filled.record(ANNA, Pilot(id="new", name="Nieuw"))
    assert answers.for_viewer(portfolio.names)["new"] == "Nieuw"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_outsider_is_told_whom_to_ask_and_sees_nothing(
    filled: Tracker, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "outsider")
    app = open_app(language)
    assert not app.exception
    assert len(app.info) == 1
    assert "Hagendoornschool" not in shown(app)


EMPTY = {
    "register/page.py": "Nieuwe pilot · stap 1 van 12",
    "manage/page.py": "Hoe is deze tracker ingericht?",
    "progress/page.py": "Hier staat straks wat ervan komt",
    "report/page.py": "",
}
"""What stands on a page where there are no pilots; on others what a pilot is."""


@pytest.mark.parametrize("page", PAGES)
def test_a_tracker_without_pilots_says_what_will_be_here(app_tracker: Tracker, page: str) -> None:
    for row in app_tracker.ask(records.of_kind, ANNA.scope, Pilot.table):
        app_tracker.withdraw(ANNA, row["_seq"])
    app = open_page(page)
    assert not app.exception
    said = EMPTY.get(page, "klein experiment in de wijk")
    assert said in shown(app)


def test_what_is_not_known_says_so_and_can_be_set(app_tracker: Tracker) -> None:
    app = open_page("pilot/page.py", pilot=PILOT, tab="Overzicht")
    assert "Nog niet ingevuld" in shown(app)
    app.button(key="facts").click().run()
    field(app, "text_input", ".lead").set_value("Anna de Boer")
    submit(app, f"change.{PILOT}").click().run()
    assert not app.exception
    row = app_tracker.ask(records.row, ANNA.scope, Pilot.table, PILOT)
    assert row is not None
    assert row["lead"] == "Anna de Boer"
    assert row["neighbourhood"] == "Nieuwstraatkwartier"


def test_an_action_is_logged_with_someone_new_and_can_be_undone(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie gedronken")
    field(app, "text_input", ".with_whom.new").set_value("Mevrouw Jansen")
    field(app, "text_input", ".participants").set_value("3")
    submit(app, "log").click().run()
    assert not app.exception
    assert "Vastgelegd bij Hagendoornschool" in shown(app)
    (row,) = _done(app_tracker)
    assert (row["title"], row["participants"], row["_actor"]) == ("Koffie gedronken", 3, "Anna")
    people = app_tracker.ask(records.names, ANNA.scope, "stakeholder", PILOT)
    assert [people[id] for id in row["with_whom"]] == ["Mevrouw Jansen"]

    app.button(key="undo").click().run()
    assert not app.exception
    assert not _done(app_tracker)
    assert (
        "Mevrouw Jansen"
        not in app_tracker.ask(records.names, ANNA.scope, "stakeholder", PILOT).values()
    )


def test_after_logging_the_form_is_empty_for_the_next_one(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Een")
    submit(app, "log").click().run()
    assert field(app, "text_area", ".title").value == ""
    field(app, "text_area", ".title").set_value("Twee")
    submit(app, "log").click().run()
    assert {row["title"] for row in _done(app_tracker)} == {"Een", "Twee"}


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "Wat: vul dit in."), ("en", "What: please fill this in.")]
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    app_tracker: Tracker, language: str, sentence: str
) -> None:
    app = open_page("log/page.py", language, pilot=PILOT)
    field(app, "text_input", ".participants").set_value("12")
    submit(app, "log").click().run()
    assert sentence in shown(app)
    assert field(app, "text_input", ".participants").value == "12"
    assert not _done(app_tracker)


def test_what_was_typed_stays_when_another_page_is_looked_at(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Nog niet af")
    app.switch_page("portfolio/page.py").run()
    app.switch_page("log/page.py").run()
    assert field(app, "text_area", ".title").value == "Nog niet af"


def test_a_record_is_changed_withdrawn_and_brought_back(filled: Tracker) -> None:
    (row,) = _done(filled)
    app = open_page("pilot/page.py", pilot=PILOT, tab="Acties")
    app.button(key=f"change.{row['id']}").click().run()
    field(app, "text_input", ".title").set_value("Thee in de hal")
    submit(app, f"change.{row['id']}").click().run()
    assert _done(filled)[0]["title"] == "Thee in de hal"

    app.button(key=f"change.{row['id']}").click().run()
    app.button(key=f"withdraw.{row['id']}").click().run()
    assert not app.exception
    assert not _done(filled)

    app.query_params["tab"] = "Geschiedenis"
    app.run()
    assert "Koffie in de hal" in shown(app)
    app.button(key=f"restore.{row['_seq']}").click().run()
    assert not app.exception
    assert _done(filled)[0]["title"] == "Koffie in de hal"


def test_a_pilot_that_was_withdrawn_can_be_brought_back(filled: Tracker) -> None:
    row = filled.ask(records.row, ANNA.scope, Pilot.table, PILOT)
    assert row is not None
    app = open_page("pilot/page.py", pilot=PILOT, tab="Overzicht")
    app.button(key="facts").click().run()
    app.button(key=f"withdraw.{PILOT}").click().run()
    assert filled.ask(records.row, ANNA.scope, Pilot.table, PILOT) is not None  # without a reason
    app.button(key="facts").click().run()
    app.text_area(key=f"withdrawal.{PILOT}").set_value("Gestopt: er kwam niemand.")
    app.button(key=f"withdraw.{PILOT}").click().run()
    assert not app.exception
    assert filled.ask(records.row, ANNA.scope, Pilot.table, PILOT) is None
    (gone,) = filled.ask(withdrawn_pilots, ANNA.scope)
    assert gone["why"] == "Gestopt: er kwam niemand."

    app = open_page("portfolio/page.py", withdrawn=True)
    assert "Pilot: Hagendoornschool" in shown(app)
    app.button(key=f"restore.{row['_seq']}").click().run()
    assert not app.exception
    assert filled.ask(records.row, ANNA.scope, Pilot.table, PILOT) is not None
    assert "Er is geen pilot ingetrokken." in shown(app)


def test_the_history_tells_who_changed_what_from_what_to_what(filled: Tracker) -> None:
    (row,) = _done(filled)
    filled.record(
        Viewer("Bram", (Grant(Role.TEAM),)),
        Action.read(
            row["id"],
            PILOT,
            {"title": "Soep in de hal", "status": ActionStatus.DONE, "done_on": "2026-11-02"},
        ),
    )
    app = open_page("pilot/page.py", pilot=PILOT, tab="Geschiedenis")
    seen = shown(app)
    assert "Gewijzigd door Bram" in seen
    assert "Koffie in de hal" in seen
    assert "Soep in de hal" in seen


def test_a_record_can_be_written_in_another_role_only_by_who_may(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("log/page.py", "en", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Sneaky")
    before = app_tracker.head
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    monkeypatch.setenv("TRACKER_PERSON", "Chaima")
    submit(app, "log").click().run()
    assert app_tracker.head == before


def test_one_click_changes_the_language(app_tracker: Tracker) -> None:
    app = open_app()
    assert app.title[0].value == PAGES["today/page.py"][0]
    app.segmented_control(key="lang").set_value("en").run()
    assert app.title[0].value == PAGES["today/page.py"][1]


def test_the_pictures_of_a_pilot_have_question_sentence_table_and_alt_text(
    filled: Tracker,
) -> None:
    app = open_page("pilot/page.py", pilot=PILOT, tab="Overzicht")
    charts = app.get("plotly_chart")
    assert len(charts) == 2
    seen = shown(app)
    assert "Hoe ver zijn we: Buren kennen elkaar" in seen
    assert "46% van de weg van 4 naar de streefwaarde van 20 buren" in seen
    assert "Hoeveel is er elke week gedaan?" in seen
    for key in [e.key for e in app.expander if e.label == "De cijfers als tabel"]:
        app.session_state[key] = True
    measured, weeks = (table.value for table in app.run().table)
    assert measured["Waarde"].tolist() == ["8 buren", "11,5 buren"]
    assert len(weeks) >= 26


@pytest.mark.parametrize("tab", PLACES)
def test_odd_and_endless_texts_are_shown_as_they_were_typed(
    app_tracker: Tracker, tab: str
) -> None:
    odd = "**Vet** <script>alert(1)</script> ![x](http://elders.example/x.png) :red[rood] $x^2$"
    app_tracker.record(
        ANNA,
        Pilot(id="odd", name=odd, rationale="# Kop\n\n    ingesprongen\n" + "lang " * 900),
        Question(pilot="odd", text=odd),
        Stakeholder(pilot="odd", name=odd, brings=odd),
        Action(pilot="odd", title=odd, done_on=date(2026, 11, 1), happened=odd),
    )
    app = open_page("pilot/page.py", pilot="odd", tab=tab)
    assert not app.exception
    assert odd in shown(app)
    for element in (*app.markdown, *app.caption):
        # What Markdown would act on stands behind a backslash.
        assert not re.search(r"(?<!\\)!(?<!\\)\[", element.value)
        assert "<script>" not in element.value
        assert ":red[rood" not in element.value


def _done(tracker: Tracker) -> list[dict[str, object]]:
    rows = tracker.ask(records.of_kind, ANNA.scope, Action.table, PILOT)
    return [row for row in rows if row["status"] == "done"]
