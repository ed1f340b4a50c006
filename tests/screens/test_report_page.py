"""Reports on screen: written and looked at by a team, published, read by funders."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Grant, Role, Viewer
from pilots.language import today
from pilots.queries import records
from pilots.queries import report as report_queries
from pilots.reports import vector
from pilots.rules.parse_input import day_text
from pilots.screens.kit import session
from pilots.screens.kit.reports import export
from pilots.screens.pilot import compose_report
from pilots.screens.pilot.reports import last_quarter
from pilots.tracker import Tracker
from schemas import KINDS, Action, Clearance, Decision, Outcome, Report, Stakeholder
from tests.support.app import (
    field,
    open_page,
    shown,
    submit,
)
from tests.support.pictures import DONE, MOVED

PILOT = "hagendoornschool"
SVG = '<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg"><path id="a"/></svg>'
TAB = {"nl": "Verslagen", "en": "Reports"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here needs a browser: what it draws is looked at elsewhere."""
    monkeypatch.setattr(vector, "find_browser", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(vector.renderer, "svg", lambda figure, width, height: SVG)
    monkeypatch.setattr(export, "file_cache", export.FileCache())


@pytest.fixture
def keep(app_tracker: Tracker, anna: Viewer) -> Callable[..., Report]:
    def keep(id: str, published: bool = False, **fields: Any) -> Report:
        since, until = last_quarter(today())
        said = {"title": "Het derde kwartaal", "since": since, "until": until, **fields}
        if published:
            said |= {"upto": app_tracker.head, "published_on": today()}
        report = Report(id=id, pilot=PILOT, **said)
        app_tracker.record(anna, report)
        return report

    return keep


def open_tab(language: str = "nl", **state: Any) -> AppTest:
    app = open_page("pilot/page.py", language, **{"pilot": PILOT, "tab": TAB[language], **state})
    assert not app.exception
    return app


def open_reports(language: str = "nl", **state: Any) -> AppTest:
    app = open_page("report/page.py", language, **state)
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app = app.button(key).click().run()
    assert not app.exception
    return app


def buttons(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.button}


def links(app: AppTest) -> list[str]:
    return [link.proto.label for link in app.get("link_button")]


# --- writing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Vertel je financier over een periode."), ("en", "Tell your funder about a period.")],
)
def test_without_reports_one_reads_what_they_are_for(
    app_tracker: Tracker, language: str, words: str
) -> None:
    app = open_tab(language)
    assert words in shown(app)
    assert "new_report" in buttons(app)


def test_a_report_begins_with_the_last_quarter_and_is_written_beside_its_numbers(
    app_tracker: Tracker, anna: Viewer
) -> None:
    app = press(open_tab(), "new_report")
    since, until = last_quarter(today())
    assert field(app, "text_input", ".since").value == day_text(since)
    assert field(app, "text_input", ".until").value == day_text(until)
    title = field(app, "text_input", ".title").value
    assert title == f"Verslag over kwartaal {until.month // 3} van {until.year}"
    app = submit(app, f"new.report.{PILOT}").click().run()
    assert not app.exception
    (row,) = app_tracker.ask(report_queries.of_pilot, anna.scope, PILOT)
    assert "Precies wat je financier te zien krijgt" in shown(app)
    field(app, "text_area", ".summary").set_value("Het eten verbindt.")
    app = submit(app, compose_report.form_key(row["id"])).click().run()
    assert not app.exception
    assert shown(app).count("Het eten verbindt.") >= 2
    assert "Dit is een concept" in shown(app)


