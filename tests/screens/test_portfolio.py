"""All pilots together: found, narrowed down, and shown in four ways."""

from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.access import Scope, Viewer
from pilots.language import today
from pilots.queries import portfolio, records
from pilots.screens.kit import markup
from pilots.screens.portfolio import filters
from pilots.tracker import Tracker
from schemas import (
    Action,
    Measurement,
    Organisation,
    Outcome,
    Phase,
    Pilot,
    Question,
    Review,
    Standing,
)
from tests.support.app import field, new_app, shown, submit
from tests.support.cast import ANNA
from tests.support.pool import OpenInApp

pytestmark = pytest.mark.slow

VIEWS = {
    "list": ("Lijst", "List"),
    "cards": ("Tegels", "Cards"),
    "table": ("Tabel", "Table"),
    "map": ("Op de kaart", "On the map"),
    "beside": ("Naast elkaar", "Side by side"),
}
SEEDED = {"Hagendoornschool", "Parelketting Zuidwijk", "Wijk-databank Zuidwijk"}
SECRET = "Trekker Verborgen"


def visit(language: str = "nl", **address: str) -> AppTest:
    """The page as it opens from a link with these choices in it."""
    app = new_app()
    app.session_state["lang"] = language
    app.query_params.update(asked := {at.replace("__", "."): it for at, it in address.items()})
    app.run().switch_page("portfolio/page.py")
    app.query_params.update(asked)
    app.run()
    assert not app.exception
    return app


def names(app: AppTest) -> list[str]:
    """The pilots on the cards, in order."""
    heads = [each.value.split("\n")[0] for each in app.markdown if each.value.startswith("### :")]
    return [head.partition("} ")[2].replace("\\", "") for head in heads]


def rows(app: AppTest) -> list[str]:
    """The pilots of the list, in order."""
    links = (link.proto for link in app.get("page_link") if "{foreground=" in link.proto.label)
    return [link.label.split("**")[3].replace("\\", "") for link in links]


def fill_garden(tracker: Tracker) -> None:
    """The seed, and two pilots that differ from it in everything."""
    tracker.record(
        ANNA,
        Pilot(
            id="garden",
            name="Buurttuin",
            neighbourhood="Noord",
            municipality="Súdwest-Fryslân",
            phase=Phase.EXPERIMENT,
            themes=("Groen", "Ontmoeten"),
            lead=SECRET,
            latitude=53.0,
            longitude=5.6,
        ),
        Question(pilot="garden", text="Hoe wordt een tuin van iedereen?"),
        Pilot(
            id="soup",
            name="Soepclub",
            municipality="Súdwest-Fryslân",
            phase=Phase.STOPPED,
            themes=("Ontmoeten",),
        ),
    )


@pytest.fixture
def garden(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_garden)


def fill_three_hundred(tracker: Tracker) -> None:
    phases = list(Phase)
    tracker.record(
        ANNA,
        *(
            Pilot(name=f"Zaak {n:03}", phase=phases[n % 6], municipality=f"Plaats {n % 10}")
            for n in range(297)
        ),
    )


@pytest.fixture
def three_hundred(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_three_hundred)


# --- finding ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("buurttuin", ["Buurttuin"]),
        ("IEDEREEN", ["Buurttuin"]),
        ("noord", ["Buurttuin"]),
        ("sudwest-fryslan", ["Buurttuin", "Soepclub"]),
        ("ontmoeten", ["Buurttuin", "Soepclub"]),
        ("groen iedereen", ["Buurttuin"]),
        ("groen soep", []),
    ],
)
def test_search_looks_at_name_question_place_and_themes_however_they_are_typed(
    garden: Tracker, text: str, found: list[str]
) -> None:
    app = visit()
    app.text_input(key=filters.SEARCH).set_value(text).run()
    assert names(app) == found


@pytest.mark.parametrize(
    ("language", "label"), [("nl", "Bedoel je Buurttuin?"), ("en", "Did you mean Buurttuin?")]
)
def test_a_name_with_a_slip_in_it_offers_the_pilot_that_was_meant(
    garden: Tracker, language: str, label: str
) -> None:
    app = visit(language, search="buurtuin")
    assert not names(app)
    next(button for button in app.button if button.label == label).click().run()
    assert names(app) == ["Buurttuin"]
    assert not [it for it in visit(language, search="zzz").button if "Buurttuin" in it.label]


