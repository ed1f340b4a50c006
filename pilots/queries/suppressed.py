"""SQL that leaves out numbers of people from 1 to 4 (small-cell suppression)."""

FEWEST = 5
"""The smallest number of people in a row; a test holds `evidence.small_cells` to the same."""


def is_small(value: str, counts_people: str = "counts_people") -> str:
    """SQL: whether a value of an outcome counts people, and too few of them to show."""
    return f"({counts_people} AND {value} > 0 AND {value} < {FEWEST})"


SMALL = is_small("value")
"""SQL: whether a measurement counts from 1 to 4 people."""
SMALL_REST = f"coalesce({is_small('(of_how_many - value)')}, false)"
"""SQL: whether from 1 to 4 of the people asked are not among the people counted."""
