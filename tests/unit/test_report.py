"""The report of a period: what is in it, who it leaves out, and that it never changes."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pypdf import PdfReader

from pilots import language
from pilots.access import EVERYTHING, Viewer
from pilots.errors import NotAllowed
from pilots.exchange import export_file, restore
from pilots.language import LANGUAGES, Language, speaking
from pilots.queries import records
from pilots.queries import report as report_queries
from pilots.reports import markdown, paper, period, web
from pilots.reports.blocks import (
    Card,
    Chart,
    DescriptionList,
    Document,
    Heading,
    Items,
    Numbers,
    Paragraph,
    Records,
    flat,
)
from pilots.reports.funder_sections import for_funders, progress
from pilots.reports.sections.context import ReportContext
from pilots.reports.vector import renderer
from pilots.screens.kit.reports import figures
from pilots.screens.pilot.reports import last_quarter, next_edition
from pilots.tracker import Tracker
from schemas import (
    Action,
    ActionKind,
    Consent,
    Decision,
    DecisionKind,
    Measurement,
    Member,
    Organisation,
    Outcome,
    Pilot,
    Record,
    Report,
    Stakeholder,
    Story,
    StoryChoice,
)
from tests.support.cast import ANNA
from tests.support.meeting import SECOND_DAY, Team, change_everything, hold_two_reviews

pytestmark = pytest.mark.slow

SINCE, UNTIL = date(2026, 10, 1), date(2026, 12, 31)
PUBLISHED = date(2027, 1, 4)
PICTURES = ("outcome", "work done", "work against plan", "participants", "standings", "decisions")
"""Those in the report of the autumn."""

SVG = '<svg width="10" height="10" xmlns="http://www.w3.org/2000/svg"><path id="a"/></svg>'


@pytest.fixture
def team(tracker: Tracker, anna: Viewer) -> Team:
    return Team(tracker, anna)


def story(id: str, consent: Consent = Consent.GIVEN, **fields: Any) -> Story:
    said = {"title": f"Verhaal {id}", "what": f"Wat {id} vertelt", **fields}
    on = date(2026, 11, 1)
    return Story(id=id, pilot="north", happened_on=on, consent=consent, consent_on=on, **said)


def report(id: str = "r", **fields: Any) -> Report:
    said = {"title": "Het najaar", "since": SINCE, "until": UNTIL, **fields}
    return Report(id=id, pilot="north", **said)


def publish(team: Team, said: Report) -> Report:
    """As the screen does: fixed at the newest line there is."""
    fixed = {"upto": team.tracker.head, "published_on": PUBLISHED}
    published = Report.read(said.id, said.pilot, said.body() | fixed)
    team.keep(published)
    return published


def tell(team: Team) -> None:
    """A pilot with everything there is, and a report of it that is published."""
    team.keep(Organisation(id=Organisation.ID, name="Stichting De Brug"))
    hold_two_reviews(team)
    with team.together():
        team.of(
            Decision,
            "halt",
            text="We stoppen met de folders",
            kind=DecisionKind.STOP,
            reason="Niemand leest ze.",
            decided_on=date(2026, 11, 30),
        )
        team.of(
            Measurement, "m0", outcome="o", measured_on=date(2026, 9, 1), value=3, of_how_many=50
        )
        team.keep(story("een"), story("twee"), story("stil", Consent.NOT_ASKED))
        draft = report(
            summary="In het kort dit.",
            happened="Dit gebeurde er.",
            learned="Dit leerden we.",
            ahead="Dit gaan we doen.",
        )
        team.keep(draft)
    publish(team, draft)


@pytest.fixture
def autumn(team: Team) -> Team:
    """That pilot, to go on with."""
    tell(team)
    return team


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """A tracker with that pilot, for tests that only read."""
    tracker = Tracker(tmp_path_factory.mktemp("told") / "tracker.duckdb")
    tell(Team(tracker, ANNA))
    yield tracker
    tracker.close()


def made(tracker: Tracker, id: str = "r", language: Language = "en") -> Document:
    with speaking(language):
        document = tracker.ask(period.published, for_funders("north"), id)
    assert document
    return document


def as_text(tracker: Tracker, id: str = "r", language: Language = "en") -> str:
    return markdown.write(made(tracker, id, language))


def section(document: Document, title: str) -> list[Any]:
    """The blocks under a heading, up to the next of its level."""
    found: list[Any] = []
    inside = False
    for block in flat(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text == title
        elif inside:
            found.append(block)
    return found


# --- for ever ----------------------------------------------------------------------------


def files(tracker: Tracker) -> dict[str, bytes]:
    """All that can be made of the report, its charts drawn by a browser."""
    found = {}
    for spoken in LANGUAGES:
        document = made(tracker, language=spoken)
        assert len(document.charts) == len(PICTURES)
        with speaking(spoken):
            charts = {chart: figures.on_paper(chart) for chart in document.charts}
        drawn = {
            chart: renderer.svg(figure, figures.WIDTH, figure["layout"]["height"])
            for chart, figure in charts.items()
        }
        found[f"{document.file}.pdf"] = paper.write(document, drawn)
        found[f"{document.file}.html"] = web.write(document, drawn)
    return found


def a_thousand(team: Team) -> list[Record]:
    """Of all sorts, within the period of the report and around it."""
    return [
        record
        for n in range(200)
        for record in (
            Action(
                pilot="north",
                title=f"Actie {n}",
                kind=list(ActionKind)[n % len(ActionKind)],
                done_on=SINCE + timedelta(days=n),
                participants=n,
            ),
            Measurement(
                pilot="north", outcome="o", measured_on=SINCE + timedelta(days=n), value=n
            ),
            Decision(pilot="north", text=f"Besluit {n}", decided_on=SINCE + timedelta(days=n)),
            Stakeholder(pilot="north", name=f"Persoon {n}"),
            story(f"later-{n}"),
        )
    ]


def a_month_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all who know which day it is."""
    for module in list(sys.modules.values()):
        if getattr(module, "today", None) is language.today and module is not language:
            monkeypatch.setattr(module, "today", lambda: PUBLISHED + timedelta(days=31))