def test_a_municipality_finds_all_its_neighbourhoods_and_a_neighbourhood_only_itself(
    garden: Tracker,
) -> None:
    app = visit()
    app.selectbox(key=filters.PLACE).set_value("Súdwest-Fryslân").run()
    assert names(app) == ["Buurttuin", "Soepclub"]
    app.selectbox(key=filters.PLACE).set_value("Noord, Súdwest-Fryslân").run()
    assert names(app) == ["Buurttuin"]


def test_every_choice_stands_in_the_address(three_hundred: Tracker) -> None:
    """The browser writes it there, under the name it is told."""
    three_hundred.record(ANNA, Pilot(name="Met thema", themes=("Groen",)))
    app = visit()
    kinds = {
        "search": "text_input",
        "phase": "selectbox",
        "place": "selectbox",
        "theme": "selectbox",
        "view": "segmented_control",
        "page.pilots": "pagination",
    }
    for key, kind in kinds.items():
        assert field(app, kind, key).proto.query_param_key == key


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("nl", {"phase": "Gestopt", "theme": "Ontmoeten"}),
        ("en", {"phase": "Stopped", "place": "Súdwest-Fryslân"}),
    ],
)
def test_a_link_with_choices_in_it_opens_the_same_pilots(
    garden: Tracker, language: str, address: dict[str, str]
) -> None:
    assert names(visit(language, **address)) == ["Soepclub"]


def test_a_link_with_a_choice_that_is_no_more_opens_all_pilots(garden: Tracker) -> None:
    app = visit(phase="Onzin", theme="Weg", page__pilots="99", view="Kringgesprek")
    assert len(names(app)) == 5


def test_it_says_how_many_are_left_and_one_tap_shows_all_again(garden: Tracker) -> None:
    app = visit(phase="Experiment", place="Súdwest-Fryslân", theme="Groen", search="tuin")
    assert "1 van de 5 pilots" in shown(app)
    app.button(key="show_all").click().run()
    assert len(names(app)) == 5
    assert not app.query_params.keys() & set(filters.FILTERS)
    assert "van de" not in "".join(each.value for each in app.markdown if "5 pilots" in each.value)


@pytest.mark.parametrize("view", VIEWS)
def test_where_nothing_is_found_that_is_said_with_a_way_out(garden: Tracker, view: str) -> None:
    app = visit(search="zzz", view=VIEWS[view][0])
    assert "geen pilot die hierbij past" in shown(app)
    assert not names(app)
    app.button(key="show_all").click().run()
    assert "5 pilots" in shown(app)


def test_on_a_phone_the_filters_fold_away_and_say_how_many_are_on(
    garden: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "on_phone", lambda: True)
    assert "Filters" in shown(visit())
    app = visit(phase="Experiment", theme="Groen")
    assert "2 filters aan" in shown(app)
    app.button(key="show_all").click().run()
    assert "filters aan" not in shown(app)


# --- the list -----------------------------------------------------------------------------


def row_of(app: AppTest, pilot: str) -> str:
    """What stands on the row of a pilot, as it is read."""
    (label,) = [it.proto.label for it in app.get("page_link") if f"**{pilot}**" in it.proto.label]
    return label.replace("\\", "")


def test_few_pilots_are_cards_at_first_and_more_than_six_a_list(garden: Tracker) -> None:
    assert len(names(visit())) == 5
    garden.record(ANNA, Pilot(name="Zes"))
    assert len(names(visit())) == 6
    garden.record(ANNA, Pilot(name="Zeven"))
    app = visit()
    assert not names(app)
    assert len(rows(app)) == 7


