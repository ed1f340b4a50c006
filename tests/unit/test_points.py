"""What a point of a chart stands for survives the way to the browser and back, and a text that
somebody made up does not."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.points import (
    MAX_IDS,
    ActionsKind,
    ActionsPoint,
    AnyPoint,
    RecordKind,
    RecordPoint,
    SeriesKind,
    SeriesPoint,
    read,
    write,
)

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True)
POINTS: st.SearchStrategy[AnyPoint] = st.one_of(
    st.builds(RecordPoint, st.sampled_from(get_args(RecordKind)), IDS),
    st.builds(
        SeriesPoint,
        st.sampled_from(get_args(SeriesKind)),
        st.lists(IDS, min_size=1, max_size=5).map(tuple),
    ),
    st.builds(ActionsPoint, st.sampled_from(get_args(ActionsKind)), st.dates(), st.dates()),
)


@given(POINTS)
def test_a_point_is_read_back_as_it_was_written(point: AnyPoint) -> None:
    assert read(write(point)) == point


@given(st.text())
def test_a_text_is_either_what_writing_makes_or_no_point(text: str) -> None:
    point = read(text)
    assert point is None or write(point) == text


def test_a_point_of_too_many_stands_for_the_first_ones() -> None:
    ids = tuple(f"a{n}" for n in range(MAX_IDS + 1))
    assert read(write(SeriesPoint("rungs", ids))) == SeriesPoint("rungs", ids[:MAX_IDS])
    assert read(f"rungs:{','.join(ids)}") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "action",
        "action:",
        "action:'; DROP TABLE logbook; --",
        "action:one\n",
        "action:one:two",
        "action:" + "x" * 65,
        "ACTION:one",
        "story:one",
        "question:one",
        "members:komen",
        "rungs:",
        "rungs:one,",
        "rungs:' OR true --",
        "actions:done",
        "actions:done:2026-11-16",
        "actions:done:20261116:20261120",
        "actions:done:2026-02-30:2026-03-01",
        "actions:overdue:2026-11-16:2026-11-20",
        "actions:done:٢٠٢٦-11-16:2026-11-20",
        "actions:done:0000-00-00:9999-99-99",
        "x" * 10_000,
        None,
        12,
        {"action": "one"},
        ["action:one"],
        b"action:one",
    ],
)
def test_what_makes_no_sense_is_no_point(text: Any) -> None:
    assert read(text) is None


def test_the_text_says_what_it_stands_for() -> None:
    assert write(RecordPoint("action", "a1")) == "action:a1"
    assert write(SeriesPoint("scores", ("g1", "g2"))) == "scores:g1,g2"
    week = ActionsPoint("done", date(2026, 11, 2), date(2026, 11, 8))
    assert write(week) == "actions:done:2026-11-02:2026-11-08"