def test_the_preview_of_a_lead_has_nothing_in_it_that_a_funder_may_not_see(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    app_tracker.record(anna, Stakeholder(pilot=PILOT, name="Sam Geheim", email="s@example.org"))
    keep("r")
    app = open_tab(**{compose_report.WRITING: "r"})
    assert "Wat is beloofd, en wat kwam ervan?" in shown(app)
    assert "Sam Geheim" not in shown(app)


def test_who_is_in_the_team_writes_and_leaves_publishing_to_the_lead(
    keep: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "team")
    keep("r")
    keep("s", published=True)
    app = open_tab()
    assert "withdraw.r" in buttons(app)
    assert "withdraw.s" not in buttons(app)
    app = press(app, "write.r")
    assert "publish" not in buttons(app)
    assert "De projectleider publiceert het." in shown(app)


# --- publishing --------------------------------------------------------------------------


@pytest.mark.browser
def test_to_publish_is_asked_once_and_clearly_and_can_be_undone(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    keep("r")
    head = app_tracker.head
    app = press(open_tab(**{compose_report.WRITING: "r"}), "publish")
    assert "Vanaf dan kan iedereen die bij deze pilot mag kijken het lezen" in shown(app)
    assert app_tracker.head == head
    app = press(app, "publish_now")
    (row,) = app_tracker.ask(report_queries.published, anna.scope)
    assert (row["id"], row["upto"], row["published_on"]) == ("r", head, today())
    assert "Gepubliceerd: financiers kunnen dit verslag nu lezen." in shown(app)
    (archived,) = app_tracker.ask(report_queries.archived, anna.scope, "r")
    assert app_tracker.archive.is_as_stored(archived["digest"])
    press(app, "undo")
    assert app_tracker.ask(report_queries.published, anna.scope) == []
    assert app_tracker.ask(records.one, anna.scope, "report", "r") is not None


def test_before_publishing_one_reads_what_may_say_who_somebody_is(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    app_tracker.record(anna, Stakeholder(pilot=PILOT, name="Truus van Dalen", kind="resident"))
    keep("r", summary="Zonder mevrouw Van Dalen kon het niet.")
    app = open_tab(**{compose_report.WRITING: "r"})
    assert "mevrouw Van Dalen" in shown(app)
    assert "Aan 1 tekst is misschien iemand te herkennen." in shown(press(app, "publish"))
    keep("s", summary="Zonder haar kon het niet.")
    app = open_tab(**{compose_report.WRITING: "s"})
    assert "Er is niets gevonden waaraan iemand te herkennen is." in shown(app)
    assert "misschien iemand te herkennen" not in shown(press(app, "publish"))


def test_a_text_that_is_left_is_asked_about_again_once_it_changes(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    app_tracker.record(anna, Stakeholder(pilot=PILOT, name="Truus van Dalen", kind="resident"))
    chosen = Decision(pilot=PILOT, text="De sleutel ligt bij Truus", kind="continue")
    app_tracker.record(anna, chosen.model_copy(update={"decided_on": last_quarter(today())[1]}))
    keep("r", summary="Zonder haar kon het niet.")
    app = open_tab(**{compose_report.WRITING: "r"})
    assert "Aan 1 tekst is misschien iemand te herkennen." in shown(app)
    (leave,) = [key for key in buttons(app) if key.startswith("ready.leave.")]
    app = press(app, leave)
    assert "1 tekst bleef zoals die er staat." in shown(app)
    (cleared,) = app_tracker.ask(records.of_kind, anna.scope, Clearance.table, PILOT)
    assert (cleared["record"], cleared["field"]) == (chosen.id, "text")
    assert cleared["_actor"]

    changed = {
        "text": "De sleutel en de kas liggen bij Truus",
        "decided_on": last_quarter(today())[1],
    }
    app_tracker.record(anna, chosen.model_copy(update=changed))
    app = open_tab(**{compose_report.WRITING: "r"})
    assert "Aan 1 tekst is misschien iemand te herkennen." in shown(app)


def test_a_name_in_a_text_that_was_withdrawn_is_asked_about_too(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    app_tracker.record(anna, Stakeholder(pilot=PILOT, name="Truus van Dalen", kind="resident"))
    outcome = Outcome(pilot=PILOT, statement="Truus krijgt elke week bezoek")
    (line,) = app_tracker.record(anna, outcome)
    app_tracker.withdraw(anna, line.seq, reason="Dat ging over een persoon")
    keep("r", since=today(), until=today(), summary="Zonder haar kon het niet.")
    app = open_tab(**{compose_report.WRITING: "r"})
    assert "Aan 1 tekst is misschien iemand te herkennen." in shown(app)
    assert "**Truus** :gray[Elders in deze tekst]" in shown(app)


def test_what_is_typed_and_not_saved_is_not_published(keep: Callable[..., Report]) -> None:
    keep("r")
    app = open_tab(**{compose_report.WRITING: "r"})
    field(app, "text_area", ".summary").set_value("Nog niet bewaard.").run()
    app = press(app, "publish")
    assert "Je hebt iets getypt dat nog niet bewaard is." in shown(app)
    assert "publish_now" not in buttons(app)


def test_what_is_published_is_corrected_in_a_new_edition_that_says_what_is_other(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    keep("r", published=True, summary="Met een tikfout.")
    app = press(open_tab(), "correct.r")
    draft = app_tracker.ask(report_queries.of_pilot, anna.scope, PILOT)[0]
    assert (draft["edition"], draft["follows"], draft["summary"]) == (2, "r", "Met een tikfout.")
    blocked = press(app, "publish")
    assert "Schrijf eerst wat er anders is in deze uitgave" in shown(blocked)
    again = press(press(open_tab(), "correct.r"), "to_reports")
    assert len(app_tracker.ask(report_queries.of_pilot, anna.scope, PILOT)) == 2
    app = press(again, f"write.{draft['id']}")
    field(app, "text_area", ".changed").set_value("De tikfout is weg.")
    app = submit(app, compose_report.form_key(draft["id"])).click().run()
    app = press(press(app, "publish"), "publish_now")
    assert {row["id"] for row in app_tracker.ask(report_queries.published, anna.scope)} == {
        "r",
        draft["id"],
    }
    assert "Gepubliceerd, en later verbeterd" in shown(app)
    assert "correct.r" not in buttons(app)


def test_a_published_report_is_withdrawn_and_brought_back(
    app_tracker: Tracker, anna: Viewer, keep: Callable[..., Report]
) -> None:
    keep("r", published=True)
    app = open_tab()
    app.text_area(key="withdrawal.r").set_value("Er staat een fout in.")
    app = press(app, "withdraw.r")
    assert "Ingetrokken: niemand leest dit verslag nog." in shown(app)
    assert app_tracker.ask(report_queries.published, anna.scope) == []
    press(app, "undo")
    assert len(app_tracker.ask(report_queries.published, anna.scope)) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "Ingetrokken op"), ("en", "Withdrawn on")],
)
@pytest.mark.parametrize("role", ["lead", "funder"])
def test_what_was_published_and_withdrawn_leaves_a_trace_for_everybody(
    keep: Callable[..., Report],
    app_tracker: Tracker,
    anna: Viewer,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
    role: str,
) -> None:
    keep("r", published=True)
    monkeypatch.setenv("TRACKER_ROLE", role)
    assert words not in shown(open_reports(language))
    app_tracker.withdraw(anna, app_tracker.head)
    seen = shown(open_reports(language))
    assert f"Hagendoornschool: Het derde kwartaal. {words}" in seen
    keep("draft")
    app_tracker.withdraw(anna, app_tracker.head)
    assert shown(open_reports(language)).count(words) == seen.count(words)


def test_no_ordinary_list_offers_to_change_a_report(keep: Callable[..., Report]) -> None:
    from pilots.screens.kit.records import lists

    keep("r", published=True)
    assert KINDS["report"] not in lists.other_kinds()
    app = open_page("pilot/page.py", pilot=PILOT, tab="Meer")
    assert "Het derde kwartaal" not in shown(app)


# --- reading -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("nl", "Welk verslag wil je lezen?", "Er is nog geen verslag gepubliceerd."),
        ("en", "Which report do you want to read?", "No report has been published yet."),
    ],
)
def test_without_published_reports_the_page_says_what_will_be_there(
    keep: Callable[..., Report], language: str, title: str, words: str
) -> None:
    keep("draft")
    app = open_reports(language)
    assert app.title[0].value == title
    assert words in shown(app)
    assert "Het derde kwartaal" not in shown(app)


@pytest.mark.parametrize("role", ["lead", "team", "funder"])
def test_everybody_who_may_read_the_pilot_reads_the_same_report(
    app_tracker: Tracker,
    keep: Callable[..., Report],
    monkeypatch: pytest.MonkeyPatch,
    role: str,
) -> None:
    keep("r", published=True, summary="Het eten verbindt.")
    keep("draft", title="Nog in de maak")
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = open_reports()
    assert "Het derde kwartaal" in shown(app)
    assert "Nog in de maak" not in shown(app)
    app = press(app, "read.r")
    read = shown(app)
    for words in ("Hagendoornschool", "Het eten verbindt.", "Wat komt hierna?"):
        assert words in read
    assert app.session_state["verslag"] == "r"


def test_who_may_not_read_a_pilot_finds_no_report_of_it(
    app_tracker: Tracker, keep: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:

    keep("r", published=True)
    elsewhere = Viewer("Chaima", (Grant(Role.FUNDER, frozenset({"parelketting-zuidwijk"})),))
    monkeypatch.setattr(session, "viewer", lambda: elsewhere)
    app = open_reports(verslag="r")
    assert "Het derde kwartaal" not in shown(app)


def test_an_edition_that_was_corrected_says_so_and_leads_to_the_newer_one(
    keep: Callable[..., Report],
) -> None:
    keep("r", published=True)
    keep("r2", published=True, edition=2, follows="r", changed="Een tikfout.")
    app = open_reports()
    assert "read.r2" in buttons(app)
    assert "read.r" not in buttons(app)
    app = press(press(app, "read.r2"), "read.r")
    assert "Deze uitgave is verbeterd." in shown(app)
    assert "Een tikfout." in shown(press(app, "read.r2"))


# --- to take along -----------------------------------------------------------------------


@pytest.mark.browser
def test_files_are_made_when_somebody_asks_and_then_stay(keep: Callable[..., Report]) -> None:
    keep("r", published=True)
    app = open_reports(verslag="r")
    assert links(app) == []
    assert "SHA-256" not in shown(app)
    app = press(app, "make.pdf.r")
    assert links(app) == ["Download: PDF om te printen"]
    assert "Een kopie controleren? Vergelijk de SHA-256:" in shown(app)
    app = press(app, "make.html.r")
    assert links(app) == ["Download: PDF om te printen", "Download: Webpagina (één bestand)"]
    assert links(open_reports(verslag="r")) == links(app)
    kinds = {kind: content[:5] for (kind, _document), content in export.file_cache._made.items()}
    assert kinds == {"pdf": b"%PDF-", "html": b"<!DOC"}


@pytest.mark.browser
def test_the_pdf_that_is_kept_is_handed_out_where_nothing_can_draw_another(
    keep: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    keep("r", published=True)
    press(open_reports(verslag="r"), "make.pdf.r")
    monkeypatch.setattr(vector, "find_browser", lambda: None)
    assert links(open_reports(verslag="r")) == ["Download: PDF om te printen"]


@pytest.mark.browser
def test_one_sees_how_far_a_report_is_made() -> None:
    from datetime import date

    from pilots.reports.blocks import Chart, Document

    said: list[tuple[float, str]] = []
    blocks = (Chart(MOVED, "een"), Chart(DONE, "twee"))
    document = Document("t", "nl", date(2026, 1, 1), "f", blocks)
    made = export.make("pdf", document, None, lambda share, words: said.append((share, words)))
    assert made.startswith(b"%PDF-")
    assert [share for share, _words in said] == [0.0, 0.45, 0.9]
    assert said[1][1] == "Grafiek 2 van 2 tekenen"


def test_where_nothing_can_draw_one_is_told_what_to_install_and_gets_the_page(
    keep: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector, "find_browser", lambda: None)
    keep("r", published=True)
    app = open_reports("en", verslag="r")
    assert "Chromium or Google Chrome" in shown(app)
    assert "make.pdf.r" not in buttons(app)
    app = press(app, "make.html.r")
    assert links(app) == ["Download: Web page (one file)"]
    (content,) = export.file_cache._made.values()
    assert b"script-src 'unsafe-inline'" in content


def test_a_browser_that_fails_is_told_and_the_page_stays(
    app_tracker: Tracker,
    anna: Viewer,
    keep: Callable[..., Report],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_args: Any) -> str:
        raise vector.CannotDraw("gone")

    monkeypatch.setattr(vector.renderer, "svg", fails)
    app_tracker.record(anna, Action(pilot=PILOT, title="Koffie", done_on=last_quarter(today())[1]))
    keep("r", published=True)
    app = press(open_reports("en", verslag="r"), "make.pdf.r")
    assert "Chromium or Chrome did not answer." in shown(app)
    assert links(app) == []
    assert "What comes next?" in shown(app)