def test_the_list_begins_with_what_goes_worst_and_ends_with_what_is_over(
    app_tracker: Tracker,
) -> None:
    day = today() - timedelta(days=3)
    app_tracker.record(
        ANNA,
        Pilot(id="fine", name="Goed"),
        Pilot(id="stuck", name="Vast"),
        Pilot(id="care", name="Zorg"),
        Pilot(id="late", name="Laat"),
        Pilot(id="ended", name="Af", end=day),
        Pilot(id="over", name="Voorbij", phase=Phase.STOPPED),
        Action(pilot="late", title="Bellen", due=day),
    )
    standings = {
        "fine": Standing.ON_TRACK,
        "late": Standing.ON_TRACK,
        "ended": Standing.ON_TRACK,
        "care": Standing.AT_RISK,
        "stuck": Standing.OFF_TRACK,
        "over": Standing.OFF_TRACK,
    }
    for pilot, status in standings.items():
        app_tracker.record(
            ANNA, Review(pilot=pilot, status=status, why="Zo", held_on=day, upto=app_tracker.head)
        )
    app = visit()
    assert [name for name in rows(app) if name not in SEEDED] == [
        *("Vast", "Zorg", "Af", "Laat", "Goed", "Voorbij")
    ]
    assert "Loopt vast" in row_of(app, "Vast")
    assert "Besluiten" in row_of(app, "Af")
    assert "1 te laat" in row_of(app, "Laat")
    assert "Gestopt" in row_of(app, "Voorbij")
    assert "Loopt vast" not in row_of(app, "Voorbij")


def test_a_row_says_the_leading_number_its_target_and_the_next_meeting(
    app_tracker: Tracker,
) -> None:
    app_tracker.record(
        ANNA,
        Pilot(id="one", name="Eentje"),
        *measured(4, 8.5, baseline=4, target=20),
        Review(
            pilot="one",
            status=Standing.ON_TRACK,
            why="Zo",
            held_on=today() - timedelta(days=1),
            next_on=today() + timedelta(days=1),
            upto=app_tracker.head,
        ),
    )
    row = row_of(visit(view="Lijst"), "Eentje")
    assert "8,5 buren, doel 20" in row
    assert "Overleg morgen" in row
    assert "![](data:image/svg+xml;base64," in row


def test_a_row_is_one_link_to_its_pilot(garden: Tracker) -> None:
    links = [it.proto for it in visit(view="Lijst").get("page_link")]
    (link,) = [link for link in links if "Soepclub" in link.label]
    assert link.page == "pilot"
    assert "pilot=soepclub.soup" in link.query_string


def test_what_people_typed_is_shown_on_a_row_as_they_typed_it(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, Pilot(name="**Vet** ![x](http://elders.example/x.png) :red[rood]"))
    (label,) = [
        it.proto.label for it in visit(view="Lijst").get("page_link") if "Vet" in it.proto.label
    ]
    assert "\\*\\*Vet" in label
    assert "\\!\\[x\\]" in label
    assert ":red[" not in label


# --- cards --------------------------------------------------------------------------------


def test_three_hundred_pilots_come_in_pages_and_a_link_opens_the_same_page(
    three_hundred: Tracker,
) -> None:
    assert len(names(visit(view="Tegels", page__pilots="13"))) == 12
    app = visit(view="Tegels")
    app.pagination(key=filters.PAGE).set_value(2).run()
    assert len(names(app)) == 24
    assert names(app) == names(visit(view="Tegels", page__pilots="2"))
    assert len(rows(visit(page__pilots="5"))) == 60
    assert not set(rows(visit())) & set(rows(visit(page__pilots="2")))


def test_other_pilots_are_looked_at_from_their_first_page(three_hundred: Tracker) -> None:
    app = visit(view="Tegels", page__pilots="2")
    app.selectbox(key=filters.PLACE).set_value("Plaats 3").run()
    assert names(app)[0] == "Zaak 003"
    app.selectbox(key=filters.PHASE).set_value("prototype").run()
    assert "10 van de 300 pilots" in shown(app)


def card(tracker: Tracker, *kept: Any) -> tuple[AppTest, str]:
    """The card of one pilot with all this: the app, and what it shows."""
    tracker.record(ANNA, Pilot(id="one", name="Eentje"), *kept)
    app = visit(search="eentje")
    assert names(app) == ["Eentje"]
    return app, shown(app)


def test_a_card_of_which_little_is_known_says_so_and_shows_no_empty_picture(
    app_tracker: Tracker,
) -> None:
    app, seen = card(app_tracker)
    assert "Plaats: nog niet ingevuld" in seen
    assert "Nog geen vraag" in seen
    assert "Nog geen actie gedaan" in seen
    assert not app.metric


