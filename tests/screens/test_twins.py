"""Of two records that are called alike, the one that is chosen is the one that is recorded."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.language import LANGUAGES, _, speaking
from pilots.queries import portfolio
from pilots.tracker import Tracker
from schemas import KINDS, Choice, Pilot, Record, Ref, base_type, holds_several, marker
from tests.support.app import field, open_page, shown
from tests.support.cast import ANNA
from tests.support.patience import PATIENCE
from tests.support.pool import OpenInApp

PILOT = "hagendoornschool"

REFERENCES = [
    (schema, name, ref.table)
    for schema in KINDS.values()
    for name, info in schema.asked().items()
    if (ref := marker(info, Ref)) and ref.table != "pilot"
]
"""Every field in which somebody chooses a record: its kind, its name, the kind it refers to."""


def form(table: str, name: str) -> None:
    from pilots.screens.kit import session
    from pilots.screens.kit.forms import forms
    from schemas import KINDS

    session.choose_language()
    forms.draw("twins", forms.Fieldset(KINDS[table], only=(name,)), pilot_id="hagendoornschool")


def twin(schema: type[Record], id: str) -> Record:
    """A record that is called as every other one of this function."""
    body: dict[str, Any] = {}
    for name, info in schema.fields().items():
        if info.is_required():
            kind = base_type(info)
            is_choice = issubclass(kind, Choice)
            body[name] = next(iter(kind)) if is_choice else SAMPLES.get(kind.__name__, "gelijk")
    return schema.read(id, PILOT, body)


SAMPLES: dict[str, Any] = {"date": "2026-01-02", "int": 1, "float": 1.0}


@pytest.mark.parametrize(
    ("schema", "name", "table"), REFERENCES, ids=[f"{s.table}.{n}" for s, n, _t in REFERENCES]
)
def test_each_of_two_that_are_called_alike_can_be_chosen(
    app_tracker: Tracker, schema: type[Record], name: str, table: str
) -> None:
    ids = ("tweeling-a", "tweeling-b")
    app_tracker.record(ANNA, *(twin(KINDS[table], id) for id in ids))
    app = AppTest.from_function(form, args=(schema.table, name), default_timeout=PATIENCE).run()
    assert not app.exception
    several = holds_several(schema.fields()[name])
    box = field(app, "pills", f".{name}.known") if several else field(app, "selectbox", f".{name}")
    assert len(set(box.options)) == len(box.options)
    chosen = set()
    for label in [option for option in box.options if option.startswith("gelijk")]:
        box = field(app, box.type if not several else "pills", box.key)
        box.set_value([label] if several else label).run()
        value = app.session_state[box.key]
        chosen |= set(value) if several else {value}
    assert chosen == set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_of_one_choice_are_alike(language: str) -> None:
    choices = {
        base_type(info)
        for schema in KINDS.values()
        for info in schema.fields().values()
        if issubclass(base_type(info), Choice)
    }
    with speaking(language):  # type: ignore[arg-type]
        for choice in choices:
            words = [_(each.label) for each in choice]
            assert len(set(words)) == len(words)


# --- addresses ---------------------------------------------------------------------------


def at(address: str) -> AppTest:
    return open_page("pilot/page.py", pilot=address)


def fill_soup(tracker: Tracker) -> None:
    """A pilot that was renamed, and another one that took its name."""
    tracker.record(ANNA, Pilot(id="a", name="Soep"))
    tracker.record(ANNA, Pilot(id="a", name="Soep op het plein"))


@pytest.fixture
def soup(open_in_app: OpenInApp) -> Tracker:
    return open_in_app(fill_soup)


@pytest.mark.parametrize("address", ["soep.a", "a", "wat-dan-ook.a", "Soep", "Soep op het plein"])
def test_a_link_leads_to_the_same_pilot_after_a_rename(soup: Tracker, address: str) -> None:
    assert at(address).selectbox(key="choose.pilot").value == "a"


def test_a_name_that_two_pilots_had_is_asked_and_an_id_is_not(soup: Tracker) -> None:
    soup.record(ANNA, Pilot(id="b", name="Soep"))
    asked = at("Soep")
    assert asked.selectbox(key="choose.pilot").value is None
    assert "Meer dan één heeft de naam uit dit adres gehad." in shown(asked)
    assert at("soep.a").selectbox(key="choose.pilot").value == "a"
    assert at("soep.b").selectbox(key="choose.pilot").value == "b"


def test_the_address_of_a_withdrawn_pilot_says_what_became_of_it(soup: Tracker) -> None:
    soup.withdraw(ANNA, soup.head)
    app = at("soep.a")
    assert "De pilot Soep op het plein is ingetrokken." in shown(app)
    assert app.selectbox(key="choose.pilot").value is None


def test_an_address_of_nothing_is_no_empty_tracker(app_tracker: Tracker) -> None:
    app = at("onzin")
    assert "Op dit adres is niets te vinden" in shown(app)
    assert "Kijk eerst rond in het voorbeeld" not in shown(app)


def test_a_third_namesake_changes_no_link(app_tracker: Tracker) -> None:
    for id in ("m", "z"):
        app_tracker.record(ANNA, Pilot(id=id, name="Tuin", neighbourhood="Noord"))
    labels = app_tracker.ask(portfolio.names, ANNA.scope)
    app_tracker.record(ANNA, Pilot(id="c", name="Tuin", neighbourhood="Noord"))
    for id in ("m", "z"):
        assert at(f"tuin.{id}").selectbox(key="choose.pilot").value == id
    assert len(set(labels.values())) == len(labels)
