"""Decision cards on the screens: beside the chart, before a pilot begins, and in a review."""

from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Viewer
from pilots.language import today
from pilots.queries import expectations as expectations_queries
from pilots.queries import records
from pilots.store.meetings import MeetingClock, now
from pilots.tracker import Tracker
from schemas import (
    Decision,
    Expectation,
    Measurement,
    Outcome,
    Phase,
    Pilot,
    Question,
    Review,
)
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

pytestmark = pytest.mark.slow

PILOT = "buurttuin"
TABS = {"nl": ("Overzicht", "Uitkomsten"), "en": ("Overview", "Outcomes")}
YESTERDAY = today() - timedelta(days=1)


class Garden:
    """A pilot with an outcome, and somebody who writes things down for it."""

    def __init__(self, tracker: Tracker, viewer: Viewer = ANNA) -> None:
        self.tracker, self.viewer = tracker, viewer

    def keep(self, *kept: Any) -> None:
        for record in kept:
            self.tracker.record(self.viewer, record)

    def pilot(self, **fields: Any) -> None:
        self.keep(Pilot(id=PILOT, name="Buurttuin", **{"lead": "Riet", **fields}))

    def outcome(self, **fields: Any) -> None:
        said = {"statement": "Buren tuinieren", "unit": "buren", **fields}
        self.keep(Outcome.read("bakken", PILOT, said))

    def expect(self, **fields: Any) -> None:
        said = {"prediction": "Wie zaait, blijft.", "expected": 25, "green": 20, "red": 10}
        body = {"outcome": "bakken", **said, **fields}
        self.keep(Expectation.read("kaart", PILOT, body))

    def measure(self, value: float) -> None:
        made = {"outcome": "bakken", "measured_on": YESTERDAY, "value": value}
        self.keep(Measurement.read(f"meting-{value}", PILOT, made))

    @property
    def card(self) -> dict[str, Any]:
        [known] = self.tracker.ask(expectations_queries.decision_cards, self.viewer.scope, PILOT)
        return known

    @property
    def phase(self) -> str:
        row = self.tracker.ask(records.row, self.viewer.scope, "pilot", PILOT)
        assert row
        return str(row["phase"])


def fill_garden(tracker: Tracker) -> None:
    """An experiment with an outcome, of which nothing was said in advance."""
    garden = Garden(tracker)
    garden.pilot(phase=Phase.EXPERIMENT)
    garden.outcome()


def fill_idea(tracker: Tracker) -> None:
    """The same, begun anew as an idea with an outcome and nothing else."""
    fill_garden(tracker)
    Garden(tracker).pilot(phase=Phase.IDEA)


def fill_card(tracker: Tracker) -> None:
    """An experiment of which was said in advance what it will be, and that was measured since."""
    fill_garden(tracker)
    garden = Garden(tracker)
    garden.expect(decider="Riet")
    garden.measure(12)


def fill_amended_card(tracker: Tracker) -> None:
    """The same, changed once it was measured."""
    fill_card(tracker)
    Garden(tracker).expect(green=12, amended="Er kwam een tweede tuin.")


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Garden:
    return Garden(open_in_app(fill_garden))


@pytest.fixture
def idea(open_in_app: OpenInApp) -> Garden:
    return Garden(open_in_app(fill_idea))


@pytest.fixture
def card(open_in_app: OpenInApp) -> Garden:
    return Garden(open_in_app(fill_card))


@pytest.fixture
def amended_card(open_in_app: OpenInApp) -> Garden:
    return Garden(open_in_app(fill_amended_card))