def test_a_card_tells_what_was_done_last_and_what_comes_next_in_peoples_words(
    app_tracker: Tracker,
) -> None:
    yesterday, tomorrow = (today() + timedelta(days=days) for days in (-1, 1))
    _app, seen = card(
        app_tracker,
        Action(pilot="one", title="Koffie in de hal", done_on=yesterday),
        Action(pilot="one", title="Langs de deuren", due=tomorrow),
    )
    assert "Laatste actie: Koffie in de hal, gisteren" in seen
    assert "Hierna: Langs de deuren, morgen" in seen
    assert "te laat" not in seen


def test_a_card_says_what_is_overdue_in_words(app_tracker: Tracker) -> None:
    _app, seen = card(app_tracker, Action(pilot="one", title="Bellen", due=date(2020, 1, 1)))
    assert "1 actie is te laat" in seen


def measured(*values: float, **levels: float) -> list[Any]:
    outcome = Outcome(pilot="one", statement="Buren kennen elkaar", unit="buren", **levels)
    return [
        outcome,
        *(
            Measurement(
                pilot="one", outcome=outcome.id, measured_on=date(2026, 1, 1 + n), value=value
            )
            for n, value in enumerate(values)
        ),
    ]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((4, 8, 11.2), "45% van de weg"),
        ((4, 20), "100% van de weg"),
        ((4, 19.999), "99% van de weg"),
        ((4, 24), "voorbij de streefwaarde"),
        ((4, 3), "verder weg dan aan het begin"),
    ],
)
def test_a_card_shows_how_far_the_leading_outcome_is(
    app_tracker: Tracker, values: tuple[float, ...], words: str
) -> None:
    app, _seen = card(app_tracker, *measured(*values, baseline=4, target=20))
    (metric,) = app.metric
    assert (metric.label, metric.delta) == ("Buren kennen elkaar", words)
    assert list(metric.proto.chart_data) == list(values)


def test_one_measurement_is_a_number_and_no_picture(app_tracker: Tracker) -> None:
    app, _seen = card(app_tracker, *measured(4.5))
    (metric,) = app.metric
    assert (metric.value.replace("\\", ""), metric.delta) == ("4,5 buren", "")
    assert not list(metric.proto.chart_data)


def test_before_anything_is_measured_a_card_shows_how_much_is_done(app_tracker: Tracker) -> None:
    actions = [Action(pilot="one", title=f"{n}", done_on=today()) for n in range(3)]
    app, _seen = card(app_tracker, *measured(), *actions)
    (metric,) = app.metric
    assert (metric.label, metric.value) == ("Acties gedaan in 12 weken", "3")
    assert list(metric.proto.chart_data)[-1] == 3


def test_what_people_typed_is_shown_on_a_card_as_they_typed_it(app_tracker: Tracker) -> None:
    odd = "**Vet** ![x](http://elders.example/x.png) :red[rood] $x^2$"
    app_tracker.record(
        ANNA,
        Pilot(id="odd", name=odd, municipality=odd, themes=(odd,)),
        Question(pilot="odd", text=odd),
        Action(pilot="odd", title=odd, done_on=date(2026, 11, 1)),
        Action(pilot="odd", title=odd),
    )
    app = visit(search="vet")
    (body,) = [each.value for each in app.markdown if "Laatste actie" in each.value]
    head = next(each.value for each in app.markdown if each.value.startswith("### :"))
    for text in (head, body):
        assert "\\!\\[x\\]" in text
        assert "\\*\\*Vet" in text
        assert ":red[" not in text


# --- the other views ----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", ["lead", "team"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_opens_in_every_role_and_language(
    garden: Tracker, monkeypatch: pytest.MonkeyPatch, view: str, role: str, language: str
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = visit(language, view=VIEWS[view][language == "en"])
    assert app.segmented_control(key=filters.VIEW).value == view
    assert len(names(app)) == (5 if view == "cards" else 0)
    assert len(rows(app)) == (5 if view == "list" else 0)
    assert len(app.dataframe) == (view == "table")
    assert len(app.get("plotly_chart")) == (view in {"map", "beside"})


@pytest.mark.parametrize("view", VIEWS)
def test_three_hundred_pilots_fit_in_every_view(three_hundred: Tracker, view: str) -> None:
    assert "300 pilots" in shown(visit(view=VIEWS[view][0]))


