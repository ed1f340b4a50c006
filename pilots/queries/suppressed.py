"""SQL that shows numbers of people as `evidence.small_cells` allows (disclosure control).

A measurement is shown in one of three ways:

- not at all, where from 1 to 4 people were counted, or so few were looked at (small-cell
  suppression): 50% of 2 says who;
- as a bound, where from 1 to 4 of the people looked at were not counted (top coding): 26 of 28 is
  at least 24 of 28;
- as a bound in steps of five, where it is a total of people that only grows (rounding): else 37
  and a week later 39 would count 2 people.

A bound is a lower one, "at least", and where lower is better an upper one, "at most": so the
result never looks better than what was measured. Each follows from the measurement and its outcome
alone, and from no other measurement: nothing becomes known by comparing what was shown on
different days.
"""

FEWEST = 5
"""The smallest number of people in a row; a test holds `evidence.small_cells` to the same."""


def is_small(value: str, counts_people: str = "counts_people") -> str:
    """SQL: whether a value of an outcome counts people, and too few of them to show."""
    return f"({counts_people} AND {value} > 0 AND {value} < {FEWEST})"


_IS_PERCENTAGE = "lower(trim(unit)) IN ('%', 'procent', 'percent', 'percentage')"

_PEOPLE = f"""(CASE WHEN counts_people THEN value
    WHEN {_IS_PERCENTAGE} THEN round(value * of_how_many / 100) END)"""
"""SQL: how many people a measurement counts; NULL where it counts something else."""

_SMALL_REST = f"({_PEOPLE} < of_how_many AND {_PEOPLE} > of_how_many - {FEWEST})"
"""SQL: whether from 1 to 4 of the people looked at are not among the people counted."""

_REST = f"""(CASE WHEN better = 'lower' THEN of_how_many - 1
    ELSE greatest({FEWEST}, of_how_many - {FEWEST - 1}) END)"""
"""SQL: how many people there are at least, or at most, where the rest is small."""

_ROUND = "(CASE WHEN better = 'lower' THEN ceil({n}) ELSE floor({n}) END)"
_TOTAL = f"""greatest({FEWEST}, coalesce(target, 0)
    + {FEWEST} * {_ROUND.format(n=f"((value - coalesce(target, 0)) / {FEWEST})")})"""
"""SQL: the bound of a total. One of the steps is the target, so that it is not reached unseen."""

_IS_TOTAL = "(counts_people AND only_grows AND value > 0)"

SMALL = f"""coalesce(({_PEOPLE} > 0 AND {_PEOPLE} < {FEWEST})
    OR (of_how_many > 0 AND of_how_many < {FEWEST}), false)"""
"""SQL: whether a measurement is not shown: too few people were counted, or looked at."""

IS_BOUND = f"(NOT {SMALL} AND coalesce({_IS_TOTAL} OR {_SMALL_REST}, false))"
"""SQL: whether the value that is shown is a bound of what was measured."""

SHOWN = f"""(CASE WHEN {SMALL} THEN NULL WHEN {_IS_TOTAL} THEN {_TOTAL}
    WHEN {_SMALL_REST} AND counts_people THEN {_REST}
    WHEN {_SMALL_REST} THEN 100 * {_REST} / of_how_many ELSE value END)"""
"""SQL: the value as it may be shown; NULL where it is not."""
