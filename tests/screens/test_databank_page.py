"""The databank of a pilot: written down, found, brought together, asked after, and what lacks."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.language import today
from pilots.queries import records
from pilots.rules.expiry import LASTS_DAYS
from pilots.tracker import Tracker
from schemas import (
    Action,
    Asset,
    ListingStatus,
    Match,
    MatchStatus,
    Need,
    Offer,
    Pilot,
    Place,
    Stakeholder,
    Tie,
)
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

PILOT = "buurttuin"


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def fill(tracker: Tracker) -> None:
    """Ali looks for a lift and Bea brings one; Cor knows both."""
    tracker.record(
        ANNA,
        Pilot(id=PILOT, name="Buurttuin"),
        *(Stakeholder(id=name.lower(), pilot=PILOT, name=name) for name in ("Ali", "Bea", "Cor")),
        Place(id="kas", pilot=PILOT, name="De kas"),
        Tie(pilot=PILOT, who="ali", other="cor", since=ago(30)),
        Tie(pilot=PILOT, who="bea", other="cor", since=ago(30)),
        Need(
            id="rit",
            pilot=PILOT,
            title="Meerijden naar de markt",
            theme="vervoer",
            stakeholder="ali",
            available="dinsdag",
        ),
        Offer(
            id="auto",
            pilot=PILOT,
            title="Rijdt graag iemand",
            theme="lift",
            stakeholder="bea",
            available="dinsdag of woensdag",
        ),
        Need(id="klus", pilot=PILOT, title="Kraan lekt", theme="klussen", stakeholder="cor"),
    )


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill)


def open_databank(view: str, language: str = "nl", **state: Any) -> AppTest:
    return open_page("databank/page.py", language, pilot=PILOT, beeld=view, **state)


def newest(tracker: Tracker, schema: type) -> list:
    rows = tracker.ask(records.of_kind, ANNA.scope, schema.table, PILOT)
    return [tracker.ask(records.one, ANNA.scope, schema.table, row["id"]) for row in rows]


def button(app: AppTest, start: str) -> Any:
    return next(it for it in app.button if (it.key or "").startswith(start))


# --- writing down ----------------------------------------------------------------------------


def write(app: AppTest, number: int, name: str, text: str, kind: str = "text_input") -> None:
    """Fill in a field of the nth fieldset."""
    found = next(
        widget
        for widget in app.get(kind)
        if f".{number}." in (widget.key or "") and (widget.key or "").endswith(f".{name}")
    )
    found.set_value(text)


def test_a_known_resident_gets_an_offer_a_need_and_a_place_in_one_form(garden: Tracker) -> None:
    app = open_databank("enter", **{f"databank.who.{PILOT}": "ali"})
    write(app, 0, "title", "Bakt taarten")
    write(app, 1, "title", "Een maatje voor het Nederlands")
    write(app, 2, "place", "kas", "selectbox")
    submit(app, "databank").click().run()
    assert not app.exception
    offer, need, tie = newest(garden, Offer)[0], newest(garden, Need)[0], newest(garden, Tie)[0]
    assert (offer.title, offer.stakeholder) == ("Bakt taarten", "ali")
    assert (need.title, need.stakeholder) == ("Een maatje voor het Nederlands", "ali")
    assert (tie.who, tie.place, tie.since) == ("ali", "kas", today())
    assert "Bakt taarten" in shown(app)  # below the form, which is there for the next one
    assert submit(app, "databank")


def test_a_new_resident_is_made_along_with_what_they_bring(garden: Tracker) -> None:
    app = open_databank("enter", **{f"databank.who.{PILOT}": "Tante Truus"})
    write(app, 1, "title", "Leest voor")
    write(app, 3, "place", "kas", "selectbox")
    submit(app, "databank").click().run()
    assert not app.exception
    person = next(it for it in newest(garden, Stakeholder) if it.name == "Tante Truus")
    assert person.kind == "resident"
    assert newest(garden, Offer)[0].stakeholder == person.id
    assert (newest(garden, Tie)[0].who, newest(garden, Tie)[0].place) == (person.id, "kas")
    assert len(newest(garden, Need)) == 2  # nothing was asked, so nothing was made of it
    assert "Leest voor" in shown(app)  # the next one is theirs too


def test_another_spelling_of_a_name_is_the_same_resident(garden: Tracker) -> None:
    app = open_databank("enter", **{f"databank.who.{PILOT}": "ALI"})
    write(app, 0, "title", "Bakt taarten")
    submit(app, "databank").click().run()
    assert newest(garden, Offer)[0].stakeholder == "ali"
    assert len(newest(garden, Stakeholder)) == 3


def test_it_ends_after_what_its_kind_says_unless_somebody_says_otherwise(garden: Tracker) -> None:
    app = open_databank("enter", **{f"databank.who.{PILOT}": "ali"})
    write(app, 0, "title", "Een ladder te leen")
    write(app, 0, "asset", "things", "button_group")
    write(app, 1, "title", "Een maatje")
    write(app, 1, "until", "1-1-2030")
    submit(app, "databank").click().run()
    lasts = timedelta(days=LASTS_DAYS[Asset.THINGS])
    assert newest(garden, Offer)[0].until == today() + lasts
    assert newest(garden, Need)[0].until == date(2030, 1, 1)


def test_an_empty_form_says_so_and_records_nothing(garden: Tracker) -> None:
    head = garden.head
    app = open_databank("enter", **{f"databank.who.{PILOT}": "ali"})
    submit(app, "databank").click().run()
    assert "Er is nog niets ingevuld." in shown(app)
    assert garden.head == head


# --- finding ---------------------------------------------------------------------------------


def test_it_finds_by_what_is_typed_also_with_a_slip_and_by_name(garden: Tracker) -> None:
    app = open_databank("find")
    box = field(app, "text_input", f"find.{PILOT}")
    for typed in ("meereiden", "lift", "Bea"):
        box.set_value(typed).run()
        assert "Rijdt graag iemand" in shown(app), typed
        assert "Kraan lekt" not in shown(app), typed
    box.set_value("xylofoon").run()
    assert "Niets gevonden." in shown(app)


# --- bringing together -------------------------------------------------------------------------


def test_a_match_is_suggested_with_its_reasons_in_words_and_no_score(garden: Tracker) -> None:
    app = open_databank("match")
    text = shown(app)
    assert "Allebei over: vervoer (lift)." in text
    assert "Allebei kunnen: dinsdag." in text
    assert "Kan hen aan elkaar voorstellen: Cor." in text
    button(app, "introduce.").click().run()
    (match,) = newest(garden, Match)
    assert (match.need, match.offer, match.status) == ("rit", "auto", MatchStatus.INTRODUCED)
    assert match.introduced_by == "cor"
    assert match.introduced_on == today()
    assert "vervoer" in match.why
    assert not [it for it in app.button if (it.key or "").startswith("introduce.")]
    app.button(key="undo").click().run()
    assert newest(garden, Match) == []
    assert button(app, "introduce.")


def introduce(tracker: Tracker, days: int) -> None:
    tracker.record(
        ANNA,
        Match(
            id="m",
            pilot=PILOT,
            need="rit",
            offer="auto",
            status=MatchStatus.INTRODUCED,
            introduced_on=ago(days),
        ),
    )


@pytest.mark.parametrize(("days", "is_asked"), [(13, False), (14, True)])
def test_after_two_weeks_somebody_asks_whether_it_happened(
    garden: Tracker, days: int, is_asked: bool
) -> None:
    introduce(garden, days)
    text = shown(open_databank("keep_up"))
    assert ("Bea voor Ali" in text) is is_asked


def test_where_the_team_begins_a_line_leads_to_who_is_asked_after(garden: Tracker) -> None:
    line = "Is het gebeurd? 1 kennismaking bij Buurttuin"
    assert line not in shown(open_page("today/page.py"))
    introduce(garden, 14)
    assert line in shown(open_page("today/page.py"))


def test_where_the_team_begins_a_line_leads_to_what_is_past_its_day(garden: Tracker) -> None:
    line = "Klopt het nog? 1 vraag of aanbod bij Buurttuin"
    need = Need(id="klus", pilot=PILOT, title="Kraan lekt", stakeholder="cor", until=today())
    garden.record(ANNA, need)
    assert line not in shown(open_page("today/page.py"))
    garden.record(ANNA, need.model_copy(update={"until": ago(1)}))
    assert line in shown(open_page("today/page.py"))
    garden.record(ANNA, need.model_copy(update={"until": ago(1), "status": "withdrawn"}))
    assert line not in shown(open_page("today/page.py"))


def test_what_happened_fulfils_the_need_and_undo_brings_both_back(garden: Tracker) -> None:
    introduce(garden, 20)
    app = open_databank("keep_up")
    pills = next(it for it in app.get("button_group") if it.key.startswith("happened."))
    pills.set_value(str(MatchStatus.HAPPENED)).run()
    assert newest(garden, Match)[0].status is MatchStatus.HAPPENED
    need = next(it for it in newest(garden, Need) if it.id == "rit")
    assert need.status is ListingStatus.FULFILLED
    assert "Bea voor Ali" not in shown(app)
    assert "Vervuld" in shown(open_databank("find"))
    app.button(key="undo").click().run()
    assert newest(garden, Match)[0].status is MatchStatus.INTRODUCED
    need = next(it for it in newest(garden, Need) if it.id == "rit")
    assert need.status is ListingStatus.OPEN


def test_a_match_is_taken_back_and_opens_its_need_again(garden: Tracker) -> None:
    introduce(garden, 20)
    app = open_databank("keep_up")
    pills = next(it for it in app.get("button_group") if it.key.startswith("happened."))
    pills.set_value(str(MatchStatus.HAPPENED)).run()
    app = open_databank("match")
    button(app, "undo.m").click().run()
    assert newest(garden, Match)[0].status is MatchStatus.UNDONE
    need = next(it for it in newest(garden, Need) if it.id == "rit")
    assert need.status is ListingStatus.OPEN


# --- keeping up --------------------------------------------------------------------------------


def test_what_is_past_its_day_is_asked_for_renewal(garden: Tracker) -> None:
    garden.record(
        ANNA, Offer(id="oud", pilot=PILOT, title="Een fiets", asset=Asset.THINGS, until=ago(1))
    )
    app = open_databank("keep_up")
    assert "Een fiets" in shown(app)
    button(app, "renew.oud").click().run()
    renewed = next(it for it in newest(garden, Offer) if it.id == "oud")
    assert renewed.until == today() + timedelta(days=LASTS_DAYS[Asset.THINGS])


def test_what_has_no_day_is_never_past_it(garden: Tracker) -> None:
    text = shown(open_databank("keep_up"))
    assert "Niets is verlopen." in text
    assert "1970" not in shown(open_databank("find"))


def test_who_only_brings_and_who_only_asks_are_named_without_a_number(garden: Tracker) -> None:
    text = shown(open_databank("keep_up"))
    assert text.index("Zij bieden alleen") < text.index("Bea")
    assert text.index("Zij vragen alleen") < text.index("Ali")


# --- what is lacking ---------------------------------------------------------------------------


def test_a_gap_is_one_tap_from_an_action_that_is_named_from_then_on(garden: Tracker) -> None:
    app = open_databank("lacking")
    assert "1 thema wordt gevraagd en niet geboden: klussen." in shown(app)
    button(app, "recruit.asked.klussen").click().run()
    (action,) = newest(garden, Action)
    assert action.title == "Zoeken wie kan helpen: klussen"
    assert action.kind == "recruiting"
    assert "Gepland: Zoeken wie kan helpen: klussen" in shown(app)
    assert not [it for it in app.button if (it.key or "").startswith("recruit.")]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", ["enter", "find", "match", "keep_up", "lacking"])
def test_every_view_opens_where_there_is_nothing_yet(
    open_in_app: OpenInApp, view: str, language: str
) -> None:
    open_in_app(lambda tracker: tracker.record(ANNA, Pilot(id=PILOT, name="Buurttuin")))
    assert not open_databank(view, language).exception