def become(monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """Somebody with this role is at the machine from now on."""
    monkeypatch.setenv("TRACKER_ROLE", role)


def open_pilot(language: str = "nl", part: int = 1, **state: Any) -> AppTest:
    """The page of the pilot at its outcomes, or at its overview (0)."""
    app = open_page("pilot/page.py", language, pilot=PILOT, tab=TABS[language][part], **state)
    assert not app.exception
    return app


def open_ready(language: str = "nl") -> AppTest:
    return open_pilot(language, 0, **{f"ready.{PILOT}": True})


def tap(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def refused(app: AppTest, form: str) -> str:
    """What a form said was the matter: without a browser a dialog closes after each tap."""
    return " ".join(problem.sentence for problem in app.session_state[f"problems.{form}"])


def keys(app: AppTest) -> set[str]:
    return {button.key or "" for button in app.button}


# --- the card beside the outcome -----------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "Wat we vooraf zeiden",
                "Ertussenin",
                "We zeiden vooraf: vanaf 20 buren gaan we door, bij 10 buren of minder stoppen we",
                "verwacht 25 · doorgaan bij 20 · stoppen bij 10",
                "Riet beslist",
            ),
        ),
        (
            "en",
            (
                "What we said in advance",
                "In between",
                "We said in advance: at 20 buren or more we continue, at 10 buren or less we stop",
                "expected 25 · continue at 20 · stop at 10",
                "Riet decides",
            ),
        ),
    ],
)
def test_beside_the_picture_stands_what_was_said_and_what_it_means(
    card: Garden, language: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    seen = shown(open_pilot(language))
    for each in (*words, "Wie zaait, blijft."):
        assert each in seen


@pytest.mark.parametrize(
    ("value", "badge"),
    [
        (25, ":blue-badge[:material/arrow_forward: Doorgaan]"),
        (15, ":gray-badge[:material/tune: Ertussenin]"),
        (5, ":orange-badge[:material/stop_circle: Stoppen]"),
        (None, ":gray-badge[:material/hourglass_empty: Nog niet bekend]"),
    ],
)
def test_a_light_is_a_sign_and_a_word_and_never_a_colour_alone(
    garden: Garden, value: float | None, badge: str
) -> None:
    garden.expect()
    if value is not None:
        garden.measure(value)
    assert any(it.value.startswith(badge) for it in open_pilot().markdown)


def test_without_values_to_go_on_or_stop_at_there_is_no_verdict(garden: Garden) -> None:
    garden.expect(green=None, red=None)
    garden.measure(12)
    seen = shown(open_pilot())
    assert "Geen oordeel" in seen
    assert "is niet afgesproken" in seen


def test_an_outcome_that_was_turned_round_says_that_its_values_do_not_fit(garden: Garden) -> None:
    garden.expect()
    garden.measure(25)
    garden.outcome(better="lower")
    assert "passen niet bij welke kant beter is" in shown(open_pilot())


def test_what_people_wrote_is_no_markup(garden: Garden) -> None:
    garden.expect(prediction="# Groot\n**vet** $x$ <b>", decider="*Riet*")
    app = open_pilot()
    assert "# Groot" in shown(app)
    assert not any(it.value.startswith("# Groot") for it in app.markdown)
    assert "\\*Riet\\*" in "".join(it.value for it in app.caption)


# --- writing it ----------------------------------------------------------------------------


def test_an_expectation_is_written_beside_the_outcome(
    garden: Garden, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    app = tap(open_pilot(), "expect.bakken")
    assert not [it for it in app.text_area if (it.key or "").endswith(".amended")]
    field(app, "text_area", ".prediction").input("Wie zaait, blijft.")
    field(app, "text_input", ".green").set_value("20")
    field(app, "text_input", ".red").set_value("10")
    submit(app, "expectation.bakken.0").click().run()
    assert not app.exception
    assert (garden.card["green"], garden.card["red"]) == (20, 10)
    assert garden.card["is_beforehand"]
    assert "Wie zaait, blijft." in shown(open_pilot())
    tap(app, "undo")
    assert garden.card["id"] is None


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "moet hoger zijn dan de waarde waarbij je stopt"), ("en", "must be higher than")],
)
def test_values_that_do_not_fit_are_told_where_they_were_typed(
    garden: Garden, language: str, words: str
) -> None:
    app = tap(open_pilot(language), "expect.bakken")
    field(app, "text_area", ".prediction").input("Wie zaait, blijft.")
    field(app, "text_input", ".green").set_value("10")
    field(app, "text_input", ".red").set_value("20")
    submit(app, "expectation.bakken.0").click().run()
    assert words in refused(app, "expectation.bakken.0")
    assert garden.card["id"] is None
    app = tap(app, "expect.bakken")
    assert words in shown(app)
    assert field(app, "text_input", ".green").value == "10"


