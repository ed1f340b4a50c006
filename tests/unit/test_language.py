"""Words, numbers and days in the language of whoever reads them."""

import ast
import re
from contextvars import Context
from datetime import date, datetime
from functools import cache
from pathlib import Path
from threading import Thread

import pytest

from pilots.access import EVERYTHING
from pilots.language import (
    DEFAULT,
    HERE,
    LANGUAGES,
    NAMES,
    _,
    catalog,
    choose,
    chosen,
    day,
    listing,
    local_day,
    moment,
    number,
    plural,
    relative_day,
    short_day,
    speaking,
    today,
)
from pilots.queries import rows
from pilots.tracker import Tracker
from tests.support import ROOT
from tests.support.words import used

# --- the Dutch words ---------------------------------------------------------------------


@cache
def entries() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The English and the Dutch forms of every text, by the first English form."""

    def forms(of: object) -> tuple[str, ...]:
        return of if isinstance(of, tuple) else (str(of),)

    found = {}
    for message in catalog("nl"):
        if message.id:
            english = forms(tuple(message.id) if isinstance(message.id, list) else message.id)
            found[english[0]] = (english, forms(message.string))
    return found


@cache
def calls(name: str) -> list[tuple[str, ast.Call]]:
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno}", node)
        for path in (ROOT / "tracker_app.py", *(ROOT / "pilots").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
    ]


def test_every_text_people_can_see_has_dutch_words() -> None:
    translated = {english for english, (_e, dutch) in entries().items() if all(dutch)}
    assert used() - translated == set()


def test_no_dutch_words_are_left_of_a_text_that_is_gone() -> None:
    assert set(entries()) - used() == set()


def test_the_search_for_texts_finds_those_of_code_schemas_errors_and_rules() -> None:
    """Otherwise the two tests above could pass by finding nothing."""
    assert {
        "Log it",
        "{n} action",
        "What people in the neighbourhood call it.",
        "Expert by experience",
        "The end is before the start. Change one of the two.",
        "'{name}' fits more than one pilot: {fitting}. Type more of the name.",
    } <= used()
    for name in ("_", "plural"):
        assert calls(name)


def test_original_and_translation_have_the_same_placeholders() -> None:
    def names(text: str) -> set[str]:
        return set(re.findall(r"\{(\w*)[^}]*\}", text))

    for english, dutch in entries().values():
        assert len(english) == len(dutch)
        for original, translation in zip(english, dutch, strict=True):
            assert names(original) == names(translation), original


def test_original_and_translation_end_alike() -> None:
    """A sentence stays a sentence, a question stays a question, a label stays a label."""
    for english, dutch in entries().values():
        for original, translation in zip(english, dutch, strict=True):
            ends = (original[-1] in ".?!…", translation[-1] in ".?!…")
            assert ends[0] == ends[1], (original, translation)
            assert original.count("\n") == translation.count("\n")
            assert translation == translation.strip()


def test_no_translation_waits_for_somebody_to_look_at_it() -> None:
    assert [message.id for message in catalog("nl") if message.id and message.fuzzy] == []


def test_a_text_is_translated_whole_and_never_glued_together_first() -> None:
    for name in ("_", "plural"):
        for place, call in calls(name):
            first = call.args[0]
            glued = ast.JoinedStr | ast.BinOp | ast.Call
            assert not isinstance(first, glued), place


def test_one_and_many_stand_together_in_the_list_of_words() -> None:
    for place, call in calls("plural"):
        one, many = (ast.literal_eval(word) for word in call.args[:2])
        assert entries()[one][0] == (one, many), place
        assert "{n}" in many, place


def test_texts_that_are_asked_for_are_filled_in_with_what_they_name() -> None:
    for name, first in (("_", 1), ("plural", 3)):
        for place, call in calls(name):
            text = call.args[0]
            if isinstance(text, ast.Constant) and call.keywords:
                given = {word.arg for word in call.keywords} | ({"n"} if first == 3 else set())
                assert set(re.findall(r"\{(\w+)\}", text.value)) <= given, place


# --- choosing ----------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", ["fr", "", None, "NL", "../nl", "nl_NL"])
def test_an_unknown_language_becomes_dutch(unknown: str | None) -> None:
    def chosen_after() -> str:
        choose("en")
        choose(unknown)
        return chosen()

    assert Context().run(chosen_after) == "nl" == DEFAULT


def test_a_language_chosen_by_one_person_is_not_chosen_for_another() -> None:
    heard = {}

    def visitor(language: str) -> None:
        choose(language)
        heard[language] = _("Yearly")

    threads = [Thread(target=visitor, args=(language,)) for language in LANGUAGES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {"nl": "Elk jaar", "en": "Yearly"}
    assert chosen() == "nl"


def test_a_language_is_spoken_within_a_block_even_where_that_fails() -> None:
    def fail() -> None:
        with speaking("en"):
            heard.append(chosen())
            raise ZeroDivisionError

    heard: list[str] = []
    with pytest.raises(ZeroDivisionError):
        fail()
    assert [*heard, chosen()] == ["en", "nl"]


def test_every_language_names_itself() -> None:
    assert {language: NAMES[language] for language in LANGUAGES} == NAMES
    assert NAMES["nl"] == "NL"


# --- texts -------------------------------------------------------------------------------


def test_a_text_without_translation_is_said_in_english() -> None:
    assert _("Nobody translated this {thing}.", thing="text") == "Nobody translated this text."


def test_what_is_filled_in_is_not_read_as_a_text_to_fill_in() -> None:
    odd = "{path} {0} %s \\ {{"
    assert _("'{given}' is not written correctly.", given=odd) == (
        f"‘{odd}’ is niet geschreven zoals het hoort."
    )


def test_braces_of_a_text_without_values_stay() -> None:
    assert _("Baseline {value}") == "Nulmeting {value}"


@pytest.mark.parametrize(
    ("n", "dutch", "english"),
    [
        (0, "0 acties", "0 actions"),
        (1, "1 actie", "1 action"),
        (2, "2 acties", "2 actions"),
        (1234, "1.234 acties", "1,234 actions"),
        (1.5, "1,5 acties", "1.5 actions"),
    ],
)
def test_one_and_many(n: float, dutch: str, english: str) -> None:
    assert plural("{n} action", "{n} actions", n) == dutch
    with speaking("en"):
        assert plural("{n} action", "{n} actions", n) == english


@pytest.mark.parametrize(
    ("words", "dutch", "english"),
    [
        ([], "", ""),
        (["Ans"], "Ans", "Ans"),
        (["Ans", "Bea"], "Ans en Bea", "Ans and Bea"),
        (["Ans", "{first}", "Cor"], "Ans, {first} en Cor", "Ans, {first} and Cor"),
    ],
)
def test_words_in_a_row(words: list[str], dutch: str, english: str) -> None:
    assert listing(words) == dutch
    with speaking("en"):
        assert listing(words) == english


# --- numbers and days --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (7.0, "7", "7"),
        (1234.5, "1.234,5", "1,234.5"),
        (-1234.56, "-1.234,56", "-1,234.56"),
        (0.125, "0,12", "0.12"),
        (2.999, "3", "3"),
        (0.1 + 0.2, "0,3", "0.3"),
        (1e12, "1.000.000.000.000", "1,000,000,000,000"),
        (-0.0, "0", "0"),
        (-0.001, "0", "0"),
    ],
)
def test_a_number_as_people_write_it(value: float, dutch: str, english: str) -> None:
    assert number(value) == dutch
    with speaking("en"):
        assert number(value) == english


def test_a_day_in_full_and_in_short() -> None:
    new_year = date(2027, 1, 1)
    assert (day(new_year), short_day(new_year)) == ("1 januari 2027", "1 jan 2027")
    with speaking("en"):
        assert (day(new_year), short_day(new_year)) == ("1 January 2027", "1 Jan 2027")


@pytest.mark.parametrize(
    ("stored", "dutch", "english"),
    [
        (datetime(2026, 1, 15, 9, 30), "15 jan 2026 10:30", "15 Jan 2026 10:30"),
        (datetime(2026, 7, 15, 9, 30), "15 jul 2026 11:30", "15 Jul 2026 11:30"),
        (datetime(2026, 12, 31, 23, 5), "1 jan 2027 00:05", "1 Jan 2027 00:05"),
    ],
)
def test_a_moment_is_told_as_the_clock_in_the_netherlands_said(
    stored: datetime, dutch: str, english: str
) -> None:
    assert moment(stored) == dutch
    with speaking("en"):
        assert moment(stored) == english


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (date(2027, 1, 1), "vandaag", "today"),
        (date(2026, 12, 31), "gisteren", "yesterday"),
        (date(2027, 1, 2), "morgen", "tomorrow"),
        (date(2027, 1, 3), "zo 3 jan", "Sun 3 Jan"),
        (date(2026, 12, 30), "wo 30 dec", "Wed 30 Dec"),
        (date(2026, 8, 4), "di 4 aug", "Tue 4 Aug"),
        (date(2026, 8, 3), "3 aug 2026", "3 Aug 2026"),
        (date(2027, 5, 31), "ma 31 mei", "Mon 31 May"),
        (date(2027, 6, 1), "1 jun 2027", "1 Jun 2027"),
    ],
)
def test_a_day_as_people_say_it(value: date, dutch: str, english: str) -> None:
    assert relative_day(value, date(2027, 1, 1)) == dutch
    with speaking("en"):
        assert relative_day(value, date(2027, 1, 1)) == english


def test_today_is_todays_date_in_the_netherlands() -> None:
    before = datetime.now(HERE).date()
    assert before <= today() <= datetime.now(HERE).date()


def test_the_list_of_words_is_where_the_code_looks_for_it() -> None:
    assert Path(ROOT / "data" / "locales" / "nl.po").exists()
    assert len(entries()) > 100


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 30, 22, 59), date(2026, 11, 30)),
        (datetime(2026, 11, 30, 23, 0), date(2026, 12, 1)),
        (datetime(2026, 6, 30, 21, 59), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0), date(2026, 7, 1)),
    ],
)
def test_a_day_is_the_one_on_the_wall_in_the_netherlands(
    tracker: Tracker, moment: datetime, day: date
) -> None:
    assert local_day(moment) == day
    (row,) = tracker.reader(EVERYTHING).rows(
        f"SELECT {rows.local_day('moment')} AS day FROM (SELECT $moment::TIMESTAMP AS moment)",
        moment=moment,
    )
    assert row["day"] == day
