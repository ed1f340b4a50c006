"""How a tracker is set up: whose it is, its themes, the colours of its pilots."""

from io import BytesIO

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from pilots import __version__
from pilots.queries import pictures, records
from pilots.tracker import Tracker
from schemas import Colour, Organisation, Pilot
from tests.support.app import (
    field,
    open_app,
    open_page,
    shown,
    submit,
)
from tests.support.cast import ANNA

PILOT = "hagendoornschool"
FORM = "organisation"


def visit(language: str = "nl", **state: object) -> AppTest:
    app = open_page("manage/page.py", language, **state)
    assert not app.exception
    return app


def organisation(tracker: Tracker) -> Organisation:
    found = tracker.ask(records.one, ANNA.scope, Organisation.table, Organisation.ID)
    assert isinstance(found, Organisation)
    return found


def colour(tracker: Tracker) -> Colour:
    return tracker.ask(pictures.colours, ANNA.scope)[PILOT]


def logo() -> bytes:
    file = BytesIO()
    Image.new("RGBA", (60, 20), (0, 0, 0, 0)).save(file, "PNG")
    return file.getvalue()


ANSWERS_FOR = {
    "nl": "Wie binnenkomt Links om te delen Mensen die erin staan",
    "en": "Who has access Links to share People in this tracker",
}
"""What only who answers for a pilot sets up."""


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        (
            "nl",
            "Organisatie Thema’s Kleuren {} Agenda Taal Licht of donker Het voorbeeld Sneltoetsen",
        ),
        (
            "en",
            "Organisation Themes Colours {} Calendar Language Light or dark The example "
            "Keyboard shortcuts",
        ),
    ],
)
@pytest.mark.parametrize("role", ["lead", "team"])
def test_everything_that_can_be_set_up_has_a_place(
    app_tracker: Tracker,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    language: str,
    headings: str,
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", role)
    app = visit(language)
    words = ANSWERS_FOR[language] if role == "lead" else ""
    expected = " ".join(headings.format(words).split())
    assert " ".join(it.value for it in app.subheader) == expected


@pytest.mark.parametrize(("language", "word"), [("nl", "Versie"), ("en", "Version")])
def test_the_version_is_at_the_foot_of_the_page(
    app_tracker: Tracker, language: str, word: str
) -> None:
    assert visit(language).caption[-1].value == f"{word} {__version__}"


def test_the_funder_has_nothing_to_set_up(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    with pytest.raises(ValueError, match=r"manage/page\.py"):
        open_app().switch_page("manage/page.py")


# --- the organisation ---------------------------------------------------------------------


def test_the_organisation_is_recorded_and_its_name_stands_above_every_page(
    app_tracker: Tracker,
) -> None:
    app = visit()
    field(app, "text_input", ".name").set_value("Stichting De Brug")
    field(app, "text_input", ".themes.new").set_value("Ontmoeten, Wonen")
    submit(app, FORM).click().run()
    assert not app.exception
    found = organisation(app_tracker)
    assert (found.name, found.themes) == ("Stichting De Brug", ("Ontmoeten", "Wonen"))
    assert "Stichting De Brug" in [each.value for each in app.caption]
    other = app.switch_page("portfolio/page.py").run()
    assert "Stichting De Brug" in [each.value for each in other.caption]


def test_a_logo_is_kept_also_when_something_else_changes(app_tracker: Tracker) -> None:
    app = visit()
    field(app, "text_input", ".name").set_value("De Brug")
    app.file_uploader[0].upload("logo.png", logo())
    submit(app, FORM).click().run()
    name = organisation(app_tracker).logo
    assert name
    assert app_tracker.attachments.read(name)
    assert len(app.get("image")) == 1

    field(app, "text_input", ".name").set_value("De Nieuwe Brug")
    submit(app, FORM).click().run()
    assert organisation(app_tracker).logo == name
    assert organisation(app_tracker).name == "De Nieuwe Brug"


def test_a_logo_can_be_taken_away_and_that_can_be_undone(app_tracker: Tracker) -> None:
    name = app_tracker.attachments.keep(logo())
    app_tracker.record(
        ANNA, Organisation(id=Organisation.ID, name="De Brug", logo=name, themes=("Wonen",))
    )
    app = visit()
    app.button(key="no_logo").click().run()
    assert not app.exception
    assert organisation(app_tracker) == Organisation(
        id=Organisation.ID, name="De Brug", themes=("Wonen",)
    )
    app.button(key="undo").click().run()
    assert organisation(app_tracker).logo == name


def test_after_undoing_the_form_holds_what_is_and_not_what_was_typed(
    app_tracker: Tracker,
) -> None:
    app_tracker.record(ANNA, Organisation(id=Organisation.ID, name="De Brug"))
    app = visit()
    field(app, "text_input", ".name").set_value("De Brgu")
    submit(app, FORM).click().run()
    assert field(app, "text_input", ".name").value == "De Brgu"
    app.button(key="undo").click().run()
    assert organisation(app_tracker).name == "De Brug"
    assert field(app, "text_input", ".name").value == "De Brug"


def test_an_organisation_without_a_name_is_not_recorded(app_tracker: Tracker) -> None:
    before = app_tracker.head
    app = visit()
    submit(app, FORM).click().run()
    assert "Naam van de organisatie: vul dit in." in shown(app)
    assert app_tracker.head == before


def test_themes_are_counted_also_those_that_are_not_in_the_list(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA,
        Organisation(id=Organisation.ID, name="De Brug", themes=("Wonen", "Groen")),
        Pilot(name="A", themes=("Groen", "Zorg")),
        Pilot(name="B", themes=("Groen",)),
    )
    seen = shown(visit())
    assert "Wonen: 0 pilots" in seen
    assert "Groen: 2 pilots" in seen
    assert seen.index("niet in de lijst") < seen.index("Zorg: 1 pilot")


# --- colours ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Hagendoornschool is voortaan roze."),
        ("en", "Hagendoornschool is now pink."),
    ],
)
def test_another_colour_is_recorded_at_once_and_can_be_undone(
    app_tracker: Tracker, language: str, sentence: str
) -> None:
    before = colour(app_tracker)
    was = app_tracker.ask(records.one, ANNA.scope, Pilot.table, PILOT)
    app = visit(language)
    app.selectbox(key=f"colour.{PILOT}").set_value("pink").run()
    assert not app.exception
    assert sentence in shown(app)
    assert colour(app_tracker) is Colour.PINK
    now = app_tracker.ask(records.one, ANNA.scope, Pilot.table, PILOT)
    assert was is not None
    assert now == was.model_copy(update={"colour": Colour.PINK})

    app.button(key="undo").click().run()
    assert colour(app_tracker) is before
    assert app.selectbox(key=f"colour.{PILOT}").value == before


