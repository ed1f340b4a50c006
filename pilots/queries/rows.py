"""What several queries share: rows in the shape of a schema, which no TypedDict can say, and days.

Other rows are a TypedDict beside the query that gives them. A test asks every query, and holds
its rows to what they are declared to be.
"""

from collections.abc import Mapping
from typing import Any

RecordRow = Mapping[str, Any]
"""A whole record: its fields by name, with id, pilot, _seq (the line of the logbook that it was
last written in), _recorded_at (UTC) and _actor.

A value is what DuckDB gives for the field's type: a choice is its stored word, a tuple a list.
What was not filled in is None, and so is what the reader's scope withholds.
"""


def local_day(moment: str) -> str:
    """SQL: the day in Europe/Amsterdam of a column or expression in UTC without zone."""
    return f"({moment} AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/Amsterdam')::DATE"