@pytest.mark.parametrize(
    ("language", "asked", "told"),
    [
        ("nl", "Waarom nu pas, of waarom anders?", "Deze uitkomst is al gemeten"),
        ("en", "Why only now, or why the change?", "This outcome has already been measured"),
    ],
)
def test_who_changes_it_after_a_measurement_is_asked_why(
    card: Garden, language: str, asked: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    form = f"expectation.bakken.{card.card['_seq']}"
    app = tap(open_pilot(language), "expect.bakken")
    why = field(app, "text_area", ".amended")
    assert why.label == asked
    field(app, "text_input", ".green").set_value("12")
    submit(app, form).click().run()
    assert told in refused(app, form)
    assert card.card["green"] == 20
    app = tap(app, "expect.bakken")
    field(app, "text_area", ".amended").input("Er kwam een tweede tuin.")
    submit(app, form).click().run()
    assert card.card["green"] == 12


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "Wat we verwachten",
                "We zeiden, toen er al gemeten was: vanaf 12 buren",
                "Eerst stond er: Wie zaait, blijft. · verwacht 25 · doorgaan bij 20",
                "Waarom het anders werd: Er kwam een tweede tuin.",
            ),
        ),
        (
            "en",
            (
                "What we expect",
                "We said this only after the first measurement: at 12 buren",
                "At first it said: Wie zaait, blijft. · expected 25 · continue at 20",
                "Why it changed: Er kwam een tweede tuin.",
            ),
        ),
    ],
)
def test_what_stood_there_first_stays_in_sight_with_why_it_changed(
    amended_card: Garden, language: str, words: tuple[str, ...]
) -> None:
    app = open_pilot(language)
    for each in words:
        assert each in shown(app)
    assert len([it for it in app.caption if "tweede tuin" in it.value]) == 1


def test_the_next_change_does_not_begin_with_the_last_reason(amended_card: Garden) -> None:
    app = tap(open_pilot(), "expect.bakken")
    assert not field(app, "text_area", ".amended").value
    assert field(app, "text_input", ".green").value == "12"


def test_what_is_said_for_the_first_time_after_a_measurement_says_why(garden: Garden) -> None:
    garden.measure(12)
    app = open_pilot()
    assert "Zeg er dan bij waarom je het nu pas opschrijft." in shown(app)
    garden.expect(amended="Wij waren het vergeten.")
    assert "Waarom het er zo staat: Wij waren het vergeten." in shown(open_pilot())


def test_many_earlier_versions_are_counted_and_left_to_the_history(garden: Garden) -> None:
    for green in range(20, 26):
        garden.expect(green=green)
    seen = shown(open_pilot())
    assert "doorgaan bij 22" in seen
    assert "doorgaan bij 21" not in seen
    assert "En nog 2 versies" in seen


def test_a_funder_gets_none_of_it(card: Garden, monkeypatch: pytest.MonkeyPatch) -> None:
    become(monkeypatch, "funder")
    app = open_app(about=PILOT)
    for words in ("Wie zaait, blijft.", "Riet", "stoppen bij 10"):
        assert words not in shown(app)
    assert not any(key.startswith(("expect.", "begin", "fill.")) for key in keys(app))


