"""What funders see of measurements of people, also when they compare what they saw before."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from itertools import combinations
from math import inf
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pilots.assessments.promises import promises_of
from pilots.evidence import Promise
from pilots.language import speaking
from pilots.queries import progress
from pilots.reports.funder_sections import for_funders
from pilots.tracker import Tracker
from schemas import Measurement, Outcome, Pilot
from tests.support.cast import ANNA

FIRST = date(2026, 1, 5)

Shown = tuple[float | None, bool, int | None]
"""A value, whether it is a bound, and out of how many."""


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """One for all: what is measured, is so in a pilot of its own."""
    with closing(Tracker(tmp_path_factory.mktemp("data") / "tracker.duckdb")) as opened:
        yield opened


def measured(tracker: Tracker, *values: float, of: int | None = None, **outcome: Any) -> Outcome:
    """An outcome of a pilot of its own, measured every week."""
    pilot = Pilot(name="Buurttafel Zuidwijk")
    known = Outcome(pilot=pilot.id, statement="Buren kennen elkaar", **outcome)
    tracker.record(ANNA, pilot)
    tracker.record(ANNA, known)
    for week, value in enumerate(values):
        day = FIRST + timedelta(weeks=week)
        tracker.record(
            ANNA,
            Measurement(
                pilot=pilot.id, outcome=known.id, measured_on=day, value=value, of_how_many=of
            ),
        )
    return known


def seen(tracker: Tracker, known: Outcome) -> list[Shown]:
    reader = tracker.reader(for_funders(known.pilot))
    (row,) = progress.outcomes(reader, pilot_id=known.pilot)
    return [(m["value"], m["is_bound"], m["of_how_many"]) for m in row["measurements"]]


def promised(tracker: Tracker, known: Outcome) -> Promise:
    (found,) = promises_of(tracker.reader(for_funders(known.pilot)), known.pilot)
    return found


PEOPLE: dict[str, Any] = {"unit": "bewoners", "counts_people": True}
TOTAL: dict[str, Any] = {**PEOPLE, "only_grows": True}


# --- one state ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "value", "of", "shown"),
    [
        (PEOPLE, 4, None, (None, False, None)),
        (PEOPLE, 5, None, (5, False, None)),
        (PEOPLE, 0, 20, (0, False, 20)),
        (PEOPLE, 12, 20, (12, False, 20)),
        (PEOPLE, 26, 28, (24, True, 28)),
        (PEOPLE, 24, 28, (24, True, 28)),
        (PEOPLE, 23, 28, (23, False, 28)),
        (PEOPLE, 28, 28, (28, False, 28)),
        (PEOPLE, 6, 7, (5, True, 7)),
        (PEOPLE, 3, 3, (None, False, None)),
        ({**PEOPLE, "better": "lower"}, 26, 28, (27, True, 28)),
        ({"unit": "%"}, 50, 2, (None, False, None)),
        ({"unit": "Procent"}, 20, 10, (None, False, None)),
        ({"unit": "%"}, 80, 10, (60, True, 10)),
        ({"unit": "%"}, 50, 10, (50, False, 10)),
        ({"unit": "%"}, 3, None, (3, False, None)),
        ({"unit": "cijfer"}, 7.5, 3, (None, False, None)),
        ({"unit": "cijfer"}, 7.5, 12, (7.5, False, 12)),
        ({"unit": "kaartjes"}, 3, None, (3, False, None)),
        (TOTAL, 38, None, (35, True, None)),
        (TOTAL, 0, None, (0, False, None)),
        ({**TOTAL, "target": 26}, 25, None, (21, True, None)),
        ({**TOTAL, "target": 26}, 26, None, (26, True, None)),
        ({**TOTAL, "target": 26}, 6, None, (6, True, None)),
        ({**TOTAL, "target": 26}, 5, None, (5, True, None)),
        ({**TOTAL, "target": 20, "better": "lower"}, 21, None, (25, True, None)),
        ({**TOTAL, "target": 20, "better": "lower"}, 20, None, (20, True, None)),
        ({"unit": "uren", "only_grows": True}, 38, None, (38, False, None)),
    ],
)
def test_a_value_is_shown_exactly_as_a_bound_or_not_at_all(
    tracker: Tracker, outcome: dict[str, Any], value: float, of: int | None, shown: Shown
) -> None:
    assert seen(tracker, measured(tracker, value, of=of, **outcome)) == [shown]


def test_a_bound_is_called_that_and_is_no_better_than_what_was_measured(tracker: Tracker) -> None:
    with speaking("en"):
        grows = promised(tracker, measured(tracker, 7, 38, baseline=10, target=40, **TOTAL))
        assert "at least 35 bewoners" in grows.sentence
        assert grows.state == "nearer"
        falls = measured(tracker, 26, of=28, **PEOPLE, better="lower", baseline=28, target=26)
        assert "at most 27 bewoners of 28" in promised(tracker, falls).sentence
        assert promised(tracker, falls).state == "nearer"


def test_no_interval_is_worked_out_from_a_bound(tracker: Tracker) -> None:
    exact, bound = (promised(tracker, measured(tracker, n, of=28, **PEOPLE)) for n in (20, 26))
    assert exact.assessment
    assert exact.assessment.share
    assert bound.assessment
    assert not bound.assessment.share


def test_a_sample_of_two_is_too_few_and_not_a_small_percentage(tracker: Tracker) -> None:
    with speaking("en"):
        sentence = promised(tracker, measured(tracker, 50, of=2, unit="%", target=80)).sentence
    assert "too few to show" in sentence
    assert "fewer than 5 %" not in sentence


# --- a year of states --------------------------------------------------------------------


def near(seen: set[float]) -> list[tuple[float, float]]:
    """Pairs of numbers that differ by less than five people."""
    return [(low, high) for low, high in combinations(sorted(seen), 2) if high - low < 5]


def test_the_search_for_near_numbers_finds_those_that_are_planted() -> None:
    assert near({7, 9, 15}) == [(7, 9)]
    assert near({5, 10, 0}) == []


@given(
    added=st.lists(st.integers(0, 9), min_size=1, max_size=8),
    target=st.sampled_from([None, 10, 26, 80]),
)
@settings(max_examples=25)
def test_a_growing_total_never_shows_that_a_few_people_came(
    tracker: Tracker, added: list[int], target: float | None
) -> None:
    """Also not on the way: each measurement is looked at from the day on which it is recorded."""
    totals = [sum(added[: n + 1]) for n in range(len(added))]
    known = measured(tracker, *totals, target=target, **TOTAL)
    for value, shown in zip(totals, seen(tracker, known), strict=True):
        bound = shown[0]
        assert bound is None or bound <= value < max(bound, 5) + 5 or bound == value == 0
    values = {value for value, _bound, _of in seen(tracker, known) if value}
    first = min(values, default=inf)
    # Below the first step of the target stands five, which no longer moves.
    assert near({value for value in values if value != 5 or first != 5}) == []


@given(
    hits=st.lists(st.integers(0, 30), min_size=2, max_size=8),
    panel=st.integers(1, 30),
    is_percentage=st.booleans(),
)
@settings(max_examples=25)
def test_who_knows_how_large_the_panel_is_finds_no_few_of_it(
    tracker: Tracker, hits: list[int], panel: int, is_percentage: bool
) -> None:
    people = [min(n, panel) for n in hits]
    if is_percentage:
        shares = [100 * n / panel for n in people]
        known = measured(tracker, *shares, of=panel, unit="%")
    else:
        known = measured(tracker, *people, of=panel, **PEOPLE)
    for n, (value, is_bound, _of) in zip(people, seen(tracker, known), strict=True):
        if value is None or is_bound:
            continue
        counted = round(value * panel / 100) if is_percentage else value
        assert counted == n
        assert not 0 < counted < 5
        assert not 0 < panel - counted < 5
