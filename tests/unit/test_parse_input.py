"""Numbers and days as people type them: what was typed is what is read, or nothing is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.language import LANGUAGES, Language, number, speaking
from pilots.rules.parse_input import day_text, number_text, read_day, read_number

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("nl", "7,5", 7.5),
        ("nl", "7.5", 7.5),
        ("nl", "1.234,5", 1234.5),
        ("nl", "1 234,5", 1234.5),
        ("nl", "1.234.567", 1234567),
        ("nl", "0,008", 0.008),
        ("nl", "0.008", 0.008),
        ("nl", ",5", 0.5),
        ("nl", "−3", -3),
        ("nl", "75 %", 75),
        ("nl", "€ 7,50", 7.5),
        ("en", "7.5", 7.5),
        ("en", "7,5", 7.5),
        ("en", "1,234.5", 1234.5),
        ("en", "1.234,5", 1234.5),
    ],
)
def test_a_number_is_read_as_it_was_meant(language: Language, text: str, value: float) -> None:
    with speaking(language):
        reading = read_number(text)
    assert reading is not None
    assert (reading.value, reading.other) == (value, None)


@pytest.mark.parametrize(
    ("language", "text", "value", "other"),
    [
        ("nl", "1.234", 1234, 1.234),
        ("nl", "1,234", 1.234, 1234),
        ("en", "1,234", 1234, 1.234),
        ("en", "1.234", 1.234, 1234),
    ],
)
def test_what_can_be_read_in_two_ways_has_both(
    language: Language, text: str, value: float, other: float
) -> None:
    with speaking(language):
        assert read_number(text) == (value, other)


@pytest.mark.parametrize(
    "text", ["", "veel", "7,5,3", "12.34.56", "1e3", "1.23,4", "--3", "3-4", "1/2", "½", "٣", "."]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_number_is_refused(language: Language, text: str) -> None:
    with speaking(language):
        assert read_number(text) is None


@given(st.sampled_from(sorted(LANGUAGES)), st.floats(-1e9, 1e9).map(lambda x: round(x, 4)))
def test_what_the_tracker_puts_in_an_input_is_read_as_it_was(
    language: Language, value: float
) -> None:
    with speaking(language):
        reading = read_number(number_text(value))
    assert reading is not None
    assert reading.value == value


@given(st.sampled_from(sorted(LANGUAGES)), st.floats(-1e9, 1e9).map(lambda x: round(x, 2)))
def test_what_the_tracker_writes_elsewhere_can_be_copied_into_an_input(
    language: Language, value: float
) -> None:
    with speaking(language):
        reading = read_number(number(value))
    assert reading is not None
    assert reading.value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1-1-2027", date(2027, 1, 1)),
        ("01/01/2027", date(2027, 1, 1)),
        ("1.1.2027", date(2027, 1, 1)),
        ("31 12 26", date(2026, 12, 31)),
        ("2026-12-31", date(2026, 12, 31)),
        ("31122026", date(2026, 12, 31)),
        ("1 januari 2027", date(2027, 1, 1)),
        ("1 mrt 2027", date(2027, 3, 1)),
        ("January 1, 2027", date(2027, 1, 1)),
        ("1 jan", date(2027, 1, 1)),
        ("30-11", date(2026, 11, 30)),
        ("gisteren", date(2026, 11, 30)),
        ("Tomorrow", date(2026, 12, 2)),
        ("29-2-2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_it_was_meant(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["", "31-4", "31-4-2027", "29-2-2027", "1-13-2027", "0-1-2027", "ooit", "1-1-202", "1", "1-",
     "12 people", "1-1-2027-1", "٣-1-2027", "2026-12-31T00:00"],
)  # fmt: skip
def test_what_is_no_day_is_refused(text: str) -> None:
    assert read_day(text, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.dates(date(2000, 1, 1)))
def test_the_day_in_an_input_is_read_as_it_was(day: date, today: date) -> None:
    assert read_day(day_text(day), today) == day
    assert read_day(day.isoformat(), today) == day


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    read_number(text)
    read_day(text, TODAY)