# --- from idea to experiment ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Nog 4 dingen te zeggen", "een vraag", "voor wie je het doet", "een nulmeting")),
        ("en", ("4 things to fill in", "a question", "who it is for", "a baseline")),
    ],
)
def test_an_idea_lists_what_it_lacks_with_a_way_to_fill_in_each(
    idea: Garden, language: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    app = open_ready(language)
    for each in words:
        assert each in shown(app)
    fills = {key for key in keys(app) if key.startswith("fill.")}
    assert fills == {f"fill.{it}" for it in ("question", "audience", "baseline", "expectation")}
    assert "begin" not in keys(app)
    assert "begin.anyway" not in keys(app)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_way_leads_to_the_form_that_asks_it(idea: Garden, language: str) -> None:
    asked = {
        "question": ("text_area", ".text"),
        "audience": ("text_area", ".audience"),
        "baseline": ("text_input", ".baseline"),
        "expectation": ("text_area", ".prediction"),
    }
    app = open_ready(language)
    for lack, of in asked.items():
        tap(app, f"fill.{lack}")
        assert field(app, *of) is not None


def test_what_comes_first_is_offered_first(idea: Garden) -> None:
    row = idea.tracker.ask(records.row, idea.viewer.scope, "outcome", "bakken")
    assert row
    idea.tracker.withdraw(idea.viewer, row["_seq"])
    fills = {key for key in keys(open_ready()) if key.startswith("fill.")}
    assert fills == {"fill.question", "fill.audience", "fill.outcome"}


def test_what_was_filled_in_there_lacks_no_more(idea: Garden) -> None:
    app = tap(open_ready(), "fill.audience")
    field(app, "text_area", ".audience").input("Wie geen tuin heeft.")
    submit(app, f"ready.{PILOT}.audience").click().run()
    assert not app.exception
    app = open_ready()
    assert "Nog 3 dingen te zeggen" in shown(app)
    assert "fill.audience" not in keys(app)
    assert idea.phase == Phase.IDEA


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "De fase is nu: experiment"), ("en", "The phase is now: experiment")],
)
def test_a_pilot_that_is_ready_begins_with_one_tap_and_undo_takes_it_back(
    idea: Garden, language: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    complete(idea)
    app = tap(open_ready(language), "begin")
    assert idea.phase == Phase.EXPERIMENT
    assert words.lower() in shown(app).lower()
    assert "begin" not in keys(app)
    tap(app, "undo")
    assert idea.phase == Phase.IDEA


def complete(idea: Garden) -> None:
    idea.pilot(phase=Phase.IDEA, audience="Wie geen tuin heeft.")
    idea.outcome(baseline=3)
    idea.expect()
    idea.keep(Question(pilot=PILOT, text="Wie zaait er mee?"))


def test_the_lead_begins_all_the_same_with_a_reason_and_not_without(idea: Garden) -> None:
    app = tap(open_ready(), "begin.anyway")
    form = f"ready.{PILOT}.went_on"
    submit(app, form).click().run()
    assert refused(app, form)
    assert idea.phase == Phase.IDEA
    app = tap(app, "begin.anyway")
    field(app, "text_area", ".went_on").input("Het is nu zaaitijd.")
    submit(app, form).click().run()
    assert not app.exception
    assert idea.phase == Phase.EXPERIMENT


def test_a_pilot_that_has_begun_is_not_asked_again(garden: Garden) -> None:
    assert not {key for key in keys(open_ready()) if key.startswith(("fill.", "begin"))}


def test_changing_the_phase_elsewhere_is_held_back_too(idea: Garden) -> None:
    app = tap(open_pilot(part=0), "facts")
    field(app, "selectbox", ".phase").set_value("experiment")
    submit(app, f"change.{PILOT}").click().run()
    assert "kan nog geen experiment worden" in refused(app, f"change.{PILOT}")
    assert idea.phase == Phase.IDEA


# --- in the review -------------------------------------------------------------------------


def meet(garden: Garden, step: str, language: str = "nl") -> AppTest:
    """A review that is at this step."""
    if not garden.tracker.ask(records.row, garden.viewer.scope, "review", "overleg"):
        garden.keep(Review(id="overleg", pilot=PILOT, held_on=today(), since=0))
    garden.tracker.meetings.save("overleg", MeetingClock(step, now(), 45))
    app = open_page("review/page.py", language, pilot=PILOT)
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("Deze pilot begon zonder:", "een vraag", "Waarom: Het is nu zaaitijd.")),
        ("en", ("This pilot began without:", "a question", "Why: Het is nu zaaitijd.")),
    ],
)
def test_the_review_says_without_what_the_pilot_began_and_why(
    idea: Garden, language: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    become(monkeypatch, "team")
    idea.pilot(phase=Phase.EXPERIMENT, went_on="Het is nu zaaitijd.")
    seen = shown(meet(idea, "welcome", language))
    for each in words:
        assert each in seen


def test_the_review_is_silent_once_nothing_lacks(idea: Garden) -> None:
    complete(idea)
    idea.pilot(phase=Phase.EXPERIMENT, went_on="Het is nu zaaitijd.", audience="Buren")
    assert "begon zonder" not in shown(meet(idea, "welcome"))


def test_the_review_opens_the_card_with_the_numbers(garden: Garden) -> None:
    def lights() -> tuple[str, str]:
        dutch, english = (shown(meet(garden, "numbers", language)) for language in ("nl", "en"))
        return dutch, english

    garden.expect()
    dutch, english = lights()
    assert "hourglass_empty: Nog niet bekend" in dutch
    assert "hourglass_empty: Not known yet" in english
    garden.measure(25)
    dutch, english = lights()
    assert "arrow_forward: Doorgaan" in dutch
    assert "arrow_forward: Continue" in english


@pytest.mark.parametrize(
    ("language", "value", "kind", "text"),
    [
        ("nl", 25, "continue", "We gaan door, want dit lukt: Buren tuinieren"),
        (
            "en",
            15,
            "adapt",
            "We do this differently, because it is not there yet: Buren tuinieren",
        ),
        ("nl", 5, "stop", "We stoppen, want dit lukt niet: Buren tuinieren"),
        ("en", 5, "stop", "We stop, because this does not work: Buren tuinieren"),
    ],
)
def test_a_card_that_is_due_becomes_a_decision_that_the_card_then_tells(
    garden: Garden,
    language: str,
    value: float,
    kind: str,
    text: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    become(monkeypatch, "team")
    garden.expect(decide_by=YESTERDAY, decider="Riet")
    garden.measure(value)
    app = tap(meet(garden, "decide", language), "decide.kaart")
    assert field(app, "text_input", "0.text").value == text
    submit(app, "review.overleg.decide.kaart").click().run()
    assert not app.exception
    assert (garden.card["decided"], garden.card["decision"]) == (kind, text)
    made = garden.tracker.ask(records.of_kind, garden.viewer.scope, Decision.table, PILOT)
    assert [(it["expectation"], it["review"], it["decider"]) for it in made] == [
        ("kaart", "overleg", "Riet")
    ]
    assert "decide.kaart" not in keys(app)
    assert text in shown(open_pilot(language))


def test_a_decision_to_stop_is_shown_as_a_result(garden: Garden) -> None:
    garden.expect(decide_by=YESTERDAY)
    garden.measure(5)
    said = {"text": "We stoppen.", "kind": "stop", "expectation": "kaart"}
    garden.keep(Decision.read("besluit", PILOT, said))
    assert "Het werkte niet, en we zijn gestopt. Dat is een resultaat" in shown(open_pilot())


def test_one_may_still_decide_on_something_else(garden: Garden) -> None:
    garden.expect(decide_by=YESTERDAY)
    garden.measure(5)
    app = tap(meet(garden, "decide"), "decide.kaart")
    tap(app, "decide.kaart")
    assert not field(app, "text_input", "0.text").value
    field(app, "pills", "0.kind").set_value("adapt")
    field(app, "text_input", "0.text").input("We kopen een kruiwagen")
    submit(app, "review.overleg.decide").click().run()
    assert garden.card["decided"] is None
    assert "decide.kaart" in keys(app)


def test_a_card_whose_day_has_not_come_is_not_offered(garden: Garden) -> None:
    garden.expect(decide_by=today() + timedelta(days=1))
    garden.measure(5)
    assert "decide.kaart" not in keys(meet(garden, "decide"))


def test_a_card_without_a_light_suggests_nothing(garden: Garden) -> None:
    garden.expect(decide_by=YESTERDAY)
    app = tap(meet(garden, "decide"), "decide.kaart")
    assert not field(app, "text_input", "0.text").value
    assert field(app, "pills", "0.kind").value is None
    field(app, "pills", "0.kind").set_value("continue")
    field(app, "text_input", "0.text").input("We wachten op de telling")
    submit(app, "review.overleg.decide.kaart").click().run()
    assert garden.card["decision"] == "We wachten op de telling"
