"""Choosing the most significant story: beside each other, with a reason; the others stay."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Scope, Viewer
from pilots.language import today
from pilots.queries import records
from pilots.queries import story_choices as story_choices_queries
from pilots.tracker import Tracker
from schemas import Consent, Outcome, Pilot, Story, StoryChoice
from tests.support.app import field, open_app, shown, submit
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"
SPRING, SUMMER = date(2026, 5, 1), date(2026, 8, 1)
QUARTER = {"since": date(2026, 4, 1), "until": date(2026, 6, 30)}
PANEL = ("Truus", "Gerrit")


def fill_garden(tracker: Tracker) -> None:
    tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin"))


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def tell(
    tracker: Tracker, viewer: Viewer, id: str, on: date | None, told_on: bool = True, **more: Any
) -> None:
    given = {"consent": Consent.GIVEN, "consent_on": SPRING} if told_on else {}
    story = Story(
        id=id,
        pilot=PILOT,
        title=f"Verhaal {id}",
        what=f"Wat {id} deed.",
        happened_on=on,
        **{**given, **more},
    )
    tracker.record(viewer, story)


def choose(tracker: Tracker, viewer: Viewer, story: str, on: date = SUMMER, **more: Any) -> None:
    fields = {"why": f"Omdat {story} telt.", "panel": PANEL, **more}
    tracker.record(viewer, StoryChoice(pilot=PILOT, story=story, chosen_on=on, **fields))


def open_stories(view: str = "choose", language: str = "nl") -> AppTest:
    app = open_app(language, pilot=PILOT, place="stories", stories=view)
    return app.switch_page("pilot/page.py").run()


def funded(monkeypatch: pytest.MonkeyPatch) -> str:
    """What the funder's page shows."""
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app = open_app(about=PILOT)
    assert not app.exception
    return shown(app)


# --- what is asked -------------------------------------------------------------------------


def test_the_stories_of_a_period_come_newest_first_by_the_day_they_happened(
    tracker: Tracker, anna: Viewer
) -> None:
    tell(tracker, anna, "zomer", SUMMER)
    tell(tracker, anna, "lente", SPRING)
    tell(tracker, anna, "zonder", None)
    tell(tracker, anna, "vers", None, told_on=False)
    rows = tracker.ask(story_choices_queries.candidates, anna.scope, PILOT, **QUARTER)
    assert [row["id"] for row in rows] == ["zonder", "lente"]
    everything = tracker.ask(story_choices_queries.candidates, anna.scope, PILOT)
    assert {row["id"]: row["day"] for row in everything} == {
        "vers": today(),
        "zomer": SUMMER,
        "zonder": SPRING,
        "lente": SPRING,
    }


def test_the_last_choice_of_a_period_comes_first_and_one_of_a_story_that_is_gone_does_not(
    tracker: Tracker, anna: Viewer
) -> None:
    for id in ("een", "twee", "weg"):
        tell(tracker, anna, id, SPRING)
    tell(tracker, anna, "zomer", SUMMER)
    for n, id in enumerate(("een", "twee", "weg", "zomer")):
        choose(tracker, anna, id, SUMMER + timedelta(days=n))
    line = tracker.ask(records.row, anna.scope, Story.table, "weg")
    assert line
    tracker.withdraw(anna, line["_seq"])
    rows = tracker.ask(story_choices_queries.choices, anna.scope, PILOT, **QUARTER)
    assert [(row["story"], row["title"]) for row in rows] == [
        ("twee", "Verhaal twee"),
        ("een", "Verhaal een"),
    ]


def test_funders_get_the_reason_only_with_consent_and_never_an_earlier_choice_instead(
    tracker: Tracker, anna: Viewer
) -> None:
    outside = Scope(None, frozenset())
    tell(tracker, anna, "open", SPRING)
    tell(tracker, anna, "dicht", SPRING, told_on=False)
    assert tracker.ask(story_choices_queries.newest_for_funders, outside, PILOT) is None
    choose(tracker, anna, "open")
    assert tracker.ask(story_choices_queries.newest_for_funders, outside, PILOT) == {
        "story": "open",
        "why": "Omdat open telt.",
        "chosen_on": SUMMER,
    }
    choose(tracker, anna, "dicht", SUMMER + timedelta(days=1))
    assert tracker.ask(story_choices_queries.newest_for_funders, outside, PILOT) is None


# --- the board -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Welke verandering telt het meest?", "minstens twee verhalen")),
        ("en", ("Which change matters most?", "you need at least two stories")),
    ],
)
def test_with_one_story_it_says_that_choosing_takes_two(
    garden: Tracker, anna: Viewer, language: str, words: tuple[str, str]
) -> None:
    tell(garden, anna, "een", SPRING)
    app = open_stories(language=language)
    assert not app.exception
    for said in words:
        assert said in shown(app)


