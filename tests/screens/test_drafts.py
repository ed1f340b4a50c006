"""What is typed and not recorded yet: kept for its owner, and for nobody else."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.language import today
from pilots.queries import records
from pilots.store.drafts import Drafts
from pilots.store.logbook import Logbook
from pilots.tracker import Tracker
from schemas import Action, Outcome, Pilot, Stakeholder
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA

PILOT = "hagendoornschool"


@pytest.fixture
def drafts(tracker: Tracker) -> Drafts:
    return tracker.drafts


def test_a_draft_is_found_as_it_was_left(drafts: Drafts) -> None:
    fields = {"0.title": "Koffie", "0.done_on": date(2026, 11, 2), "0.people": ["ria", "Jan"]}
    drafts.save("Anna", "log", "token", fields)
    kept = drafts.find("Anna", "log")
    assert kept
    assert (kept.token, kept.fields) == ("token", fields)


def test_a_text_that_looks_like_a_day_stays_a_text(drafts: Drafts) -> None:
    drafts.save("Anna", "log", "token", {"0.title": "2026-11-02"})
    kept = drafts.find("Anna", "log")
    assert kept
    assert kept.fields["0.title"] == "2026-11-02"


def test_only_the_last_state_of_a_form_is_kept(drafts: Drafts) -> None:
    drafts.save("Anna", "log", "one", {"0.title": "Kof"})
    drafts.save("Anna", "log", "two", {"0.title": "Koffie"})
    kept = drafts.find("Anna", "log")
    assert kept
    assert (kept.token, kept.fields) == ("two", {"0.title": "Koffie"})


def test_nobody_gets_what_somebody_else_is_typing(drafts: Drafts) -> None:
    drafts.save("Anna", "log", "token", {"0.title": "Koffie"})
    assert drafts.find("Bram", "log") is None
    assert drafts.find("Anna", "register") is None
    assert drafts.unfinished("Bram") == {}
    assert list(drafts.unfinished("Anna")) == ["log"]


def test_a_draft_that_is_dropped_or_emptied_is_gone(drafts: Drafts) -> None:
    for form in ("log", "register"):
        drafts.save("Anna", form, "token", {"0.title": "Koffie"})
    drafts.delete("Anna", "log")
    drafts.save("Anna", "register", "token", {})
    assert drafts.unfinished("Anna") == {}


def test_drafts_outlive_the_process(path: Path) -> None:
    logbook = Logbook(path)
    Drafts(logbook).save("Anna", "log", "token", {"0.title": "Koffie"})
    logbook.close()
    logbook = Logbook(path)
    kept = Drafts(logbook).find("Anna", "log")
    logbook.close()
    assert kept
    assert kept.fields == {"0.title": "Koffie"}


def test_a_draft_is_not_in_the_logbook(tracker: Tracker) -> None:
    before = tracker.head
    tracker.drafts.save("Anna", "log", "token", {"0.title": "Nog niet gezegd"})
    assert tracker.head == before
    assert not list(tracker.logbook.lines())
    journal = tracker.path.parent / "journal"
    assert not any("Nog niet" in file.read_text() for file in journal.glob("*.jsonl"))


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]))),
)


@given(fields=st.dictionaries(st.text("abc.0", min_size=1), VALUES, min_size=1))
def test_whatever_is_typed_comes_back_the_same(
    fields: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    drafts = _shared(tmp_path_factory)
    drafts.save("Anna", "log", "token", fields)
    kept = drafts.find("Anna", "log")
    assert kept
    assert kept.fields == fields


_OPEN: list[Drafts] = []


def _shared(factory: pytest.TempPathFactory) -> Drafts:
    """One tracker for all examples: opening one takes longer than the example itself."""
    if not _OPEN:
        _OPEN.append(Drafts(Logbook(factory.mktemp("drafts") / "tracker.duckdb")))
    return _OPEN[0]


# --- on the screens ----------------------------------------------------------------------


def test_a_new_session_finds_what_was_typed_in_the_last_one(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, Stakeholder(id="ria", pilot=PILOT, name="Ria"))
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie gedronken").run()
    field(app, "pills", ".known").set_value(["ria"]).run()
    field(app, "text_input", ".with_whom.new").set_value("Mevrouw Nieuw").run()
    field(app, "text_input", ".done_on").set_value("02-11-2026").run()

    again = open_page("log/page.py", pilot=PILOT)
    assert "Je gaat verder waar je was op" in shown(again)
    assert field(again, "text_area", ".title").value == "Koffie gedronken"
    submit(again, "log").click().run()
    assert not again.exception
    (row,) = _done(app_tracker)
    people = app_tracker.ask(records.names, ANNA.scope, "stakeholder", PILOT)
    assert [people[id] for id in row["with_whom"]] == ["Ria", "Mevrouw Nieuw"]
    assert (row["title"], row["done_on"]) == ("Koffie gedronken", date(2026, 11, 2))


def test_what_was_recorded_is_not_offered_again(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie").run()
    submit(app, "log").click().run()
    again = open_page("log/page.py", pilot=PILOT)
    assert "Je gaat verder" not in shown(again)
    assert field(again, "text_area", ".title").value == ""


def test_one_can_begin_again_with_empty_inputs(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Toch niet").run()
    again = open_page("log/page.py", pilot=PILOT)
    again.button(key=f"anew.log.{PILOT}").click().run()
    assert field(again, "text_area", ".title").value == ""
    assert app_tracker.drafts.unfinished("Anna") == {}


def test_looking_at_a_form_keeps_nothing(app_tracker: Tracker) -> None:
    open_page("log/page.py", pilot=PILOT)
    assert app_tracker.drafts.unfinished("Anna") == {}


def test_what_is_typed_at_one_pilot_is_with_another_only_if_somebody_brings_it(
    app_tracker: Tracker,
) -> None:
    app_tracker.record(
        ANNA, Pilot(id="north", name="Noord"), Stakeholder(id="jan", pilot="north", name="Jan")
    )
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie").run()
    field(app, "pills", ".known").set_value(["hagendoornschool-corporatie"]).run()
    app.selectbox(key="choose.pilot").set_value("north").run()
    assert field(app, "text_area", ".title").value == ""
    assert "Nog niet gelogd bij Hagendoornschool" in shown(app)
    app.button(key="move.log.north").click().run()
    assert field(app, "text_area", ".title").value == "Koffie"
    assert field(app, "pills", ".north.with_whom.known").options == ["Jan"]
    submit(app, "log").click().run()
    (row,) = app_tracker.ask(records.of_kind, ANNA.scope, Action.table, "north")
    assert (row["title"], row["with_whom"]) == ("Koffie", [])


def test_two_pages_with_the_same_form_and_other_texts_are_two_lines(app_tracker: Tracker) -> None:
    one, other = (open_page("log/page.py", pilot=PILOT) for _ in range(2))
    field(one, "text_area", ".title").set_value("Koffie")
    field(other, "text_area", ".title").set_value("Thee")
    submit(one, "log").click().run()
    submit(other, "log").click().run()
    assert {row["title"] for row in _done(app_tracker)} == {"Koffie", "Thee"}


def test_the_same_form_sent_from_two_sessions_is_one_line(app_tracker: Tracker) -> None:
    """As after a lost connection: the answer did not come, so it is sent once more."""
    one, other = (open_page("log/page.py", pilot=PILOT) for _ in range(2))
    for app in (one, other):
        field(app, "text_area", ".title").set_value("Koffie")
        submit(app, "log").click().run()
    assert [row["title"] for row in _done(app_tracker)] == ["Koffie"]


def test_who_logs_the_same_again_later_means_it(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    for _ in range(2):
        field(app, "text_area", ".title").set_value("Koffie")
        submit(app, "log").click().run()
    assert [row["title"] for row in _done(app_tracker)] == ["Koffie", "Koffie"]


def test_participants_left_at_nought_are_not_counted_as_nobody(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    assert field(app, "text_input", ".participants").value == ""
    field(app, "text_area", ".title").set_value("Koffie")
    submit(app, "log").click().run()
    assert _done(app_tracker)[0]["participants"] is None


def test_nobody_came_is_logged_as_nought(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Inloopavond: niemand kwam")
    field(app, "text_input", ".participants").set_value("0")
    submit(app, "log").click().run()
    assert _done(app_tracker)[0]["participants"] == 0


def test_a_nought_that_was_typed_is_never_left_out(app_tracker: Tracker) -> None:
    """In a fieldset that may stay empty: it holds something, so the rest of it is asked for."""
    app_tracker.record(ANNA, Outcome(pilot=PILOT, statement="Kaartjes", unit="kaartjes"))
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Geteld")
    field(app, "text_input", ".value").set_value("0")
    submit(app, "log").click().run()
    assert "Uitkomst: vul dit in." in shown(app)
    assert _done(app_tracker) == []


def _done(tracker: Tracker) -> list[dict[str, object]]:
    rows = tracker.ask(records.of_kind, ANNA.scope, Action.table, PILOT)
    return [row for row in rows if row["status"] == "done"]


# --- two tabs, two pilots -----------------------------------------------------------------


def test_two_tabs_with_one_form_keep_two_drafts(app_tracker: Tracker) -> None:
    one, other = (open_page("log/page.py", pilot=PILOT) for _ in range(2))
    field(one, "text_area", ".title").set_value("Koffie").run()
    field(other, "text_area", ".title").set_value("Thee").run()
    field(one, "text_area", ".title").set_value("Koffie met taart").run()
    submit(other, "log").click().run()
    (row,) = _done(app_tracker)
    assert row["title"] == "Thee"
    again = open_page("log/page.py", pilot=PILOT)
    assert field(again, "text_area", ".title").value == "Koffie met taart"


def test_the_day_of_a_log_is_that_of_saving(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    tomorrow = today() + timedelta(days=1)
    for module in ("screens.kit.forms.fieldsets", "screens.kit.forms.doubts"):
        monkeypatch.setattr(f"pilots.{module}.today", lambda: tomorrow)
    field(app, "text_area", ".title").set_value("Koffie")
    submit(app, "log").click().run()
    (row,) = _done(app_tracker)
    assert row["done_on"] == tomorrow


def test_a_day_that_somebody_chose_stays(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_input", ".done_on").set_value("2 nov 2026").run()
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr("pilots.screens.kit.forms.fieldsets.today", lambda: tomorrow)
    field(app, "text_area", ".title").set_value("Koffie")
    submit(app, "log").click().run()
    (row,) = _done(app_tracker)
    assert row["done_on"] == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Mevrouw Jansen", ["Mevrouw Jansen"]),
        ("Piet, Klaas en Marie", ["Piet", "Klaas", "Marie"]),
    ],
)
def test_a_name_without_enter_is_a_name_and_three_are_three(
    app_tracker: Tracker, typed: str, names: list[str]
) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie")
    field(app, "text_input", ".with_whom.new").set_value(typed)
    submit(app, "log").click().run()
    (row,) = _done(app_tracker)
    people = app_tracker.ask(records.names, ANNA.scope, Stakeholder.table, PILOT)
    assert [people[id] for id in row["with_whom"]] == names


def test_what_may_be_one_name_or_two_is_asked(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie")
    field(app, "text_input", ".with_whom.new").set_value("Bakkerij Jansen & Zn")
    submit(app, "log").click().run()
    assert "één naam of zijn het er meer?" in shown(app)
    assert _done(app_tracker) == []
    field(app, "radio", ".with_whom.one").set_value(True)
    submit(app, "log").click().run()
    (row,) = _done(app_tracker)
    people = app_tracker.ask(records.names, ANNA.scope, Stakeholder.table, PILOT)
    assert [people[id] for id in row["with_whom"]] == ["Bakkerij Jansen & Zn"]


def test_a_typed_name_that_two_people_have_is_asked(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA, *(Stakeholder(id=id, pilot=PILOT, name="Jan de Vries") for id in ("jan-1", "jan-2"))
    )
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie")
    field(app, "text_input", ".with_whom.new").set_value("jan de vries")
    submit(app, "log").click().run()
    assert "Er heet er meer dan één jan de vries." in shown(app)
    assert _done(app_tracker) == []


def test_what_is_doubted_is_recorded_all_the_same_if_it_is_so(app_tracker: Tracker) -> None:
    app = open_page("log/page.py", pilot=PILOT)
    field(app, "text_area", ".title").set_value("Koffie")
    field(app, "text_input", ".done_on").set_value("1-1-2062")
    submit(app, "log").click().run()
    assert "1 januari 2062 moet nog komen" in shown(app)
    assert _done(app_tracker) == []
    next(each for each in app.button if each.key.startswith("anyway.log")).click().run()
    (row,) = _done(app_tracker)
    assert row["done_on"] == date(2062, 1, 1)
