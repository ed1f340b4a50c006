"""The minutes of a review: what is in them, and that nothing ever changes them."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pypdf import PdfReader

from pilots.access import Grant, Viewer
from pilots.exchange import export_file, restore
from pilots.language import LANGUAGES, Language, speaking
from pilots.reports import markdown, paper
from pilots.reports.blocks import (
    DescriptionList,
    Document,
    Heading,
    Item,
    Items,
    Paragraph,
    Signature,
    Table,
)
from pilots.reports.minutes.document import minutes
from pilots.screens.kit import session
from pilots.tracker import Tracker
from schemas import Action, Pilot, Question, Stakeholder
from tests.support.cast import ANNA
from tests.support.meeting import FIRST_DAY, SECOND_DAY, Team, change_everything, hold_two_reviews
from tests.support.patience import PATIENCE
from tests.support.strategies import odd, words

pytestmark = pytest.mark.slow

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def team(tracker: Tracker, anna: Viewer) -> Team:
    return Team(tracker, anna)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker with two reviews, for tests that only read."""
    tracker = Tracker(tmp_path_factory.mktemp("held") / "tracker.duckdb")
    hold_two_reviews(Team(tracker, ANNA))
    yield tracker
    tracker.close()


def made(
    tracker: Tracker, viewer: Viewer, review: str = "second", language: Language = "en"
) -> Document:
    with speaking(language):
        document = tracker.ask(minutes, viewer.scope, "north", review)
    assert document
    return document


def read(content: bytes) -> str:
    """The text of a PDF, on one line."""
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


# --- for ever ----------------------------------------------------------------------------


def in_each_language(tracker: Tracker, viewer: Viewer) -> list[Document]:
    """The minutes of the second review: all that its files are made of."""
    return [made(tracker, viewer, language=language) for language in LANGUAGES]


def files(tracker: Tracker, viewer: Viewer) -> dict[str, bytes]:
    """All that can be made of the second review."""
    found = {}
    for document in in_each_language(tracker, viewer):
        found[f"{document.file}.md"] = markdown.write(document).encode()
        found[f"{document.file}.pdf"] = paper.write(document)
    return found


def test_the_minutes_are_the_same_byte_for_byte_whatever_is_changed_afterwards(
    team: Team, tracker: Tracker, anna: Viewer, tmp_path: Path
) -> None:
    upto = hold_two_reviews(team)
    before, documents = files(tracker, anna), in_each_language(tracker, anna)
    assert len(before) == 4
    change_everything(team, upto)
    assert files(tracker, anna) == before
    tracker.rebuild()
    assert in_each_language(tracker, anna) == documents
    export_file(tracker, tmp_path / "all.jsonl")
    other = Tracker(tmp_path / "other" / "tracker.duckdb")
    restore(other, tmp_path / "all.jsonl")
    assert in_each_language(other, anna) == documents
    other.close()