def test_a_story_is_chosen_with_a_reason_and_a_panel_and_the_others_stay(
    garden: Tracker, anna: Viewer
) -> None:
    for id in ("een", "twee"):
        tell(garden, anna, id, SPRING)
    app = open_stories()
    app.button(key="choose.een").click().run()
    field(app, "text_area", ".why").set_value("Hier draaide iets om.")
    field(app, "text_input", ".panel.new").set_value(" en ".join(PANEL))
    submit(app, f"choose.{PILOT}.een").click().run()
    assert not app.exception
    (made,) = garden.ask(story_choices_queries.choices, anna.scope, PILOT)
    assert (made["story"], tuple(made["panel"])) == ("een", PANEL)
    assert made["chosen_on"] == today()
    seen = shown(open_stories())
    for words in ("Hier draaide iets om.", "gekozen door Truus en Gerrit", "Verhaal twee"):
        assert words in seen
    app.button(key="undo").click().run()
    assert garden.ask(story_choices_queries.choices, anna.scope, PILOT) == []


def test_a_choice_without_a_reason_is_not_made(garden: Tracker, anna: Viewer) -> None:
    for id in ("een", "twee"):
        tell(garden, anna, id, SPRING)
    app = open_stories()
    app.button(key="choose.een").click().run()
    submit(app, f"choose.{PILOT}.een").click().run()
    assert not app.exception
    assert garden.ask(story_choices_queries.choices, anna.scope, PILOT) == []


def test_the_chosen_story_stands_first_and_cannot_be_chosen_again(
    garden: Tracker, anna: Viewer
) -> None:
    for n, id in enumerate(("oud", "nieuw")):
        tell(garden, anna, id, SPRING + timedelta(days=n))
    choose(garden, anna, "oud")
    for view in ("choose", "list"):
        seen = shown(open_stories(view))
        assert seen.index("Verhaal oud") < seen.index("Verhaal nieuw"), view
        assert seen.count("Wat oud deed.") == seen.count("Wat nieuw deed."), view
        assert "Omdat oud telt." in seen
    keys = [button.key for button in open_stories().button]
    assert "choose.nieuw" in keys
    assert "choose.oud" not in keys


def test_choosing_again_keeps_the_earlier_choice_with_its_reason(
    garden: Tracker, anna: Viewer
) -> None:
    for id in ("een", "twee"):
        tell(garden, anna, id, SPRING)
    choose(garden, anna, "een", SPRING)
    choose(garden, anna, "twee", SUMMER)
    seen = shown(open_stories())
    assert seen.index("Omdat twee telt.") < seen.index("Eerder gekozen (1)")
    assert "Omdat een telt." in seen


def test_a_quarter_has_a_choice_of_its_own(garden: Tracker, anna: Viewer) -> None:
    for id in ("een", "twee"):
        tell(garden, anna, id, SPRING)
    tell(garden, anna, "zomer", SUMMER)
    choose(garden, anna, "een", SPRING)
    choose(garden, anna, "zomer", SUMMER)
    app = open_stories()
    quarters = app.selectbox(key="quarter")
    assert quarters.options == ["2026, kwartaal 3", "2026, kwartaal 2"]
    seen = shown(quarters.set_value("2026, kwartaal 2").run())
    assert "Omdat een telt." in seen
    assert "Verhaal zomer" not in seen
    assert "Eerder gekozen" not in seen


# --- what funders read ---------------------------------------------------------------------


def test_the_funder_reads_the_chosen_story_first_with_its_reason_and_no_name_of_the_panel(
    garden: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = Outcome(id="bakken", pilot=PILOT, statement="Er wordt getuinierd", indicator="n")
    garden.record(anna, outcome)
    tell(garden, anna, "oud", SPRING, outcome="bakken")
    tell(garden, anna, "nieuw", SUMMER)
    choose(garden, anna, "oud")
    seen = funded(monkeypatch)
    assert seen.index("Wat oud deed.") < seen.index("Wat nieuw deed.")
    assert "**Waarom het team dit koos**  \nOmdat oud telt." in seen
    assert "Meest betekenisvolle verandering" in seen
    for name in PANEL:
        assert name not in seen


def test_without_consent_the_funder_reads_neither_the_story_nor_the_reason(
    garden: Tracker, anna: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(garden, anna, "dicht", SPRING, told_on=False)
    tell(garden, anna, "open", SPRING)
    choose(garden, anna, "dicht")
    seen = funded(monkeypatch)
    assert "Wat open deed." in seen
    for words in ("dicht", "Meest betekenisvolle verandering"):
        assert words not in seen
