"""A pilot's people: two who are one are merged, one who is two is split, and both are undone."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.queries import records
from pilots.tracker import Tracker
from schemas import Action, Pilot, Record, Stakeholder
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA

PILOT = "buurttuin"


@pytest.fixture
def garden(app_tracker: Tracker) -> Tracker:
    app_tracker.record(
        ANNA,
        Pilot(id=PILOT, name="Buurttuin"),
        Stakeholder(id="piet", pilot=PILOT, name="Piet Jansen", phone="0612345678", brings="Tijd"),
        Stakeholder(id="p", pilot=PILOT, name="P. Jansen", phone="0101234567", brings="Een bus"),
        Stakeholder(id="bea", pilot=PILOT, name="Bea"),
        Action(id="one", pilot=PILOT, title="Alleen", with_whom=("p",)),
        Action(id="two", pilot=PILOT, title="Samen", with_whom=("p", "bea")),
    )
    return app_tracker


def people(language: str = "nl") -> AppTest:
    tab = "Mensen" if language == "nl" else "People"
    return open_page("pilot/page.py", language, pilot=PILOT, tab=tab)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def stands(tracker: Tracker, table: str, id: str) -> Any:
    return tracker.ask(records.one, ANNA.scope, table, id)


def everyone(tracker: Tracker) -> dict[str, Record | None]:
    rows = tracker.ask(records.of_kind, ANNA.scope, "stakeholder", PILOT)
    ids = [row["id"] for row in rows]
    return {id: stands(tracker, "stakeholder", id) for id in sorted(ids)}


@pytest.mark.parametrize(
    ("language", "line", "question"),
    [
        ("nl", "Piet Jansen en P. Jansen lijken één persoon.", "Is dit één persoon?"),
        ("en", "Piet Jansen and P. Jansen look like one person.", "Is this one person?"),
    ],
)
def test_two_who_look_like_one_are_compared_and_merged_with_undo(
    garden: Tracker, language: str, line: str, question: str
) -> None:
    before = everyone(garden)
    app = people(language)
    assert line in shown(app)
    press(app, "compare.piet.p")
    for words in (question, "Alleen", "Samen", "0101234567", "Een bus"):
        assert words in shown(app)
    app.radio(key="merge.piet.p.phone").set_value("gone")
    press(app, "merge.do.piet")
    assert line not in shown(app)
    assert set(everyone(garden)) == {"bea", "piet"}
    assert stands(garden, "stakeholder", "piet") == Stakeholder(
        id="piet",
        pilot=PILOT,
        name="Piet Jansen",
        phone="0101234567",
        brings="Tijd\n\nEen bus",
        also_called=("P. Jansen",),
    )
    assert stands(garden, "action", "two").with_whom == ("piet", "bea")
    press(app, "undo")
    assert everyone(garden) == before
    assert stands(garden, "action", "two").with_whom == ("p", "bea")


def test_who_are_two_are_not_asked_about_again(garden: Tracker) -> None:
    app = press(press(people(), "compare.piet.p"), "merge.no.piet")
    assert "lijken één persoon" not in shown(app)
    assert "lijken één persoon" not in shown(people())
    press(app, "undo")
    assert "lijken één persoon" in shown(app)


def test_a_nickname_is_merged_from_the_persons_own_dialog(garden: Tracker) -> None:
    garden.record(ANNA, Stakeholder(id="twin", pilot=PILOT, name="Bea", role="driver"))
    app = press(press(people(), "change.piet"), "merge.piet")
    (who,) = (box for box in app.selectbox if box.key == "merge.who.piet")
    assert sorted(who.options) == ["Bea (Aanjager)", "Bea (Rol nog niet ingevuld)", "P. Jansen"]
    who.select("Bea (Aanjager)").run()
    press(app, "merge.do.piet")
    piet = stands(garden, "stakeholder", "piet")
    assert (piet.role, piet.also_called) == ("driver", ("Bea",))
    assert "twin" not in everyone(garden)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_who_is_two_is_split_and_takes_along_what_is_theirs(
    garden: Tracker, language: str
) -> None:
    before = everyone(garden)
    app = press(press(people(language), "change.p"), "split.p")
    app.text_input(key="split.name.p").set_value(" Paul  Jansen ")
    (theirs,) = (box for box in app.multiselect if box.key == "split.theirs.p")
    theirs.select(next(it for it in theirs.options if "Alleen" in it))
    (both,) = (box for box in app.multiselect if box.key == "split.both.p")
    both.set_value(both.options)
    press(app, "split.do.p")
    (paul,) = set(everyone(garden)) - set(before)
    assert stands(garden, "stakeholder", paul) == Stakeholder(
        id=paul, pilot=PILOT, name="Paul Jansen", differs_from=("p",)
    )
    assert stands(garden, "action", "one").with_whom == (paul,)
    assert stands(garden, "action", "two").with_whom == ("p", paul, "bea")
    press(app, "undo")
    assert everyone(garden) == before
    assert stands(garden, "action", "one").with_whom == ("p",)


def test_a_second_person_without_a_name_is_asked_for_it(garden: Tracker) -> None:
    before = garden.head
    app = press(press(people(), "change.p"), "split.p")
    press(app, "split.do.p")
    assert "Naam" in app.session_state["split.problem.p"]
    assert garden.head == before


def test_actions_of_the_same_words_and_day_are_told_apart(garden: Tracker) -> None:
    for id in "ab":
        garden.record(ANNA, Action(id=id, pilot=PILOT, title="Koffie", with_whom=("bea",)))
    app = press(press(people(), "change.bea"), "split.bea")
    (theirs,) = (box for box in app.multiselect if box.key == "split.theirs.bea")
    assert len(set(theirs.options)) == len(theirs.options) == 3


def test_a_person_is_still_changed_and_withdrawn_in_their_dialog(garden: Tracker) -> None:
    app = press(people(), "change.bea")
    field(app, "text_input", ".name").set_value("Bea Bos")
    submit(app, "change.bea").click().run()
    assert stands(garden, "stakeholder", "bea").name == "Bea Bos"
    press(press(app, "change.bea"), "withdraw.bea")
    assert "bea" not in everyone(garden)
