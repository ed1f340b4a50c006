"""What is wrong with what was filled in, said so that somebody knows what to do."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

import schemas
from pilots.language import LANGUAGES, speaking
from pilots.rules.problems import sentences
from schemas import (
    KINDS,
    Action,
    CalendarFeed,
    Choice,
    Effort,
    Match,
    Measurement,
    Outcome,
    Persona,
    Pilot,
    Record,
    Report,
    Review,
    Stakeholder,
    Story,
    Tie,
    base_type,
    holds_several,
)

Given = dict[str, Any]


def problem(schema: type[Record], given: Given) -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        schema.read("x", "north", given)
    return refused.value


def said(schema: type[Record], given: Given, language: str) -> list[str]:
    error = problem(schema, given)
    with speaking(language):
        return sentences(error, schema)


ACTION = {"title": "Bellen"}
MEASURED = {"outcome": "o", "measured_on": "2026-11-20", "value": 1}


@pytest.mark.parametrize(
    ("schema", "given", "dutch", "english"),
    [
        (Persona, {}, "Naam: vul dit in.", "Name: please fill this in."),
        (Persona, {"name": " \n "}, "Naam: vul dit in.", "Name: please fill this in."),
        (
            Persona,
            {"name": "x" * 1234},
            "Naam: dit is te lang. Schrijf hooguit 200 tekens; het zijn er nu 1234.",
            "Name: this is too long. Write at most 200 characters; you wrote 1234.",
        ),
        (
            Persona,
            {"name": "Ans", "needs": "x" * 5001},
            "Wat ze nodig hebben: dit is te lang. Schrijf hooguit 5000 tekens; het zijn er nu "
            "5001.",
            "What they need: this is too long. Write at most 5000 characters; you wrote 5001.",
        ),
        (
            Action,
            ACTION | {"participants": -1},
            "Aantal deelnemers: dit kan niet minder zijn dan 0.",
            "Number of participants: this cannot be less than 0.",
        ),
        (
            Action,
            ACTION | {"participants": 1_000_001},
            "Aantal deelnemers: dit kan niet meer zijn dan 1.000.000.",
            "Number of participants: this cannot be more than 1,000,000.",
        ),
        (
            Action,
            ACTION | {"participants": 1.5},
            "Aantal deelnemers: schrijf een heel getal.",
            "Number of participants: write a whole number.",
        ),
        (
            Action,
            ACTION | {"participants": "veel"},
            "Aantal deelnemers: schrijf een heel getal.",
            "Number of participants: write a whole number.",
        ),
        (
            Measurement,
            MEASURED | {"value": "veel"},
            "Waarde: dit is geen getal. Schrijf bijvoorbeeld 1234,5.",
            "Value: this is not a number. Write it as 1234.5.",
        ),
        (
            Measurement,
            MEASURED | {"value": float("nan")},
            "Waarde: dit is geen getal. Schrijf bijvoorbeeld 1234,5.",
            "Value: this is not a number. Write it as 1234.5.",
        ),
        (
            Measurement,
            MEASURED | {"measured_on": "gisteren"},
            "Gemeten op: deze dag bestaat niet. Schrijf bijvoorbeeld 20-11-2026.",
            "Measured on: there is no such day. Write it as 20-11-2026.",
        ),
        (
            Measurement,
            MEASURED | {"measured_on": "2026-02-30"},
            "Gemeten op: deze dag bestaat niet. Schrijf bijvoorbeeld 20-11-2026.",
            "Measured on: there is no such day. Write it as 20-11-2026.",
        ),
        (
            Measurement,
            MEASURED | {"measured_on": date(1899, 12, 31)},
            "Gemeten op: dit kan niet minder zijn dan 1 januari 1900.",
            "Measured on: this cannot be less than 1 January 1900.",
        ),
        (
            Measurement,
            MEASURED | {"measured_on": date(2201, 1, 1)},
            "Gemeten op: dit kan niet meer zijn dan 31 december 2200.",
            "Measured on: this cannot be more than 31 December 2200.",
        ),
        (
            Action,
            ACTION | {"kind": "nonsense"},
            "Soort actie: kies een van de woorden uit de lijst.",
            "Kind of action: choose one of the words in the list.",
        ),
        (
            Pilot,
            {"name": "Noord", "cbs_code": "GM 141", "cbs_year": 2026},
            "CBS-gebiedscode: ‘GM 141’ is niet geschreven zoals het hoort.",
            "CBS area code: 'GM 141' is not written correctly.",
        ),
        (
            Pilot,
            {"name": "Noord", "cbs_code": "{given}", "cbs_year": 2026},
            "CBS-gebiedscode: ‘{given}’ is niet geschreven zoals het hoort.",
            "CBS area code: '{given}' is not written correctly.",
        ),
        (
            Pilot,
            {"name": "Noord", "cbs_year": 1900},
            "Jaar van de CBS-code: dit kan niet minder zijn dan 1995.",
            "Year of the CBS code: this cannot be less than 1995.",
        ),
        (
            Pilot,
            {"name": "Noord", "themes": ["x", ""]},
            "Thema’s: vul dit in.",
            "Themes: please fill this in.",
        ),
    ],
)
def test_a_problem_names_its_field_and_says_what_to_do(
    schema: type[Record], given: Given, dutch: str, english: str
) -> None:
    assert said(schema, given, "nl") == [dutch]
    assert said(schema, given, "en") == [english]


RULES: dict[str, tuple[type[Record], Given, str, str]] = {
    "unreadable_text": (
        Stakeholder,
        {"name": "a\0b"},
        "Naam: hier staan tekens in die niet te tonen zijn. Typ het opnieuw.",
        "Name: this contains characters that cannot be shown. Type it again.",
    ),
    "done_without_day": (
        Action,
        ACTION | {"status": "done"},
        "Dit is gedaan: vul in op welke dag.",
        "This is done: fill in the day on which it was done.",
    ),
    "day_but_not_done": (
        Action,
        ACTION | {"status": "planned", "done_on": "2026-11-20"},
        "Er is een dag ingevuld waarop dit gedaan is, dus de status moet ‘gedaan’ zijn. Wijzig "
        "een van de twee.",
        "The day on which this was done is filled in, so its status must be done. Change one of "
        "the two.",
    ),
    "target_before_baseline": (
        Outcome,
        {"statement": "x", "baseline_on": "2026-02-01", "target_on": "2026-01-01"},
        "De dag van de streefwaarde moet na de dag van de nulmeting liggen.",
        "The day of the target must come after the day of the baseline.",
    ),
    "due_before_start": (
        Action,
        {"title": "Koffie", "start": "2026-02-02", "due": "2026-02-01"},
        "Dit moet klaar zijn voordat het begint. Verander een van de twee dagen.",
        "This is due before it starts. Change one of the two days.",
    ),
    "ends_before_start": (
        Pilot,
        {"name": "Noord", "start": "2026-02-01", "end": "2026-01-01"},
        "Het einde ligt voor het begin. Wijzig een van de twee.",
        "The end is before the start. Change one of the two.",
    ),
    "code_without_year": (
        Pilot,
        {"name": "Noord", "cbs_code": "GM0141"},
        "Een CBS-code hoort bij een jaar. Vul ook het jaar in.",
        "A CBS code belongs to a year. Fill in the year too.",
    ),
    "status_without_reason": (
        Review,
        {"held_on": "2026-11-23", "status": "on_track"},
        "Zeg waarom de pilot er zo voor staat. Eén regel is genoeg.",
        "Say why the pilot is on track, at risk or off track. One line is enough.",
    ),
    "over_without_status": (
        Review,
        {"held_on": "2026-11-23", "upto": 7},
        "Kies hoe de pilot ervoor staat, voordat je het overleg afsluit.",
        "Choose how the pilot is doing before you close the review.",
    ),
    "next_before_this": (
        Review,
        {"held_on": "2026-11-23", "next_on": "2026-11-23"},
        "Het volgende overleg komt na dit overleg. Kies een latere dag.",
        "The next review comes after this one. Choose a later day.",
    ),
    "calendar_of_one": (
        CalendarFeed,
        {"name": "Telefoon", "owner": "Otto", "digest": "0" * 64},
        "Een agenda is van één pilot of van één trekker. Kies een van de twee.",
        "A calendar belongs to one pilot or to one owner. Choose one of the two.",
    ),
    "consent_without_day": (
        Story,
        {"title": "Koffie", "what": "Ze bleef.", "consent": "given"},
        "Vul de dag in waarop toestemming is gegeven.",
        "Fill in the day on which consent was given.",
    ),
    "report_ends_first": (
        Report,
        {"title": "Najaar", "since": "2026-09-30", "until": "2026-07-01"},
        "De periode eindigt voordat ze begint. Verander een van de dagen.",
        "The period ends before it begins. Change one of the days.",
    ),
    "period_ends_first": (
        Effort,
        {"what": "Zaal", "since": "2026-09-30", "until": "2026-07-01"},
        "De periode eindigt voordat ze begint. Verander een van de dagen.",
        "The period ends before it begins. Change one of the days.",
    ),
    "edition_without_change": (
        Report,
        {
            "title": "Najaar",
            "since": "2026-07-01",
            "until": "2026-09-30",
            "edition": 2,
            "upto": 9,
        },
        "Zeg wat er in deze uitgave anders is dan in de vorige.",
        "Say what is different in this edition from the last.",
    ),
    "links_two": (
        Tie,
        {"who": "truus", "since": "2026-03-02"},
        "Een schakel gaat naar één ander: kies een mens of een plek, en niet allebei.",
        "A link is to one other: choose a person or a place, and not both.",
    ),
    "links_itself": (
        Tie,
        {"who": "truus", "other": "truus", "since": "2026-03-02"},
        "Niemand is een schakel met zichzelf. Kies iemand anders.",
        "Nobody is linked to themselves. Choose somebody else.",
    ),
    "ended_before_it_began": (
        Tie,
        {"who": "truus", "place": "hal", "since": "2026-03-02", "ended_on": "2026-03-01"},
        "De schakel eindigt voor die begon. Wijzig een van de dagen.",
        "The link ends before it began. Change one of the days.",
    ),
    "ended_before_introduced": (
        Match,
        {
            "need": "vraag",
            "offer": "aanbod",
            "introduced_on": "2026-03-02",
            "ended_on": "2026-03-01",
        },
        "Het eindigt voor zij aan elkaar zijn voorgesteld. Wijzig een van de dagen.",
        "It ends before they were introduced. Change one of the days.",
    ),
    "half_a_place": (
        Pilot,
        {"name": "Noord", "latitude": 51.8},
        "Breedtegraad en lengtegraad horen bij elkaar. Vul ze allebei in, of geen van beide.",
        "Latitude and longitude belong together. Fill in both or none.",
    ),
}
"""Each rule of the schemas, with what breaks it and what is then said."""


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_is_broken_says_what_to_change(rule: str) -> None:
    schema, given, dutch, english = RULES[rule]
    assert [error["type"] for error in problem(schema, given).errors()] == [rule]
    assert said(schema, given, "nl") == [dutch]
    assert said(schema, given, "en") == [english]


def test_every_rule_of_the_schemas_is_tried_here() -> None:
    rules = {
        ast.literal_eval(node.args[0])
        for path in Path(schemas.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "PydanticCustomError"
    }
    assert rules == set(RULES)


def test_each_of_several_problems_is_said_in_the_order_of_the_fields() -> None:
    given = {"name": "", "phase": "x", "longitude": 200}
    assert said(Pilot, given, "nl") == [
        "Naam: vul dit in.",
        "Fase: kies een van de woorden uit de lijst.",
        "Lengtegraad: dit kan niet meer zijn dan 180.",
    ]


# --- whatever is typed -------------------------------------------------------------------

ODD: dict[type, list[Any]] = {
    str: ["", "  ", "x" * 6000, "a\0b", "{x}"],
    int: ["", "x", "1.5", 1.5, -1, 10**7, 10**30, "9" * 5000, float("nan"), float("inf")],
    bool: ["", "x", 2, [], {}, "9" * 5000],
    float: ["", "x", "51,8", float("nan"), float("inf"), -1e300, 10**400, "9" * 5000],
    date: ["", "x", "1899-12-31", "2026-13-01", "20-11-2026", date(1, 1, 1), date(9999, 1, 1)],
    Choice: ["", "nonsense", 5],
}
"""What a form or a command line can hand over for a field, and should not be kept."""


def odd(field: FieldInfo) -> list[Any]:
    kind = base_type(field)
    values = ODD[Choice if issubclass(kind, Choice) else kind]
    return [["x", value] for value in values] if holds_several(field) else values


@pytest.mark.parametrize("schema", KINDS.values(), ids=list(KINDS))
def test_whatever_is_typed_the_answer_is_a_sentence_in_the_readers_language(
    schema: type[Record],
) -> None:
    """And never the words of the library that found the problem."""
    wrong = []
    for name, field in schema.fields().items():
        for value in odd(field):
            try:
                schema.read("x", "north", {name: value})
            except ValidationError as error:
                theirs = {p["msg"].lower() for p in error.errors() if p["type"] not in RULES}
                for language in LANGUAGES:
                    wrong += [
                        (name, str(value)[:20], sentence)
                        for sentence in attempt(error, schema, language)
                        if not sentence.endswith(".") or theirs & {sentence.split(": ")[-1]}
                    ]
    assert wrong == []


def attempt(error: ValidationError, schema: type[Record], language: str) -> list[str]:
    """The sentences; where none could be made, what went wrong."""
    with speaking(language):
        try:
            return sentences(error, schema)
        except (TypeError, ValueError, KeyError) as trouble:
            return [repr(trouble)]