@pytest.mark.browser
def test_a_month_and_a_thousand_records_later_a_report_is_the_same_byte_for_byte(
    autumn: Team, tracker: Tracker, anna: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(tracker)
    assert len(before) == 4
    tracker.record(anna, *a_thousand(autumn))
    change_everything(autumn, 1)
    autumn.keep(Organisation(id=Organisation.ID, name="Heet nu anders"))
    autumn.keep(report(summary="Achteraf verbeterd.", upto=tracker.head, published_on=UNTIL))
    tracker.undo(anna, tracker.head)
    a_month_later(monkeypatch)
    renderer.close()
    assert files(tracker) == before
    tracker.rebuild()
    export_file(tracker, tmp_path / "all.jsonl")
    other = Tracker(tmp_path / "other" / "tracker.duckdb")
    restore(other, tmp_path / "all.jsonl")
    assert files(other) == before
    other.close()
    # So that nothing above passes by changing nothing.
    publish(autumn, report("next"))
    afterwards = as_text(tracker, "next")
    assert "Iets anders" in afterwards
    assert "Besluit 7" in afterwards


def test_a_pdf_with_charts_is_tagged_and_says_each_chart_in_words(told: Tracker) -> None:
    document = made(told, language="nl")
    content = paper.write(document, dict.fromkeys(document.charts, SVG))
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert re.search(rb"pdfaid:part.{0,40}2", content)
    alts = re.findall(r"'/Alt': '([^']*)'", repr(list(structure(root["/StructTreeRoot"]))))
    assert [alt for alt in alts if alt.startswith(("Buren kennen", "Wat is er gedaan"))]
    assert len(alts) == len(document.charts)


def structure(node: Any) -> Iterator[dict[str, Any]]:
    """Each element of a PDF's tags, from the first to the last."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from structure(each)
    elif hasattr(node, "get") and not isinstance(node, int):
        yield {key: str(node[key]) for key in ("/S", "/Alt") if key in node}
        if "/K" in node:
            yield from structure(node["/K"])


def test_the_words_are_those_of_the_version_that_was_published(
    autumn: Team, tracker: Tracker
) -> None:
    """Also where a program records another version of what is published."""
    upto = tracker.reader(EVERYTHING).rows("SELECT max(seq) AS n FROM logbook")[0]["n"] - 1
    before = made(tracker)
    autumn.keep(report(summary="Heel iets anders.", upto=upto, published_on=PUBLISHED))
    assert made(tracker) == before


def test_what_is_not_published_or_withdrawn_is_nowhere_to_be_read(
    autumn: Team, tracker: Tracker, anna: Viewer
) -> None:
    autumn.keep(report("draft"))
    scope = for_funders("north")
    assert tracker.ask(period.published, scope, "draft") is None
    assert tracker.ask(period.published, scope, "unknown") is None
    assert tracker.ask(period.published, for_funders("south"), "r") is None
    (row,) = tracker.ask(report_queries.published, scope)
    tracker.withdraw(anna, row["_seq"])
    assert tracker.ask(period.published, scope, "r") is None
    tracker.undo(anna, tracker.head)
    assert made(tracker).title == "Het najaar"


def test_only_who_answers_for_a_pilot_publishes_withdraws_or_changes_what_is_published(
    autumn: Team, tracker: Tracker, bram: Viewer
) -> None:
    (row,) = tracker.ask(report_queries.published, bram.scope)
    tracker.record(bram, report("draft", summary="Het team schrijft mee."))
    tries: tuple[Callable[[], object], ...] = (
        lambda: tracker.record(bram, report("draft", upto=1, published_on=PUBLISHED)),
        lambda: tracker.record(bram, report("r", summary="Anders.")),
        lambda: tracker.withdraw(bram, row["_seq"]),
    )
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()


# --- editions ----------------------------------------------------------------------------


def test_a_correction_is_a_new_edition_and_the_one_before_can_still_be_read(
    autumn: Team, tracker: Tracker, anna: Viewer
) -> None:
    first = made(tracker)
    said = tracker.ask(report_queries.as_published, anna.scope, "r")
    assert said
    second = next_edition(said)
    assert (second.edition, second.follows, second.summary) == (2, "r", said.summary)
    assert (second.upto, second.published_on, second.changed) == (None, None, None)
    with pytest.raises(ValidationError, match="Say what is different"):
        publish(autumn, second)
    autumn.keep(second)
    assert [row["corrected"] for row in tracker.ask(report_queries.published, anna.scope)] == [
        None
    ]
    publish(autumn, Report.read(second.id, "north", second.body() | {"changed": "Een telfout."}))
    rows = tracker.ask(report_queries.published, anna.scope)
    assert {row["id"]: row["corrected"] for row in rows} == {second.id: None, "r": second.id}
    assert {row["called"] for row in rows} == {"Hagendoornschool"}
    assert made(tracker) == first
    assert "Een telfout." in as_text(tracker, second.id)
    assert "**Edition:** 2" in as_text(tracker, second.id)
    assert "**Published on:** 4 January 2027" in as_text(tracker, second.id)
    assert made(tracker, second.id).file == "report-hagendoornschool-2026-12-31-2"


def test_of_a_pilot_what_is_being_written_comes_first_and_then_the_newest_period(
    autumn: Team, tracker: Tracker, anna: Viewer
) -> None:
    autumn.keep(report("old", since=date(2025, 1, 1), until=date(2025, 3, 31)))
    publish(autumn, report("spring", since=date(2026, 1, 1), until=date(2026, 3, 31)))
    rows = tracker.ask(report_queries.of_pilot, anna.scope, "north")
    assert [row["id"] for row in rows] == ["old", "r", "spring"]
    assert [row["id"] for row in tracker.ask(report_queries.published, anna.scope, "spring")] == [
        "spring"
    ]
    assert tracker.ask(report_queries.as_published, anna.scope, "old") is None


@pytest.mark.parametrize(
    ("today", "since", "until"),
    [
        (date(2026, 11, 23), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (date(2028, 5, 29), date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_a_new_report_is_about_the_last_quarter_that_is_over(
    today: date, since: date, until: date
) -> None:
    assert last_quarter(today) == (since, until)


# --- what is in it -----------------------------------------------------------------------


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_report_tells_what_the_lead_wrote_and_what_was_recorded(
    told: Tracker, spoken: Language
) -> None:
    document = made(told, language=spoken)
    assert (document.title, document.publisher) == ("Het najaar", "Stichting De Brug")
    page = paper.write(document, dict.fromkeys(document.charts, SVG))
    on_paper = " ".join(it.extract_text() for it in PdfReader(BytesIO(page)).pages)
    for read in (markdown.write(document), " ".join(on_paper.split())):
        for words in (
            *("In het kort dit.", "Dit gebeurde er.", "Dit leerden we.", "Dit gaan we doen."),
            *("Hagendoornschool", "Zuidwijk, Hoeksche Waard", "Hoe wordt de school weer"),
            *("Buren kennen elkaar", "12 buren", "We stoppen met de folders"),
            *("Niemand leest ze.", "De sleutel is er nog niet.", "Verhaal een", "Wat twee"),
        ):
            assert words in read, words


def test_what_was_measured_before_the_period_stands_in_the_chart_and_not_in_the_numbers(
    autumn: Team, tracker: Tracker
) -> None:
    blocks = section(made(tracker), "What was promised, and what came of it?")
    (numbers,) = (block for block in blocks if isinstance(block, Numbers))
    assert numbers == Numbers(
        ("Measured on", "Value"), (("20 Nov 2026", "12 buren"),), of_chart=True
    )
    (chart,) = (block for block in blocks if isinstance(block, Chart))
    assert [point.value for point in chart.result.progress.points] == [3, 12]  # type: ignore[attr-defined]
    autumn.of(Measurement, "m2", outcome="o", measured_on=UNTIL, value=8, of_how_many=20)
    publish(autumn, report("more"))
    blocks = section(made(tracker, "more"), "What was promised, and what came of it?")
    (numbers,) = (block for block in blocks if isinstance(block, Numbers))
    assert numbers.rows == (
        ("20 Nov 2026", "12 buren", ""),
        ("31 Dec 2026", "8 buren", "20"),
    )


def test_what_was_done_is_counted_by_kind_and_month(autumn: Team, tracker: Tracker) -> None:
    autumn.of(Action, "v", title="Bezoek", kind=ActionKind.VISIT, done_on=date(2026, 11, 2))
    autumn.of(Action, "w", title="Te vroeg", kind=ActionKind.VISIT, done_on=date(2026, 9, 30))
    publish(autumn, report("more"))
    counted, against_planned = (
        block
        for block in section(made(tracker, "more"), "What was done?")
        if isinstance(block, Numbers)
    )
    assert counted == Numbers(
        ("When", "Other", "Visit", "Together"),
        (("October 2026", "1", "0", "1"), ("November 2026", "1", "1", "2")),
        of_chart=True,
    )
    assert against_planned.header == ("Up to", "Total actions", "Actions done")
    *_earlier, (_up_to, total, done) = against_planned.rows
    assert (total, done) == ("7", "4")


def test_what_was_stopped_is_a_result_too(told: Tracker) -> None:
    first, question, picture, decisions = section(made(told), "What did we decide, and change?")
    assert isinstance(question, Heading)
    assert isinstance(picture, Chart)
    assert picture.alt == f"{question.text} 3 decisions: 1 done and 2 still open."
    assert "1 decision was to stop" in first.text
    assert isinstance(decisions, Items)
    assert decisions.items[0].text == "We stoppen met de folders"


def test_a_report_of_a_time_in_which_nothing_happened_says_so(
    team: Team, tracker: Tracker
) -> None:
    team.keep(Pilot(id="north", name="Noord"))
    publish(team, report())
    for spoken in LANGUAGES:
        read = as_text(tracker, language=spoken)
        assert "None" not in read
        document = made(tracker, language=spoken)
        assert document.charts == ()
        assert len(PdfReader(BytesIO(paper.write(document))).pages) <= 2
    read = as_text(tracker)
    for words in (
        *("No question was written down.", "No outcome has been promised yet."),
        *("Nothing was decided in this period.", "Next review: not set yet"),
    ):
        assert words in read


def test_a_report_holds_all_that_the_page_progress_shows_of_that_period(told: Tracker) -> None:
    context = ReportContext("north", PUBLISHED, SINCE, UNTIL)
    with speaking("en"):
        on_page = told.ask(progress, for_funders("north"), context)
        draft = told.ask(period.preview, for_funders("north"), report("next"), PUBLISHED)
        text = markdown.blocks(on_page)
    first = draft.blocks.index(on_page[0])
    assert draft.blocks[first : first + len(on_page)] == on_page
    for words in (
        *("How it is measured: not set yet.", "Measured 2 times", "How do we know? Heard"),
        *("Baseline: 0 buren. Target: 40 buren.", "Source: the actions that the team logged"),
    ):
        assert words in text, words


def test_the_most_significant_change_comes_first_with_its_reason(
    autumn: Team, tracker: Tracker
) -> None:
    autumn.of(StoryChoice, "c", story="een", why="Het raakt ons.", chosen_on=PUBLISHED)
    autumn.keep(story("drie", outcome="o"))
    publish(autumn, report("next"))
    cards = [block for block in made(tracker, "next").blocks if isinstance(block, Card)]
    assert [card.id for card in cards] == ["o", "een", "twee"]
    outcome, chosen, _other = cards
    assert [block.id for block in outcome.blocks if isinstance(block, Card)] == ["drie"]
    assert [tag.text for tag in chosen.tags] == ["Heard", "Most significant change"]
    assert DescriptionList((("Why the team chose it", "Het raakt ons."),)) in chosen.blocks


def test_a_way_to_the_records_is_for_the_screen_alone(told: Tracker) -> None:
    document = made(told)
    tabs = [block.tab for block in document.blocks if isinstance(block, Records)]
    assert tabs == ["outcomes", "timeline", "stories", "reviews"]
    assert not any(isinstance(block, Records | Card) for block in flat(document.blocks))


# --- people ------------------------------------------------------------------------------


def test_a_story_that_is_taken_back_is_gone_from_what_was_published(
    autumn: Team, tracker: Tracker, anna: Viewer
) -> None:
    before = made(tracker)
    autumn.keep(story("een", Consent.WITHDRAWN))
    after = as_text(tracker)
    assert "Verhaal een" not in after
    assert "Wat een vertelt" not in after
    assert "1 story was withdrawn, and is no longer shown here." in after
    assert "Verhaal twee" in after
    tracker.undo(anna, tracker.head)
    assert made(tracker) == before
    (row,) = tracker.reader(anna.scope).rows(
        "SELECT max(seq) n FROM logbook WHERE subject = 'twee'"
    )
    tracker.withdraw(anna, row["n"])
    assert "Verhaal twee" not in as_text(tracker)


def test_a_story_that_may_be_told_since_is_not_in_what_was_published_before(
    autumn: Team, tracker: Tracker
) -> None:
    before = made(tracker)
    autumn.keep(story("stil"), story("nieuw"))
    assert made(tracker) == before


def test_no_name_and_no_small_number_of_people_is_in_a_report(
    team: Team, tracker: Tracker, anna: Viewer
) -> None:
    team.keep(
        Pilot(id="north", name="Noord", lead="Lia Lead"),
        Stakeholder(id="s", pilot="north", name="Sam Geheim", email="sam@voorbeeld.nl"),
        Action(
            pilot="north",
            title="Koffie bij Sam",
            done_on=date(2026, 10, 5),
            owner="Otto Bos",
            with_whom=("s",),
            participants=3,
            happened="Drie kwamen er.",
        ),
        Outcome(id="o", pilot="north", statement="Buren", unit="buren", counts_people=True),
        Measurement(pilot="north", outcome="o", measured_on=date(2026, 10, 7), value=4),
        story("een", teller="Tess Verteller", source="Gesprek met Tess", substantiator="Ook Tess"),
        story("stil", Consent.REFUSED),
        Member(pilot="north", name="Mo Lid", email="mo@voorbeeld.nl"),
    )
    publish(team, report())
    read = as_text(tracker)
    for secret in (
        *("Lia Lead", "Sam", "Otto Bos", "Drie kwamen", "Tess", "Verhaal stil", "Mo Lid"),
        *("@", "Anna", "3 ", "4 buren"),
    ):
        assert secret not in re.sub(r"\d+ (January|Oct(ober)?|December)|line \d+", "", read), (
            secret
        )
    assert "Participants: fewer than 5." in read
    assert "fewer than 5 buren" in read
    assert made(tracker) == tracker_of_lead(tracker, anna)


def tracker_of_lead(tracker: Tracker, anna: Viewer) -> Document | None:
    """The same report asked by who may see everything."""
    with speaking("en"):
        return tracker.ask(period.published, anna.scope, "r")


def test_a_preview_is_what_would_be_published(autumn: Team, tracker: Tracker) -> None:
    autumn.keep(report("next", summary="Nog niet klaar."))
    scope = for_funders("north")
    with speaking("en"):
        before = tracker.ask(
            period.preview, scope, report("next", summary="Nog niet klaar."), PUBLISHED
        )
        assert tracker.ask(records.row, scope, "report", "next") is None
    publish(autumn, report("next", summary="Nog niet klaar."))
    after = made(tracker, "next")
    last, facts = len(after.blocks) - 1, 0
    differs = [
        n
        for n, pair in enumerate(zip(before.blocks, after.blocks, strict=True))
        if pair[0] != pair[1]
    ]
    assert differs == [facts, last]  # the day it was published, and the small print


# --- as one file -------------------------------------------------------------------------


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.policy = ""
        self.language = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("src", "href") if name in given]
        self.language = (tag == "html" and given.get("lang")) or self.language
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content") or ""


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_page_is_one_file_in_its_language_with_headings_in_order(
    told: Tracker, spoken: Language
) -> None:
    document = made(told, language=spoken)
    content = web.write(document, dict.fromkeys(document.charts, SVG), logo=b"logo")
    page = Page(content)
    assert page.language == spoken
    assert page.links == ["data:image/jpeg;base64,bG9nbw=="]
    assert "default-src 'none'" in page.policy
    assert "script-src 'none'" in page.policy
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.tags.count("svg") == len(document.charts) == len(PICTURES)
    assert "script" not in page.tags
    ids = re.findall(r'id="([^"]+)"', content.decode())
    assert len(ids) == len(set(ids)) == len(PICTURES)


def test_without_pictures_the_page_brings_the_program_that_draws_them_once(told: Tracker) -> None:
    document = made(told)
    with speaking("en"):
        charts = {chart: figures.on_paper(chart) for chart in document.charts}
    content = web.write(document, web.Scripted(charts, "PROGRAM"))
    assert content.count(b"PROGRAM") == 1
    assert content.count(b"Plotly.newPlot") == len(PICTURES)
    page = Page(content)
    assert page.links == []
    assert page.policy.startswith("default-src 'none'")
    assert page.tags.count("table") == 4  # measured, done, and people


NASTY = "</script><script>alert(1)</script><img src=x onerror=alert(1)> & \"x\" 'y' $x$"


def test_what_a_person_typed_is_text_in_the_page(team: Team, tracker: Tracker) -> None:
    def page(text: str, id: str) -> Page:
        team.keep(
            Pilot(id="north", name=text, audience=text),
            Outcome(
                id="o",
                pilot="north",
                statement=text,
                unit=text,
                indicator=text,
                target=9,
                redefined=text,
            ),
            Measurement(id="m", pilot="north", outcome="o", measured_on=SECOND_DAY, value=7),
            story("een", title=text, what=text, contribution=text, who=text),
            Decision(id="d", pilot="north", text=text, reason=text, decided_on=SECOND_DAY),
        )
        words = dict.fromkeys(("title", "summary", "happened", "learned", "ahead"), text)
        publish(team, report(id, **words))
        document = made(tracker, id)
        with speaking("en"):
            charts = {chart: figures.on_paper(chart) for chart in document.charts}
        return Page(web.write(document, web.Scripted(charts, "")))

    assert page(NASTY, "bad").tags == page("Gewoon", "good").tags


def test_the_facts_of_a_report_are_short() -> None:
    """A question needs no colon behind it, in no way of writing it down."""
    document = Document(
        "t", "nl", UNTIL, "f", (DescriptionList((("Hoe?", "zo"), ("Wie", "wij"))),)
    )
    assert "**Hoe?** zo" in markdown.write(document)
    assert "**Wie:** wij" in markdown.write(document)
    read = PdfReader(BytesIO(paper.write(document))).pages[0].extract_text()
    assert "Hoe? zo" in read
    assert "Wie: wij" in read


def test_words_of_the_lead_that_are_missing_leave_no_heading(team: Team, tracker: Tracker) -> None:
    team.keep(Pilot(id="north", name="Noord"))
    publish(team, report(learned="Dit."))
    document = made(tracker)
    assert section(document, "What did we learn?") == [Paragraph("Dit.")]
    assert Heading("In short") not in document.blocks
