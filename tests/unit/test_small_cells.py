"""Numbers of people: whoever adds and subtracts what is shown never finds one from 1 to 4."""

import random
from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pilots.evidence.small_cells import (
    FEWEST,
    Group,
    ParticipantSpans,
    Span,
    few,
    groups,
    is_few,
    participant_spans,
)
from pilots.language import speaking
from pilots.queries import suppressed

pytestmark = pytest.mark.slow

LATER = date(2030, 1, 1)


def test_rows_withhold_the_same_small_numbers_as_sentences_do() -> None:
    assert suppressed.FEWEST == FEWEST


def month(n: int) -> date:
    """The nth month of a count that begins in January 2026."""
    return date(2026 + n // 12, n % 12 + 1, 1)


def counted(*people: int | None, today: date = LATER) -> ParticipantSpans:
    """The spans of months with so many people; None: a month in which nobody was counted."""
    rows = [{"month": month(n), "people": it} for n, it in enumerate(people) if it is not None]
    return participant_spans(rows, today)


def periods(months: int) -> list[tuple[date | None, date | None]]:
    """All that one can choose: everything, each year, each quarter."""
    years = range(2026, 2026 + (months + 11) // 12)
    return [
        (None, None),
        *((date(year, 1, 1), date(year, 12, 31)) for year in years),
        *(
            (date(year, first, 1), date(year, first + 2, 28))
            for year in years
            for first in (1, 4, 7, 10)
        ),
    ]


# --- in time -----------------------------------------------------------------------------


def test_a_month_with_enough_people_stands_alone() -> None:
    assert counted(5, 12).spans == (Span(month(0), month(0), 5), Span(month(1), month(1), 10))


def test_months_with_few_people_are_taken_together_until_there_are_enough() -> None:
    found = counted(2, None, 1, 4, 9)
    assert found.spans == (Span(month(0), month(3), 5), Span(month(4), month(4), 10))
    assert found.rest is None


def test_what_is_left_at_the_end_is_fewer_than_five_and_in_no_number() -> None:
    found = counted(8, 3, 1)
    assert found.rest == Span(month(1), month(2), None)
    assert found.people == 10


def test_a_month_that_is_not_over_does_not_count() -> None:
    assert counted(8, 9, today=date(2026, 2, 28)).people == 10
    assert counted(8, 9, today=date(2026, 3, 1)).people == 20


def test_a_span_belongs_to_the_period_in_which_it_ends() -> None:
    found = counted(9, 3, 1, 3, 8)  # February to April together
    first, second = ((date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)))
    assert found.ending_within(*first).people == 10
    assert found.ending_within(*second).people == 15
    assert found.ending_within(None, None).people == 25


def test_nobody_is_no_number_and_no_rest() -> None:
    assert counted().words == ""
    assert counted(0, 0).people is None


@pytest.mark.parametrize(
    ("people", "words"),
    [((3,), "fewer than 5"), ((12,), "about 10"), ((13, 2), "about 15"), ((), "")],
)
def test_people_in_words(people: Sequence[int], words: str) -> None:
    with speaking("en"):
        assert counted(*people).words == words


@pytest.mark.parametrize(
    ("value", "small"),
    [(None, False), (0, False), (0.5, True), (4, True), (4.5, True), (5, False)],
)
def test_what_is_few(value: float | None, small: bool) -> None:
    assert is_few(value) is small
    with speaking("nl"):
        assert few() == "minder dan 5"


# --- who adds and subtracts --------------------------------------------------------------


def shown(people: Sequence[int], upto: int) -> list[tuple[frozenset[int], int]]:
    """Every number there is to see at the end of `upto` months, and of which months it is."""
    found = counted(*people, today=month(upto))
    numbers = []
    for since, until in periods(len(people)):
        some_of = found.ending_within(since, until)
        numbers += [(_months(span), span.people or 0) for span in some_of.spans]
        if some_of.people is not None:
            numbers.append((frozenset().union(*map(_months, some_of.spans)), some_of.people))
    return numbers


def _months(span: Span) -> frozenset[int]:
    first, last = ((it.year - 2026) * 12 + it.month - 1 for it in (span.first, span.last))
    return frozenset(range(first, last + 1))


def found_by_adding_and_subtracting(people: Sequence[int]) -> set[int]:
    """How many people were in any stretch of months that the numbers shown give away.

    A stretch is given away where adding and subtracting numbers, with whatever factors, leaves
    exactly its months. All numbers count that were ever to be seen: at the end of each month.
    """
    n = len(people)
    seen = {months for upto in range(n + 1) for months, _n in shown(people, upto)}
    if not seen:
        return set()
    rows = np.array([[month in months for month in range(n)] for months in seen], dtype=float)
    # What of a stretch lies outside all that can be made of the rows is what gives nothing away.
    _u, sizes, space = np.linalg.svd(rows, full_matrices=False)
    space = space[sizes > 1e-9]
    given = set()
    for first, last in combinations(range(n + 1), 2):
        stretch = np.zeros(n)
        stretch[first:last] = 1
        if np.allclose(space.T @ (space @ stretch), stretch, atol=1e-7):
            given.add(sum(people[first:last]))
    return given


def test_500_random_tables_give_away_no_number_from_1_to_4() -> None:
    chance = random.Random(2026)
    for _table in range(500):
        most = chance.choice([2, 4, 7, 20])
        people = [chance.randint(0, most) for _month in range(chance.randint(1, 15))]
        small = {n for n in found_by_adding_and_subtracting(people) if 0 < n < FEWEST}
        assert not small, people


@given(some.lists(some.integers(0, 9), max_size=24))
@settings(max_examples=100)
def test_each_number_is_near_the_sum_of_its_months_and_at_least_five(people: list[int]) -> None:
    for upto in range(len(people) + 1):
        for months, n in shown(people, upto):
            assert n >= FEWEST
            # A span is at most two off. Months of nobody between two spans are nobody's.
            spans = len(counted(*people, today=month(upto)).spans)
            assert abs(n - sum(people[month] for month in months)) <= 2 * spans


@given(
    some.lists(some.integers(0, 30), max_size=24),
    some.lists(some.tuples(some.integers(0, 23), some.integers(-9, 9)), max_size=12),
)
@settings(max_examples=100)
def test_numbers_that_were_shown_before_and_after_corrections_differ_by_no_few(
    people: list[int], corrections: list[tuple[int, int]]
) -> None:
    seen = {n for _months, n in shown(people, len(people))}
    for at, more in corrections:
        if at < len(people):
            people = [*people[:at], max(0, people[at] + more), *people[at + 1 :]]
        seen |= {n for _months, n in shown(people, len(people))}
    assert all(one == other or abs(one - other) >= FEWEST for one in seen for other in seen)


@given(some.lists(some.integers(0, 9), max_size=24))
@settings(max_examples=100)
def test_a_span_that_ended_stays_as_it_is_whatever_comes_after(people: list[int]) -> None:
    spans = [counted(*people, today=month(upto)).spans for upto in range(len(people) + 1)]
    for before, after in pairwise(spans):
        assert after[: len(before)] == before


@given(some.lists(some.integers(0, 9), max_size=24))
@settings(max_examples=100)
def test_quarters_add_up_to_years_and_years_to_all(people: list[int]) -> None:
    found = counted(*people)
    parts = periods(len(people))

    def total(of: list[tuple[date | None, date | None]]) -> int:
        return sum(found.ending_within(*it).people or 0 for it in of)

    years = [it for it in parts if it[0] and it[1] and it[1].month - it[0].month == 11]
    quarters = [it for it in parts[1:] if it not in years]
    assert total(years) == total(quarters) == (found.people or 0)


# --- in kinds ----------------------------------------------------------------------------


def test_kinds_with_few_people_are_taken_together_without_their_names() -> None:
    assert groups({"a": 9, "b": 3, "c": 2, "d": 6}) == (
        Group("a", 10),
        Group("d", 5),
        Group(None, 5),
    )


def test_one_small_kind_takes_the_smallest_of_the_others_along() -> None:
    assert groups({"a": 9, "b": 1, "d": 6}) == (Group("a", 10), Group(None, 5))


def test_who_has_no_kind_is_in_the_group_without_one() -> None:
    assert groups({"a": 9, None: 6}) == (Group("a", 10), Group(None, 5))
    assert groups({"a": 9, "b": 7, None: 2}) == (Group("a", 10), Group(None, 10))


def test_fewer_than_five_in_all_are_no_group_at_all() -> None:
    assert groups({"a": 2, "b": 2}) == ()
    assert groups({}) == ()


@given(some.dictionaries(some.sampled_from([*"abcdefgh", None]), some.integers(0, 12)))
def test_groups_hold_everybody_or_nobody_and_never_a_few(kinds: dict[str | None, int]) -> None:
    found = groups(kinds)
    missing = sum(kinds.values()) - sum(group.people for group in found)
    assert not found or abs(missing) <= 2 * len(found)
    assert all(group.people >= FEWEST for group in found)
    assert bool(found) == (sum(kinds.values()) >= FEWEST)
    assert all(group.people % FEWEST == 0 for group in found)
    assert all(abs(kinds[group.kind] - group.people) <= 2 for group in found if group.kind)