def test_the_table_holds_all_pilots_that_are_left(three_hundred: Tracker) -> None:
    assert len(visit(view="Tabel").dataframe[0].value) == 300
    table = visit(view="Tabel", place="Plaats 3").dataframe[0].value
    assert table["Naam"].tolist()[:2] == ["Zaak 003", "Zaak 013"]
    assert len(table) == 30


def test_a_row_of_the_table_opens_its_pilot(garden: Tracker) -> None:
    app = visit(view="Tabel", theme="Ontmoeten")
    app.session_state["table.pilots"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    app.run()
    assert not app.exception
    assert app.title[0].value == "Soepclub"
    assert app.session_state["pilot"] == "soepclub.soup"


def test_the_map_says_which_pilots_are_not_on_it_and_where_they_are_can_be_filled_in(
    garden: Tracker,
) -> None:
    app = visit(view="Op de kaart")
    assert "4 pilots staan nog niet op de kaart" in shown(app)
    app.session_state["missing"] = True
    app.run().button(key="place.soup").click().run()
    field(app, "text_input", ".latitude").set_value("53,1")
    field(app, "text_input", ".longitude").set_value("5,7")
    submit(app, "place.soup").click().run()
    assert not app.exception
    row = garden.ask(records.row, ANNA.scope, Pilot.table, "soup")
    assert row is not None
    assert (row["latitude"], row["longitude"], row["phase"]) == (53.1, 5.7, "stopped")
    assert "3 pilots staan nog niet op de kaart" in shown(app)


def test_half_a_place_is_not_recorded(garden: Tracker) -> None:
    app = visit(view="Op de kaart")
    app.session_state["missing"] = True
    app.run().button(key="place.soup").click().run()
    field(app, "text_input", ".latitude").set_value("53,1")
    before = garden.head
    submit(app, "place.soup").click().run()
    assert garden.head == before
    (problem,) = app.session_state["problems.place.soup"]
    assert "horen bij elkaar" in problem.sentence


# --- who sees what ------------------------------------------------------------------------


def test_the_team_sees_who_leads(garden: Tracker) -> None:
    assert SECRET in visit(view="Tabel").dataframe[0].value["Projectleider"].tolist()


@pytest.mark.parametrize(
    ("language", "example"),
    [("nl", "Kijk eerst rond in het voorbeeld"), ("en", "Look around in the example first")],
)
def test_without_pilots_it_says_what_will_be_here_and_offers_a_first_step(
    app_tracker: Tracker, language: str, example: str
) -> None:
    for row in app_tracker.ask(records.of_kind, ANNA.scope, Pilot.table):
        app_tracker.withdraw(ANNA, row["_seq"])
    app = visit(language)
    seen = shown(app)
    assert len(app.info) == 1
    assert example in seen
    assert ("Pilot registreren" if language == "nl" else "Register a pilot") in seen
    assert not app.text_input


# --- the themes ---------------------------------------------------------------------------


def test_themes_come_in_the_order_of_the_organisation_and_then_by_use(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(
        anna,
        Organisation(
            id=Organisation.ID, name="De Brug", themes=("Wonen", "Groen", "Wonen", "Gezond")
        ),
        Pilot(name="A", themes=("Groen", "Eenzaam", "Zorg")),
        Pilot(name="B", themes=("Zorg", "Groen", "Groen")),
    )
    counts = tracker.ask(portfolio.themes, anna.scope)
    assert list(counts.items()) == [
        ("Wonen", 0),
        ("Groen", 2),
        ("Gezond", 0),
        ("Zorg", 2),
        ("Eenzaam", 1),
    ]


def test_themes_of_pilots_that_may_not_be_seen_are_not_counted(
    tracker: Tracker, anna: Viewer
) -> None:
    tracker.record(
        anna,
        Pilot(id="north", name="A", themes=("Groen",)),
        Pilot(id="south", name="B", themes=("Groen", "Zorg")),
    )
    north = Scope(pilots=frozenset({"north"}), personal=frozenset())
    assert tracker.ask(portfolio.themes, north) == {"Groen": 1}
    assert tracker.ask(portfolio.themes, Scope(pilots=frozenset(), personal=frozenset())) == {}
