"""Registering a pilot: one question at a time, left and resumed, recorded in one go."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pilots.queries import portfolio, records
from pilots.queries.duplicates import possible_duplicates
from pilots.screens.kit import links
from pilots.tracker import Tracker
from schemas import Action, Expectation, Outcome, Pilot, Principle, Question, Record, Stakeholder
from tests.support.app import field, open_page, shown, submit
from tests.support.cast import ANNA

pytestmark = pytest.mark.slow

LAST = 11
"""Where one looks back; the first step is 0."""

STEPS = [
    ("Hoe noemen mensen het, en waar is het?", "What do people call it, and where is it?"),
    ("Wat is er al waar we bij kunnen aansluiten?", "What is already there that we can join?"),
    ("Voor wie doe je het, en waarom?", "Who is it for, and why?"),
    ("Op welke vraag zoekt de pilot een antwoord?", "Which question does it answer?"),
    ("Wat denk je dat helpt?", "What do you believe will help?"),
    ("Wat moet er veranderen?", "What should change?"),
    ("Waaraan zie je dat? Wat tel je?", "How do you see it? What do you count?"),
    (
        "Hoeveel zijn het er nu, en hoeveel straks?",
        "How many are there now, and how many then?",
    ),
    (
        "Wat verwacht je te zien, en wat doe je dan?",
        "What do you expect to see, and what will you do then?",
    ),
    (
        "Wie zijn de eerste mensen, en wie leidt het?",
        "Who are the first people, and who leads?",
    ),
    ("Wat zijn de eerste acties?", "What are the first actions?"),
    ("Klopt het zo?", "Is this right?"),
]


def begin(language: str = "nl", name: str = "") -> AppTest:
    """The first step; with a name, the second."""
    app = open_page("register/page.py", language)
    if name:
        write(app, "text_input", "0.name", name)
        go_on(app)
    return app


def write(app: AppTest, kind: str, ending: str, value: Any) -> None:
    """Fill in a field and leave it."""
    field(app, kind, f".{ending}").set_value(value).run()
    assert not app.exception


def go_on(app: AppTest) -> None:
    press(app, "next.")


def press(app: AppTest, start: str) -> None:
    next(b for b in app.button if (b.key or "").startswith(start)).click().run()
    assert not app.exception


def jump(app: AppTest, to: int) -> None:
    app.pills(key="steps.register").set_value(to).run()
    assert not app.exception


def register(app: AppTest) -> None:
    jump(app, LAST)
    submit(app, "register").click().run()
    assert not app.exception


def question(app: AppTest) -> str:
    """What the step asks."""
    return str(app.subheader[0].value)


def errors(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def new(tracker: Tracker, name: str) -> dict[str, Any]:
    rows = tracker.ask(records.of_kind, ANNA.scope, Pilot.table)
    return next(row for row in rows if row["name"] == name)


def of(tracker: Tracker, schema: type[Record], pilot: str) -> list[dict[str, Any]]:
    """The records of a kind of a pilot, in the order in which they were written."""
    rows = tracker.ask(records.of_kind, ANNA.scope, schema.table, pilot)
    return sorted(rows, key=lambda row: int(row["_seq"]))


# --- the way ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
def test_twelve_steps_lead_to_a_pilot_with_all_that_was_filled_in(
    app_tracker: Tracker, language: str
) -> None:
    before = app_tracker.head
    app = begin(language)
    typed: list[list[tuple[str, str, Any]]] = [
        [
            ("text_input", "0.name", "Soep op de stoep"),
            ("text_input", "0.neighbourhood", "Bloemenbuurt"),
            ("text_input", "0.municipality", "Groendorp"),
        ],
        [("text_area", "0.joins", "De buurtkeuken")],
        [("text_area", "0.audience", "Buren"), ("text_area", "0.rationale", "Stille winters")],
        [("text_area", "1.text", "Hoe eet niemand alleen?")],
        [("text_area", "0.believe", "soep werkt"), ("text_area", "0.so_that", "men praat")],
        [
            ("text_input", "2.statement", "Buren kennen elkaar"),
        ],
        [("text_input", "2.unit", "buren"), ("selectbox", "2.frequency", "monthly")],
        [
            ("text_input", "2.baseline", "4"),
            ("text_input", "2.baseline_on", "01-09-2026"),
            ("text_input", "2.target", "20"),
            ("text_input", "2.target_on", "01-09-2027"),
        ],
        [
            ("text_area", "3.prediction", "Bijna iedereen kent er twee bij"),
            ("text_input", "3.expected", "12"),
            ("text_input", "3.green", "10"),
            ("text_input", "3.red", "5"),
            ("text_input", "3.decide_by", "01-06-2027"),
        ],
        [
            ("text_input", "0.lead", "Anna"),
            ("text_input", "4.name", "Truus"),
            ("selectbox", "4.role", "recruiter"),
        ],
        [
            ("text_input", "5.title", "Pan lenen"),
            ("text_input", "5.due", "01-12-2026"),
            ("selectbox", "5.kind", "visit"),
        ],
    ]
    for n, fields in enumerate(typed):
        assert question(app) == STEPS[n][language == "en"]
        for kind, ending, value in fields:
            write(app, kind, ending, value)
        go_on(app)
    assert question(app) == STEPS[LAST][language == "en"]
    assert app_tracker.head == before, "nothing is recorded before somebody says so"
    submit(app, "register").click().run()
    assert not app.exception

    assert app_tracker.head == before + 6
    pilot = new(app_tracker, "Soep op de stoep")
    assert pilot["phase"] == "idea"
    for name, value in {
        "neighbourhood": "Bloemenbuurt",
        "municipality": "Groendorp",
        "joins": "De buurtkeuken",
        "audience": "Buren",
        "rationale": "Stille winters",
        "believe": "soep werkt",
        "so_that": "men praat",
        "lead": "Anna",
    }.items():
        assert pilot[name] == value
    (asked,) = of(app_tracker, Question, pilot["id"])
    assert asked["text"] == "Hoe eet niemand alleen?"
    (outcome,) = of(app_tracker, Outcome, pilot["id"])
    assert (outcome["statement"], outcome["unit"]) == ("Buren kennen elkaar", "buren")
    assert (outcome["baseline"], outcome["baseline_on"]) == (4, date(2026, 9, 1))
    assert (outcome["target"], outcome["target_on"]) == (20, date(2027, 9, 1))
    assert (outcome["better"], outcome["frequency"]) == ("higher", "monthly")
    (expected,) = of(app_tracker, Expectation, pilot["id"])
    assert (expected["outcome"], expected["prediction"]) == (
        outcome["id"],
        "Bijna iedereen kent er twee bij",
    )
    assert (expected["green"], expected["red"]) == (10, 5)
    (person,) = of(app_tracker, Stakeholder, pilot["id"])
    assert (person["name"], person["role"]) == ("Truus", "recruiter")
    (action,) = of(app_tracker, Action, pilot["id"])
    assert (action["title"], action["due"]) == ("Pan lenen", date(2026, 12, 1))
    assert (action["kind"], action["status"]) == ("visit", "planned")


def test_a_pilot_is_registered_with_its_question_and_outcome_in_one_go(
    app_tracker: Tracker,
) -> None:
    before = app_tracker.head
    app = begin(name="Buurttuin")
    jump(app, 3)
    write(app, "text_area", "1.text", "Hoe komt er groen?")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Bewoners tuinieren samen")
    jump(app, 7)
    write(app, "text_input", "2.target", "12")
    register(app)
    assert app_tracker.head == before + 3
    pilot = new(app_tracker, "Buurttuin")
    (outcome,) = of(app_tracker, Outcome, pilot["id"])
    assert (outcome["statement"], outcome["target"]) == ("Bewoners tuinieren samen", 12)


def test_a_name_alone_is_enough(app_tracker: Tracker) -> None:
    before = app_tracker.head
    register(begin(name="Buurttuin"))
    assert app_tracker.head == before + 1
    assert new(app_tracker, "Buurttuin")["phase"] == "idea"


@pytest.mark.parametrize(
    ("language", "sentence"), [("nl", "Naam: vul dit in."), ("en", "Name: please fill this in.")]
)
def test_without_a_name_the_first_step_says_so_and_stays(
    app_tracker: Tracker, language: str, sentence: str
) -> None:
    app = begin(language)
    go_on(app)
    assert errors(app) == [sentence]
    assert question(app) == STEPS[0][language == "en"]
    write(app, "text_input", "0.name", "Buurttuin")
    go_on(app)
    assert not errors(app)
    assert question(app) == STEPS[1][language == "en"]


def test_every_other_step_can_be_skipped_and_gone_back_to(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    for n in range(1, LAST):
        assert question(app) == STEPS[n][0]
        go_on(app)
    for n in reversed(range(LAST)):
        press(app, "back.")
        assert question(app) == STEPS[n][0]
    assert field(app, "text_input", ".0.name").value == "Buurttuin"


def test_progress_and_the_list_of_steps_tell_how_far_somebody_is(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    assert app.title[0].value == "Buurttuin · stap 2 van 12"
    seen = shown(app)
    assert "1. Naam en plek :material/check:" in seen
    assert "3. Voor wie :material/check:" not in seen
    assert app.pills(key="steps.register").value == 1


def test_after_registering_the_pilots_page_opens_and_undo_takes_back_everything(
    app_tracker: Tracker,
) -> None:
    app = begin(name="Buurttuin")
    jump(app, 9)
    write(app, "text_input", "4.name", "Truus")
    jump(app, 10)
    write(app, "text_input", "5.title", "Zaaien")
    register(app)
    pilot = new(app_tracker, "Buurttuin")
    assert app.title[0].value == "Buurttuin"
    assert links.id_in(app.session_state[links.PILOT]) == pilot["id"]
    assert "Vastgelegd bij Buurttuin." in shown(app)

    app.button(key="undo").click().run()
    assert not app.exception
    assert app_tracker.ask(records.row, ANNA.scope, Pilot.table, pilot["id"]) is None
    for schema in (Stakeholder, Action):
        assert not [r for r in of(app_tracker, schema, pilot["id"]) if r["pilot"] == pilot["id"]]


def test_after_registering_the_form_is_empty_for_the_next_one(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    register(app)
    app.switch_page("register/page.py").run()
    assert question(app) == STEPS[0][0]
    assert field(app, "text_input", ".0.name").value == ""


# --- people and actions -------------------------------------------------------------------


def test_rows_of_people_and_actions_become_records_of_the_new_pilot_with_their_roles(
    app_tracker: Tracker,
) -> None:
    app = begin(name="Buurttuin")
    jump(app, 9)
    press(app, "another.")
    for part, name, role in ((4, "Truus", "recruiter"), (8, "Omar", None), (10, "Lin", "driver")):
        write(app, "text_input", f"{part}.name", name)
        write(app, "selectbox", f"{part}.role", role)
    jump(app, 10)
    for part, title in ((5, "Zaaien"), (7, "Oogsten")):
        write(app, "text_input", f"{part}.title", title)
    register(app)
    pilot = new(app_tracker, "Buurttuin")["id"]
    people = {row["name"]: row["role"] for row in of(app_tracker, Stakeholder, pilot)}
    assert people == {"Truus": "recruiter", "Omar": None, "Lin": "driver"}
    actions = [row for row in of(app_tracker, Action, pilot) if row["pilot"] == pilot]
    assert [row["title"] for row in actions] == ["Zaaien", "Oogsten"]


@pytest.mark.parametrize(("step", "kind"), [(9, "name"), (10, "title")])
def test_three_rows_are_offered_and_one_more_leaves_the_others_as_they_are(
    app_tracker: Tracker, step: int, kind: str
) -> None:
    def rows() -> list[str]:
        return [
            str(w.value) for w in app.text_input if (w.key or "").endswith((".name", ".title"))
        ]

    app = begin(name="Buurttuin")
    jump(app, step)
    assert rows() == ["", "", ""]
    write(app, "text_input", f"{step - 5}.{kind}", "Eerste")
    press(app, "another.")
    assert rows() == ["Eerste", "", "", ""]


# --- left and resumed ---------------------------------------------------------------------


def test_who_is_called_away_goes_on_at_the_same_step_with_all_that_was_typed(
    app_tracker: Tracker,
) -> None:
    app = begin(name="Buurttuin")
    jump(app, 9)
    press(app, "another.")
    write(app, "text_input", "10.name", "Lin")
    go_on(app)

    app = begin()
    assert question(app) == STEPS[10][0]
    assert "Je gaat verder waar je was" in shown(app)
    press(app, "back.")
    assert field(app, "text_input", ".10.name").value == "Lin"
    register(app)
    pilot = new(app_tracker, "Buurttuin")["id"]
    assert [row["name"] for row in of(app_tracker, Stakeholder, pilot)] == ["Lin"]
    assert question(begin()) == STEPS[0][0], "what was registered is no draft any more"


def test_looking_around_without_typing_leaves_no_draft(app_tracker: Tracker) -> None:
    app = begin()
    jump(app, 9)
    press(app, "another.")
    write(app, "text_input", "10.name", "Lin")
    write(app, "text_input", "10.name", "")
    assert app_tracker.drafts.unfinished("Anna") == {}
    assert question(begin()) == STEPS[0][0]


def test_beginning_again_empties_every_step(app_tracker: Tracker) -> None:
    begin(name="Buurttuin")
    app = begin()
    assert "Alles wat je hier typte gaat weg." in shown(app)
    press(app, "anew.")
    assert question(app) == STEPS[0][0]
    assert field(app, "text_input", ".0.name").value == ""
    assert app_tracker.drafts.unfinished("Anna") == {}


def test_beginning_again_can_be_undone_until_something_else_is_typed(app_tracker: Tracker) -> None:
    begin(name="Buurttuin")
    app = begin()
    press(app, "anew.")
    press(app, "bring_back.")
    assert question(app) == STEPS[1][0]
    press(app, "back.")
    assert field(app, "text_input", ".0.name").value == "Buurttuin"
    assert list(app_tracker.drafts.unfinished("Anna")) == ["register"]
    press(app, "anew.")
    write(app, "text_input", "0.name", "Soepclub")
    assert not [b for b in app.button if (b.key or "").startswith("bring_back.")]
    register(app)
    app.switch_page("register/page.py").run()
    assert not [b for b in app.button if (b.key or "").startswith("bring_back.")]


# --- looking back -------------------------------------------------------------------------


def test_looking_back_says_in_words_what_is_set_and_what_is_not(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Meer groen")
    jump(app, 7)
    write(app, "text_input", "2.target", "12,5")
    write(app, "text_input", "2.target_on", "01-09-2027")
    jump(app, 9)
    write(app, "text_input", "4.name", "Truus")
    write(app, "selectbox", "4.role", "recruiter")
    jump(app, LAST)
    seen = shown(app)
    assert "Naam] Buurttuin" in seen
    assert "nog niet ingevuld: Wijk of buurt, Gemeente]" in seen
    assert "Streefwaarde] 12,5" in seen
    assert "Streefwaarde te halen op] 1 sep 2027" in seen
    assert "Naam] Truus · :gray[Rol in deze pilot] Werver" in seen
    nothing = [m for m in app.markdown if m.value == ":gray[nog niet ingevuld]"]
    assert len(nothing) == 7, "joins, for whom, question, believe, what we count, expect, actions"


def test_odd_texts_are_shown_as_they_were_typed(app_tracker: Tracker) -> None:
    odd = "**Vet** ![x](http://elders.example/x.png) :red[rood] <b>x</b>"
    app_tracker.record(ANNA, Pilot(name=odd, neighbourhood=odd, audience=odd))
    app = begin()
    write(app, "text_input", "0.name", odd)
    write(app, "text_input", "0.neighbourhood", odd)
    seen = [shown(app)]
    for n in (1, LAST):
        jump(app, n)
        seen.append(shown(app))
        for element in (*app.markdown, *app.caption, *app.info):
            assert "**Vet**" not in element.value
            assert ":red[rood" not in element.value
    assert all("**Vet**" in text for text in seen)


def test_a_problem_names_the_field_leads_to_its_step_and_records_nothing(
    app_tracker: Tracker,
) -> None:
    before = app_tracker.head
    app = begin()
    jump(app, 7)
    write(app, "text_input", "2.target", "12")
    register(app)
    assert errors(app) == ["Naam: vul dit in.", "Wat er moet veranderen: vul dit in."]
    assert [b.label for b in app.button if (b.key or "").startswith("mend.")] == [
        "Ga naar stap 1",
        "Ga naar stap 6",
    ]
    assert app_tracker.head == before

    press(app, "mend.register.1")
    assert question(app) == STEPS[5][0]
    assert errors(app) == ["Wat er moet veranderen: vul dit in."]
    write(app, "text_input", "2.statement", "Meer groen")
    jump(app, LAST)
    assert errors(app) == ["Naam: vul dit in."], "what is mended is said no more"
    press(app, "mend.register.0")
    write(app, "text_input", "0.name", "Buurttuin")
    register(app)
    assert app_tracker.head == before + 2
    (outcome,) = of(app_tracker, Outcome, new(app_tracker, "Buurttuin")["id"])
    assert (outcome["statement"], outcome["target"]) == ("Meer groen", 12)


def test_a_problem_in_one_part_of_a_form_records_none_of_it(app_tracker: Tracker) -> None:
    before = app_tracker.head
    app = begin(name="Buurttuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Meer groen")
    jump(app, 7)
    write(app, "text_input", "2.baseline_on", "01-09-2027")
    write(app, "text_input", "2.target_on", "01-09-2026")
    register(app)
    assert errors(app) == ["De dag van de streefwaarde moet na de dag van de nulmeting liggen."]
    assert app_tracker.head == before
    jump(app, 0)
    assert field(app, "text_input", ".0.name").value == "Buurttuin"


def test_a_step_that_may_be_left_out_is_not_dropped_once_something_is_filled_in(
    app_tracker: Tracker,
) -> None:
    app = begin(name="Buurttuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Meer groen")
    jump(app, 8)
    write(app, "text_input", "3.expected", "12")
    go_on(app)
    assert errors(app) == ["Wat verwachten we?: vul dit in."]
    assert question(app) == STEPS[8][0]
    assert field(app, "text_input", ".3.expected").value == "12"


def test_a_problem_with_one_of_several_people_says_which(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    jump(app, 9)
    write(app, "text_input", "4.name", "Truus")
    write(app, "selectbox", "6.role", "recruiter")
    go_on(app)
    assert errors(app) == ["Betrokkene 2. Naam: vul dit in."]
    write(app, "text_input", "6.name", "Omar")
    go_on(app)
    assert question(app) == STEPS[10][0]


# --- what is there already ----------------------------------------------------------------


def test_before_anything_is_added_the_principle_and_the_pilots_nearby_are_shown(
    app_tracker: Tracker,
) -> None:
    app = begin()
    write(app, "text_input", "0.neighbourhood", "zuidwijk")
    write(app, "text_input", "0.name", "Buurttuin")
    go_on(app)
    seen = shown(app)
    assert "Sluit zo veel mogelijk aan bij wat er al is in de wijk." in seen
    assert "Al geregistreerd in of bij zuidwijk. Kun je daarbij aansluiten?" in seen
    assert "Parelketting Zuidwijk" in seen
    assert "Wijk-databank Zuidwijk" in seen
    assert "Hagendoornschool" not in seen


def test_the_principle_is_shown_as_it_is_written_down_now(app_tracker: Tracker) -> None:
    app_tracker.record(ANNA, Principle(id="aansluiten", text="Kijk eerst goed rond."))
    app = begin(name="Buurttuin")
    assert "Kijk eerst goed rond." in shown(app)
    row = app_tracker.ask(records.row, ANNA.scope, Principle.table, "aansluiten")
    assert row is not None
    app_tracker.withdraw(ANNA, row["_seq"])
    assert not app.run().info


def test_a_place_without_pilots_or_no_place_at_all_says_so(app_tracker: Tracker) -> None:
    app = begin(name="Buurttuin")
    assert "Vul bij stap 1 in waar het is" in shown(app)
    jump(app, 0)
    write(app, "text_input", "0.municipality", "Groendorp")
    go_on(app)
    assert "In Groendorp is nog geen andere pilot geregistreerd." in shown(app)


def test_many_pilots_nearby_are_counted_rather_than_shown(app_tracker: Tracker) -> None:
    app_tracker.record(
        ANNA, *(Pilot(name=f"Pilot {n}", municipality="Groendorp") for n in range(8))
    )
    app = begin()
    write(app, "text_input", "0.municipality", "Groendorp")
    jump(app, 1)
    assert "En nog 3 pilots." in shown(app)


def test_a_name_that_exists_already_is_said_with_a_link_and_stops_nobody(
    app_tracker: Tracker,
) -> None:
    app = begin()
    write(app, "text_input", "0.name", "hagendoornSCHOOL")
    assert "Er is al een pilot die Hagendoornschool heet." in shown(app)
    (link,) = app.get("page_link")
    assert "pilot=hagendoornschool" in link.proto.query_string
    assert not errors(app)
    register(app)
    assert new(app_tracker, "hagendoornSCHOOL")


def test_pilots_are_alike_by_name_or_by_place(tracker: Tracker) -> None:
    tracker.record(
        ANNA,
        Pilot(id="here", name="Hier", neighbourhood="Zuid", municipality="Dorp"),
        Pilot(id="beside", name="Ernaast", neighbourhood="Noord", municipality="Dorp"),
        Pilot(id="elsewhere", name="Elders", neighbourhood="Zuid", municipality="Stad"),
        Pilot(id="unknown", name="Ergens", neighbourhood="Zuid"),
        Pilot(id="nowhere", name="Café\u0301 "),
    )

    def found(*typed: str | None) -> list[str]:
        return [row["id"] for row in tracker.ask(possible_duplicates, ANNA.scope, *typed)]

    assert found("X", " ZUID ", "dorp") == ["unknown", "here", "beside"]
    assert found("X", "Zuid", None) == ["elsewhere", "unknown", "here"]
    assert found("X", None, "Dorp") == ["beside", "here"]
    assert found("ernaast", "Zuid", "Stad")[0] == "beside"
    assert found("cafÉ\u0301", None, None) == found("cafe", None, None) == ["nowhere"]
    assert found(None, None, None) == found("", "", " ") == []


def test_an_expectation_of_nothing_is_kept_and_says_what_is_missing(app_tracker: Tracker) -> None:
    before = app_tracker.head
    app = begin(name="Tuin")
    jump(app, 8)
    write(app, "text_area", "3.prediction", "Het wordt meer")
    register(app)
    assert errors(app) == ["Dit hoort bij iets wat nog niet is ingevuld: uitkomst."]
    assert app_tracker.head == before
    jump(app, 5)
    write(app, "text_input", "2.statement", "Buren tuinieren")
    register(app)
    (expected,) = of(app_tracker, Expectation, new(app_tracker, "Tuin")["id"])
    assert expected["prediction"] == "Het wordt meer"


def test_thresholds_that_do_not_fit_are_refused_at_their_step_and_kept(
    app_tracker: Tracker,
) -> None:
    before = app_tracker.head
    app = begin(name="Tuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Buren tuinieren")
    jump(app, 8)
    write(app, "text_area", "3.prediction", "Het wordt meer")
    write(app, "text_input", "3.green", "5")
    write(app, "text_input", "3.red", "10")
    go_on(app)
    assert "moet hoger zijn" in errors(app)[0]
    assert question(app) == STEPS[8][0]
    register(app)
    assert len(errors(app)) == 1, "it is said once"
    assert "moet hoger zijn" in errors(app)[0]
    assert app_tracker.head == before
    press(app, "mend.register.0")
    assert question(app) == STEPS[8][0]
    assert field(app, "text_input", ".3.green").value == "5"
    write(app, "text_input", "3.green", "15")
    go_on(app)
    assert question(app) == STEPS[9][0]
    register(app)
    assert new(app_tracker, "Tuin")


def test_a_target_that_is_worse_than_now_is_asked_about_once(app_tracker: Tracker) -> None:
    app = begin(name="Tuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Buren tuinieren")
    jump(app, 7)
    write(app, "text_input", "2.baseline", "41")
    write(app, "text_input", "2.target", "30")
    go_on(app)
    assert question(app) == STEPS[7][0]
    (warning,) = app.warning
    assert (
        warning.value.replace("\\", "") == "De streefwaarde 30 is lager dan 41, en hoger is beter."
    )
    go_on(app)
    assert question(app) == STEPS[8][0]
    press(app, "back.")
    write(app, "text_input", "2.target", "60")
    assert not app.warning


def test_why_there_is_no_baseline_is_asked_only_where_there_is_none(app_tracker: Tracker) -> None:
    app = begin(name="Tuin")
    jump(app, 5)
    write(app, "text_input", "2.statement", "Buren tuinieren")
    jump(app, 7)
    assert [it for it in app.text_area if (it.key or "").endswith(".2.no_baseline")]
    write(app, "text_input", "2.baseline", "4")
    assert not [it for it in app.text_area if (it.key or "").endswith(".2.no_baseline")]
    jump(app, LAST)
    assert "Waarom er geen nulmeting is" not in shown(app)


def test_what_is_expected_is_asked_with_the_numbers_of_now_and_then_in_sight(
    app_tracker: Tracker,
) -> None:
    app = begin(name="Tuin")
    jump(app, 6)
    write(app, "text_input", "2.unit", "kinderen")
    jump(app, 7)
    write(app, "text_input", "2.baseline", "11")
    jump(app, 8)
    assert "Nu 11 kinderen." in shown(app)
    jump(app, 7)
    write(app, "text_input", "2.target", "30")
    jump(app, 8)
    assert "Nu 11, straks 30 kinderen." in shown(app)


def test_two_pilots_of_one_name_without_a_place_are_told_apart_without_an_id(
    app_tracker: Tracker,
) -> None:
    app_tracker.record(ANNA, Pilot(id="9b18ff71", name="Fietskeuken"))
    app_tracker.record(ANNA, Pilot(id="4c22aa10", name="Fietskeuken"))
    labels = app_tracker.ask(portfolio.names, ANNA.scope)
    assert {labels["9b18ff71"], labels["4c22aa10"]} == {"Fietskeuken 1", "Fietskeuken 2"}
