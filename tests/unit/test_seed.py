"""What a new tracker starts with: what the report says, and nothing more."""

from datetime import date
from pathlib import Path

import pytest

from pilots.access import Viewer
from pilots.queries import history, portfolio, records
from pilots.seed import SEED, SEED_AUTHOR, open_tracker, read, sow
from pilots.tracker import Tracker
from schemas import KINDS, Record, Ref, base_type, holds_several, marker
from tests.support.whole import assert_whole

PARELKETTING, DATABANK, SCHOOL = PILOTS = (
    "parelketting-zuidwijk",
    "wijk-databank-zuidwijk",
    "hagendoornschool",
)
SEEDED = [record for path in sorted(SEED.glob("*.yaml")) for record in read(path)]


def of(kind: str, pilot: str | None = None) -> list[Record]:
    return [r for r in SEEDED if r.table == kind and pilot in {None, r.of_pilot}]


# --- sowing ------------------------------------------------------------------------------


@pytest.fixture
def seeded(path: Path):
    tracker = open_tracker(path)
    yield tracker
    tracker.close()


def test_a_new_tracker_has_the_three_pilots(seeded: Tracker, anna: Viewer) -> None:
    board = seeded.ask(portfolio.pilots_at_a_glance, anna.scope, date(2026, 11, 20))
    assert [(row["name"], row["neighbourhood"], row["municipality"]) for row in board] == [
        ("Hagendoornschool", "Nieuwstraatkwartier", "Almelo"),
        ("Parelketting Zuidwijk", "Zuidwijk", "Oud-Beijerland"),
        ("Wijk-databank Zuidwijk", "Zuidwijk", "Oud-Beijerland"),
    ]
    assert all(row["question"] and row["next_action"] for row in board)
    assert all(row["done"] == row["overdue"] == 0 for row in board)
    assert_whole(seeded)


def test_the_history_names_the_report_as_who_wrote_it(seeded: Tracker, anna: Viewer) -> None:
    changes = seeded.ask(history.changes, anna.scope, SCHOOL, limit=100)
    assert (
        {change.actor for change in changes} == {SEED_AUTHOR.name} == {"Verslag derde werkatelier"}
    )


def test_sowing_twice_changes_nothing(seeded: Tracker) -> None:
    head = seeded.head
    sow(seeded)
    assert seeded.head == head == len(SEEDED)


def test_opening_again_does_not_bring_back_what_was_withdrawn(path: Path, anna: Viewer) -> None:
    tracker = open_tracker(path)
    tracker.withdraw(anna, 1)
    tracker.close()
    tracker = open_tracker(path)
    assert len(tracker.ask(portfolio.names, anna.scope)) == 2
    tracker.close()


def test_a_tracker_that_has_something_gets_no_seed(path: Path, anna: Viewer) -> None:
    tracker = Tracker(path)
    tracker.record(anna, KINDS["pilot"].read("own", None, {"name": "Eigen"}))
    tracker.close()
    tracker = open_tracker(path)
    assert tracker.ask(portfolio.names, anna.scope) == {"own": "Eigen"}
    tracker.close()


def test_everything_referred_to_is_in_the_seed_and_in_the_same_pilot() -> None:
    for record in SEEDED:
        for name, field in record.fields().items():
            if reference := marker(field, Ref):
                value = getattr(record, name)
                several = (value or ()) if holds_several(field) else (value,)
                for id in filter(None, several):
                    (there,) = [r for r in of(reference.table) if r.id == id]
                    assert there.of_pilot == record.of_pilot


def test_no_two_records_have_one_id() -> None:
    ids = [(record.table, record.id) for record in SEEDED]
    assert len(set(ids)) == len(ids)


# --- only what the report says -----------------------------------------------------------

QUESTION = (
    "Hoe komen we om mensen te stimuleren om mee te doen met wat zij kunnen en willen, tot "
    "effectief samenspel in wijken en buurten waar (sociale) uitsluiting van bewoners door "
    "ouderdom of beperkte bestedingsruimte een risico is? Hoe zorgen we dat dit samenspel "
    "aansluit bij de concrete wensen, behoeften, en mogelijkheden van de bewoners?"
)