def test_many_pilots_come_in_pages(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, *(Pilot(name=f"Pilot {n:02}") for n in range(30)))
    app = visit()
    assert len([each for each in app.selectbox if each.key.startswith("colour.")]) == 20
    app.pagination(key="page.colours").set_value(2).run()
    assert len([each for each in app.selectbox if each.key.startswith("colour.")]) == 13


def test_a_colour_chosen_by_who_may_not_is_not_recorded(
    app_tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visit()
    before = app_tracker.head
    monkeypatch.setenv("TRACKER_ROLE", "funder")
    app.selectbox(key=f"colour.{PILOT}").set_value("pink").run()
    assert app_tracker.head == before


# --- the rest -----------------------------------------------------------------------------


def test_one_goes_to_the_example_here_and_stops_it_on_any_page(app_tracker: Tracker) -> None:
    app = visit()
    app.button(key="to_example").click().run()
    assert app.query_params["example"] == "true"
    assert "to_example" not in [each.key for each in app.button]
    other = app.switch_page("portfolio/page.py").run()
    assert other.query_params["example"] == "true"
    other.button(key="stop_example").click().run()
    assert "example" not in other.query_params
    assert "stop_example" not in [each.key for each in other.button]


def test_the_keyboard_shortcuts_are_told(app_tracker: Tracker) -> None:
    keys = visit().table[0].value
    assert {"L", "Ctrl + Enter"} <= set(keys["Toets"])