def test_what_was_changed_afterwards_is_in_the_minutes_of_the_next_review(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    """So that the test above does not pass by changing nothing."""
    upto = hold_two_reviews(team)
    change_everything(team, upto)
    team.close("third", date(2027, 1, 11), upto)
    third = markdown.write(made(tracker, anna, "third"))
    for word in ("Heel anders", "Elders", "Een andere vraag?", "Iets anders", "Nieuw Persoon"):
        assert word in third, word
    for word in ("Alsnog vastgelegd", "Niet bellen", "Toch geen muziek", "Nog een besluit"):
        assert word in third, word


def test_a_review_that_was_opened_again_has_the_minutes_of_its_second_end(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY, why="Te vroeg.")
    tracker.undo(anna, tracker.head)
    assert tracker.ask(minutes, anna.scope, "north", "r") is None
    team.of(Stakeholder, "sam", name="Sam de Wit")
    team.close("r", FIRST_DAY, why="Nu echt.")
    written = markdown.write(made(tracker, anna, "r"))
    assert "Sam de Wit" in written
    assert "Nu echt." in written
    assert "Te vroeg." not in written


def test_a_review_that_is_not_over_or_withdrawn_has_no_minutes(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.begin("r", FIRST_DAY)
    assert tracker.ask(minutes, anna.scope, "north", "r") is None
    assert tracker.ask(minutes, anna.scope, "north", "unknown") is None
    team.close("r", FIRST_DAY)
    assert made(tracker, anna, "r")
    tracker.withdraw(anna, tracker.head)
    assert tracker.ask(minutes, anna.scope, "north", "r") is None


def test_only_who_may_read_names_of_this_pilot_gets_minutes(
    held: Tracker, anna: Viewer, bram: Viewer, chaima: Viewer, dirk: Viewer
) -> None:
    assert made(held, bram) == made(held, anna)
    for viewer in (chaima, dirk):
        assert held.ask(minutes, viewer.scope, "north", "second") is None
    elsewhere = Viewer(bram.name, (Grant(bram.grants[0].role, frozenset({"south"})),))
    assert held.ask(minutes, elsewhere.scope, "north", "second") is None


def test_a_record_of_another_kind_with_the_reviews_id_is_not_taken_for_it(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    hold_two_reviews(team)
    before = made(tracker, anna)
    team.of(Action, "second", title="Heet toevallig zo")
    assert made(tracker, anna) == before


# --- what is in them ---------------------------------------------------------------------


@EACH_LANGUAGE
def test_the_minutes_tell_everything_that_was_done(
    held: Tracker, anna: Viewer, language: Language
) -> None:
    document = made(held, anna, language=language)
    assert document.language == language
    for written in (markdown.write(document), read(paper.write(document))):
        for word in (
            "Hagendoornschool",
            "Zuidwijk, Hoeksche Waard",
            "Hoe wordt de school weer van de buurt?",
            *("We openen de school op woensdag", "Elke week open.", "Brief aan de buurt"),
            *("Soep op het plein", "23", "Sam de Wit", "Fatma Aydın"),
            *("Buren kennen elkaar", "30%", "Sleutel vragen", "Otto Bos", "Flyers drukken"),
            *("Begin klein.", "Eén pan soep.", "Sluit aan bij wat er is."),
            *("We vragen de muziekschool", "Kinderen vragen erom.", "Muziekschool bellen"),
            *("Sam bedanken", "De sleutel is er nog niet.", "Zij kent de hele straat."),
        ):
            assert word in written, word


def test_they_are_in_the_language_of_who_reads_them(held: Tracker, anna: Viewer) -> None:
    dutch, english = (made(held, anna, language=language) for language in ("nl", "en"))
    assert dutch.file == "overleg-hagendoornschool-2026-11-23"
    assert english.file == "review-hagendoornschool-2026-11-23"
    assert "Sinds het overleg van 12 oktober 2026: 2 acties gedaan" in markdown.write(dutch)
    assert "Since the review of 12 October 2026: 2 actions done" in markdown.write(english)


def section(document: Document, title: str) -> list[Any]:
    """The blocks of a section; none where it is left out."""
    found: list[Any] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Heading):
            inside = block.text == title
        elif inside:
            found.append(block)
    return found


def test_the_minutes_begin_with_what_was_decided_who_does_what_and_when_the_next_one_is(
    held: Tracker, anna: Viewer
) -> None:
    document = made(held, anna)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[:3] == ["Decided", "Who does what, and when?", "Next review"]
    (decided,) = section(document, "Decided")
    assert decided.items == (
        Item("We vragen de muziekschool", ("Adapt · Decided by Bram", "Kinderen vragen erom.")),
    )
    (next_,) = section(document, "Next review")
    assert next_ == Paragraph("11 January 2027")


def test_every_action_of_a_review_is_in_one_table_also_what_follows_from_a_decision(
    held: Tracker, anna: Viewer
) -> None:
    (agreed,) = section(made(held, anna), "Who does what, and when?")
    assert agreed.rows == (
        ("30 November 2026", "Sam bedanken", "Anna"),
        ("1 December 2026", "Muziekschool bellen", "Bram"),
    )


def test_an_action_that_got_another_day_in_the_review_is_among_what_was_agreed(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.of(Action, "key", title="Sleutel", due=date(2026, 10, 1))
    team.of(Action, "left", title="Blijft liggen", due=date(2026, 10, 1))
    team.begin("r", FIRST_DAY)
    team.of(Action, "key", title="Sleutel", due=SECOND_DAY)
    team.of(Action, "open", title="Zonder dag")
    team.close("r", FIRST_DAY)
    (agreed,) = section(made(tracker, anna, "r"), "Who does what, and when?")
    assert agreed.rows == (("23 November 2026", "Sleutel", ""), ("no day yet", "Zonder dag", ""))


def test_a_pilot_that_was_stopped_has_no_next_review(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.begin("r", FIRST_DAY)
    team.keep(Pilot(id="north", name="Noord", phase="stopped"))
    team.close("r", FIRST_DAY, next_on=SECOND_DAY)
    assert section(made(tracker, anna, "r"), "Next review") == []


def test_the_minutes_of_the_example_say_that_all_is_invented(held: Tracker, anna: Viewer) -> None:
    with speaking("en"):
        document = held.ask(minutes, anna.scope, "north", "second", True)
    assert document
    for written in (markdown.write(document), read(paper.write(document))):
        assert "Example: all of this is invented." in written
    assert "invented" not in markdown.write(made(held, anna))


def test_what_came_of_last_time_is_told_with_what_followed_from_it(
    held: Tracker, anna: Viewer
) -> None:
    (last,) = section(made(held, anna), "What came of last time’s decisions?")
    assert last.items == (
        Item(
            "We openen de school op woensdag",
            ("Done · Decided on 12 October 2026 · Anna", "Elke week open."),
            ("Brief aan de buurt · done · 12 October 2026",),
        ),
    )


def test_what_was_overdue_is_counted_from_the_day_of_the_review(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.of(Action, "today", title="Vandaag", due=FIRST_DAY)
    team.of(Action, "late", title="Gisteren", due=date(2026, 10, 11))
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY)
    (stuck,) = section(made(tracker, anna, "r"), "What is stuck?")
    assert stuck.items == (Item("Gisteren", ("Overdue · due on 11 October 2026",)),)


def test_whom_nobody_knows_any_more_is_not_left_out(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.of(Stakeholder, "sam", name="Sam de Wit")
    team.of(Action, "soup", title="Soep", done_on=FIRST_DAY, with_whom=["sam"])
    tracker.withdraw(anna, 1)
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY)
    _counts, table = section(made(tracker, anna, "r"), "What has happened since?")
    assert table.rows == (("12 October 2026", "Soep", "(no longer there)", ""),)


@EACH_LANGUAGE
def test_the_minutes_of_a_first_short_review_are_short_and_say_that_there_was_nothing(
    team: Team, tracker: Tracker, anna: Viewer, language: Language
) -> None:
    team.keep(Pilot(id="north", name="Noord"))
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY)
    document = made(tracker, anna, "r", language)
    written = markdown.write(document)
    assert len(written.splitlines()) < 40
    assert "None" not in written
    nothing = {
        "en": ("Nothing has been measured since then.", "Nothing was decided.", "0 actions done"),
        "nl": ("Er is sindsdien niets gemeten.", "Er is niets besloten.", "0 acties gedaan"),
    }
    for words_ in nothing[language]:
        assert words_ in written
    assert len(PdfReader(BytesIO(paper.write(document))).pages) == 1


def test_where_nothing_is_left_open_the_minutes_say_so(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.begin("one", FIRST_DAY)
    upto = team.close("one", FIRST_DAY)
    team.begin("two", SECOND_DAY, upto)
    team.close("two", SECOND_DAY, upto)
    (last,) = section(made(tracker, anna, "two"), "What came of last time’s decisions?")
    assert last == Paragraph("No decision from last time is open.")


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Café 't Hoekje / Zuid", "cafe-t-hoekje-zuid"),
        ("حي الشمال", "north"),
        ("lang " * 39, "-".join(["lang"] * 12)),
    ],
)
def test_the_name_of_the_file_can_stand_on_any_disk(
    team: Team, tracker: Tracker, anna: Viewer, name: str, stem: str
) -> None:
    team.keep(Pilot(id="north", name=name))
    team.begin("r", FIRST_DAY)
    team.close("r", FIRST_DAY)
    assert made(tracker, anna, "r").file == f"review-{stem}-2026-10-12"


# --- as Markdown -------------------------------------------------------------------------


def document_of(text: str) -> Document:
    """A report with this text at every place where a person's text can stand."""
    return Document(
        title=text,
        language="nl",
        day=FIRST_DAY,
        file="report",
        blocks=(
            Heading(text),
            Paragraph(text),
            DescriptionList(((text, text),)),
            Items((Item(text, (text, text), (text,)),)),
            Table((text, text), ((text, text), (text, text))),
            Signature(text),
        ),
    )


PLACES = 14
"""How often the text stands in that report."""

PARSE = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Token]:
    for token in PARSE.parse(text):
        yield token
        yield from token.children or ()


TEXT = {"text", "text_special", "inline", "hardbreak", "softbreak", "paragraph_open"}
"""What a text may be of itself: a blank line in it begins a paragraph, as it did for people."""


def kinds(text: str) -> Counter[str]:
    """How many there are of each kind of markup."""
    return Counter(
        token.type for token in tokens(text) if token.nesting >= 0 and token.type not in TEXT
    )


def shown(text: str) -> str:
    """What a reader sees, on one line."""
    inline = (token for token in PARSE.parse(text) if token.type == "inline")
    seen = (
        " ".join("".join(child.content or " " for child in token.children or ()).split())
        for token in inline
    )
    return "\n".join(seen)


markup = st.sampled_from(
    [
        *("# ", "- ", "+ ", "1. ", "2) ", "> ", "    ", "\t", "---", "===", "***", "* * *", "```"),
        *(
            "**",
            "_",
            "~~",
            "`",
            "|",
            "| --- |",
            "<b>",
            "<!--",
            "&amp;",
            "&#35;",
            "\\",
            "[",
            "](x)",
        ),
        *("![", "]: ", "<https://example.org>", ":smile:", "$x$", ":red[", "\n", "\n\n", " "),
    ]
)
typed = st.lists(markup | odd | words, min_size=1, max_size=8).map("".join).filter(str.strip)


@settings(max_examples=150)
@given(typed)
def test_what_a_person_typed_is_never_markup(text: str) -> None:
    written = markdown.write(document_of(text))
    plain = markdown.write(document_of("Gewoon"))
    assert kinds(written) == kinds(plain)


@settings(max_examples=150)
@given(typed.map(lambda text: " ".join(text.split())).filter(bool))
def test_what_a_person_typed_is_shown_as_it_was_typed(text: str) -> None:
    assert shown(markdown.write(document_of(text))).count(text) >= PLACES


def test_plain_sentences_need_no_backslash() -> None:
    text = "Om 10:30 uur: koffie (gratis) - voor 1,5 of 2.0 euro! Kom je? Ja; t/m 1-1-2027."
    assert markdown.escape(text) == text


@EACH_LANGUAGE
def test_lines_that_people_wrote_stay_lines(language: Language) -> None:
    document = Document("t", language, FIRST_DAY, "f", (Paragraph("een\n  twee\n\ndrie"),))
    html = PARSE.render(markdown.write(document))
    assert html == "<h1>t</h1>\n<p>een<br />\ntwee</p>\n<p>drie</p>\n"


def test_several_lines_within_an_item_stay_within_it() -> None:
    document = Document("t", "nl", FIRST_DAY, "f", (Items((Item("wat", ("een\n\n# twee",)),)),))
    (item,) = (token for token in PARSE.parse(markdown.write(document)) if "item_o" in token.type)
    assert item.level == 1
    assert kinds(markdown.write(document))["heading_open"] == 1


# --- on paper ----------------------------------------------------------------------------


def test_a_pdf_is_a4_tagged_and_says_what_it_is_and_in_which_language(
    held: Tracker, anna: Viewer
) -> None:
    for language in LANGUAGES:
        content = paper.write(made(held, anna, language=language))
        assert content.startswith(b"%PDF-")
        pdf = PdfReader(BytesIO(content))
        root: Any = pdf.trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
        assert pdf.metadata
        assert pdf.metadata.creation_date
        assert pdf.metadata.creation_date.date() == SECOND_DAY
        assert b"pdfaid:part" in content
        assert f"1 / {len(pdf.pages)}" in read(content)


def test_what_looks_like_markup_of_the_printer_stays_text() -> None:
    text = '#panic("x") *vet* _schuin_ $x$ @ref <label> [a] // niets \\ `code` = kop "citaat"'
    written = read(paper.write(document_of(text)))
    assert written.count(text) >= PLACES


@pytest.mark.parametrize(
    "text",
    ["😀 feest", "日本", "مرحبا", "\u202eomgekeerd", "x" * 200, "a\n\n\n b", "\u2028", "{x}"],
    ids=["smiley", "kanji", "arabic", "rtl", "one word", "lines", "separator", "braces"],
)
def test_any_text_can_be_printed_twice_alike(text: str) -> None:
    document = document_of(text)
    content = paper.write(document)
    assert content.startswith(b"%PDF-")
    assert paper.write(document) == content


@pytest.mark.parametrize("text", ["a\n\n\n b " * 600, "woord " * 800, "x" * 5000])
def test_the_longest_text_that_can_be_recorded_goes_on_on_the_next_page(text: str) -> None:
    blocks = (Paragraph(text), DescriptionList((("t", text),)), Items((Item(text, (text, text)),)))
    written = paper.write(Document("t", "nl", FIRST_DAY, "f", (*blocks, Paragraph("Het eind."))))
    assert len(PdfReader(BytesIO(written)).pages) > 3
    assert "Het eind." in read(written)


def test_a_sign_that_is_in_no_font_costs_nothing_but_itself() -> None:
    assert "□ na het feest" in read(paper.write(document_of("ⵣ na het feest")))


def test_text_on_paper_is_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was typed, what is printed from is the same page."""
    given: list[tuple[bytes, dict[str, str]]] = []
    compiler = paper.typst.Compiler

    def watched(page: bytes, **options: Any) -> Any:
        given.append((page, options["sys_inputs"]))
        return compiler(page, **options)

    monkeypatch.setattr(paper.typst, "Compiler", watched)
    for text in ("een", "#twee"):
        paper.write(document_of(text))
    (first, one), (second, two) = given
    assert first == second
    assert json.loads(one["document"])["title"] == "een"
    assert json.loads(two["document"])["title"] == "#twee"


# --- on the page -------------------------------------------------------------------------


def page(pilot: str, review: str) -> None:
    """A page with the minutes of one review, folded and in full."""
    import streamlit as st

    from pilots.queries import review as review_queries
    from pilots.screens.kit import answers, session
    from pilots.screens.kit.reports import minutes

    session.start_fragment()
    (row,) = (
        row
        for row in answers.for_viewer(review_queries.closed_reviews, pilot)
        if row["id"] == review
    )
    minutes.offer(row)
    with st.container(key="whole"):
        if st.toggle("whole"):
            minutes.show(row)


@pytest.fixture
def open_page(app_tracker: Tracker, anna: Viewer) -> Callable[..., Any]:
    from streamlit.testing.v1 import AppTest

    hold_two_reviews(Team(app_tracker, anna))

    def open_page(**state: Any) -> Any:
        app = AppTest.from_function(page, args=("north", "second"), default_timeout=PATIENCE)
        app.session_state["lang"] = state.pop("lang", "nl")
        for key, value in state.items():
            app.session_state[key] = value
        app.run()
        assert not app.exception
        return app

    return open_page


def downloads(app: Any) -> list[str]:
    return [button.proto.label for button in app.get("link_button")]


def texts(app: Any) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_minutes_are_made_when_somebody_opens_them(open_page: Callable[..., Any]) -> None:
    app = open_page()
    assert [fold.label for fold in app.expander] == ["Notulen"]
    assert downloads(app) == []
    assert "Soep" not in texts(app)
    app = open_page(**{"minutes.second": True})
    assert downloads(app) == ["PDF om te printen", "Als tekst (Markdown)"]
    assert "### Notulen\\: Hagendoornschool" in texts(app)
    assert "Soep op het plein" in texts(app)


def test_the_whole_of_the_minutes_stands_on_the_page_in_the_readers_language(
    open_page: Callable[..., Any],
) -> None:
    app = open_page(lang="en")
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert downloads(app) == ["PDF to print", "As text (Markdown)"]
    assert "#### What came of last time’s decisions?" in texts(app).replace("\\", "")


def test_who_may_not_read_names_is_offered_nothing(
    open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_page(**{"minutes.second": True})
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert not app.expander
    assert downloads(app) == []
    assert "Soep" not in texts(app)


def test_a_question_to_the_minutes_is_asked_once(
    open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, anna: Viewer
) -> None:
    open_page(**{"minutes.second": True})
    session.tracker().record(anna, Question(pilot="north", text="Nog een?"))
    asked: list[object] = []
    monkeypatch.setattr(
        "pilots.screens.kit.reports.minutes.minutes", lambda *about: asked.append(about)
    )
    assert "Soep op het plein" in texts(open_page(**{"minutes.second": True}))
    assert asked == []


def test_a_review_withdrawn_a_moment_ago_says_that_its_minutes_are_gone(
    open_page: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pilots.screens.kit.reports.minutes.minutes", lambda *about: None)
    app = open_page(lang="en", **{"minutes.second": True})
    assert [caption.value for caption in app.caption] == ["These minutes are no longer there."]
    assert downloads(app) == []