PRINCIPLES = [
    "Sluit zo veel mogelijk aan bij wat er al is in de wijk. Ga niet van alles toevoegen.",
    "Soms moet je eerst stappen terugdoen, een lange adem hebben en vooral volhouden.",
    "Werk aan een welkom, vertrouwensband en écht contact met bewoners.",
    "Begin klein en bouw uit bij succes. Start niet te groot.",
    "Zoek naar een hanteerbare schaal. Is er voldoende organiseermassa in de wijk aanwezig?",
    "Het gaat om wederkerigheid, halen en brengen. Denk daarbij vanuit de bewoner.",
    "Maak gebruik van bewoners, ‘aanjagers’, professionele ondersteuning en ambassadeurs.",
    "De doelgroep zelf zal vertrouwen moeten hebben/krijgen in wat er gebeurt. Welkom doen "
    "voelen!",
    "Het gaat sterk om organiseren en faciliteren van zaken.",
    "Houd de energie vast, niet te veel regels (handelingsruimte nodig).",
    "Maak ook gebruik van lijn gezondheid, talenten, kracht, opleidingen, stages, sport etc.",
]

SAID = {
    PARELKETTING: ["‘Parelketting’ maken en verbinden", "‘Wervers’ inzetten"],
    DATABANK: [
        "In gesprek met wijkbewoners over wat ze nodig hebben en kunnen brengen",
        "Actief werven",
        "(Uiteindelijk) een wijk-databank vullen",
    ],
    SCHOOL: [
        "In gesprek over de rol die de corporatie kan en mag hebben bij het bewonersinitiatief",
        "In gesprek over de toegevoegde waarde om aan te haken, en het doen van een experiment",
        "Ervaringsdeskundigen en gezondheid (gemeente) betrekken",
    ],
}


def test_each_pilot_asks_the_question_of_the_report_word_for_word() -> None:
    for pilot in PILOTS:
        (question,) = of("question", pilot)
        assert question.text == QUESTION
        assert "opbrengsten van het tweede werkatelier" in question.reason


def test_the_principles_are_the_reports_closing_list_and_hold_for_all() -> None:
    assert [principle.text for principle in of("principle")] == PRINCIPLES
    assert {principle.of_pilot for principle in of("principle")} == {None}


def test_the_actions_are_those_the_report_names_and_none_is_done() -> None:
    for pilot, titles in SAID.items():
        assert [action.title for action in of("action", pilot)] == titles
    assert {action.status for action in of("action")} == {"planned"}


def test_the_people_are_those_the_report_names() -> None:
    assert [person.name for person in of("stakeholder")] == [
        "Wervers",
        "Oudere en kwetsbare wijkbewoners",
        "Bewonersinitiatief Hagendoornschool",
        "Woningcorporatie",
        "Ervaringsdeskundigen",
        "Gezondheid (gemeente)",
    ]


def test_each_pilot_is_an_idea_for_the_residents_the_report_names() -> None:
    audiences = {pilot.id: pilot.audience for pilot in of("pilot")}
    assert "ouderdom of beperkte bestedingsruimte" in audiences[PARELKETTING]
    assert "Oudere en kwetsbare bewoners" in audiences[DATABANK]
    assert "krappe beurs en ouderen" in audiences[SCHOOL]
    assert {pilot.phase for pilot in of("pilot")} == {"idea"}
    (school,) = [pilot for pilot in of("pilot") if pilot.id == SCHOOL]
    assert "bestaande bewonersinitiatief Hagendoornschool" in school.joins


def test_where_a_place_is_our_own_reading_it_says_so() -> None:
    (databank,) = [pilot for pilot in of("pilot") if pilot.id == DATABANK]
    assert "noemt het verslag geen plaats" in databank.rationale
    assert "onze lezing" in databank.rationale


def test_there_is_no_number_and_no_day_in_the_seed() -> None:
    """No baseline, target, date, place on the map or number of people: the report has none."""
    for record in SEEDED:
        for name, field in record.fields().items():
            if base_type(field) in (int, float, date):
                assert getattr(record, name) is None, f"{record.id} {name}"


def test_nothing_is_made_up_beside_it() -> None:
    assert {record.table for record in SEEDED} == {
        "pilot",
        "question",
        "principle",
        "stakeholder",
        "action",
    }
    never = {
        "pilot": ("lead", "believe", "so_that", "themes", "cbs_code"),
        "stakeholder": ("brings", "needs", "rung", "email", "phone"),
        "action": ("owner", "happened", "struck", "photo"),
    }
    for kind, names in never.items():
        for record in of(kind):
            assert not any(getattr(record, name) for name in names), record.id


def test_every_record_of_the_seed_is_in_the_register(seeded: Tracker, anna: Viewer) -> None:
    for record in SEEDED:
        assert seeded.ask(records.one, anna.scope, record.table, record.id) == record
