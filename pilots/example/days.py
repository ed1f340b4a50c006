"""Relative days in the example's files, counted from the day on which the year ends.

`-3d` is three days before it, `+2d` two days after. `-40w di` is the Tuesday of the week 40
weeks before, so weekdays stay the same whatever day the year ends on.
"""

import re
from datetime import date, timedelta

WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")

_WRITTEN = re.compile(rf"([+-]?\d+)(?:d|w ({'|'.join(WEEKDAYS)}))")


def day(text: str, until: date) -> date:
    """The day that a text stands for. Raises ValueError where it is not written like that."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is no day: write -3d, or -40w di")
    n, weekday = int(match[1]), match[2]
    if weekday is None:
        return until + timedelta(days=n)
    monday = until - timedelta(days=until.weekday())
    return monday + timedelta(weeks=n, days=WEEKDAYS.index(weekday))
